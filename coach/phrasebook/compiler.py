"""From entries to a compiled book: plain data that can be cached, and that matches at a cost free of its size.

Each pattern becomes a regular expression over symbols and one anchor: the rarest words that it cannot do without. A
sentence is tried only against the patterns whose anchor and other needed words it holds (design, decision 3, with the
regular expression engine in the place of spaCy's Matcher: measured, it is over ten times as fast).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coach.phrasebook.book import AGAIN, BOUNDARY, MASKED
from coach.phrasebook.entry import Entry, Written
from coach.phrasebook.needs import rarity, required_sets
from coach.phrasebook.nodes import (
    Choice,
    End,
    Gap,
    Marked,
    Node,
    Sequence,
    Start,
    TokenSet,
    edge,
    flat,
    longest,
)
from coach.phrasebook.symbols import Symbols

_GROUP = re.compile(r"\(\?P<(\w+)>")
# What a trial of the regular expression costs, in looks at an anchor's neighbours.
_TRIAL = 20
# How many needed sets are checked before the regular expression is run.
_CHECKED = 3


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: its regular expression over symbols, and the sets of symbols it needs, the rarest first.

    `anchor` is one of the tokens it needs, with what must stand `before` and `after` it at once ("": anything);
    `reach` is how many tokens before its anchor a match may begin.
    """

    regex: str
    needs: tuple[str, ...]
    anchor: str
    before: str
    after: str
    reach: int


class Compiler:
    """Compiles the patterns of a set of entries, which share one table of symbols."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        written = [w for entry in entries for w in all_written(entry)]
        self.symbols = Symbols(tokens for w in written for tokens in _token_sets(w.node))
        self._inside = _charset(self.symbols.of_class("ponctuation") + BOUNDARY + MASKED, negated=True)
        self._wide = _charset(self.symbols.of_class("fin") + BOUNDARY + MASKED, negated=True)
        self._end = f"(?=[{re.escape(self.symbols.of_class('ponctuation'))}]*{BOUNDARY}?\\Z)"
        self._of: dict[TokenSet, str] = {}
        self._written: dict[int, tuple[Node, str]] = {}

    def symbols_of(self, tokens: TokenSet) -> str:
        """Return the symbols of a token set that stands in a pattern."""
        if tokens not in self._of:
            self._of[tokens] = self.symbols.of(tokens)
        return self._of[tokens]

    def compile(self, node: Node) -> Pattern:
        """Compile one pattern."""
        needs = sorted(dict.fromkeys(required_sets(node)), key=rarity)[:_CHECKED]
        regex = _with_single_names(self._regex(node))
        return Pattern(regex, tuple(map(self._needed, needs)), *self._anchor(flat(node), needs[0]))

    def _anchor(self, parts: list[Node], rarest: TokenSet) -> tuple[str, str, str, int]:
        """Return the token to look the pattern up by, with its neighbours, so that little is looked at in vain."""
        best: tuple[float, TokenSet, TokenSet | None, TokenSet | None, int]
        best = (rarity(rarest) * (1 + _TRIAL), rarest, None, None, sum(map(longest, parts)))
        for at, part in enumerate(parts):
            if isinstance(part, TokenSet) and "mot" not in part.classes:
                before, after = edge(parts[:at], closing=True), edge(parts[at + 1 :])
                weight = rarity(part) * (1 + _TRIAL * _likelihood(before) * _likelihood(after))
                reach = sum(map(longest, parts[:at]))
                best = min(best, (weight, part, before, after, reach), key=lambda found: found[0])
        _, anchor, before, after, reach = best
        around = [self._needed(tokens) if tokens else "" for tokens in (before, after)]
        return self._needed(anchor), around[0], around[1], reach

    def _needed(self, tokens: TokenSet) -> str:
        if self.symbols.has(tokens):
            return self.symbols_of(tokens)
        if tokens not in self._of:
            self._of[tokens] = "".join(sorted({s for part in self._parts(tokens) for s in part}))
        return self._of[tokens]

    def _parts(self, tokens: TokenSet) -> Iterator[str]:
        """Yield the symbols of a merged set, word by word: it stands in no pattern as such."""
        for word in tokens.words:
            yield self.symbols.words[word]
        for name in tokens.classes:
            yield self.symbols.of_class(name)

    def _regex(self, node: Node) -> str:
        """Return a node's regular expression; a list that many patterns name is one node, written once."""
        if id(node) not in self._written:
            # The node is kept beside it: its identity must not pass to another.
            self._written[id(node)] = node, self._write(node)
        return self._written[id(node)][1]

    def _write(self, node: Node) -> str:
        match node:
            case TokenSet():
                return _charset(self.symbols_of(node))
            case Sequence(parts):
                return "".join(map(self._regex, parts))
            case Choice(options, optional):
                return f"(?:{'|'.join(map(self._regex, options))}){'?' if optional else ''}"
            case Gap(most, wide, name):
                gap = f"{self._wide if wide else self._inside}{{0,{most}}}?"
                return f"(?P<{name}>{gap})" if name else gap
            case Marked(content):
                return f"(?P<span>{self._regex(content)})"
            case Start():
                return "\\A"
            case End():
                return self._end


def _likelihood(tokens: TokenSet | None) -> float:
    """Return how likely a token at a given place is one of these, roughly; nothing is quite impossible."""
    return 1.0 if tokens is None else min(1.0, max(rarity(tokens) / 6000, 0.02))


def _with_single_names(regex: str) -> str:
    """Give a number to the groups that several options of a pattern name alike: `re` wants each name once."""
    seen: Counter[str] = Counter()

    def name(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}{AGAIN}{seen[match[1]]}>"

    return _GROUP.sub(name, regex)


@cache
def _charset(symbols: str, *, negated: bool = False) -> str:
    """Return a character class; runs of neighbours are written as ranges, which the engine tests fastest."""
    if len(symbols) == 1 and not negated:
        return symbols
    codes = sorted(set(map(ord, symbols)))
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    body = "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in ranges)
    return f"[{'^' if negated else ''}{body}]"


def all_written(entry: Entry) -> Iterator[Written]:
    """Yield every pattern of an entry: what it looks for, what makes it sure, and its exceptions."""
    yield from entry.patterns
    yield from entry.unsure_without
    for group in entry.exceptions:
        yield from group


def _token_sets(node: Node) -> Iterator[TokenSet]:
    match node:
        case TokenSet():
            yield node
        case Sequence(parts):
            for part in parts:
                yield from _token_sets(part)
        case Choice(options):
            for option in options:
                yield from _token_sets(option)
        case Marked(content):
            yield from _token_sets(content)
        case _:
            return
