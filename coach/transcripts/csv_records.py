"""The records of a CSV file, one at a time; a quotation mark never closed costs a line, not the rest of the file."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coach.transcripts.notes import Notes, line_place

# No cell comes near it: past it a quotation mark was left open.
MOST_CHARACTERS = 4 * 1024 * 1024
_OPEN = "un guillemet ouvert n’est jamais refermé"
_KEPT = f"{_OPEN} ; la ligne est lue jusqu’à sa fin"
_LOST = f"{_OPEN} ; cette ligne n’est pas lue"


class Record(NamedTuple):
    """The cells of a record and the number of its first line."""

    line: int
    cells: list[str]


class _Feed:
    """Lines with their numbers, which can be put back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._back: deque[str] = deque()
        self.number = 0

    def next(self) -> str | None:
        line = self._back.popleft() if self._back else next(self._lines, None)
        self.number += line is not None
        return line

    def put_back(self, lines: list[str]) -> None:
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


def records(lines: Iterable[str], delimiter: str, notes: Notes) -> Iterator[Record]:
    """Yield the records that hold something. The first one says how many cells a record of several lines must have."""
    # The limit of the csv module is one for the whole program, and lower than a long mail.
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MOST_CHARACTERS))
    feed, width = _Feed(lines), 0
    while (line := feed.next()) is not None:
        if not line.strip():
            continue
        first, held, size = feed.number, [line], len(line)
        inside = _open_after(line, delimiter, inside=False)
        while inside and size <= MOST_CHARACTERS and (more := feed.next()) is not None:
            held.append(more)
            size += len(more)
            inside = _open_after(more, delimiter, inside=True)
        cells = None if inside else _cells("".join(held), delimiter)
        if cells is None or (width and len(held) > 1 and len(cells) != width):
            feed.put_back(held[1:])
            cells = [cell.removeprefix('"') for cell in line.rstrip("\r\n").split(delimiter)]
            whole = not width or len(cells) == width
            notes.count(line_place(first), _KEPT if whole else _LOST)
            if not whole:
                continue
        width = width or len(cells)
        if any(map(str.strip, cells)):
            yield Record(first, cells)


def _cells(record: str, delimiter: str) -> list[str] | None:
    record = record.rstrip("\r\n")
    if '"' not in record:
        return record.split(delimiter)
    try:
        return next(csv.reader([record], delimiter=delimiter), [])
    except csv.Error:
        return None


def _open_after(line: str, delimiter: str, *, inside: bool) -> bool:
    """Tell whether a quoted cell is still open at the end of a line. A mark opens one only where a cell begins."""
    at = 0
    while True:
        if not inside:
            if not line.startswith('"', at):
                at = line.find(delimiter, at) + 1
                if not at:
                    return False
                continue
            at += 1
        at = line.find('"', at)
        if at < 0:
            return True
        inside = line.startswith('""', at)
        at += 2 if inside else 1
        if not inside:
            at = line.find(delimiter, at) + 1
            if not at:
                return False
