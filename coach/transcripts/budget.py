"""A limit on what archives may grow to, so that a trap of a few kilobytes fills neither memory nor time."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from coach.errors import InputError

# Exports of text shrink ten to fifty times; the traps grow a thousand times.
MOST_TIMES = 200
# Up to here anything may grow.
FREE = 32 * 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024 * 1024
_TRAP = "cette archive se déplie bien au-delà de sa taille (archive piégée ?) ; la suite n’est pas lue"


class TrapError(InputError):
    """An archive that grows out of proportion."""


class Budget:
    """Counts what comes out of an archive against what goes in, and for the archive around it as well."""

    def __init__(self, taken: Callable[[], int], around: Budget | None = None) -> None:
        self._taken = taken
        self._around = around
        self._given = 0

    def spend(self, count: int) -> None:
        """Count bytes that came out. Raise TrapError past the limit."""
        self._given += count
        if self._around is not None:
            self._around.spend(count)
        self.check()

    def check(self) -> None:
        """Raise TrapError when the limit is passed."""
        if self._given > MOST_BYTES or (self._given > FREE and self._given > MOST_TIMES * self._taken()):
            raise TrapError(_TRAP)


class Counted(io.RawIOBase):
    """A stream that counts what is read of it, or spends it from a budget; closing it leaves the other one open."""

    def __init__(self, stream: BinaryIO, budget: Budget | None = None) -> None:
        self._stream = stream
        self._budget = budget
        self.count = 0

    def readable(self) -> bool:
        """Say yes, as the buffer above asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next."""
        data = self._stream.read(len(buffer))
        self.count += len(data)
        if self._budget is not None:
            self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
