"""x"""

from __future__ import annotations

from coach.checks.draft import Draft
from coach.checks.evidence import ROUGH, has
from coach.model import Label

_LABEL = Label("sans-suite", "x", ())


def label(draft: Draft) -> Label | None:
    if not draft.has_category(*ROUGH) or draft.has_category("promesse-vague","injonction") or has(draft, "issue", "suite", "contact", "engagement-date"):
        return None
    return _LABEL
