"""A text as symbols, one a word, which is what patterns are matched on; and from symbols back to characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from coach.french.normal import NEWLINE, PARAGRAPH, normal_form
from coach.french.normal import SPACE as BLANK
from coach.french.packed import PackedWords
from coach.french.sentences import SentenceSplitter
from coach.french.tokenizer import Tokens, word
from coach.model import Span
from coach.phrasebook.book import BOUNDARY, MASKED, SPACE, CompiledBook

# A line end that may stand inside a sentence, until the next word has been looked at.
_LINE = "\x04"
# Above this many words the table starts again, so that memory stays flat however long the run; longer ones are noise.
_MOST_WORDS = 200_000
_LONGEST_WORD = 40


class SymbolTable(dict[str, str]):
    """The symbol of each token, looked up once a spelling, with and without the space after it."""

    def __init__(self, book: CompiledBook) -> None:
        super().__init__()
        self._words = PackedWords(book["words"])
        self._classes = book["classes"]

    def __missing__(self, piece: str) -> str:
        form = normal_form(word(piece))
        symbol = self._words.get(form) or self._of_unnamed(form)
        if len(piece) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[piece] = symbol
        return symbol

    def _of_unnamed(self, word: str) -> str:
        if word == BLANK:
            return SPACE
        if word == NEWLINE:
            return _LINE
        if word == PARAGRAPH:
            return BOUNDARY
        if word[0].isalpha():
            return self._classes["mot"]
        return self._classes["mot+nombre" if word[0].isdigit() else "ponctuation"]


class Reading:
    """A text as symbols: its sentences, and from symbols back to characters."""

    __slots__ = ("kept", "sentences", "symbols", "tokens")

    def __init__(self, tokens: Tokens, symbols: str, kept: Sequence[int] | None, splitter: SentenceSplitter) -> None:
        self.tokens = tokens
        self.symbols = symbols
        # The tokens that have a symbol, when white space among them has none.
        self.kept = kept
        self.sentences = list(splitter.split(symbols))

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the symbols `first` to `last`, which is not included."""
        end = last - 1
        if self.kept is not None:
            first, end = self.kept[first], self.kept[end]
        return Span(self.tokens.starts[first], self.tokens.end(end))


class Reader:
    """Turns texts into readings. It keeps nothing of them but the spellings of common words."""

    def __init__(self, book: CompiledBook) -> None:
        self._final = book["final"]
        self._table = SymbolTable(book)
        self._splitter = SentenceSplitter(book["final"], book["punctuation"] + MASKED, BOUNDARY)

    def forget(self) -> None:
        """Forget the spellings that were met."""
        self._table.clear()

    def read(self, text: str, masked: Sequence[Span] = ()) -> Reading:
        """Return a text as symbols, the stretches of `masked` (sorted, in characters) hidden."""
        tokens = Tokens(text)
        symbols = "".join(map(self._table.__getitem__, tokens.pieces))
        if masked:
            symbols = _mask(tokens, symbols, masked)
        if _LINE in symbols:
            symbols = _settle_lines(tokens, symbols, self._final)
        kept: list[int] | None = None
        if SPACE in symbols:
            kept = [at for at, symbol in enumerate(symbols) if symbol != SPACE]
            symbols = symbols.replace(SPACE, "")
        return Reading(tokens, symbols, kept, self._splitter)


def _mask(tokens: Tokens, symbols: str, masked: Sequence[Span]) -> str:
    """Hide the tokens of the stretches; line ends stay, so that sentences still end there."""
    starts = tokens.starts
    parts: list[str] = []
    done = 0
    for span in masked:
        first, last = bisect_left(starts, span.start, done), bisect_left(starts, span.end, done)
        if first > done and tokens.end(first - 1) > span.start:
            first -= 1  # an address that goes on into a quotation
        parts += symbols[done:first], "".join(s if s in _LINE + BOUNDARY else MASKED for s in symbols[first:last])
        done = max(done, last)
    return "".join((*parts, symbols[done:]))


def _settle_lines(tokens: Tokens, symbols: str, final: str) -> str:
    """Decide for each single line end whether the sentence goes on after it."""
    parts = symbols.split(_LINE)
    settled = [parts[0]]
    at = len(parts[0])
    for before, after in pairwise(parts):
        goes_on = after and tokens.pieces[at + 1][:1].islower() and before[-1:] not in final
        settled.append((SPACE if goes_on else BOUNDARY) + after)
        at += 1 + len(after)
    return "".join(settled)
