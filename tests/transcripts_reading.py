"""What the tests of the readers share: a source from bytes, and what was read of it in a form to compare."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from coach.transcripts.base import Problem, Reader, Settings, Source, Transcript


@dataclass
class Read:
    """What a reader gave."""

    transcripts: list[Transcript] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def said(self) -> list[tuple[str, str, str]]:
        """Return role, name and text of all turns."""
        turns = (turn for each in self.transcripts for turn in each.turns)
        return [(turn.speaker.role.name, turn.speaker.name, turn.text) for turn in turns]

    @property
    def texts(self) -> list[str]:
        return [text for _, _, text in self.said]

    @property
    def roles(self) -> list[str]:
        return [role for role, _, _ in self.said]

    @property
    def ids(self) -> list[str]:
        return [each.id for each in self.transcripts]

    @property
    def dates(self) -> list[datetime | None]:
        return [turn.at for each in self.transcripts for turn in each.turns]

    @property
    def messages(self) -> list[str]:
        """Return the problems without their source, all spaces plain."""
        found = (f"{each.place} : {each.message}" if each.place else each.message for each in self.problems)
        return [message.replace("\u00a0", " ") for message in found]


class Slow(io.RawIOBase):
    """A stream that gives a few bytes at a time and can't go back, like a pipe."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._data.read(min(7, len(buffer)))
        buffer[: len(data)] = data
        return len(data)


def read(reader: Reader, data: bytes | str, name: str = "essai", settings: Settings | None = None) -> Read:
    """Read a source with a reader, check what holds for all of them, and return what came."""
    raw = data.encode() if isinstance(data, str) else data
    found = collect(reader.read(Source(name, io.BytesIO(raw)), settings or Settings()))
    again = collect(reader.read(Source(name, io.BufferedReader(Slow(raw))), settings or Settings()))
    assert again == found, "a pipe must give what a file gives"
    for transcript in found.transcripts:
        assert transcript.source == name
        assert transcript.id
        assert transcript.turns
        assert all(turn.text.strip() for turn in transcript.turns)
    for problem in found.problems:
        assert problem.source == name
        assert problem.message
        assert not problem.message.endswith(".")
        assert "\n" not in str(problem)
    assert found.transcripts or found.problems, "nothing is lost in silence"
    return found


def collect(items: Iterator[Transcript | Problem]) -> Read:
    """Sort what a reader yields."""
    found = Read()
    for each in items:
        if isinstance(each, Problem):
            found.problems.append(each)
        else:
            found.transcripts.append(each)
    return found
