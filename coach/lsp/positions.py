"""From the places of an editor, which count lines and the units of an encoding, to characters of the text, and back."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol.types import Position, Range

from coach.model import Span

# What ends a line for the protocol; `str.splitlines` knows many more.
_LINE_END = re.compile(r"\r\n?|\n")
# How a unit is written, and in how many bytes; with UTF-32 a unit is a character.
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2)}


class Places:
    """The lines of a text, and what an editor calls its characters.

    `encoding` is the unit that editor and server have agreed upon.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        ends = list(_LINE_END.finditer(text))
        self._text = text
        self._unit = _UNITS.get(encoding)
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(text)]

    def offset(self, position: Position) -> int:
        """Return the character at a position; past the end of a line or of the text, that end."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[position.line], self._ends[position.line]
        line = self._text[start:end]
        if line.isascii() or self._unit is None:
            return min(start + position.character, end)
        units, at = 0, start
        for char in line:
            units += self._size(char)
            # In the middle of a character: before it.
            if units > position.character:
                break
            at += 1
        return at

    def position(self, at: int) -> Position:
        """Return what the editor calls a character of the text."""
        line = bisect_right(self._starts, at) - 1
        return Position(line, self._size(self._text[self._starts[line] : at]))

    def range(self, span: Span) -> Range:
        """Return what the editor calls a stretch of the text."""
        return Range(self.position(span.start), self.position(span.end))

    def span(self, place: Range) -> Span:
        """Return the stretch that an editor names; one that ends before it begins is empty."""
        start = self.offset(place.start)
        return Span(start, max(start, self.offset(place.end)))

    def _size(self, text: str) -> int:
        if text.isascii() or self._unit is None:
            return len(text)
        name, size = self._unit
        # Half of an emoji may stand alone while it is being written.
        return len(text.encode(name, "surrogatepass")) // size
