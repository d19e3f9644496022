"""Messages gathered into conversations: all of a small file, the neighbours of a large one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coach.transcripts.base import Problem, Transcript, Turn
from coach.transcripts.notes import Notes

# Up to here a file is held whole, so that a conversation whose messages stand apart is one.
MOST_CHARACTERS = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Message:
    """A turn and the conversation that it belongs to."""

    conversation: str
    turn: Turn
    channel: str = ""
    reason: str = ""


@dataclass(slots=True)
class _Open:
    """A conversation to which messages are still added."""

    turns: list[Turn] = field(default_factory=list)
    channel: str = ""
    reason: str = ""
    size: int = 0

    def add(self, message: Message) -> None:
        self.turns.append(message.turn)
        self.channel = self.channel or message.channel
        self.reason = self.reason or message.reason
        self.size += len(message.turn.text)


def grouped(messages: Iterable[Message], source: str, notes: Notes) -> Iterator[Transcript | Problem]:
    """Yield the conversations of a source in the order in which they begin, and what the notes hold meanwhile.

    Past `MOST_CHARACTERS` a conversation ends where another begins; one that comes back is read apart and said so.
    """
    held: dict[str, _Open] = {}
    seen: set[int] | None = None  # hashes: the names of ten million conversations would not fit
    size, last = 0, ""
    for message in messages:
        yield from notes.drain()
        name = message.conversation
        if seen is not None and name != last:
            yield from _emptied(held, source)
            if hash(name) in seen:
                notes.add(
                    message.turn.place, f"la conversation {name} revient ici ; ses derniers tours sont lus à part"
                )
            seen.add(hash(name))
        held.setdefault(name, _Open()).add(message)
        last, size = name, size + len(message.turn.text)
        if held[name].size > MOST_CHARACTERS:
            notes.add(message.turn.place, f"la conversation {name} n’en finit pas ; elle est coupée ici")
            yield from _emptied(held, source)
            size = 0
        elif seen is None and size > MOST_CHARACTERS:
            seen = set(map(hash, held))
            going_on = held.pop(name)
            yield from _emptied(held, source)
            held[name] = going_on
    yield from _emptied(held, source)


def in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return turns by their dates when all have one, of one kind; as they stand otherwise."""
    found = tuple(turns)
    zoned = {None if turn.at is None else turn.at.tzinfo is not None for turn in found}
    if len(zoned) != 1 or None in zoned:
        return found
    return tuple(sorted(found, key=lambda turn: turn.at.timestamp() if turn.at else 0))


def _emptied(held: dict[str, _Open], source: str) -> Iterator[Transcript]:
    for name, one in held.items():
        yield Transcript(source, name, in_order(one.turns), one.channel, one.reason)
    held.clear()
