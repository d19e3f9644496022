"""What a reader has to say of a source while it reads it."""

from __future__ import annotations

from collections.abc import Iterator

from coach.transcripts.base import Problem

NBSP = "\u00a0"


def line_place(number: int) -> str:
    """Return where a line stands, for people."""
    return f"ligne{NBSP}{number}"


class Notes:
    """Collects the problems of one source: each one as it comes, and those that come by the thousand as one each."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._fresh: list[Problem] = []
        self._counted: dict[str, tuple[str, int]] = {}

    def add(self, place: str, message: str) -> None:
        """Keep one problem for the next `drain`."""
        self._fresh.append(Problem(self._source, place, message))

    def count(self, place: str, message: str) -> None:
        """Count a problem that may come back at every line; `close` gives its first place and how often it came."""
        first, times = self._counted.get(message, (place, 0))
        self._counted[message] = first, times + 1

    def drain(self) -> Iterator[Problem]:
        """Yield what was added since the last time."""
        fresh, self._fresh = self._fresh, []
        yield from fresh

    def close(self) -> Iterator[Problem]:
        """Yield what is left, the counted ones last."""
        yield from self.drain()
        for message, (place, times) in self._counted.items():
            more = f" ({times} fois en tout)" if times > 1 else ""
            yield Problem(self._source, place, message + more)
        self._counted.clear()
