"""The compiled book as plain data: what the compiler writes, the cache keeps and the matcher reads.

Nothing here needs the compiler: a run that finds its book in the cache loads neither it nor YAML.
"""

from __future__ import annotations

import marshal
from typing import TypedDict

from coach.french.packed import Packed

# Symbols with a meaning of their own. They stand apart from the words'.
BOUNDARY = "\x01"  # a line end that ends the sentence
SPACE = "\x02"  # white space, dropped before matching
MASKED = "\x03"  # a token that is not the adviser's
# In patterns, between the name of a group and its number, from the second of that name on.
AGAIN = "__"

# Raise it when the data below or what the compiler makes of a pattern changes.
FORMAT = 13


class CompiledEntry(TypedDict):
    """An entry without its examples; patterns are numbers into `CompiledBook.patterns`.

    `patterns` has one group a written pattern: the wordings it was split into.
    """

    id: str
    file: str
    line: int
    category: str | None
    signal: str | None
    severity: int
    message: str
    why: str
    softened_by: list[str]
    unsure_without: list[int]
    reframings: list[str]
    patterns: list[list[int]]
    exceptions: list[list[int]]
    # Only of a topic of the team's margins: offers, limit, reason, tip, contact.
    margin: tuple[list[str], str, str, str, str] | None
    # Only of a rule of rewriting: categories, scope, templates with their kinds, note.
    rewriting: tuple[list[str], str, list[tuple[str, str]], str] | None


# The regular expression over symbols, the symbols needed, what the trainer wrote; then the anchor with the symbols that
# must stand before and after it ("": any), and how far before it a match may begin.
CompiledPattern = tuple[str, list[str], str, str, str, str, int]


def pack(pattern: CompiledPattern) -> bytes:
    """Return a pattern as the book holds it: a draft needs a few of thousands, the others are never opened."""
    return marshal.dumps(pattern)


def pattern_of(book: CompiledBook, number: int) -> CompiledPattern:
    """Return a pattern of the book."""
    pattern: CompiledPattern = marshal.loads(book["patterns"][number])  # noqa: S302  made here
    return pattern


class CompiledBook(TypedDict):
    """Everything that matching needs, in plain data."""

    # Where the cache keeps it; empty when it is kept nowhere.
    key: str

    # The symbols of the words that some pattern names, and of the infinitives and participles that none does.
    words: Packed
    classes: dict[str, str]
    final: str
    punctuation: str
    entries: list[CompiledEntry]
    patterns: list[bytes]
    # The patterns and exceptions to try on a sentence that holds a symbol: those that have it in their anchor.
    anchored: dict[str, list[int]]
    errors: list[tuple[str, str | None, int | None]]


class CompiledRules(TypedDict):
    """The rules of rewriting as a book, with the words that their templates draw on and the forms of verbs."""

    book: CompiledBook
    formulas: dict[str, list[str]]
    # The formulas that a channel says otherwise.
    channels: dict[str, dict[str, list[str]]]
    nouns: dict[str, str]
    forms: Packed
