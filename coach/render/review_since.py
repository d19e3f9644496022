"""The section on what changed since the review before: only what chance does not explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_document import Block, Section, Table, Text

if TYPE_CHECKING:
    from coach.review.figures import Change, Review, Since


def since(review: Review) -> Section:
    """Return what is new and what changed; nothing without a review before."""
    what = review.since
    if what is None:
        return Section("depuis", "", ())
    blocks: tuple[Block, ...] = (Text(_new(what)),)
    if what.conversations:
        blocks += _changes(what)
    return Section("depuis", f"Depuis la revue du {say.date(what.when)}", blocks)


def _new(what: Since) -> str:
    known = say.counted(what.known, "conversation déjà relue", "conversations déjà relues")
    if not what.conversations:
        return f"Rien de nouveau : {known}."
    new = say.counted(what.conversations, "conversation nouvelle", "conversations nouvelles")
    messages = say.counted(what.messages, "message", "messages")
    return f"{new} ({messages}), {known}."


def _changes(what: Since) -> tuple[Block, ...]:
    if not what.enough:
        text = (
            f"{say.TOO_FEW.capitalize()} pour comparer avec la revue d’avant : le hasard y pèse plus que la pratique."
        )
        return (Text(text, note=True),)
    if not what.changes:
        return (Text("Aucun changement net : les écarts avec la revue d’avant tiennent dans la variation normale."),)
    rows = tuple((_title(each), say.share(each.before), say.share(each.now), _way(each)) for each in what.changes)
    head = ("part des messages", "revue d’avant", "depuis", "changement")
    return (Table("Ce qui a changé, au-delà du hasard", head, rows),)


def _title(change: Change) -> str:
    return say.theme_title(change.category) if change.category else "Messages à reprendre"


def _way(change: Change) -> str:
    return "en hausse" if change.now.value > change.before.value else "en baisse : à féliciter"
