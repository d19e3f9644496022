"""From the entries of a phrasebook to the compiled book."""

from __future__ import annotations

from dataclasses import dataclass

from coach.french import verbs
from coach.french.packed import pack_words
from coach.phrasebook.book import CompiledBook, CompiledEntry, pack
from coach.phrasebook.compiler import Compiler, Pattern
from coach.phrasebook.entry import Entry, Phrasebook, Written
from coach.phrasebook.needs import wordings
from coach.phrasebook.nodes import Node
from coach.phrasebook.symbols import FINAL, word_classes


@dataclass(slots=True)
class _Patterns:
    """The patterns of a book, each kept once."""

    compiler: Compiler
    found: dict[Pattern, tuple[int, str]]

    def number(self, written: Written) -> int:
        """Return the number of a pattern taken whole."""
        return self._keep(written.node, written.source)

    def numbers(self, written: Written) -> list[int]:
        """Return the numbers of the wordings of a pattern, each looked up by words of its own."""
        return [self._keep(node, written.source) for node in wordings(written.node)]

    def _keep(self, node: Node, source: str) -> int:
        pattern = self.compiler.compile(node)
        return self.found.setdefault(pattern, (len(self.found), source))[0]


def compile_book(book: Phrasebook) -> CompiledBook:
    """Compile all entries of a phrasebook; its errors travel with it."""
    compiler = Compiler(book.entries)
    patterns = _Patterns(compiler, {})
    entries = [_compile_entry(entry, patterns) for entry in book.entries]
    symbols = compiler.symbols
    return {
        "key": "",
        "words": pack_words({**_verbs(symbols.classes), **symbols.words}),
        "classes": symbols.classes,
        "final": "".join(sorted({symbols.words[mark] for mark in FINAL})),
        "punctuation": symbols.of_class("ponctuation"),
        "entries": entries,
        "patterns": [
            pack((each.regex, list(each.needs), source, each.anchor, each.before, each.after, each.reach))
            for each, (_, source) in patterns.found.items()
        ],
        "anchored": _anchored([each.anchor for each in patterns.found]),
        "errors": [_error(error) for error in book.errors],
    }


def _verbs(classes: dict[str, str]) -> dict[str, str]:
    """Return the symbols that infinitives and participles have when no pattern names them."""
    found = verbs.infinitives() | verbs.participles()
    return {word: classes["+".join(sorted(word_classes(word)))] for word in found}


def _anchored(anchors: list[str]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for number, anchor in enumerate(anchors):
        for symbol in anchor:
            index.setdefault(symbol, []).append(number)
    return index


def _compile_entry(entry: Entry, patterns: _Patterns) -> CompiledEntry:
    return {
        "id": entry.id,
        "file": entry.place.file,
        "line": entry.place.line,
        "category": entry.category,
        "signal": entry.signal,
        "severity": int(entry.severity),
        "message": entry.message,
        "why": entry.why,
        "softened_by": list(entry.softened_by),
        "unsure_without": [patterns.number(written) for written in entry.unsure_without],
        "reframings": list(entry.reframings),
        "patterns": [patterns.numbers(written) for written in entry.patterns],
        "exceptions": [[patterns.number(written) for written in group] for group in entry.exceptions],
        "margin": (list(margin.offers), margin.limit, margin.reason, margin.tip, margin.contact)
        if (margin := entry.margin)
        else None,
        "rewriting": (list(rule.categories), rule.scope, list(rule.templates), rule.note)
        if (rule := entry.rewriting)
        else None,
    }


def _error(error: Exception) -> tuple[str, str | None, int | None]:
    file = getattr(error, "file", None)
    return getattr(error, "message", str(error)), None if file is None else str(file), getattr(error, "line", None)
