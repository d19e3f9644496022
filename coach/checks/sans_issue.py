"""A refusal that leaves the customer nowhere to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks.evidence import asks_something, shows
from coach.model import Label

if TYPE_CHECKING:
    from coach.checks.draft import Draft

LABEL = Label(
    "sans-issue",
    "Un refus, et aucune autre voie : le client reste devant une porte fermée.",
    (
        "Dites ce que vous pouvez faire : « Voici ce que je vous propose : [solution]. »",
        "Donnez le choix s’il existe : « Deux possibilités : [option A] ou [option B]. Laquelle vous convient ? »",
        "Si la solution est ailleurs, nommez qui peut aider et comment le joindre.",
    ),
)


def label(draft: Draft) -> Label | None:
    """Return the label when something is refused and no alternative, option or next step is offered anywhere."""
    if not draft.refuses or shows(draft, "issue", "contact", "engagement-date") or asks_something(draft):
        return None
    return LABEL
