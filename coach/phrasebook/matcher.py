"""Matching a compiled book on the tokens of a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from coach.model import Span
from coach.phrasebook.book import CompiledBook, CompiledEntry
from coach.phrasebook.cache import regexes_file
from coach.phrasebook.index import Index, Pattern, Patterns, SparseIndex
from coach.phrasebook.reading import Reader, Reading
from coach.phrasebook.regexes import Regexes
from coach.recent import Recent

__all__ = ["Hit", "Matcher", "Reading", "Sentence"]

Places = list[tuple[int, tuple[Pattern, ...]]]

NEAR_BEFORE = 6
NEAR_AFTER = 8
# The groups of exceptions, in the order of Contexts.
_OVERLAPPING, _BEFORE, _, _ANYWHERE = range(4)


class Sentence:
    """A sentence as symbols, and what was found out about it: once, however many matches ask."""

    __slots__ = ("_found", "present", "standing", "symbols")

    def __init__(self, symbols: str, standing: dict[Pattern, int]) -> None:
        """Note the patterns whose anchor stands in a sentence between its neighbours, and where it first does."""
        self.symbols = symbols
        self.present = set(symbols)
        self.standing = standing
        self._found: dict[int, list[tuple[int, int]]] = {}

    def found(self, pattern: Pattern) -> list[tuple[int, int]]:
        """Return the stretches that a pattern matches, in order and apart."""
        stretches = self._found.get(pattern.number)
        if stretches is None:
            matches = pattern.compiled.finditer(self.symbols) if pattern.may_match(self.present) else ()
            stretches = self._found[pattern.number] = [match.span() for match in matches]
        return stretches


class Exceptions:
    """The exceptions of an entry, by the symbols of their anchors."""

    __slots__ = ("_anchors", "_of_anchor", "groups")

    def __init__(self, entry: CompiledEntry, patterns: Patterns) -> None:
        # The groups (see Contexts) that each exception is in.
        self.groups: dict[int, list[int]] = {}
        for group, members in enumerate(entry["exceptions"]):
            for number in members:
                self.groups.setdefault(number, []).append(group)
        self._of_anchor: dict[str, list[int]] = {}
        for number in self.groups:
            for symbol in patterns[number].anchor:
                self._of_anchor.setdefault(symbol, []).append(number)
        self._anchors = frozenset(self._of_anchor)

    def standing(self, present: set[str]) -> Iterable[int]:
        """Return the numbers of those whose anchor is among the symbols of a sentence."""
        if present.isdisjoint(self._anchors):
            return ()
        return {number for symbol in present & self._anchors for number in self._of_anchor[symbol]}


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


class Matcher:
    """Finds the entries of a compiled book in texts. It keeps nothing of them but the spellings of common words."""

    def __init__(self, book: CompiledBook) -> None:
        self.book = book
        self._regexes = Regexes(regexes_file(book))
        self._patterns = Patterns(book, self._regexes)
        self._reader = Reader(book)
        self._entries_of = _entries_of(book["entries"])
        self._exceptions: dict[str, Exceptions] = {}
        self._index: Index = Index(book["anchored"], self._patterns, self._entries_of)
        self._recent: Recent[str, tuple[Hit, ...]] = Recent(0)

    def remember(self, sentences: int) -> None:
        """Keep what is found in so many sentences, as symbols, for texts in which the same come again and again."""
        self._recent = Recent(sentences)

    def only(self, signals: Container[str]) -> Matcher:
        """Return one that looks for the entries of some signals alone, in readings of this one, and costs as little."""
        few = copy(self)
        few._entries_of = _entries_of(entry for entry in self.book["entries"] if entry["signal"] in signals)
        few._index = SparseIndex(self.book["anchored"], self._patterns, few._entries_of)
        few._recent = Recent(0)
        return few

    def read(self, text: str, masked: Sequence[Span] = ()) -> Reading:
        """Return a text as symbols, the stretches of `masked` (sorted, in characters) hidden."""
        return self._reader.read(text, masked)

    def forget(self) -> None:
        """Forget the spellings and the sentences that were met."""
        self._reader.forget()
        self._recent.clear()

    def sentence(self, symbols: str) -> Sentence:
        """Return a sentence with the patterns that may match it."""
        return Sentence(symbols, _standing(self._index.places(symbols), 0))

    def _sentences(self, reading: Reading) -> Iterator[tuple[int, int, Sentence]]:
        """Yield the sentences that some pattern may match, with their number and start."""
        symbols = reading.symbols
        places = self._index.places(symbols)
        low = 0
        for number, (start, end) in enumerate(reading.sentences):
            low = bisect_left(places, (start,), low)
            high = bisect_left(places, (end,), low)
            if low < high:
                yield number, start, Sentence(symbols[start:end], _standing(places[low:high], start))

    def entries_of(self, number: int) -> Sequence[CompiledEntry]:
        """Return the entries that hold a pattern."""
        return self._entries_of[number]

    def hits(self, reading: Reading) -> list[Hit]:
        """Return all matches that no exception stops, by sentence; they may overlap."""
        found: list[Hit] = []
        whole = reading.symbols
        if self._recent:
            for number, (start, end) in enumerate(reading.sentences):
                found += [_moved(hit, number, start) for hit in self._known(whole[start:end])]
        else:
            for number, start, sentence in self._sentences(reading):
                found += self._hits_in(sentence, number, start)
        lacking: dict[str, bool] = {}
        for hit in found:
            if without := hit.entry["unsure_without"]:
                # Asked once an entry: the whole draft searched for each hit would cost the square of its length.
                if hit.entry["id"] not in lacking:
                    sought = (self._patterns[number].compiled for number in without)
                    lacking[hit.entry["id"]] = not any(pattern.search(whole) for pattern in sought)
                hit.unsure = lacking[hit.entry["id"]]
        self._regexes.save()
        return found

    def _hits_in(self, sentence: Sentence, number: int, start: int) -> Iterator[Hit]:
        for pattern, match in self.matches(sentence):
            for entry in self._entries_of[pattern.number]:
                if self.stopped_by(entry, sentence, *match.span()) is None:
                    yield _hit(entry, number, pattern, match, start)

    def _known(self, symbols: str) -> tuple[Hit, ...]:
        """Return the matches in a sentence, counted from its start."""
        found = self._recent.get(symbols)
        if found is None:
            found = tuple(self._hits_in(self.sentence(symbols), 0, 0))
            self._recent.set(symbols, found)
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
                    found += [_hit(entry, number, pattern, match, start) for match in admitted]
        return found

    @staticmethod
    def matches(sentence: Sentence) -> Iterator[tuple[Pattern, re.Match[str]]]:
        """Yield the patterns that match a sentence, whatever exceptions say, in no order."""
        symbols, present = sentence.symbols, sentence.present
        for pattern, at in sentence.standing.items():
            if pattern.may_match(present):
                for match in pattern.compiled.finditer(symbols, max(0, at - pattern.reach)):
                    yield pattern, match

    def _exceptions_of(self, entry: CompiledEntry) -> Exceptions:
        """Return the exceptions of an entry, made when the entry first matches."""
        exceptions = self._exceptions.get(entry["id"])
        if exceptions is None:
            exceptions = self._exceptions[entry["id"]] = Exceptions(entry, self._patterns)
        return exceptions

    @staticmethod
    def _stops(group: int, pattern: Pattern, sentence: Sentence, start: int, end: int) -> bool:
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
        exceptions = self._exceptions_of(entry)
        for number in exceptions.standing(sentence.present):
            if number != ignored:
                pattern = self._patterns[number]
                if any(self._stops(group, pattern, sentence, start, end) for group in exceptions.groups[number]):
                    return number
        return None


def _entries_of(entries: Iterable[CompiledEntry]) -> dict[int, list[CompiledEntry]]:
    """Return the entries that hold each pattern, by its number."""
    found: dict[int, list[CompiledEntry]] = {}
    for entry in entries:
        for group in entry["patterns"]:
            for number in group:
                found.setdefault(number, []).append(entry)
    return found


def _standing(places: Places, start: int) -> dict[Pattern, int]:
    """Return the patterns of some places, each with the first of them, counted from `start`."""
    found: dict[Pattern, int] = {}
    for at, patterns in reversed(places):
        found.update(dict.fromkeys(patterns, at - start))
    return found


def _moved(hit: Hit, number: int, start: int) -> Hit:
    """Return a match of a sentence that stands alone where that sentence stands in a text."""
    slots = {name: (first + start, last + start) for name, (first, last) in hit.slots.items()}
    return Hit(
        hit.entry, number, hit.first + start, hit.last + start, hit.start + start, hit.end + start, hit.pattern, slots
    )


def _hit(entry: CompiledEntry, sentence: int, pattern: Pattern, match: re.Match[str], offset: int) -> Hit:
    """Return a match as a hit, its symbols counted from the start of the text."""
    start, end = match.span()
    first, last = pattern.marked(match)
    slots = {
        slot: (match.start(name) + offset, match.end(name) + offset)
        for slot, name in pattern.slots
        if match.start(name) < match.end(name)
    }
    return Hit(entry, sentence, first + offset, last + offset, start + offset, end + offset, pattern.number, slots)
