"""What a team adds to the phrasebooks, read and proved beside the compiled book: the built-in entries stand proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coach.errors import PhrasebookError
from coach.phrasebook.book import CompiledBook
from coach.phrasebook.entry import Entry, Phrasebook, Place
from coach.phrasebook.examples import ExampleBook, check_entries, flagged, grave
from coach.phrasebook.folders import LEXICON
from coach.phrasebook.loader import Reader, taken
from coach.phrasebook.margins import load_margins
from coach.phrasebook.matcher import Matcher
from coach.phrasebook.slots import SLOT
from coach.phrasebook.strict_yaml import read_text, read_yaml
from coach.phrasebook.topics import check_topics, faulty_words, offering


@dataclass(frozen=True, slots=True)
class Added:
    """Entries and topics of a team's files, with what could not be read, and the topics before them that remain."""

    book: Phrasebook
    topics: tuple[Entry, ...]


def load_added(
    lexicons: Sequence[Path], files: Sequence[Path], before: Sequence[Path], margins: Sequence[Path]
) -> Added:
    """Read a team's files over the lists of the lexicons, and its margins over those `before` them."""
    reader = Reader()
    reader.lists_of(lexicons)
    # What is wrong with coach's own lists is told when those are proved.
    reader.errors.clear()
    reader.read(files)
    topics, faults = load_margins([*before, *margins], reader.lists, reader.unread)
    mine = {str(file) for file in margins}
    added = [topic for topic in topics if topic.place.file in mine]
    errors = {str(error): error for error in (*reader.errors, *faults)}
    book = Phrasebook((*reader.entries, *added), tuple(errors.values()))
    return Added(book, tuple(topic for topic in topics if topic.place.file not in mine))


def without_taken(added: Added, base: CompiledBook) -> tuple[Added, list[PhrasebookError]]:
    """Return what is added less the entries whose identifier the large book has, and these as faults."""
    known = {entry["id"]: Place(entry["file"], entry["line"]) for entry in base["entries"] if not entry["margin"]}
    faults = [taken(entry, known[entry.id]) for entry in added.book.entries if entry.id in known]
    kept = tuple(entry for entry in added.book.entries if entry.id not in known)
    return replace(added, book=replace(added.book, entries=kept)), faults


def list_names(files: Sequence[Path]) -> set[str]:
    """Return the names of the lists of the lexicons among some files."""
    found: set[str] = set()
    for file in files:
        if file.name == LEXICON:
            try:
                keys = read_yaml(read_text(file), str(file)).pairs()
                found |= keys["listes"].pairs().keys() if "listes" in keys else set()
            except PhrasebookError:
                continue
    return found


class AddedBook(ExampleBook):
    """The entries added, tried one by one; what they say is weighed by the entries of the large book too."""

    def __init__(self, book: Phrasebook, base: Matcher) -> None:
        super().__init__(book)
        self._base = base

    def grave(self, text: str) -> list[str]:
        """Return the ids of the entries of both books, of `a-reprendre` or worse, that flag a text."""
        return [*grave(self._base, text), *super().grave(text)]

    def grave_alone(self, text: str) -> list[str]:
        """Return the ids of the entries added, of `a-reprendre` or worse, that flag a text."""
        return super().grave(text)


def check_added(added: Added, tried: AddedBook, base: CompiledBook) -> list[PhrasebookError]:
    """Return every breach by what is added, and those of the large book that it brings about."""
    before = offering(text for entry in base["entries"] for text in entry["reframings"])
    own = offering(text for entry in added.book.entries for text in entry.reframings)
    frames = list(dict.fromkeys((*before, *own)))
    found = [*check_entries(tried), *check_topics(tried, frames)]
    found += _now_flagged(tried, base)
    for topic in added.topics:
        found += list(faulty_words(topic, before, tried.grave_alone)) or list(faulty_words(topic, own, tried.grave))
    return found


def _now_flagged(tried: AddedBook, base: CompiledBook) -> Iterator[PhrasebookError]:
    """Yield the reframings of the large book that an entry added flags."""
    for entry in base["entries"]:
        for text in entry["reframings"]:
            if by := tried.grave_alone(SLOT.sub("cela", text)):
                yield flagged(entry["id"], Place(entry["file"], entry["line"]), text, by[0])
