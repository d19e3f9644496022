"""The patterns of a compiled book, and which of them a sentence is worth trying against."""

from __future__ import annotations

import re
from collections.abc import Container
from operator import add
from sys import intern

from coach.phrasebook.book import AGAIN, CompiledBook, CompiledPattern, pattern_of
from coach.phrasebook.regexes import Regexes

# Stands beside the first and the last symbol; no word has it.
_EDGE = "\x00"


class SymbolSets(dict[str, frozenset[str]]):
    """Strings of symbols as sets, each made once: thousands of patterns ask for the same, and a symbol is an object."""

    def __missing__(self, symbols: str) -> frozenset[str]:
        made = self[symbols] = frozenset(map(intern, symbols))
        return made


class Pattern:
    """A pattern whose regular expression is compiled when first needed: a draft needs a few of thousands."""

    __slots__ = (
        "_compiled",
        "_regexes",
        "after",
        "anchor",
        "before",
        "needs",
        "number",
        "reach",
        "regex",
        "slots",
        "spans",
    )

    def __init__(self, number: int, compiled: CompiledPattern, regexes: Regexes, sets: SymbolSets) -> None:
        regex, needs, _, anchor, before, after, reach = compiled
        self.number = number
        self.regex = regex
        # The anchor is known to stand where a pattern is tried.
        self.needs = tuple(sets[need] for need in needs if need != anchor)
        self.anchor = anchor
        self.before = sets[before] if before else None
        self.after = sets[after] if after else None
        self.reach = reach
        # The groups that it marks or captures, known when it is compiled: most patterns have none.
        self.spans: tuple[str, ...] = ()
        self.slots: tuple[tuple[str, str], ...] = ()
        self._regexes = regexes
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
            self._compiled = self._regexes.compile(self.number, self.regex)
            groups = tuple(self._compiled.groupindex)
            self.spans = tuple(name for name in groups if name.startswith("span"))
            self.slots = tuple((name.partition(AGAIN)[0], name) for name in groups if name not in self.spans)
        return self._compiled

    def marked(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the part of a match to underline: what the pattern marks, if that part of it was needed, else all."""
        for name in self.spans:
            if match.start(name) < match.end(name):
                return match.span(name)
        return match.span()


class Patterns(dict[int, Pattern]):
    """The patterns of a book by number, each made when first asked for."""

    def __init__(self, book: CompiledBook, regexes: Regexes) -> None:
        super().__init__()
        self._book = book
        self._regexes = regexes
        self._sets = SymbolSets()

    def __missing__(self, number: int) -> Pattern:
        pattern = self[number] = Pattern(number, pattern_of(self._book, number), self._regexes, self._sets)
        return pattern


class Index(dict[str, tuple[Pattern, ...]]):
    """The patterns whose anchor is the middle symbol of three, and that bear the first before it and the third after.

    Triples are worked out when first met, most from a pair that is known already; most call for no pattern at all.
    """

    _MOST_TRIPLES = 100_000
    _MOST_PAIRS = 50_000

    def __init__(self, anchored: dict[str, list[int]], patterns: Patterns, kept: Container[int]) -> None:
        """Index the patterns of a book that are in `kept`."""
        super().__init__()
        self._anchored = anchored
        self._patterns = patterns
        self._kept = kept
        self._of_anchor: dict[str, list[Pattern]] = {}
        self._of_pair: dict[str, list[Pattern]] = {}

    def __missing__(self, triple: str) -> tuple[Pattern, ...]:
        if len(self) >= self._MOST_TRIPLES:
            self.clear()
        before = triple[0]
        candidates = self._of_pair.get(triple[1:])
        if candidates is None:
            candidates = self._pair(triple[1], triple[2])
        made = self[triple] = tuple([each for each in candidates if each.before is None or before in each.before])
        return made

    def _pair(self, anchor: str, after: str) -> list[Pattern]:
        """Return the patterns of an anchor that bear what stands after it."""
        if len(self._of_pair) >= self._MOST_PAIRS:
            self._of_pair.clear()
        patterns = self._of_anchor.get(anchor)
        if patterns is None:
            numbers = self._anchored.get(anchor, ())
            patterns = self._of_anchor[anchor] = [self._patterns[each] for each in numbers if each in self._kept]
        made = self._of_pair[anchor + after] = [each for each in patterns if each.after is None or after in each.after]
        return made

    def places(self, symbols: str) -> list[tuple[int, tuple[Pattern, ...]]]:
        """Return where patterns may stand, and which.

        Symbols on both sides of the end of a sentence count as neighbours: a pattern is then tried in vain, no more.
        The loop over all symbols runs in C, for it is what every word of every draft pays.
        """
        each = [_EDGE, *symbols, _EDGE]
        found = map(self.__getitem__, map(add, map(add, each, symbols), each[2:]))
        return [(at, patterns) for at, patterns in enumerate(found) if patterns]


class SparseIndex(Index):
    """The same for the few patterns of some entries: only where the anchor of one stands is looked at."""

    def __init__(self, anchored: dict[str, list[int]], patterns: Patterns, kept: Container[int]) -> None:
        """Index the patterns of a book that are in `kept`."""
        super().__init__(anchored, patterns, kept)
        anchors = [symbol for symbol, numbers in anchored.items() if any(number in kept for number in numbers)]
        self._anchors = re.compile(f"[{re.escape(''.join(anchors))}]" if anchors else "(?!)")

    def places(self, symbols: str) -> list[tuple[int, tuple[Pattern, ...]]]:
        """Return where patterns may stand, and which."""
        each = f"{_EDGE}{symbols}{_EDGE}"
        starts = [match.start() for match in self._anchors.finditer(symbols)]
        return [(at, patterns) for at in starts if (patterns := self[each[at : at + 3]])]
