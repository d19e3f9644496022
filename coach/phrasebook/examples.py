"""The examples contract: examples live in the entry and are law (design, decision 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach.errors import PhrasebookError
from coach.model import Severity, Span
from coach.phrasebook.compiled import compile_book
from coach.phrasebook.entry import Entry, Example, Phrasebook, Place, Written
from coach.phrasebook.matcher import Matcher
from coach.phrasebook.slots import SLOT
from coach.phrasebook.topics import check_topics, offering


class ExampleBook:
    """A book whose entries can be tried one by one, with or without one of their patterns."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book
        self.compiled = compile_book(book)
        self._matcher = Matcher(self.compiled)
        self._entries = {entry["id"]: entry for entry in self._matcher.book["entries"]}

    def spans(
        self, entry: Entry, text: str, *, without: int | None = None, unstopped_by: int | None = None
    ) -> list[Span]:
        """Return the spans that one entry flags, less its pattern `without` or its exception `unstopped_by`."""
        compiled = self._entries[entry.id]
        reading = self._matcher.read(text)
        kept = {n for place, group in enumerate(compiled["patterns"]) if place != without for n in group}
        exceptions = [number for group in compiled["exceptions"] for number in group]
        ignored = None if unstopped_by is None else exceptions[unstopped_by]
        hits = self._matcher.hits_of(reading, compiled, kept, ignored)
        return merge(reading.span(hit.first, hit.last) for hit in hits)

    def grave(self, text: str) -> list[str]:
        """Return the ids of the entries of `a-reprendre` or worse that flag a text."""
        return grave(self._matcher, text)

    def meets(self, text: str) -> bool:
        """Tell whether some entry has something to say of a text."""
        return bool(self._matcher.hits(self._matcher.read(text)))


def grave(matcher: Matcher, text: str) -> list[str]:
    """Return the ids of the entries of `a-reprendre` or worse that flag a text."""
    hits = matcher.hits(matcher.read(text))
    return [h.entry["id"] for h in hits if h.entry["category"] and h.entry["severity"] >= Severity.A_REPRENDRE]


def merge(spans: Iterator[Span]) -> list[Span]:
    """Join the spans that share characters: what a reader sees underlined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def check_examples(book: Phrasebook) -> list[PhrasebookError]:
    """Return every breach of the contract, in the order of the book."""
    if not book.entries:
        return []
    tried = ExampleBook(book)
    frames = offering(text for entry in book.entries for text in entry.reframings)
    return [*check_entries(tried), *check_topics(tried, frames)]


def check_entries(tried: ExampleBook) -> list[PhrasebookError]:
    """Return every breach of the contract by the entries of a book, its topics aside."""
    shared: dict[Written, bool] = {}
    found = [error for entry in tried.book.entries for error in _check_entry(tried, entry, shared)]
    for written, needed in shared.items():
        if not needed:
            message = f"aucun exemple de ce fichier n’a besoin de l’exception commune « {written.source} »"
            found.append(_error(written.place, message))
    return found


def _check_entry(tried: ExampleBook, entry: Entry, shared: dict[Written, bool]) -> Iterator[PhrasebookError]:
    if entry.margin is not None:
        return
    broken = False
    for example in (*entry.to_flag, *entry.to_leave):
        if problem := _problem(example, tried.spans(entry, example.text)):
            broken = True
            yield _error(example.place, f"{entry.id} : {problem}")
    if not broken:
        yield from _unneeded_patterns(tried, entry)
        yield from _unneeded_exceptions(tried, entry, shared)
    yield from _faulty_reframings(tried, entry)


def _problem(example: Example, spans: list[Span]) -> str | None:
    wanted = [Span(*span) for span in example.spans]
    if spans == wanted:
        return None
    shown = example.text
    for span in reversed(spans):
        shown = f"{shown[: span.start]}[{shown[span.start : span.end]}]{shown[span.end :]}"
    if not spans:
        return f"rien n’est signalé dans « {example.text} »"
    return f"« {shown} » est ce qui est signalé" + ("" if wanted else ", rien ne devrait l’être")


def _unneeded_patterns(tried: ExampleBook, entry: Entry) -> Iterator[PhrasebookError]:
    for number, written in enumerate(entry.patterns):
        if all(not _problem(example, tried.spans(entry, example.text, without=number)) for example in entry.to_flag):
            yield _error(written.place, f"{entry.id} : aucun exemple n’a besoin du motif « {written.source} »")


def _unneeded_exceptions(tried: ExampleBook, entry: Entry, shared: dict[Written, bool]) -> Iterator[PhrasebookError]:
    every = [written for group in entry.exceptions for written in group]
    for number, written in enumerate(every):
        needed = any(
            _problem(e, tried.spans(entry, e.text, unstopped_by=number)) for e in (*entry.to_flag, *entry.to_leave)
        )
        if not _is_own(entry, written):
            shared[written] = shared.get(written, False) or needed
        elif not needed:
            yield _error(written.place, f"{entry.id} : aucun exemple n’a besoin de l’exception « {written.source} »")


def _is_own(entry: Entry, written: Written) -> bool:
    """Tell an entry's own exception from one that its file shares: the shared ones stand above all entries."""
    return written.place.line >= entry.place.line


def _faulty_reframings(tried: ExampleBook, entry: Entry) -> Iterator[PhrasebookError]:
    for text in entry.reframings:
        if by := tried.grave(SLOT.sub("cela", text)):
            yield flagged(entry.id, entry.place, text, by[0])


def flagged(ident: str, place: Place, reframing: str, by: str) -> PhrasebookError:
    """Return the breach of an entry whose reframing another flags."""
    return _error(place, f"{ident} : la reformulation « {reframing} » est elle-même signalée ({by})")


def _error(place: Place, message: str) -> PhrasebookError:
    return PhrasebookError(message, place.file, place.line)


__all__ = ["ExampleBook", "check_entries", "check_examples", "flagged", "grave", "merge"]
