"""Reads plain text: a speaker before a colon, lines that go on below, one conversation after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from coach.transcripts import dates
from coach.transcripts.base import Problem, Role, Settings, Source, Transcript, Turn
from coach.transcripts.notes import Notes, line_place
from coach.transcripts.plain_blocks import Block, blocks
from coach.transcripts.plain_lines import How, TurnLine, turn_line
from coach.transcripts.roles import attributed
from coach.transcripts.text_lines import head_text, text_lines

_SUFFIXES = (".txt", ".text", ".log", ".md")
NO_TURN = (
    "aucun tour de parole reconnu ; chacun commence par qui parle, par exemple « Conseiller : » ou « [10:02] Marie : »"
)
_BEFORE = "cette ligne précède le premier tour de parole ; elle n’est pas lue"
_EMPTY = "ce tour de parole est vide"


class PlainText:
    """The reader of plain text."""

    name = "texte"

    def recognises(self, name: str, head: bytes) -> int:
        """Return how sure it is: a text with roles or hours before its colons is a conversation."""
        lines = [line for line in head_text(head).splitlines()[:400] if line.strip()]
        if not lines or lines[0].lstrip().startswith(("<", "{", "%PDF")):
            return 0
        begun = [turn for line in lines if (turn := turn_line(line))]
        if any(turn.how is How.ROLE or (turn.how is How.STAMP and turn.speaker.name) for turn in begun):
            return 50
        if len(begun) * 2 > len(lines):
            return 30
        return 10 if name.lower().endswith(_SUFFIXES) or "." not in name.rpartition("/")[2] else 0

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the conversations; lines before the first turn and empty turns are counted as problems."""
        notes = Notes(source.name)
        found = 0
        for block in blocks(text_lines(source, settings, notes), notes):
            turns = tuple(_turns(block, settings, notes))
            if turns:
                found += 1
                whole = Transcript(
                    source.name,
                    block.facts.get("conversation") or str(found),
                    turns,
                    block.facts.get("canal", ""),
                    block.facts.get("motif", ""),
                )
                yield attributed(whole, settings)
            yield from notes.drain()
        if not found:
            yield Problem(source.name, "", NO_TURN)
        yield from notes.close()


def _turns(block: Block, settings: Settings, notes: Notes) -> Iterator[Turn]:
    starts = _starts(block, settings)
    day = dates.find(block.facts.get("date", ""))
    start: TurnLine | None = None
    at, text = 0, list[str]()
    for number, line in [*block.lines, (0, "")]:
        following = starts.get(number)
        if number and following is None:
            if start is not None:
                text.append(line)
            elif line.strip():
                notes.count(line_place(number), _BEFORE)
            continue
        if start is not None:
            whole = "\n".join(text).strip()
            if whole:
                yield Turn(start.speaker, whole, _moment(start.stamp, day), line_place(at))
            else:
                notes.count(line_place(at), _EMPTY)
        start, at, text = following, number, [following.text] if following else []


def _starts(block: Block, settings: Settings) -> dict[int, TurnLine]:
    """Return the lines at which somebody begins to speak, by what the whole conversation shows.

    Where most turns bear an hour, only these lines are turns. Where both sides bear their role, a name before a colon
    is one only if it comes back or is an adviser's of the settings.
    """
    found = {number: turn for number, line in block.lines if (turn := turn_line(line))}
    hows = Counter(turn.how for turn in found.values())
    if hows[How.STAMP] > hows[How.ROLE]:
        return {number: turn for number, turn in found.items() if turn.how is How.STAMP}
    roles = {turn.speaker.role for turn in found.values() if turn.how is How.ROLE}
    if not {Role.ADVISER, Role.CUSTOMER} <= roles:
        return found
    names = Counter(turn.speaker.name for turn in found.values() if turn.how is How.NAME)
    return {
        number: turn
        for number, turn in found.items()
        if turn.how is not How.NAME or names[turn.speaker.name] > 1 or turn.speaker.name.casefold() in settings.advisers
    }


def _moment(stamp: str, day: datetime | None) -> datetime | None:
    """Return when a turn was said; an hour alone needs the day that the heading gives."""
    if at := dates.parse(stamp):
        return at
    hour = dates.clock(stamp) if day else None
    return datetime.combine(day.date(), hour, day.tzinfo) if day and hour else None
