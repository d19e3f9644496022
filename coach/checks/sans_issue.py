"""A refusal that leaves the customer nowhere to go."""

from __future__ import annotations

from coach.checks.draft import Draft
from coach.checks.evidence import has
from coach.model import Label

_LABEL = Label("sans-issue", "x", ())


def label(draft: Draft) -> Label | None:
    """Return the label when something is refused and no other way is offered anywhere."""
    if not draft.refuses or has(draft, "issue"):
        return None
    return _LABEL
