"""The contract of the margins: a topic catches its examples and no look-alike, and nothing that it says is a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.errors import PhrasebookError
from coach.phrasebook.entry import Entry, Example
from coach.phrasebook.granted import Granted
from coach.phrasebook.slots import CONTACTS, OFFERS, SLOT, filled, granted_words

if TYPE_CHECKING:
    from coach.phrasebook.examples import ExampleBook

# How a reply says what a topic grants, beside the reframings of the phrasebooks.
FRAMES = (
    "Je peux vous proposer {solution}.",
    "Ce qui reste ouvert, c’est {solution}.",
    "Nous en sommes là parce que {raison}.",
    "{raison}.",
    "Pour la prochaine fois, le plus sûr est de {conseil}.",
    "{conseil}.",
    "Je transmets votre dossier à {service}.",
)
_SLOTS = OFFERS | CONTACTS | {"raison", "conseil"}


def offering(reframings: Iterable[str]) -> list[str]:
    """Return the sentences that say what a topic grants: the frames, then the reframings that a topic may fill."""
    said = dict.fromkeys(reframings)
    return [*FRAMES, *(text for text in said if _SLOTS & {slot.replace("-", " ") for slot in SLOT.findall(text)})]


def check_topics(tried: ExampleBook, frames: Sequence[str]) -> Iterator[PhrasebookError]:
    """Yield every breach of the contract by the topics of a book."""
    for entry in tried.book.entries:
        if entry.margin is not None:
            yield from _unkept_examples(tried, entry)
            yield from _unneeded_patterns(tried, entry)
            yield from faulty_words(entry, frames, tried.grave)


def _unkept_examples(tried: ExampleBook, entry: Entry) -> Iterator[PhrasebookError]:
    for example in entry.to_flag:
        if not tried.spans(entry, example.text):
            yield _error(example, f"{entry.id} : le sujet n’est pas reconnu dans « {example.text} »")
    for example in entry.to_leave:
        if spans := tried.spans(entry, example.text):
            words = example.text[spans[0].start : spans[0].end]
            yield _error(example, f"{entry.id} : « {words} » est reconnu dans « {example.text} », à tort")


def _unneeded_patterns(tried: ExampleBook, entry: Entry) -> Iterator[PhrasebookError]:
    caught = [example.text for example in entry.to_flag if tried.spans(entry, example.text)]
    for number, written in enumerate(entry.patterns if caught else ()):
        if all(tried.spans(entry, text, without=number) for text in caught):
            message = f"{entry.id} : aucun exemple n’a besoin du motif « {written.source} »"
            yield PhrasebookError(message, written.place.file, written.place.line)


def faulty_words(entry: Entry, frames: Sequence[str], grave: Callable[[str], list[str]]) -> Iterator[PhrasebookError]:
    """Yield the breach of a topic whose words are a fault in one of the frames, as `grave` reads them."""
    assert entry.margin is not None  # noqa: S101  asked of topics only
    for frame in frames:
        for grant in _each_first(entry.margin):
            text = SLOT.sub("cela", filled(frame, granted_words(grant)).replace("[", "{").replace("]", "}"))
            if by := grave(text):
                message = f"{entry.id} : « {text} » est signalé ({by[0]})"
                yield PhrasebookError(message, entry.place.file, entry.place.line)
                return


def _each_first(grant: Granted) -> Iterator[Granted]:
    """Yield what a topic grants with each offer in turn at the head."""
    yield grant
    for number in range(1, len(grant.offers)):
        yield replace(grant, offers=grant.offers[number:] + grant.offers[:number])


def _error(example: Example, message: str) -> PhrasebookError:
    return PhrasebookError(message, example.place.file, example.place.line)
