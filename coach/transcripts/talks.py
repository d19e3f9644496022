"""What the readers of JSON and Parquet share: talks become transcripts, and what is malformed is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import InputError
from coach.transcripts.base import Problem, Role, Settings, Speaker, Transcript, Turn
from coach.transcripts.fields import Object, UnreadableError, as_object, label
from coach.transcripts.gathering import Grouper, Repeats
from coach.transcripts.grouping import in_order
from coach.transcripts.notes import NBSP
from coach.transcripts.roles import listed

if TYPE_CHECKING:
    from coach.transcripts.json_load import Json

_NO_MESSAGE = "cette conversation n’a aucun message"
_REPEATED = "ce message est déjà dans la conversation ; il est laissé de côté"


class Said(NamedTuple):
    """What one message says."""

    speaker: Speaker
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as its record gives it, or some messages of one: then it is not `whole`.

    The messages come with what to call each of them; `said` reads one, or raises UnreadableError.
    """

    id: str
    messages: Iterable[tuple[str, Json]]
    said: Callable[[Object], Said]
    channel: str = ""
    reason: str = ""
    whole: bool = True


@dataclass(slots=True)
class Reading:
    """What is known while one source is read."""

    source: str
    settings: Settings
    people: dict[str, Speaker] = field(default_factory=dict)
    named: bool = False  # whether messages have said their conversation so far

    def role(self, *names: str) -> Role:
        """Return the role that the team's settings give to somebody who has these names."""
        return next(filter(None, (listed(name, self.settings) for name in names)), Role.UNKNOWN)


def numbered(messages: Iterable[Json], noun: str = "message") -> Iterator[tuple[str, Json]]:
    """Yield messages with what to call them."""
    for number, message in enumerate(messages, 1):
        yield f"{noun}{NBSP}{number}", message


def problem(reading: Reading, error: InputError) -> Problem:
    """Return a problem of a whole source; the sentence of the error may begin with its name."""
    return Problem(reading.source, "", str(error).removeprefix(reading.source).lstrip(f" {NBSP}:"))


def gathered(talks: Iterable[tuple[str, Talk] | Problem], reading: Reading) -> Iterator[Transcript | Problem]:
    """Yield the transcripts of talks; messages that come one by one are gathered by conversation."""
    grouper, repeats = Grouper(reading.source), Repeats(reading.source)
    for each in talks:
        if isinstance(each, Problem):
            yield each
            continue
        place, talk = each
        turns: list[Turn] = []
        try:
            yield from _turns(talk, place, reading, turns, set() if talk.whole else grouper.seen(talk.id))
        except InputError as error:
            yield problem(reading, error)
            break
        if not talk.whole:
            yield from grouper.add(talk.id, turns, talk.channel, talk.reason)
        elif turns:
            yield from repeats.check(talk.id, place)
            yield Transcript(reading.source, talk.id, in_order(turns), talk.channel, talk.reason)
    yield from grouper.close()


def _turns(talk: Talk, place: str, reading: Reading, turns: list[Turn], seen: set[int]) -> Iterator[Problem]:
    """Fill `turns`; yield what could not be read. `seen` holds the hashes of the messages that were."""
    count = 0
    for name, message in talk.messages:
        count += 1
        where = ", ".join(filter(None, (place, name)))
        try:
            record = as_object(message)
            said = talk.said(record)
        except UnreadableError as error:
            yield Problem(reading.source, where, str(error))
            continue
        key = label(record, "id", "Id", "messageId", "message_id")
        mark = hash((key, said.text))
        if key and mark in seen:
            yield Problem(reading.source, where, _REPEATED)
            continue
        if key:
            seen.add(mark)
        turns.append(Turn(said.speaker, said.text, said.at, where))
    if not count:
        yield Problem(reading.source, place, _NO_MESSAGE)
