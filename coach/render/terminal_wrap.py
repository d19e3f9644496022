"""Cut text into rows of a width, always as offsets into the text, so that styles and marks stay where they belong."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.render.terminal_screen import Piece, Screen

# A row may end at these; never at a no-break space.
_SPACE = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_WORD = re.compile(f"([^{_SPACE}]*)([{_SPACE}]*)")

Row = tuple[int, int]


def rows(screen: Screen, text: str, start: int, end: int, width: int) -> list[Row]:
    """Cut `text[start:end]`, which has no line end, into stretches of at most `width` cells.

    Blanks at the end of a row belong to no row; a word wider than a row is cut where it must be. There is always one
    row, even of nothing.
    """
    found: list[Row] = []
    row_start = row_end = start
    column = 0
    for match in _WORD.finditer(text, start, end):
        word_start, word_end = match.span(1)
        cells = screen.width(match[1], column)
        if cells and column + cells > width:
            if row_end > row_start:
                found.append((row_start, row_end))
            full, row_start, cells = _chop(screen, text, word_start, word_end, width)
            found += full
            column = 0
        column += cells
        if word_end > word_start:
            row_end = word_end
        column += screen.width(match[2], column)
    if row_end > row_start or not found:
        found.append((row_start, row_end))
    return found


def flow(
    screen: Screen, pieces: Sequence[Piece], width: int, first: Piece = ("", ""), rest: str | None = None
) -> list[str]:
    """Return the pieces as lines no wider than `width`, the first after `first`, the others after `rest` or blanks."""
    text = "".join(piece for piece, _ in pieces)
    indent = screen.width(first[0])
    margin = screen.show(" " * indent if rest is None else rest)
    widest = max(indent, screen.width(margin))
    ribbon = Ribbon(_bounds(pieces))
    lines: list[str] = []
    for start, end in rows(screen, text, 0, len(text), max(width - widest, 1)):
        before = margin if lines else screen.paint(*first)
        lines.append(before + screen.line((text[a:b], style) for a, b, style in ribbon.cut(start, end)))
    return [line.rstrip() for line in lines] if not screen.color else lines


class Ribbon:
    """Stretches of a text that each have a style: sorted, apart from one another."""

    def __init__(self, stretches: Sequence[tuple[int, int, str]]) -> None:
        self._stretches = stretches
        self._starts = [start for start, _, _ in stretches]

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Cut `[start, end)` where the style changes; what no stretch covers has the style ""."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end and index < len(self._stretches):
            low, high, style = self._stretches[index]
            index += 1
            if high <= start:
                continue
            if low >= end:
                break
            if low > start:
                yield start, low, ""
            yield max(low, start), min(high, end), style
            start = min(high, end)
        if start < end:
            yield start, end, ""

    def styles(self, start: int, end: int) -> set[str]:
        """Return the styles met between two offsets."""
        return {style for _, _, style in self.cut(start, end)}


def _bounds(pieces: Sequence[Piece]) -> list[tuple[int, int, str]]:
    bounds: list[tuple[int, int, str]] = []
    start = 0
    for text, style in pieces:
        bounds.append((start, start + len(text), style))
        start += len(text)
    return bounds


def _chop(screen: Screen, text: str, start: int, end: int, width: int) -> tuple[list[Row], int, int]:
    """Return the full rows that a word fills, where what is left of it begins, and how wide that is."""
    if (whole := screen.width(text[start:end])) <= width:
        return [], start, whole
    full: list[Row] = []
    cells = 0
    for offset in range(start, end):
        added = screen.width(text[offset])
        if cells and cells + added > width:
            full.append((start, offset))
            start, cells = offset, 0
        cells += added
    return full, start, cells
