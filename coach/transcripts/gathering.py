"""Conversations from records that come one by one, even mixed with those of others, in bounded memory.

`grouping` holds small files whole; here what is open is bounded, whatever the size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.transcripts.base import Problem, Transcript, Turn
from coach.transcripts.grouping import in_order

# Letters of the conversations that are kept open, waiting for their next message.
MOST_OPEN = 4_000_000
_OVERHEAD = 300  # of a turn, in letters
_REMEMBERED = 100_000
_AGAIN = "la conversation « {} » revient bien plus loin que ses premiers messages ; elle est comptée deux fois"
_TWICE = "la conversation « {} » a déjà été lue plus haut ; elle est comptée deux fois"


class Seen:
    """Remembers the last identifiers by the thousand, not their text."""

    def __init__(self) -> None:
        self._hashes: dict[int, None] = {}

    def add(self, key: str) -> bool:
        """Remember an identifier; return whether it was known."""
        known = hash(key) in self._hashes
        self._hashes[hash(key)] = None
        if len(self._hashes) > _REMEMBERED:
            del self._hashes[next(iter(self._hashes))]
        return known


@dataclass(slots=True)
class _Open:
    """A conversation that may go on."""

    number: int
    channel: str = ""
    reason: str = ""
    turns: list[Turn] = field(default_factory=list)
    size: int = 0
    seen: set[int] = field(default_factory=set)


class Grouper:
    """Gathers the messages of one source by conversation.

    The conversations that have waited longest are given out when the open ones grow past MOST_OPEN, all of them at
    the end. One that comes back after it was given out is given out again, with a Problem.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._open: dict[str, _Open] = {}
        self._size = 0
        self._opened = 0
        self._closed = Seen()

    def add(self, key: str, turns: list[Turn], channel: str = "", reason: str = "") -> Iterator[Transcript | Problem]:
        """Add the next messages of a conversation; yield those that are given out."""
        talk = self._open.pop(key, None) or _Open(self._opened)
        self._opened += 1
        talk.turns += turns
        added = sum(len(turn.text) + _OVERHEAD for turn in turns)
        talk.size += added
        self._size += added
        talk.channel = talk.channel or channel
        talk.reason = talk.reason or reason
        self._open[key] = talk
        while self._size > MOST_OPEN:
            yield from self._give(next(iter(self._open)))

    def seen(self, key: str) -> set[int]:
        """Return the hashes of the messages that a conversation has, to be added to."""
        if key not in self._open:
            self._open[key] = _Open(self._opened)
            self._opened += 1
        return self._open[key].seen

    def close(self) -> Iterator[Transcript | Problem]:
        """Yield the conversations that are left, in the order of their first messages."""
        for key in sorted(self._open, key=lambda each: self._open[each].number):
            yield from self._give(key)

    def _give(self, key: str) -> Iterator[Transcript | Problem]:
        talk = self._open.pop(key)
        self._size -= talk.size
        if not talk.turns:
            return
        if self._closed.add(key):
            yield Problem(self._source, talk.turns[0].place, _AGAIN.format(key))
        yield Transcript(self._source, key, in_order(talk.turns), talk.channel, talk.reason)


class Repeats:
    """Tells the conversations that a source gives twice."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen = Seen()

    def check(self, key: str, place: str) -> Iterator[Problem]:
        """Yield a Problem when a conversation was read before."""
        if key and self._seen.add(key):
            yield Problem(self._source, place, _TWICE.format(key))
