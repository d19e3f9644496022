"""x"""

from __future__ import annotations

from coach.checks.draft import Draft
from coach.checks.evidence import ROUGH, has
from coach.model import Label

_LABEL = Label("courtoisie-vide", "x", ())


def label(draft: Draft) -> Label | None:
    if not ("courtoisie" in draft.signals or draft.has_category("servilite")): return None
    if draft.has_category(*ROUGH, "paravent", "injonction","jargon") or has(draft, "issue", "contact", "engagement-date", "suite", "question", "information"): return None
    if any(c.isdigit() for c in draft.text): return None
    return _LABEL
