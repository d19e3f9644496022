"""A refusal without its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks.evidence import shows, words_left
from coach.model import Label

if TYPE_CHECKING:
    from coach.checks.draft import Draft

LABEL = Label(
    "sans-pourquoi",
    "Un refus sans sa raison : le client ne sait pas pourquoi.",
    (
        "Donnez le fait du dossier qui explique la réponse : « [le fait], c’est pourquoi [la réponse]. »",
        "Si c’est une règle, dites ce qu’elle protège : « Cette règle existe pour [raison]. »",
    ),
)
# With fewer words than this beside the refusal, greeting and name included, there is no room for a reason.
ROOM_FOR_A_REASON = 16


def label(draft: Draft) -> Label | None:
    """Return the label when something is refused and no fact explains it; a rule quoted bare is no reason.

    Blame and denial hurt, but they tell the customer what the refusal rests on. Where no reason is recognised, the
    draft has the benefit of the doubt as soon as it says more than the refusal.
    """
    if not draft.refuses:
        return None
    explained = shows(draft, "raison", "indice")
    if draft.has_category("paravent"):
        return None if explained and draft.has_category("reproche") else LABEL
    if explained or draft.has_category("reproche", "donner-tort", "dernier-mot"):
        return None
    return LABEL if words_left(draft) < ROOM_FOR_A_REASON else None
