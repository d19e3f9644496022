"""Matching a compiled book on a spaCy Doc."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.attrs import IDX, NORM
from spacy.tokens import Doc
from spacy.vocab import Vocab

from coach.french.normal import NEWLINE, PARAGRAPH
from coach.french.normal import SPACE as BLANK
from coach.french.sentences import SentenceSplitter
from coach.model import Span
from coach.phrasebook.compiled import CompiledBook, CompiledEntry
from coach.phrasebook.symbols import BOUNDARY, MASKED, SPACE

NEAR_BEFORE = 6
NEAR_AFTER = 8
# A line end that may stand inside a sentence, until the next word has been looked at.
_LINE = "\x04"
# Above this many symbols the table starts again, so that memory stays flat however long the run.
_MOST_SYMBOLS = 300_000


class SymbolTable(dict[int, str]):
    """The symbol of each norm (its hash), looked up once a word."""

    def __init__(self, book: CompiledBook, vocab: Vocab) -> None:
        super().__init__()
        self._strings = vocab.strings
        self._words = book["words"]
        self._classes = book["classes"]
        self._book = book
        self._infinitives: frozenset[str] | None = None
        self._participles: frozenset[str] = frozenset()

    def __missing__(self, norm: int) -> str:
        if len(self) >= _MOST_SYMBOLS:
            self.clear()
        word = self._strings[norm]
        symbol = self._words.get(word) or self._of_unnamed(word)
        self[norm] = symbol
        return symbol

    def _of_unnamed(self, word: str) -> str:
        if word == BLANK:
            return SPACE
        if word == NEWLINE:
            return _LINE
        if word == PARAGRAPH:
            return BOUNDARY
        if word[0].isalpha():
            return self._classes[self._word_class(word)]
        return self._classes["mot+nombre" if word[0].isdigit() else "ponctuation"]

    def _word_class(self, word: str) -> str:
        if self._infinitives is None:
            self._infinitives = frozenset(self._book["infinitives"].split("\n"))
            self._participles = frozenset(self._book["participles"].split("\n"))
        infinitive, participle = word in self._infinitives, word in self._participles
        return ("infinitif+mot" if infinitive else "mot") + ("+participe" if participle else "")


class Reading:
    """A Doc as symbols: its sentences, and from symbols back to characters."""

    __slots__ = ("_kept", "_starts", "doc", "sentences", "symbols")

    def __init__(self, doc: Doc, symbols: str, kept: Sequence[int] | None, splitter: SentenceSplitter) -> None:
        self.doc = doc
        self.symbols = symbols
        self._kept = kept
        self._starts: list[int] | None = None
        self.sentences = list(splitter.split(symbols))

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the symbols `first` to `last`, which is not included."""
        if self._kept is not None:
            first, end = self._kept[first], self._kept[last - 1]
        else:
            end = last - 1
        doc = self.doc
        return Span(doc[first].idx, doc[end].idx + len(doc[end]))

    def sentence_of(self, at: int) -> int:
        """Return the number of the sentence that holds a symbol."""
        return bisect_right(self.sentences, (at, len(self.symbols) + 1)) - 1


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


class _Pattern:
    """A pattern whose regular expression is compiled when first needed: a draft needs a few of thousands."""

    __slots__ = ("compiled", "needs", "regex")

    def __init__(self, regex: str, needs: Sequence[str]) -> None:
        self.regex = regex
        # The first set is the anchor: where it is looked at, it is known to be there.
        self.needs = tuple(map(frozenset, needs[1:]))
        self.compiled: re.Pattern[str] | None = None

    def compile(self) -> re.Pattern[str]:
        self.compiled = re.compile(self.regex)
        return self.compiled

    def finds(self, sentence: str, start: int = 0, end: int = sys.maxsize) -> bool:
        return (self.compiled or self.compile()).search(sentence, start, end) is not None


class Matcher:
    """Finds the entries of a compiled book in Docs that share its vocabulary."""

    def __init__(self, book: CompiledBook, vocab: Vocab) -> None:
        self.book = book
        self.table = SymbolTable(book, vocab)
        self._patterns = [_Pattern(regex, needs) for regex, needs, _ in book["patterns"]]
        self._splitter = SentenceSplitter(book["final"], book["punctuation"], BOUNDARY)
        self._entries_of: dict[int, list[CompiledEntry]] = {}
        self._anchored: dict[str, list[int]] = {}
        for entry in book["entries"]:
            for number in entry["patterns"]:
                self._entries_of.setdefault(number, []).append(entry)
        for number in self._entries_of:
            for symbol in book["patterns"][number][1][0]:
                self._anchored.setdefault(symbol, []).append(number)
        self._anchors = frozenset(self._anchored)

    def read(self, doc: Doc, masked: Sequence[Span] = ()) -> Reading:
        """Return the Doc as symbols, the stretches of `masked` (sorted, in characters) hidden."""
        norms = doc.to_array([NORM]).ravel().tolist()
        symbols = "".join(map(self.table.__getitem__, norms))
        if masked:
            symbols = _mask(doc, symbols, masked)
        if _LINE in symbols:
            symbols = _settle_lines(doc, symbols, self.book["final"])
        kept: list[int] | None = None
        if SPACE in symbols:
            kept = [at for at, symbol in enumerate(symbols) if symbol != SPACE]
            symbols = symbols.replace(SPACE, "")
        return Reading(doc, symbols, kept, self._splitter)

    def entries_of(self, number: int) -> Sequence[CompiledEntry]:
        """Return the entries that hold a pattern."""
        return self._entries_of[number]

    def hits(self, reading: Reading) -> list[Hit]:
        """Return all matches that no exception stops, by sentence; they may overlap."""
        found: list[Hit] = []
        whole = reading.symbols
        for number, (start, end) in enumerate(reading.sentences):
            sentence = whole[start:end]
            for at, match in self.matches(sentence):
                found.extend(self._admit(at, match, number, sentence, start))
        return found

    def matches(self, sentence: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the patterns that match a sentence, given as symbols, whatever exceptions say."""
        anchored, patterns = self._anchored, self._patterns
        present = set(sentence)
        candidates = {at for symbol in present & self._anchors for at in anchored[symbol]}
        for at in candidates:
            pattern = patterns[at]
            for need in pattern.needs:
                if present.isdisjoint(need):
                    break
            else:
                for match in (pattern.compiled or pattern.compile()).finditer(sentence):
                    yield at, match

    def _admit(self, number: int, match: re.Match[str], at: int, sentence: str, offset: int) -> Iterator[Hit]:
        """Yield the hits of one match, for each entry that holds the pattern, unless an exception stops it."""
        groups = match.groupdict()
        first, last = match.span("span") if "span" in groups else match.span()
        start, end = match.span()
        for entry in self._entries_of[number]:
            if self.stopped_by(entry, sentence, start, end) is None:
                slots = {
                    name: (low + offset, high + offset)
                    for name in groups
                    if name != "span" and (low := match.start(name)) < (high := match.end(name))
                }
                yield Hit(entry, at, first + offset, last + offset, start + offset, end + offset, number, slots)

    def stopped_by(self, entry: CompiledEntry, sentence: str, start: int, end: int) -> int | None:
        """Return the number of the exception that stops a match of `sentence[start:end]`, or None."""
        overlapping, before, after, anywhere = entry["exceptions"]
        patterns = self._patterns
        for number in overlapping:
            pattern = patterns[number]
            for match in (pattern.compiled or pattern.compile()).finditer(sentence):
                if match.start() < end and start < match.end():
                    return number
        for number in before:
            if patterns[number].finds(sentence, max(0, start - NEAR_BEFORE), start):
                return number
        for number in after:
            if patterns[number].finds(sentence, end, end + NEAR_AFTER):
                return number
        for number in anywhere:
            if patterns[number].finds(sentence):
                return number
        return None


def _mask(doc: Doc, symbols: str, masked: Sequence[Span]) -> str:
    """Hide the tokens of the stretches; line ends stay, so that sentences still end there."""
    starts = doc.to_array([IDX]).ravel().tolist()
    parts: list[str] = []
    done = 0
    for span in masked:
        first, last = bisect_left(starts, span.start, done), bisect_left(starts, span.end, done)
        parts += symbols[done:first], "".join(s if s in _LINE + BOUNDARY else MASKED for s in symbols[first:last])
        done = max(done, last)
    return "".join((*parts, symbols[done:]))


def _settle_lines(doc: Doc, symbols: str, final: str) -> str:
    """Decide for each single line end whether the sentence goes on after it."""
    parts = symbols.split(_LINE)
    settled = [parts[0]]
    at = len(parts[0])
    for before, after in pairwise(parts):
        goes_on = after and doc[at + 1].text[:1].islower() and before[-1:] not in final
        settled.append((SPACE if goes_on else BOUNDARY) + after)
        at += 1 + len(after)
    return "".join(settled)
