"""A small book read beside a large one, as if both had been compiled together: one entry does not cost them all."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import Span
from coach.phrasebook.book import CompiledBook
from coach.phrasebook.matcher import Hit, Matcher
from coach.phrasebook.reading import Reading


class _Twice(Reading):
    """A text as the symbols of the large book, and as those of the one beside it: both have one a word."""

    __slots__ = ("beside",)

    def __init__(self, reading: Reading, beside: Reading) -> None:
        self.tokens, self.symbols, self.kept = reading.tokens, reading.symbols, reading.kept
        self.sentences = reading.sentences
        self.beside = beside


class JoinedMatcher(Matcher):
    """Finds the entries of both books. It is for proofs: a draft read twice would cost a check too much."""

    def __init__(self, book: CompiledBook, added: CompiledBook) -> None:
        super().__init__(book)
        self._added = Matcher(added)

    def read(self, text: str, masked: Sequence[Span] = ()) -> Reading:
        """Return a text as the symbols of both."""
        return _Twice(super().read(text, masked), self._added.read(text, masked))

    def hits(self, reading: Reading) -> list[Hit]:
        """Return the matches of both, by sentence."""
        found = super().hits(reading)
        if isinstance(reading, _Twice):
            found += self._added.hits(reading.beside)
        return sorted(found, key=lambda hit: hit.sentence)

    def forget(self) -> None:
        """Forget the spellings and the sentences that were met."""
        super().forget()
        self._added.forget()
