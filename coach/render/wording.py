"""The French that the output formats speak for themselves.

It keeps the tone the tool teaches: it says what the customer may hear and what can be said instead, never that the
adviser is wrong. Any of it may be shown on an ASCII terminal, where the screen transliterates it.
"""

from __future__ import annotations

import re
from typing import Final

from coach.model import Finding, Label, Severity

NBSP: Final = "\u00a0"
COLON: Final = f"{NBSP}:"

CLEAN: Final = f"Rien à reprendre{COLON} ce message peut partir."
HEADLINE: Final = f"À la une demain{COLON}"
STRENGTHS: Final = "Ce qui est réussi"
MISSING: Final = "Ce que le client attend encore"
CHECKLIST: Final = "Les quatre temps de la réponse"

SEVERITIES: Final = {
    Severity.BLOQUANT: "Bloquant",
    Severity.A_REPRENDRE: "À reprendre",
    Severity.CONSEIL: "Conseil",
}

# The four moments of an answer, each with the strength that proves it.
STEPS: Final = (
    ("reconnaître", "reconnaissance"),
    ("expliquer", "raison"),
    ("proposer", "issue"),
    ("dater", "engagement-date"),
)

_CATEGORIES = {
    "impossibilite": "Impossibilité",
    "defausse": "Défausse",
    "empathie-annulee": "Empathie annulée",
    "servilite": "Servilité",
    "familiarite": "Familiarité",
    "a-completer": "À compléter",
}
_LABELS = {
    "courtoisie-vide": "Courtoisie sans engagement",
    "besoin-non-explore": "Besoin à explorer",
    "sans-prevention": "Sans prévention",
}
_SKIPPED = {
    "citation": "de citation",
    "historique": "d'historique",
    "signature": "de signature",
    "mentions": "de mentions légales",
}
# Breaking spaces and line ends; the no-break ones stay as they are.
_GAPS = re.compile("[ \t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_BEFORE_SIGN = re.compile(r" (?=[;:!?»])")


def tidy(text: str) -> str:
    """Return `text` on one line, without outer blanks, its blanks unbreakable where French wants them."""
    line = _GAPS.sub(" ", text).strip()
    return _BEFORE_SIGN.sub(NBSP, line).replace("« ", f"«{NBSP}")


def quote(text: str) -> str:
    """Return the words between French quotation marks, their own ones turned into the inner kind."""
    inner = tidy(re.sub(r"\s*»", "”", re.sub(r"«\s*", "“", text)))
    return f"«{NBSP}{inner}{NBSP}»"


def plural(count: int, one: str, many: str) -> str:
    """Return the count with its noun; in French, zero and one are singular."""
    return f"{count} {one if count < 2 else many}"


def category_title(category: str) -> str:
    """Return the French name of a category, or its slug made readable."""
    return _CATEGORIES.get(category) or _readable(category)


def label_title(label: str) -> str:
    """Return the French name of a draft label, or its slug made readable."""
    return _LABELS.get(label) or _readable(label)


def finding_title(finding: Finding) -> str:
    """Return the heading of a finding: how grave, of what kind."""
    return f"{SEVERITIES[finding.severity]}{COLON} {category_title(finding.category).lower()}"


def instead(severity: Severity) -> str:
    """Return what introduces the reframings: words to swap for mere advice, a way to say it otherwise."""
    return f"À la place{COLON}" if severity == Severity.CONSEIL else f"Dites plutôt{COLON}"


def softened(context: str) -> str:
    """Say which words of the draft make the finding weigh less."""
    return f"Adouci par{COLON} {quote(context)}"


def plain_message(finding: Finding) -> str:
    """Return a finding as one paragraph: what may be heard, why, the first reframing, what softens it."""
    parts = [finding.message, finding.why]
    parts += [f"{instead(finding.severity)} {quote(reframing)}" for reframing in finding.reframings[:1]]
    if finding.softened_by:
        parts.append(softened(finding.softened_by) + ".")
    return " ".join(filter(None, map(tidy, parts))) or finding_title(finding)


def plain_label(label: Label) -> str:
    """Return a draft label as one paragraph with its first advice."""
    return " ".join(filter(None, map(tidy, (label.message, *label.advice[:1])))) or label_title(label.label)


def findings_title(shown: int, total: int) -> str:
    """Return the heading above the findings."""
    if shown < total:
        return "À reformuler d'abord"
    return "À reformuler" if total == 1 else "À reformuler, du plus grave au plus léger"


def more_findings(count: int) -> str:
    """Count the findings that are not shown and say how to see them."""
    if count == 1:
        return f"… et 1 autre remarque{COLON} --all pour la voir."
    return f"… et {count} autres remarques{COLON} --all pour tout voir."


def unread_lines(count: int, reason: str | None) -> str:
    """Count lines that were not read as the adviser's words."""
    return " ".join(filter(None, (plural(count, "ligne", "lignes"), _SKIPPED.get(reason or ""), _unread(count))))


def quiet_lines(count: int) -> str:
    """Count lines left out because nothing is said of them."""
    return plural(count, "ligne sans remarque", "lignes sans remarque")


def scores(forme: int, fond: int, total: int) -> str:
    """Return the two marks and the one that counts."""
    return f"forme {forme} · fond {fond} → {total}/100"


def _unread(count: int) -> str:
    return "non lue" if count < 2 else "non lues"


def _readable(slug: str) -> str:
    text = slug.replace("-", " ").strip()
    return text[:1].upper() + text[1:]
