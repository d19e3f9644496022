"""A plain form of a text that keeps its length, so that what is found in it can be cut out of the text."""

from __future__ import annotations

from unicodedata import normalize

from coach.french.lines import fold


def aligned(text: str) -> str:
    """Return a text of composed letters without accents or capitals, letter for letter; other signs become `-`."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := fold(letter)) == 1 else "-" for letter in normalize("NFC", text))
