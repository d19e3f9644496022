"""Reports made by hand, for the tests of the output formats."""

from __future__ import annotations

from coach.model import Finding, Label, Report, Scores, Severity, Skipped, Span, Strength

REFUSAL = """Bonjour Madame Perrin,

Je comprends votre déception, mais ce n'est pas possible : vous auriez dû lire nos conditions.
Nous reviendrons vers vous dans les plus brefs délais au sujet de votre commande n° 40218837, robe Alba en taille 38.

C'est la procédure.
Malheureusement, le délai de quatorze jours est passé depuis le 25 mai.

Cordialement,
Sonia – Service clients

Le 3 mai 2025, Mme Perrin a écrit :
> Bonjour,
> ma robe a rétréci au premier lavage.
> Non, ce n'est pas normal.
>
> Mme Perrin
"""


def finding(text: str, words: str, severity: Severity, **more: object) -> Finding:
    """Return a finding on the first `words` of the text."""
    start = text.index(words)
    line_start = text.rfind("\n", 0, start) + 1
    defaults: dict[str, object] = {
        "rule": f"impossibilite.{severity.slug}",
        "category": "impossibilite",
        "message": "Le client entend une porte qui se ferme.",
        "why": "Un refus posé sans issue laisse la demande entière, et la colère avec.",
        "reframings": ("Ce que je peux faire : vous proposer un avoir.", "Voici ce que je vous propose."),
    }
    return Finding(
        severity=severity,
        span=Span(start, start + len(words)),
        line=text.count("\n", 0, start) + 1,
        column=start - line_start + 1,
        text=words,
        **{**defaults, **more},  # type: ignore[arg-type]
    )


def report_of(text: str, *findings: Finding, source: str = "<stdin>", **more: object) -> Report:
    """Return a report on `text` with nothing else than the findings, unless told."""
    defaults: dict[str, object] = {"labels": (), "strengths": (), "skipped": (), "scores": Scores(62, 40)}
    ordered = tuple(sorted(findings, key=lambda each: each.span))
    return Report(source=source, text=text, findings=ordered, **{**defaults, **more})  # type: ignore[arg-type]


def strength(text: str, words: str, name: str, message: str) -> Strength:
    """Return a strength on the first `words` of the text."""
    start = text.index(words)
    return Strength(name, Span(start, start + len(words)), words, message)


def span(text: str, words: str) -> Span:
    """Return where the first `words` of the text stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def refusal(source: str = "courriers/réponse 12.txt") -> Report:
    """Return a report with every kind of thing in it."""
    history = REFUSAL.index("Le 3 mai 2025")
    return report_of(
        REFUSAL,
        finding(
            REFUSAL,
            "Je comprends votre déception, mais",
            Severity.A_REPRENDRE,
            rule="empathie-annulee.mais",
            category="empathie-annulee",
            message="Le « mais » efface ce qui le précède.",
            why="Le client n'entend plus que la suite ; un point à la place du « mais » la garde entière.",
            reframings=("Je comprends votre déception. Voici ce que je vous propose.",),
        ),
        finding(REFUSAL, "ce n'est pas possible", Severity.BLOQUANT, rule="impossibilite.pas-possible", weight=2),
        finding(
            REFUSAL,
            "vous auriez dû",
            Severity.BLOQUANT,
            rule="reproche.auriez-du",
            category="reproche",
            message="Le client s'entend reprocher son passé.",
            why="Il ne peut plus rien y changer ; dites ce qui reste possible.",
            reframings=("Pour la suite, le plus simple est de garder l'étiquette.",),
        ),
        finding(
            REFUSAL,
            "dans les plus brefs délais",
            Severity.CONSEIL,
            rule="promesse-vague.brefs-delais",
            category="promesse-vague",
            message="Le client ne sait pas quand vous revenez vers lui.",
            why="Une date tient lieu de promesse.",
            reframings=("d'ici [date]",),
        ),
        finding(
            REFUSAL,
            "C'est la procédure",
            Severity.CONSEIL,
            rule="paravent.procedure",
            category="paravent",
            message="La règle est citée sans sa raison.",
            why="Dite avec sa raison, elle se comprend.",
            reframings=("Cette règle existe parce que [raison].",),
            softened_by="le délai de quatorze jours est passé",
        ),
        source=source,
        labels=(
            Label(
                "sans-issue",
                "Aucune issue n'est proposée après le refus.",
                ("Proposez un avoir, un échange ou un geste prévu par vos marges.", "Sinon, dites qui peut aider."),
            ),
        ),
        strengths=(
            strength(REFUSAL, "Je comprends votre déception", "reconnaissance", "La déception est reconnue."),
            strength(REFUSAL, "le délai de quatorze jours est passé", "raison", "La raison du refus est dite."),
        ),
        skipped=(Skipped("historique", Span(history, len(REFUSAL))),),
        riskiest=span(
            REFUSAL,
            "Je comprends votre déception, mais ce n'est pas possible : vous auriez dû lire nos conditions.",
        ),
    )


def clean() -> Report:
    """Return a report in which nothing is to rephrase."""
    text = "Bonjour Théo, votre échange part demain ; je vous appelle jeudi avant 12 h."
    return report_of(
        text,
        strengths=(
            strength(text, "je vous appelle jeudi", "engagement-date", "Vous donnez une date, et vous la portez."),
        ),
        scores=Scores(100, 90),
    )


def chat() -> Report:
    """Return a report on one line of chat."""
    text = "ah non c pas possible [bold]désolé[/bold] 😤"
    return report_of(
        text,
        finding(text, "ah non", Severity.BLOQUANT, rule="non-sec.ah-non", category="non-sec"),
        finding(text, "c pas possible", Severity.BLOQUANT),
        finding(text, "désolé", Severity.CONSEIL, reframings=()),
        labels=(Label("sans-issue", "Le client ne sait pas vers quoi se tourner."),),
        riskiest=span(text, "ah non c pas possible"),
    )
