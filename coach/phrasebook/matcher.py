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

    __slots__ = ("_exceptions", "_found", "present", "symbols")

    def __init__(self, symbols: str) -> None:
        self.symbols = symbols
        self.present = set(symbols)
        self._found: dict[int, list[tuple[int, int]]] = {}
        self._exceptions: dict[int, list[tuple[int, _Pattern]]] = {}

    def found(self, pattern: _Pattern) -> list[tuple[int, int]]:
        """Return the stretches that a pattern matches, in order and apart."""
        stretches = self._found.get(pattern.number)
        if stretches is None:
            matches = pattern.compiled.finditer(self.symbols)
            stretches = self._found[pattern.number] = [match.span() for match in matches]
        return stretches

    def exceptions(self, guard: _Index) -> list[tuple[int, _Pattern]]:
        """Return the exceptions of an entry that may match here, each with its group."""
        kept = self._exceptions.get(id(guard))
        if kept is None:
            found = guard.standing(self.symbols)
            kept = self._exceptions[id(guard)] = [each for each in found if each[1].may_match(self.present)]
        return kept


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
        self.needs = tuple(map(frozenset, needs))
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


class _Index(dict[str, list[tuple[frozenset[str] | None, frozenset[str] | None, tuple[int, _Pattern]]]]):
    """Patterns, each with its group, by the symbols of their anchors, with what must stand before and after these."""

    def __init__(self, numbers: dict[str, list[tuple[int, int]]], patterns: _Patterns) -> None:
        super().__init__()
        self._numbers = numbers
        self._patterns = patterns

    def __missing__(
        self, symbol: str
    ) -> list[tuple[frozenset[str] | None, frozenset[str] | None, tuple[int, _Pattern]]]:
        found = [(group, self._patterns[number]) for group, number in self._numbers.get(symbol, ())]
        made = self[symbol] = [(each[1].before, each[1].after, each) for each in found]
        return made

    def standing(self, symbols: str) -> dict[tuple[int, _Pattern], int]:
        """Return the patterns whose anchor stands among these symbols, between its neighbours, and where it first does."""
        found: dict[tuple[int, _Pattern], int] = {}
        last = len(symbols) - 1
        for at, symbol in enumerate(symbols):
            if listed := self[symbol]:
                following = symbols[at + 1] if at < last else ""
                preceding = symbols[at - 1] if at else ""
                for before, after, each in listed:
                    if (after is None or following in after) and (before is None or preceding in before):
                        found.setdefault(each, at)
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
        self._guards: dict[str, _Index] = {}
        anchored = {symbol: [(0, number) for number in numbers] for symbol, numbers in book["anchored"].items()}
        self._anchored = _Index(anchored, self._patterns)

    def read(self, text: str, masked: Sequence[Span] = ()) -> Reading:
        """Return a text as symbols, the stretches of `masked` (sorted, in characters) hidden."""
        return self._reader.read(text, masked)

    def entries_of(self, number: int) -> Sequence[CompiledEntry]:
        """Return the entries that hold a pattern."""
        return self._entries_of[number]

    def hits(self, reading: Reading) -> list[Hit]:
        """Return all matches that no exception stops, by sentence; they may overlap."""
        found: list[Hit] = []
        whole = reading.symbols
        for number, (start, end) in enumerate(reading.sentences):
            sentence = Sentence(whole[start:end])
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
            sentence = Sentence(reading.symbols[start:end])
            for pattern in (self._patterns[at] for at in numbers):
                if pattern.may_match(sentence.present):
                    matches = pattern.compiled.finditer(sentence.symbols)
                    admitted = (m for m in matches if self.stopped_by(entry, sentence, *m.span(), ignored) is None)
                    found += [_hit(entry, number, pattern.number, match, start) for match in admitted]
        return found

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the patterns that match a sentence, whatever exceptions say, in no order."""
        symbols, present = sentence.symbols, sentence.present
        for (_, pattern), at in self._anchored.standing(symbols).items():
            if pattern.may_match(present):
                for match in pattern.compiled.finditer(symbols, max(0, at - pattern.reach)):
                    yield pattern.number, match

    def _guard(self, entry: CompiledEntry) -> _Index:
        """Return the exceptions of an entry, indexed when first needed."""
        guard = self._guards.get(entry["id"])
        if guard is None:
            numbers: dict[str, list[tuple[int, int]]] = {}
            for group, members in enumerate(entry["exceptions"]):
                for number in members:
                    for symbol in self._patterns[number].anchor:
                        numbers.setdefault(symbol, []).append((group, number))
            guard = self._guards[entry["id"]] = _Index(numbers, self._patterns)
        return guard

    def stopped_by(
        self, entry: CompiledEntry, sentence: Sentence, start: int, end: int, ignored: int | None = None
    ) -> int | None:
        """Return the number of the exception that stops a match of the symbols `start` to `end`, or None."""
        for group, pattern in sentence.exceptions(self._guard(entry)):
            if pattern.number == ignored:
                continue
            if group == _OVERLAPPING:
                stretches = sentence.found(pattern)
                # The last one that begins before the match ends is the only one that may reach into it.
                last = bisect_left(stretches, (end,)) - 1
                stops = last >= 0 and stretches[last][1] > start
            elif group == _ANYWHERE:
                stops = bool(sentence.found(pattern))
            else:
                low, high = (max(0, start - NEAR_BEFORE), start) if group == _BEFORE else (end, end + NEAR_AFTER)
                stops = pattern.compiled.search(sentence.symbols, low, high) is not None
            if stops:
                return pattern.number
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
