"""A trouble that nothing acknowledges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks.evidence import ROUGH, shows, words_left
from coach.model import Label

if TYPE_CHECKING:
    from coach.checks.draft import Draft

LABEL = Label(
    "sans-empathie",
    "Le client a un souci, et rien ne le reconnaît.",
    (
        "Commencez par son vécu, dans une phrase à part : « Je comprends que [ce qu’il vit] vous pèse. »",
        "Si l’erreur est la vôtre, une excuse simple suffit : « Je vous présente mes excuses pour [le fait]. »",
    ),
)
# An acknowledgement stays one though a « mais » takes it back, and an apology though it grovels.
_KIND = ("empathie-annulee", "excuse-conditionnelle", "servilite")
# Faults that make a trouble worse without being one; the draft has to speak of a trouble as well.
_LIGHT = ("promesse-vague", "mot-noir", "minimisation", "jargon", "surpromesse", "condescendance", "injonction")
# A reply this short, and scornful, speaks of nothing else.
_ONLY_SCORN = 6
# In a guide or a notice, one « ne peut pas » among this many words is information, not news for one customer.
_WORDS_A_FAULT = 120


def label(draft: Draft) -> Label | None:
    """Return the label when the customer has a trouble and no word of the draft acknowledges it.

    A refusal, a blame or a customer sent elsewhere is a trouble by itself. A draft without any fault is left in
    peace: there, a word like « panne » is more often the subject than a grief.
    """
    if not draft.findings or draft.has_category(*_KIND) or shows(draft, "reconnaissance"):
        return None
    if len(draft.reading.symbols) > _WORDS_A_FAULT * len(draft.findings):
        return None
    if draft.has_category(*ROUGH) or (draft.has("trouble") and draft.has_category(*_LIGHT)):
        return LABEL
    return LABEL if draft.has_category("condescendance") and words_left(draft) < _ONLY_SCORN else None
