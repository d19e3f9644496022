"""A refusal without its reason."""

from __future__ import annotations

from coach.checks.draft import Draft
from coach.checks.evidence import has
from coach.model import Label

_LABEL = Label("sans-pourquoi", "x", ())


def label(draft: Draft) -> Label | None:
    if not draft.refuses or has(draft, "raison") or draft.has_category("reproche", "donner-tort", "mise-en-doute"):
        return None
    return _LABEL
