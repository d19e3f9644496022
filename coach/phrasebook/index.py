"""The patterns of a compiled book, and which of them a sentence is worth trying against."""

from __future__ import annotations

import re

from coach.phrasebook.book import CompiledBook, CompiledPattern


class Pattern:
    """A pattern whose regular expression is compiled when first needed: a draft needs a few of thousands."""

    __slots__ = ("_compiled", "after", "anchor", "before", "needs", "number", "reach", "regex")

    def __init__(self, number: int, compiled: CompiledPattern) -> None:
        regex, needs, _, anchor, before, after, reach = compiled
        self.number = number
        self.regex = regex
        # The anchor is known to stand where a pattern is tried.
        self.needs = tuple(frozenset(need) for need in needs if need != anchor)
        self.anchor = anchor
        self.before = frozenset(before) if before else None
        self.after = frozenset(after) if after else None
        self.reach = reach
        self._compiled: re.Pattern[str] | None = None

    def may_match(self, present: set[str]) -> bool:
        """Tell whether a sentence of these symbols has what the pattern cannot do without: far cheaper than trying."""
        for need in self.needs:  # noqa: SIM110  a generator would cost more than the test
            if present.isdisjoint(need):
                return False
        return True

    @property
    def compiled(self) -> re.Pattern[str]:
        """Return the regular expression, compiled once."""
        if self._compiled is None:
            self._compiled = re.compile(self.regex)
        return self._compiled


class Patterns(dict[int, Pattern]):
    """The patterns of a book by number, each made when first asked for."""

    def __init__(self, book: CompiledBook) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, number: int) -> Pattern:
        pattern = self[number] = Pattern(number, self._book["patterns"][number])
        return pattern


class Index(dict[str, list[tuple[frozenset[str] | None, Pattern]]]):
    """The patterns whose anchor is the first symbol of a pair, and that bear the second after it.

    Each pattern stands with what must precede its anchor. Pairs are worked out when first met: a language has few.
    """

    _MOST_PAIRS = 50_000

    def __init__(self, numbers: dict[str, list[int]], patterns: Patterns) -> None:
        super().__init__()
        self._numbers = numbers
        self._patterns = patterns

    def __missing__(self, pair: str) -> list[tuple[frozenset[str] | None, Pattern]]:
        if len(self) >= self._MOST_PAIRS:
            self.clear()
        patterns = [self._patterns[number] for number in self._numbers.get(pair[0], ())]
        made = self[pair] = [
            (pattern.before, pattern) for pattern in patterns if pattern.after is None or pair[1:] in pattern.after
        ]
        return made

    def standing(self, symbols: str) -> dict[Pattern, int]:
        """Return the patterns whose anchor stands here, between its neighbours, and where it first does."""
        found: dict[Pattern, int] = {}
        preceding = ""
        for at, symbol in enumerate(symbols):
            for before, pattern in self[symbols[at : at + 2]]:
                if (before is None or preceding in before) and pattern not in found:
                    found[pattern] = at
            preceding = symbol
        return found
