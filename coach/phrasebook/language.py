"""The pattern language: from what a trainer writes to a tree.

vous avez tort          these words, in any case, apostrophe and spacing
désolé(e)(s)            endings that may be there
(ne)  (bien | très)     may be absent
[je | nous | on]        one of these, each one or more words
pouvoir~                any form of the verb
@adverbe                a list of lexique.yaml, or a word class (@infinitif, @participe, @nombre, @mot)
…   ……                  up to four words of the clause; up to twelve words of the sentence
{objet}                 as …, captured for the reframings
^   $                   start and end of the sentence
< … >                   the words to underline, when the pattern says more than them
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache
from itertools import product

from coach.french.normal import normal_form, without_accents
from coach.french.tokenizer import normal_words
from coach.french.verbs import known_verbs, verb_forms
from coach.phrasebook.nodes import WORD_CLASSES, Choice, End, Gap, Marked, Node, Sequence, Start, TokenSet

GAP_WORDS = 4
WIDE_GAP_WORDS = 12

_LEXEME = re.compile(
    r"\s+|……|…|\.{3,6}|(?P<mark>[\[\]()|<>^$])|@(?P<list>[\w-]+)|\{(?P<slot>[\w-]+)\}"
    r"|(?P<word>[^\s\[\]()|<>^${}@…]+)(?P<endings>(?:\([^\W\d_]{1,4}\))*)|(?P<bad>.)",
)
_ENDING = re.compile(r"\((\w+)\)")
# Elided and full forms are one word, and so are the shortcuts that chat writes for them.
_SAME_WORD = (
    "je j' j", "ne n' n", "que qu' qu", "de d' d", "me m' m", "te t' t", "se s'", "ce c' c", "si s'", "le l'", "la l'",
    "jusque jusqu'", "lorsque lorsqu'", "puisque puisqu'", "quoique quoiqu'", "vous vs vou", "nous ns", "ça ca sa",
    "pas pa", "quand qd", "toujours tjs tjrs", "pour pr", "y y'", "il i'", "à a", "monsieur mr m.",
)  # fmt: skip


def _variants() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in _SAME_WORD:
        first, *others = group.split()
        table.setdefault(first, {first}).update(others)
        for other in others:
            if other.endswith("'"):
                table.setdefault(other, {other}).update([first, *others])
    return {word: frozenset(words) for word, words in table.items()}


_VARIANTS = _variants()


# Keyboards without « … » write three points.
_GAPS = {
    "…": Gap(GAP_WORDS),
    "...": Gap(GAP_WORDS),
    "……": Gap(WIDE_GAP_WORDS, wide=True),
    "......": Gap(WIDE_GAP_WORDS, wide=True),
}


class PatternError(ValueError):
    """A pattern that cannot be read; the message says why, in French."""


class UnknownListError(PatternError):
    """A pattern that names a list that is not there."""

    def __init__(self, name: str, message: str) -> None:
        self.name = name
        super().__init__(message)


def word_set(word: str) -> TokenSet:
    """Return the ways in which one word (a normal form) may be written: elided, shortened, without accents."""
    words = {word} | _VARIANTS.get(word, frozenset())
    return TokenSet(frozenset(words | {without_accents(each) for each in words}))


def verb_set(infinitive: str) -> TokenSet:
    """Return all forms of a verb, with and without accents."""
    try:
        forms = verb_forms(infinitive)
    except KeyError:
        close = difflib.get_close_matches(infinitive, known_verbs(), n=1)
        hint = f" ; vouliez-vous dire « {close[0]}~ » ?" if close else ""
        raise PatternError(f"verbe inconnu « {infinitive}~ »{hint}") from None
    return TokenSet(forms | {without_accents(form) for form in forms})


class _Reader:
    """One pattern being read, left to right."""

    def __init__(self, source: str, lists: Mapping[str, Node]) -> None:
        self.source = source
        self.lists = lists
        self.lexemes = [m for m in _LEXEME.finditer(source) if not m[0].isspace()]
        self.at = 0

    def pattern(self) -> Node:
        node = self.choices(())
        if self.at < len(self.lexemes):
            raise PatternError(f"« {self.lexemes[self.at][0]} » n’a pas d’ouverture dans « {self.source} »")
        return node[0] if len(node) == 1 else Choice(node)

    def choices(self, closing: tuple[str, ...]) -> tuple[Node, ...]:
        options: list[Node] = []
        parts: list[Node] = []
        while self.at < len(self.lexemes):
            lexeme = self.lexemes[self.at]
            if lexeme[0] in closing or (lexeme["mark"] and lexeme[0] in "])>"):
                break
            self.at += 1
            if lexeme[0] == "|":
                options.append(_sequence(parts, self.source))
                parts = []
            else:
                parts.append(self.item(lexeme))
        return (*options, _sequence(parts, self.source))

    def item(self, lexeme: re.Match[str]) -> Node:
        text = lexeme[0]
        if lexeme["mark"]:
            return self.marked(text)
        if text in _GAPS:
            return _GAPS[text]
        if lexeme["list"]:
            return self.named(lexeme["list"])
        if lexeme["slot"]:
            return Gap(GAP_WORDS, name=lexeme["slot"].replace("-", "_"))
        if lexeme["word"]:
            return _word(lexeme["word"], tuple(_ENDING.findall(lexeme["endings"])))
        raise PatternError(f"signe « {text} » inattendu dans « {self.source} »")

    def marked(self, mark: str) -> Node:
        match mark:
            case "(":
                return _choice(self.inside(")"), optional=True)
            case "[":
                return _choice(self.inside("]"), optional=False)
            case "<":
                return Marked(_choice(self.inside(">"), optional=False))
            case "^":
                return Start()
            case "$":
                return End()
        raise PatternError(f"signe « {mark} » inattendu dans « {self.source} »")

    def inside(self, closing: str) -> tuple[Node, ...]:
        options = self.choices((closing,))
        if self.at >= len(self.lexemes) or self.lexemes[self.at][0] != closing:
            raise PatternError(f"il manque « {closing} » dans « {self.source} »")
        self.at += 1
        return options

    def named(self, name: str) -> Node:
        if name in WORD_CLASSES:
            return TokenSet(frozenset(), frozenset({name}))
        if name not in self.lists:
            close = difflib.get_close_matches(name, [*self.lists, *WORD_CLASSES], n=1)
            hint = f" ; vouliez-vous dire « @{close[0]} » ?" if close else ""
            raise UnknownListError(name, f"liste inconnue « @{name} »{hint}")
        return self.lists[name]


def _sequence(parts: list[Node], source: str) -> Node:
    if not parts:
        raise PatternError(f"il manque des mots dans « {source} »")
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _choice(options: tuple[Node, ...], *, optional: bool) -> Node:
    """Merge the one-word options into one token set: one look-up instead of many."""
    merged: TokenSet | None = None
    others: list[Node] = []
    for option in options:
        if isinstance(option, TokenSet):
            merged = option if merged is None else merged | option
        elif isinstance(option, Choice) and not option.optional:
            others.extend(option.options)
        else:
            others.append(option)
    # Longer wordings are tried first, as a reader would.
    found = (*others, *([merged] if merged else []))
    return found[0] if len(found) == 1 and not optional else Choice(found, optional)


@cache
def _word(text: str, endings: tuple[str, ...]) -> Node:
    if text.endswith("~"):
        return verb_set(text[:-1])
    if text[-1] in "'’" and len(text) > 1:
        return word_set(normal_form(text))
    words = normal_words(text)
    if not words:
        raise PatternError(f"mot illisible « {text} »")
    parts: list[Node] = [word_set(word) for word in words[:-1]]
    last = TokenSet(frozenset())
    for kept in product(*((("", ending)) for ending in endings)):
        last = last | word_set(words[-1] + "".join(kept))
    return _sequence([*parts, last], text)


def read_pattern(source: str, lists: Mapping[str, Node]) -> Node:
    """Read one pattern; `lists` holds the lists that it may name. Raise PatternError."""
    return _Reader(source, lists).pattern()


def read_list(options: list[str], lists: Mapping[str, Node]) -> Node:
    """Read the options of a list as one choice. Raise PatternError."""
    return _choice(tuple(read_pattern(option, lists) for option in options), optional=False)
