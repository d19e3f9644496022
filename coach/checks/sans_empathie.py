"""x"""

from __future__ import annotations

from coach.checks.draft import Draft
from coach.checks.evidence import KIND_FAULTS, ROUGH, has
from coach.model import Label

_LABEL = Label("sans-empathie", "x", ())


def label(draft: Draft) -> Label | None:
    if not draft.has_category(*ROUGH) or draft.has_category(*KIND_FAULTS) or has(draft, "reconnaissance"):
        return None
    return _LABEL
