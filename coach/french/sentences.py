"""Sentences, found on a string that has one symbol a token.

A sentence ends at « . », « ! », « ? », at a blank line, and at a line end unless the next line goes on in lower case
(mail is often wrapped by hand). Abbreviations, amounts and addresses are single tokens: their full stops end nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


class SentenceSplitter:
    """Cut a string of symbols into sentences."""

    def __init__(self, final: str, punctuation: str, boundary: str) -> None:
        ends, marks, stop = (re.escape(symbols) for symbols in (final, punctuation, boundary))
        # Bullets, dashes and opening quotes before the first word are no part of it.
        # Marks that no word follows are taken in one go too: looked at again from each of them, a row of dashes as long
        # as a book would cost the square of its length.
        self._sentence = re.compile(f"[{marks}{stop}]*+([^{ends}{stop}]++[{marks}]*+)?+")

    def split(self, symbols: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open ranges of the sentences, final punctuation included."""
        for match in self._sentence.finditer(symbols):
            if match[1]:
                yield match.span(1)
