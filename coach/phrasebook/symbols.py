"""One character a class of words, so that a sentence becomes a short string and a pattern a plain regular expression.

Words that no pattern tells apart share a symbol (all forms of « rembourser~ » that are never named alone, say): a few
thousand symbols stand for tens of thousands of words, and a character class of one symbol for a list of hundreds.
The regular expression engine, written in C, then does the matching (see the module `compiler`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from coach.french import verbs
from coach.phrasebook.nodes import TokenSet

# The symbols of words start here, above those with a meaning of their own (see the module `book`).
FIRST = 0x4E00
# Code points that are no characters of their own kind to `re`: surrogates.
_GAP = range(0xD800, 0xE000)

FINAL = (".", "!", "?")
_PUNCTUATION = (
    *FINAL,
    "…",
    ",",
    ";",
    ":",
    "(",
    ")",
    "«",
    "»",
    '"',
    "“",
    "”",
    "-",
    "–",
    "—",
    "/",
    "*",
    ">",
    "•",
    "|",
    "[",
    "]",
)


def word_classes(word: str) -> frozenset[str]:
    """Return the word classes of a normal form."""
    first = word[:1]
    if first.isalpha():
        names = {"mot"}
        if word in verbs.infinitives():
            names.add("infinitif")
        if word in verbs.participles():
            names.add("participe")
    elif first.isdigit():
        names = {"mot", "nombre"}
    else:
        names = {"ponctuation"}
        if word in FINAL:
            names.add("fin")
    return frozenset(names)


class Symbols:
    """The symbols of a set of patterns."""

    def __init__(self, token_sets: Iterable[TokenSet]) -> None:
        sets = list(dict.fromkeys(token_sets))
        marks: dict[str, set[int]] = defaultdict(set)
        by_class: dict[str, set[int]] = defaultdict(set)
        for number, tokens in enumerate(sets):
            for word in tokens.words:
                marks[word].add(number)
            for name in tokens.classes:
                by_class[name].add(number)
        for word in _PUNCTUATION:
            marks.setdefault(word, set())
        self._numbers = {tokens: number for number, tokens in enumerate(sets)}
        self._by_class = by_class
        self._by_signature: dict[tuple[tuple[int, ...], frozenset[str]], str] = {}
        signatures = {word: self._signature(frozenset(found), word_classes(word)) for word, found in marks.items()}
        for signature in sorted(signatures.values(), key=lambda s: (s[0], sorted(s[1]))):
            self._symbol(signature)
        self.words = {word: self._symbol(signature) for word, signature in signatures.items()}
        self._of_set: dict[int, list[str]] = defaultdict(list)
        # What the words named nowhere get, by their classes.
        self.classes = {
            "+".join(sorted(names)): self._symbol(self._signature(frozenset(), names)) for names in _open_classes()
        }
        for (found, _), symbol in self._by_signature.items():
            for number in found:
                self._of_set[number].append(symbol)

    def _signature(self, found: frozenset[int], names: frozenset[str]) -> tuple[tuple[int, ...], frozenset[str]]:
        return tuple(sorted(found.union(*(self._by_class[name] for name in names)))), names

    def _symbol(self, signature: tuple[tuple[int, ...], frozenset[str]]) -> str:
        if signature not in self._by_signature:
            code = FIRST + len(self._by_signature)
            self._by_signature[signature] = chr(code if code < _GAP.start else code + len(_GAP))
        return self._by_signature[signature]

    def has(self, tokens: TokenSet) -> bool:
        """Tell whether a token set stands in a pattern as such."""
        return tokens in self._numbers

    def of(self, tokens: TokenSet) -> str:
        """Return the symbols of a token set, sorted."""
        return "".join(sorted(self._of_set[self._numbers[tokens]]))

    def of_class(self, name: str) -> str:
        """Return the symbols of a word class, sorted."""
        return "".join(sorted(symbol for (_, names), symbol in self._by_signature.items() if name in names))


def _open_classes() -> list[frozenset[str]]:
    return [
        frozenset(names)
        for names in (
            {"mot"},
            {"mot", "infinitif"},
            {"mot", "participe"},
            {"mot", "infinitif", "participe"},
            {"mot", "nombre"},
            {"ponctuation"},
        )
    ]
