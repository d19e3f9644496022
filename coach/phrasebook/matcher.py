"""Matching a compiled book on the tokens of a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coach.model import Span
from coach.phrasebook.compiled import CompiledBook, CompiledEntry
from coach.phrasebook.compiler import AGAIN
from coach.phrasebook.reading import Reader, Reading

__all__ = ["Hit", "Matcher", "Reading", "Sentence", "marked"]

NEAR_BEFORE = 6
NEAR_AFTER = 8
# The groups of exceptions, in the order of Contexts.
_OVERLAPPING, _BEFORE, _, _ANYWHERE = range(4)


class Sentence:
    """A sentence as symbols, and what was found out about it: once, however many matches ask."""

    __slots__ = ("_found", "_numbers", "present", "standing", "symbols")

    def __init__(self, symbols: str, index: _Index) -> None:
        self.symbols = symbols
        self.present = set(symbols)
        # The patterns whose anchor stands in it, and where it first does.
        self.standing = index.standing(symbols)
        self._numbers: set[int] | None = None
        self._found: dict[int, list[tuple[int, int]]] = {}

    @property
    def numbers(self) -> set[int]:
        """Return the numbers of the patterns that stand in it."""
        if self._numbers is None:
            self._numbers = {pattern.number for pattern in self.standing}
        return self._numbers

    def found(self, pattern: _Pattern) -> list[tuple[int, int]]:
        """Return the stretches that a pattern matches, in order and apart."""
        stretches = self._found.get(pattern.number)
        if stretches is None:
            matches = pattern.compiled.finditer(self.symbols) if pattern.may_match(self.present) else ()
            stretches = self._found[pattern.number] = [match.span() for match in matches]
        return stretches


@dataclass(slots=True)
class Hit:
    """A match of an entry: the symbols to underline (`first:last`) and those that matched (`start:end`)."""

    entry: CompiledEntry
    sentence: int
    first: int
    last: int
    start: int
    end: int
    pattern: int
    slots: dict[str, tuple[int, int]]
    # The draft lacks what would make the entry sure of itself.
    unsure: bool = False


class _Pattern:
    """A pattern whose regular expression is compiled when first needed: a draft needs a few of thousands."""

    __slots__ = ("_compiled", "after", "anchor", "before", "needs", "number", "reach", "regex")

    def __init__(
        self, number: int, regex: str, needs: Sequence[str], anchor: str, before: str, after: str, reach: int
    ) -> None:
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
        if self._compiled is None:
            self._compiled = re.compile(self.regex)
        return self._compiled


class _Patterns(dict[int, _Pattern]):
    """The patterns of a book by number, each made when first asked for."""

    def __init__(self, book: CompiledBook) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, number: int) -> _Pattern:
        regex, needs, _, anchor, before, after, reach = self._book["patterns"][number]
        pattern = self[number] = _Pattern(number, regex, needs, anchor, before, after, reach)
        return pattern


class _Index(dict[str, list[tuple[frozenset[str] | None, _Pattern]]]):
    """The patterns whose anchor is the first symbol of a pair, and that bear the second after it.

    Each pattern stands with what must precede its anchor. Pairs are worked out when first met: a language has few.
    """

    _MOST_PAIRS = 50_000

    def __init__(self, numbers: dict[str, list[int]], patterns: _Patterns) -> None:
        super().__init__()
        self._numbers = numbers
        self._patterns = patterns

    def __missing__(self, pair: str) -> list[tuple[frozenset[str] | None, _Pattern]]:
        if len(self) >= self._MOST_PAIRS:
            self.clear()
        patterns = [self._patterns[number] for number in self._numbers.get(pair[0], ())]
        made = self[pair] = [
            (pattern.before, pattern) for pattern in patterns if pattern.after is None or pair[1:] in pattern.after
        ]
        return made

    def standing(self, symbols: str) -> dict[_Pattern, int]:
        """Return the patterns whose anchor stands among these symbols, between its neighbours, and where it first does."""
        found: dict[_Pattern, int] = {}
        preceding = ""
        for at, symbol in enumerate(symbols):
            for before, pattern in self[symbols[at : at + 2]]:
                if (before is None or preceding in before) and pattern not in found:
                    found[pattern] = at
            preceding = symbol
        return found


class Matcher:
    """Finds the entries of a compiled book in texts. It keeps nothing of them but the spellings of common words."""

    def __init__(self, book: CompiledBook) -> None:
        self.book = book
        self._patterns = _Patterns(book)
        self._reader = Reader(book)
        self._entries_of: dict[int, list[CompiledEntry]] = {}
        for entry in book["entries"]:
            for group in entry["patterns"]:
                for number in group:
                    self._entries_of.setdefault(number, []).append(entry)
        self._exceptions: dict[str, dict[int, list[int]]] = {}
        self._index = _Index(book["anchored"], self._patterns)

    def read(self, text: str, masked: Sequence[Span] = ()) -> Reading:
        """Return a text as symbols, the stretches of `masked` (sorted, in characters) hidden."""
        return self._reader.read(text, masked)

    def sentence(self, symbols: str) -> Sentence:
        """Return a sentence with the patterns that may match it."""
        return Sentence(symbols, self._index)

    def entries_of(self, number: int) -> Sequence[CompiledEntry]:
        """Return the entries that hold a pattern."""
        return self._entries_of[number]

    def hits(self, reading: Reading) -> list[Hit]:
        """Return all matches that no exception stops, by sentence; they may overlap."""
        found: list[Hit] = []
        whole = reading.symbols
        for number, (start, end) in enumerate(reading.sentences):
            sentence = self.sentence(whole[start:end])
            for at, match in self.matches(sentence):
                found += [
                    _hit(entry, number, at, match, start)
                    for entry in self._entries_of[at]
                    if self.stopped_by(entry, sentence, *match.span()) is None
                ]
        lacking: dict[str, bool] = {}
        for hit in found:
            if without := hit.entry["unsure_without"]:
                # Asked once an entry: the whole draft searched for each hit would cost the square of its length.
                if hit.entry["id"] not in lacking:
                    sought = (self._patterns[number].compiled for number in without)
                    lacking[hit.entry["id"]] = not any(pattern.search(whole) for pattern in sought)
                hit.unsure = lacking[hit.entry["id"]]
        return found

    def hits_of(
        self, reading: Reading, entry: CompiledEntry, numbers: Iterable[int], ignored: int | None = None
    ) -> list[Hit]:
        """Return the matches of some patterns of one entry that its exceptions, less one, do not stop."""
        found: list[Hit] = []
        for number, (start, end) in enumerate(reading.sentences):
            sentence = self.sentence(reading.symbols[start:end])
            for pattern in (self._patterns[at] for at in numbers):
                if pattern.may_match(sentence.present):
                    matches = pattern.compiled.finditer(sentence.symbols)
                    admitted = (m for m in matches if self.stopped_by(entry, sentence, *m.span(), ignored) is None)
                    found += [_hit(entry, number, pattern.number, match, start) for match in admitted]
        return found

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the patterns that match a sentence, whatever exceptions say, in no order."""
        symbols, present, sought = sentence.symbols, sentence.present, self._entries_of
        for pattern, at in sentence.standing.items():
            if pattern.number in sought and pattern.may_match(present):
                for match in pattern.compiled.finditer(symbols, max(0, at - pattern.reach)):
                    yield pattern.number, match

    def _exceptions_of(self, entry: CompiledEntry) -> dict[int, list[int]]:
        """Return the exceptions of an entry with their groups (see Contexts)."""
        numbers = self._exceptions.get(entry["id"])
        if numbers is None:
            numbers = self._exceptions[entry["id"]] = {}
            for group, members in enumerate(entry["exceptions"]):
                for number in members:
                    numbers.setdefault(number, []).append(group)
        return numbers

    @staticmethod
    def _stops(group: int, pattern: _Pattern, sentence: Sentence, start: int, end: int) -> bool:
        """Tell whether an exception, in its group, stops a match of the symbols `start` to `end`."""
        if group == _OVERLAPPING:
            stretches = sentence.found(pattern)
            # The last one that begins before the match ends is the only one that may reach into it.
            last = bisect_left(stretches, (end,)) - 1
            return last >= 0 and stretches[last][1] > start
        if group == _ANYWHERE:
            return bool(sentence.found(pattern))
        low, high = (max(0, start - NEAR_BEFORE), start) if group == _BEFORE else (end, end + NEAR_AFTER)
        if not pattern.may_match(sentence.present):
            return False
        return pattern.compiled.search(sentence.symbols, low, high) is not None

    def stopped_by(
        self, entry: CompiledEntry, sentence: Sentence, start: int, end: int, ignored: int | None = None
    ) -> int | None:
        """Return the number of the exception that stops a match of the symbols `start` to `end`, or None."""
        groups = self._exceptions_of(entry)
        for number in groups.keys() & sentence.numbers:
            if number != ignored:
                pattern = self._patterns[number]
                if any(self._stops(group, pattern, sentence, start, end) for group in groups[number]):
                    return number
        return None


def marked(match: re.Match[str]) -> tuple[int, int]:
    """Return the part of a match to underline: what the pattern marks, if that part of it was needed, else all."""
    for name in match.re.groupindex:
        if name.startswith("span") and match.start(name) < match.end(name):
            return match.span(name)
    return match.span()


def _hit(entry: CompiledEntry, sentence: int, pattern: int, match: re.Match[str], offset: int) -> Hit:
    """Return a match as a hit, its symbols counted from the start of the text."""
    start, end = match.span()
    first, last = marked(match)
    slots = {
        name.partition(AGAIN)[0]: (match.start(name) + offset, match.end(name) + offset)
        for name in match.re.groupindex
        if not name.startswith("span") and match.start(name) < match.end(name)
    }
    return Hit(entry, sentence, first + offset, last + offset, start + offset, end + offset, pattern, slots)
