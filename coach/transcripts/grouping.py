"""The messages of a conversation put in order."""

from __future__ import annotations

from collections.abc import Iterable

from coach.transcripts.base import Turn


def in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return turns by their dates when all have one, of one kind; as they stand otherwise."""
    found = tuple(turns)
    dated = [(turn.at, turn) for turn in found if turn.at is not None]
    if len(dated) < len(found) or len({at.tzinfo is None for at, _ in dated}) > 1:
        return found
    return tuple(turn for _, turn in sorted(dated, key=lambda pair: pair[0]))
