"""The only door to the terminal: whatever is shown is made harmless, measured and coloured here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from coach.render.terminal_glyphs import ASCII, UNICODE, AsciiTable, UnicodeTable

if TYPE_CHECKING:
    from collections.abc import Iterable

TAB = 4

# SGR codes. The underlined three are for the draft, the bold ones for the words around it.
_STYLES = {
    "draft-bloquant": "1;4;31",
    "draft-a-reprendre": "4;33",
    "draft-conseil": "4;36",
    "bloquant": "1;31",
    "a-reprendre": "1;33",
    "conseil": "1;36",
    "unread": "2",
    "dim": "2",
    "title": "1",
    "headline": "1",
    "good": "32",
    "open": "33",
    # Words that go, and words that come.
    "out": "9;31",
    "in": "32",
}
_OPENING_QUOTE = re.compile("«[\u00a0\u202f ]?")
_CLOSING_QUOTE = re.compile("[\u00a0\u202f ]?»")
_SGR = re.compile("\x1b\\[[0-9;]*m")
_UNICODE_TABLE = UnicodeTable()
_ASCII_TABLE = AsciiTable()

# Some text and the name of its style, "" for none.
Piece = tuple[str, str]


class Screen:
    """A terminal with or without colours, in Unicode or in ASCII."""

    def __init__(self, *, unicode: bool, color: bool) -> None:
        self.unicode = unicode
        self.color = color
        self.glyphs = UNICODE if unicode else ASCII

    def show(self, text: str, column: int = 0) -> str:
        """Return `text` as it may be shown when it begins at `column`, tabs expanded.

        No control, format or zero-width joining character is left, and in ASCII nothing else than ASCII; each
        character stands for itself, so that the widths of two parts add up.
        """
        if "\t" not in text:
            return self._harmless(text)
        parts: list[str] = []
        for index, part in enumerate(text.split("\t")):
            if index:
                gap = TAB - column % TAB
                parts.append(" " * gap)
                column += gap
            shown = self._harmless(part)
            parts.append(shown)
            column += cell_len(shown)
        return "".join(parts)

    def width(self, text: str, column: int = 0) -> int:
        """Return how many cells `text` takes when it begins at `column`."""
        return cell_len(self.show(text, column))

    def paint(self, text: str, style: str = "", column: int = 0) -> str:
        """Return `text` as it may be shown, in its colours where there are colours."""
        return self.ink(self.show(text, column), style)

    def ink(self, shown: str, style: str) -> str:
        """Colour what `show` has returned."""
        code = _STYLES.get(style) if self.color and shown else None
        return f"\x1b[{code}m{shown}\x1b[0m" if code else shown

    def cells(self, painted: str) -> int:
        """Return how many cells a finished line takes."""
        return cell_len(_SGR.sub("", painted))

    def line(self, pieces: Iterable[Piece]) -> str:
        """Return one line of the view."""
        return "".join(self.paint(text, style) for text, style in pieces)

    def _harmless(self, text: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        if self.unicode:
            return text.translate(_UNICODE_TABLE)
        return _CLOSING_QUOTE.sub('"', _OPENING_QUOTE.sub('"', text)).translate(_ASCII_TABLE)
