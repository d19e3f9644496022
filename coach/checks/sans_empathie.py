"""x"""

from __future__ import annotations

from coach.checks.draft import Draft
from coach.checks.evidence import KIND_FAULTS, ROUGH, has, words_left
from coach.model import Label

_LABEL = Label("sans-empathie", "x", ())
LIGHT = ("promesse-vague", "mot-noir", "minimisation", "jargon", "surpromesse", "condescendance", "injonction")


def label(draft: Draft) -> Label | None:
    if not draft.findings: return None
    if draft.has_category(*KIND_FAULTS) or has(draft, "reconnaissance"):
        return None
    if draft.has_category(*ROUGH): return _LABEL
    if draft.has_category(*LIGHT) and "trouble" in draft.signals: return _LABEL
    if words_left(draft) < 8 and draft.has_category("condescendance"): return _LABEL
    return None
