"""A polite draft that solves nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.checks.evidence import ROUGH, shows
from coach.model import Label

if TYPE_CHECKING:
    from coach.checks.draft import Draft

LABEL = Label(
    "courtoisie-vide",
    "Une réponse polie qui ne résout rien : ni action, ni information, ni date.",
    (
        "Dites ce que vous faites, quand, et qui s’en charge : « Je [action] et je vous écris [date]. »",
        "Si vous n’avez pas encore la réponse, dites ce que vous vérifiez et quand vous l’aurez.",
    ),
)
_BUSY = ("paravent", "injonction", "jargon")
_DIGIT = re.compile(r"\d")


def label(draft: Draft) -> Label | None:
    """Return the label when there are formulas of politeness, or grovelling, and nothing of use beside them."""
    if not (draft.has("courtoisie") or _grovels_only(draft)):
        return None
    if draft.has_category(*ROUGH, *_BUSY) or _DIGIT.search(draft.text):
        return None
    return (
        None
        if shows(draft, "issue", "contact", "engagement-date", "suite", "demarche", "echeance", "question")
        else LABEL
    )


def _grovels_only(draft: Draft) -> bool:
    """Tell whether the draft grovels and promises nothing, be it vaguely, to somebody in particular."""
    return draft.has_category("servilite") and (draft.has("anonyme") or not draft.has_category("promesse-vague"))
