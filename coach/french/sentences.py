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
        self._sentence = re.compile(f"[{marks}{stop}]*+([^{ends}{stop}]++[{marks}]*+)")

    def split(self, symbols: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open ranges of the sentences, final punctuation included."""
        for match in self._sentence.finditer(symbols):
            yield match.span(1)
