from __future__ import annotations

import re
from functools import cache

import pytest

from coach.checks import finding_checks, label_checks
from coach.checks.draft import Draft
from coach.checks.placeholders import findings as placeholders
from coach.checks.scores import LOST, scores
from coach.checks.strengths import PRAISED, strengths
from coach.french.ownership import skipped
from coach.model import Finding, Label, Severity, Span, Strength
from coach.phrasebook.cache import builtin_folder, load_book
from coach.phrasebook.entry import CATEGORY_SEVERITY
from coach.phrasebook.matcher import Hit, Matcher, Reading

MARK = re.compile(r"\[\[([a-z-]+)\|([^]]*)\]\]")


def _sentence_of(reading: Reading, at: int) -> int:
    return next(number for number, (start, end) in enumerate(reading.sentences) if start <= at < end)


@cache
def matcher() -> Matcher:
    return Matcher(load_book([builtin_folder()]))


def draft(marked: str) -> Draft:
    """Return the draft of a text whose faults are marked `[[category|words]]`; the signals are the phrasebooks' own."""
    text = ""
    spans: list[tuple[str, Span]] = []
    done = 0
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        spans.append((mark[1], Span(len(text), len(text) + len(mark[2]))))
        text += mark[2]
        done = mark.end()
    text += marked[done:]
    left_out = skipped(text)
    reading = matcher().read(text, [one.span for one in left_out])
    signals: dict[str, list[Hit]] = {}
    for hit in sorted(matcher().hits(reading), key=lambda hit: hit.first):
        if hit.entry["signal"]:
            signals.setdefault(hit.entry["signal"], []).append(hit)
    findings = [finding(category, span, text) for category, span in spans]
    return Draft(text, reading, left_out, findings, [fault(c, span, reading) for c, span in spans], signals)


def finding(category: str, span: Span, text: str) -> Finding:
    return Finding(
        f"{category}.essai", category, CATEGORY_SEVERITY[category], span, 1, 1, text[span.start : span.end], "", ""
    )


def fault(category: str, span: Span, reading: Reading) -> Hit:
    inside = [at for at in range(len(reading.symbols)) if reading.span(at, at + 1).meets(span)]
    entry = matcher().book["entries"][0].copy()
    entry["id"], entry["category"], entry["signal"] = f"{category}.essai", category, None
    first, last = inside[0], inside[-1] + 1
    return Hit(entry, _sentence_of(reading, first), first, last, first, last, 0, {})


def labels(marked: str) -> set[str]:
    one = draft(marked)
    return {label.label for check in label_checks() if (label := check(one)) is not None}


REFUSAL = "Bonjour Madame Petit, [[impossibilite|nous ne pouvons pas]] reprendre ce tapis"


@pytest.mark.parametrize(
    ("label", "with_it", "without_it"),
    [
        # --- a way out: an alternative, an option, a concrete step, somebody to reach
        ("sans-issue", f"{REFUSAL}.", f"{REFUSAL}. Je peux en revanche le faire nettoyer."),
        ("sans-issue", f"{REFUSAL}.", f"{REFUSAL}. Deux possibilités : l'avoir ou l'échange."),
        ("sans-issue", f"{REFUSAL}.", f"{REFUSAL}. La teinturerie est au 12 rue Basse."),
        ("sans-issue", f"{REFUSAL}.", f"{REFUSAL}. Envoyez-moi une photo de l'étiquette."),
        ("sans-issue", f"{REFUSAL}. Je ne vous échange rien.", f"{REFUSAL}. Je vous l'échange."),
        ("sans-issue", f"{REFUSAL}. [[defausse|Voyez avec le fabricant]].", "[[defausse|Voyez avec le fabricant]]."),
        (
            "sans-issue",
            f"{REFUSAL}, [[injonction|vous devez]] régler le solde.",
            f"{REFUSAL}, [[injonction|vous devez]] joindre le ticket.",
        ),
        # a bare « no » refuses what was asked, and only denies what is blamed on the customer next
        ("sans-issue", "Un geste ? [[non-sec|Non]].", "[[non-sec|Non]], [[donner-tort|vous vous trompez]] de jour."),
        ("sans-issue", "Un geste ? [[non-sec|Non]], [[reproche|il fallait lire]].", "[[reproche|Il fallait lire]]."),
        # --- a reason: a cause or a fact of the case; not a rule, not a reproach turned into a rule
        ("sans-pourquoi", f"{REFUSAL}.", f"{REFUSAL}, car la trame est coupée."),
        ("sans-pourquoi", f"{REFUSAL}.", f"{REFUSAL} : le délai est dépassé."),
        ("sans-pourquoi", f"{REFUSAL}, [[paravent|c'est la procédure]].", f"{REFUSAL}, il est usé depuis deux ans."),
        ("sans-pourquoi", "[[non-sec|Non]], désolée.", "[[non-sec|Non]], [[reproche|vous l'avez lavé]] à chaud."),
        ("sans-pourquoi", f"{REFUSAL}. Merci.", "Bonjour Madame Petit, nous reprenons ce tapis. Merci."),
        # --- empathy: a trouble that nothing acknowledges
        ("sans-empathie", f"{REFUSAL}.", f"{REFUSAL}, et j'en suis désolée."),
        ("sans-empathie", f"{REFUSAL}. Malheureusement.", f"{REFUSAL}. Je comprends votre déception."),
        ("sans-empathie", f"{REFUSAL}.", f"[[empathie-annulee|Je vous comprends, mais]] {REFUSAL}."),
        ("sans-empathie", "[[reproche|Vous avez oublié]] la pile.", "Vous avez oublié votre parapluie au comptoir."),
        (
            "sans-empathie",
            "Votre four est en panne, [[promesse-vague|on vous tient au courant]].",
            "Votre four est prêt, [[promesse-vague|on vous tient au courant]].",
        ),
        ("sans-empathie", "[[condescendance|On se calme]] !", "[[condescendance|C'est simple]] : le code est au dos."),
        ("sans-empathie", f"{REFUSAL}, je ne suis pas désolée.", f"{REFUSAL}, désolée."),
        # --- empty politeness
        ("courtoisie-vide", "Merci pour votre message. Belle journée !", "Merci pour votre message. Je vous appelle."),
        ("courtoisie-vide", "Votre avis compte beaucoup.", "Votre avis compte beaucoup : voici 5 € d'avoir."),
        (
            "courtoisie-vide",
            "[[servilite|Vos désirs sont des ordres]].",
            "[[servilite|Pardon, pardon]], il part demain.",
        ),
        ("courtoisie-vide", "Soyez assurée de notre écoute.", "La serre ouvre le dimanche."),
        # --- what happens now
        ("sans-suite", f"{REFUSAL}.", f"{REFUSAL}, [[promesse-vague|nous reviendrons vers vous]]."),
        ("sans-suite", f"{REFUSAL}.", f"{REFUSAL}. Mme Roux vous rappelle jeudi."),
        ("sans-suite", f"{REFUSAL}.", f"{REFUSAL}. Le tri se fait demain."),
        ("sans-suite", f"{REFUSAL} avant le 3 mai.", f"{REFUSAL}. Un autre arrive avant le 3 mai."),
        ("sans-suite", "[[defausse|Ce n'est pas nous]].", "[[defausse|Ce n'est pas nous]], appelez le 3900."),
        ("sans-suite", "[[injonction|Vous n'avez qu'à]] lire, [[donner-tort|c'est faux]].", "La notice est en ligne."),
        ("sans-suite", "Merci de votre patience.", "Le code est sous le clavier."),
        # --- a form letter
        ("impersonnel", "Cher client, votre avis compte.", "Chère Madame Petit, votre avis compte."),
        ("impersonnel", f"Cher client, {REFUSAL[23:]}.", f"Cher client, {REFUSAL[23:]} à Lyon."),
        ("impersonnel", "[[impossibilite|Ce n'est pas possible]].", "[[impossibilite|Ce n'est pas possible]], Léa."),
        ("impersonnel", "Madame, Monsieur, [[non-sec|non]].", "Madame, Monsieur, [[non-sec|non]] pour le lot 12."),
        (
            "impersonnel",
            "Merci de votre confiance.\n\nCordialement,\nLe service clients",
            "Merci de votre confiance.\n\nCordialement,\nSonia Petit",
        ),
        # --- beside the scored ones
        (
            "sans-prevention",
            "[[reproche|Vous l'avez lavé]] à 60.",
            "[[reproche|Vous l'avez lavé]] à 60. La prochaine fois, un lavage à froid suffit.",
        ),
        ("sans-prevention", "Le délai de retour est dépassé.", "Le délai de retour court jusqu'en mai."),
        ("besoin-non-explore", f"{REFUSAL}.", f"{REFUSAL}. Quel usage souhaitez-vous en faire ?"),
        ("besoin-non-explore", f"{REFUSAL}.", f"{REFUSAL}. Je vous propose un rachat."),
        ("trop-long", f"Le tapis est {'très ' * 40}beau.", f"Le tapis est {'très ' * 30}beau."),
        ("trop-long", "Le tapis est beau. " * 80, "Le tapis est beau. " * 70),
    ],
)
def test_a_label_holds_for_one_draft_and_not_for_its_twin(label: str, with_it: str, without_it: str) -> None:
    assert label in labels(with_it)
    assert label not in labels(without_it)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour Léa, la robe repart demain. Bonne journée, Inès",
        "Votre box est en panne ? Un technicien passe jeudi à 9 h.",
        "Non, vous n'avez rien à payer.",
        "",
        "\n\n",
        "« [[impossibilite|c'est impossible]] »",
    ],
)
def test_a_draft_without_fault_lacks_nothing(text: str) -> None:
    assert labels(MARK.sub(r"\2", text)) == set()


def test_every_label_tells_the_trainer_what_is_missing_and_what_to_do() -> None:
    seen: dict[str, Label] = {}
    for text in (
        f"{REFUSAL}.", "Cher client, merci de votre message.", "[[reproche|Vous l'avez lavé]] à 60.", "mot " * 400,
    ):  # fmt: skip
        one = draft(text)
        seen |= {label.label: label for check in label_checks() if (label := check(one)) is not None}
    assert seen.keys() == LOST.keys()
    for label in seen.values():
        assert label.message[-1] == "."
        assert label.advice
        assert all(advice[-1] in ".»" for advice in label.advice)


def test_a_signal_inside_a_fault_is_no_evidence() -> None:
    inside = f"{REFUSAL}. [[condescendance|Je vous rembourse en bisous]]."
    beside = f"{REFUSAL}. Je vous rembourse en bons."
    assert "sans-issue" in labels(inside)
    assert "sans-issue" not in labels(beside)


def praise(marked: str) -> list[tuple[str, str]]:
    one = draft(marked)
    found = strengths(one)
    assert all(one.text[strength.span.start : strength.span.end] == strength.text for strength in found)
    return [(strength.strength, strength.text) for strength in found]


@pytest.mark.parametrize(
    ("strength", "text", "evidence", "look_alike"),
    [
        ("reconnaissance", "Je comprends votre colère.", "Je comprends", "Je comprends pas la question."),
        ("reconnaissance", "Toutes nos excuses pour ce pli.", "Toutes nos excuses", "Inutile de faire des excuses."),
        ("raison", f"{REFUSAL} parce que la trame cède.", "parce que", "Il est beau parce que la laine est neuve."),
        ("raison", f"{REFUSAL} : il est usé.", "est usé", f"{REFUSAL} parce que c'est la règle."),
        ("issue", "Je vous propose un avoir.", "Je vous propose", "Je ne vous propose rien."),
        ("issue", "Vous pouvez aussi l'échanger.", "Vous pouvez aussi l'échanger", "Vous pouvez pas vous tromper."),
        ("engagement-date", "Je vous appelle jeudi.", "Je vous appelle jeudi", "Je ne vous rappellerai pas jeudi."),
        ("engagement-date", "Mme Roux écrit demain.", "Mme Roux écrit demain", "Mme Roux écrit bientôt."),
        ("engagement-date", "On passe mardi.", "On passe mardi", "On passera."),
        ("prevention", "Pensez à vider le filtre.", "Pensez à", "Pensez à vous calmer."),
        ("prevention", "Une alerte sert pour éviter l'oubli.", "pour éviter", "La prochaine fois, c'est mardi."),
        ("reformulation", "Vous souhaitez changer de lit.", "Vous souhaitez", "Si vous souhaitez changer, écrivez."),
        ("reformulation", "Un lit, c'est bien ça ?", "c'est bien ça ?", "Vous demandez un lit : [[non-sec|non]]."),
    ],
)  # fmt: skip
def test_a_strength_has_its_evidence_and_its_look_alike_none(
    strength: str, text: str, evidence: str, look_alike: str
) -> None:
    assert (strength, evidence) in praise(text)
    assert strength not in dict(praise(look_alike))


def test_strengths_come_once_a_kind_in_reading_order() -> None:
    found = strengths(draft("Je suis désolée. Je vous propose un avoir. Pardon. Je vous rappelle jeudi."))
    assert [strength.strength for strength in found] == ["reconnaissance", "issue", "engagement-date"]
    assert [strength.span for strength in found] == sorted(strength.span for strength in found)
    assert all(isinstance(strength, Strength) and strength.message for strength in found)
    assert {strength.strength for strength in found} <= set(PRAISED)


def test_an_acknowledgement_taken_back_is_not_praised() -> None:
    assert praise("[[empathie-annulee|Je comprends, mais]] la date est passée.") == []


def blanks(text: str) -> list[str]:
    one = draft("")
    whole = Draft(text, one.reading, skipped(text), [], [], {})
    found = list(placeholders(whole))
    assert all(text[each.span.start : each.span.end] == each.text for each in found)
    return [each.text for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bonjour [nom du client], rendez-vous le [date].", ["[nom du client]", "[date]"]),
        ("Un avoir [limite : 20 € au plus].", ["[limite : 20 € au plus]"]),
        ("{{prenom}}, {{ client.nom }}, ${rue}, {rue}", ["{{prenom}}", "{{ client.nom }}", "${rue}", "{rue}"]),
        ("Madame <NOM>, le <date du jour>", ["<NOM>", "<date du jour>"]),
        ("%PRENOM%, 20 % de remise et 30% sur tout", ["%PRENOM%"]),
        ("Soit XXX €, le XX/XX/XXXX, sous XX jours", ["XXX", "XX/XX/XXXX", "XX"]),
        ("Fait à ____ le ____", ["____", "____"]),
        ("Total : …€ et ...\u00a0€", ["…", "..."]),
        ("[[nom]] et […] et [à compléter]", ["[[nom]]", "[…]", "[à compléter]"]),
        ("TODO : relire", ["TODO"]),
        ("Merci.\n\nCordialement,\n[Votre prénom]", ["[Votre prénom]"]),
    ],
)  # fmt: skip
def test_blanks_are_found(text: str, found: list[str]) -> None:
    assert blanks(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Voir la note [1], [Ticket #123] et [le guide](https://exemple.fr/a).",
        "[x] fait, [ ] à faire, [sic], [URGENT], [image], [infographie]",
        "<br> <b>gras</b> <lea@exemple.fr> <https://exemple.fr> <3 :-[ :] {: }:",
        "Taille XXL ou XXXL, bisous xxx",
        "Carte XXXX XXXX 1234, 06 XX XX XX 12",
        "________________\nDe : Léa",
        "snake_case, __init__, 50 %, 10 % à 20 %",
        "Vous écriviez « le [date] prévu ».",
        "> Bonjour [nom]",
        "Et puis voilà... 12 € en tout…",
        "",
    ],
)
def test_look_alikes_of_blanks_are_left(text: str) -> None:
    assert blanks(text) == []


def test_a_blank_is_a_finding_that_stops_the_draft() -> None:
    text = "Bonjour,\r\nle [date]"
    (found,) = placeholders(Draft(text, draft("").reading, (), [], [], {}))
    assert (found.category, found.severity, found.line, found.column) == ("a-completer", Severity.BLOQUANT, 2, 4)
    assert placeholders in finding_checks()


def test_the_marks_follow_a_rule_that_can_be_worked_out_by_hand() -> None:
    def of(severity: Severity) -> Finding:
        return Finding("essai.essai", "essai", severity, Span(0, 1), 1, 1, "x", "", "")

    every = [of(Severity.BLOQUANT), of(Severity.A_REPRENDRE), of(Severity.CONSEIL)]
    assert scores([], []).total == 100
    assert scores(every, []).forme == 100 - 25 - 12 - 4
    assert scores([], [Label("sans-issue", ""), Label("sans-suite", "")]).fond == 100 - 30 - 20
    assert scores([], [Label("d-un-autre-controle", "")]).fond == 95
    assert scores(every * 4, [Label(label, "") for label in LOST]).total == 0
    assert scores(every, [Label("trop-long", "")]).total == 59
