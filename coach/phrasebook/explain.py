"""What a phrasebook makes of a sentence: what fires, what an exception stopped, what came nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coach.model import Span
from coach.phrasebook.book import CompiledBook, CompiledEntry, pattern_of
from coach.phrasebook.matcher import Matcher, Reading

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """One pattern tried on a sentence. `stopped_by` is the exception's own wording."""

    entry: str
    place: str
    pattern: str
    span: Span
    stopped_by: str | None
    # Whether the entry is a topic of the margins: to recognise it is no fault found.
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A pattern that did not match although the sentence holds `found` of the `needed` words it cannot do without."""

    entry: str
    place: str
    pattern: str
    found: int
    needed: int


def trials(matcher: Matcher, reading: Reading) -> list[Trial]:
    """Return every match, those that an exception stops included, in reading order."""
    found = [trial for number in range(len(reading.sentences)) for trial in _in_sentence(matcher, reading, number)]
    return sorted(found, key=lambda trial: (trial.span, trial.entry, trial.pattern))


def _in_sentence(matcher: Matcher, reading: Reading, number: int) -> Iterator[Trial]:
    start, end = reading.sentences[number]
    sentence = matcher.sentence(reading.symbols[start:end])
    for pattern, match in matcher.matches(sentence):
        low, high = pattern.marked(match)
        for entry in matcher.entries_of(pattern.number):
            stop = matcher.stopped_by(entry, sentence, *match.span())
            yield Trial(
                entry=entry["id"],
                place=place(entry),
                pattern=source(matcher.book, pattern.number),
                span=reading.span(start + low, start + high),
                stopped_by=None if stop is None else source(matcher.book, stop),
                topic=entry["margin"] is not None,
            )


def nearest(matcher: Matcher, reading: Reading) -> list[Near]:
    """Return the patterns that came nearest to matching: those with the greatest share of their needed words."""
    sentences = [matcher.sentence(reading.symbols[start:end]) for start, end in reading.sentences]
    matched = {pattern.number for sentence in sentences for pattern, _ in matcher.matches(sentence)}
    found: list[tuple[float, int, Near]] = []
    for sentence in sentences:
        present = sentence.present
        for entry in matcher.book["entries"]:
            for at in (number for group in entry["patterns"] for number in group):
                needs = pattern_of(matcher.book, at)[1]
                held = sum(not present.isdisjoint(need) for need in needs)
                # The first need is the rarest: without it nothing is near.
                if at not in matched and len(needs) > 1 and not present.isdisjoint(needs[0]):
                    near = Near(entry["id"], place(entry), source(matcher.book, at), held, len(needs))
                    found.append((-held / len(needs), -held, near))
    found.sort(key=lambda item: item[:2])
    return list(dict.fromkeys(near for _, _, near in found))[:_NEAREST]


def place(entry: CompiledEntry) -> str:
    """Return where an entry stands: file and line."""
    return f"{entry['file']}:{entry['line']}"


def source(book: CompiledBook, number: int) -> str:
    """Return a pattern as the trainer wrote it."""
    return pattern_of(book, number)[2]
