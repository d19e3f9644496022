"""A refusal that does not look for what the customer needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks import sans_issue
from coach.checks.evidence import shows
from coach.model import Label

if TYPE_CHECKING:
    from coach.checks.draft import Draft

LABEL = Label(
    "besoin-non-explore",
    "La demande est refusée telle quelle : le besoin qu’il y a derrière n’est pas exploré.",
    (
        "Posez une question ouverte : « Qu’est-ce qui compte le plus pour vous : [délai], [prix] ou [modèle] ? »",
        "Reformulez avant de répondre : « Si je comprends bien, vous cherchez à [but]. »",
    ),
)


def label(draft: Draft) -> Label | None:
    """Return the label when something is refused with no way out and no question about the need."""
    if sans_issue.label(draft) is None or shows(draft, "question"):
        return None
    return LABEL
