"""A mishap that could have been avoided, and no help for next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks.evidence import shows
from coach.model import Label

if TYPE_CHECKING:
    from coach.checks.draft import Draft

LABEL = Label(
    "sans-prevention",
    "L’incident pouvait s’éviter, et rien n’aide le client pour la prochaine fois.",
    ("Ajoutez un geste simple, sans leçon : « Pour la prochaine fois, [geste] : cela évite [conséquence]. »",),
)


def label(draft: Draft) -> Label | None:
    """Return the label when the cause lies with the customer (a blame, a missed deadline) and no tip is given."""
    if not (draft.has_category("reproche") or draft.has("evitable")) or shows(draft, "prevention"):
        return None
    return LABEL
