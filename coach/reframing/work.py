"""A draft being rewritten: which sentences have been taken in hand, what stands in their place, and the way back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coach.checks.draft import Draft
from coach.model import Finding, Passage, Rewrite, Span
from coach.reframing.words import COURTESIES, Word, words_of

# « Bonjour Madame Rey, » and its mark.
_GREETING = 5


@dataclass(slots=True)
class Place:
    """A sentence at fault: its rewritings that may do, the best first, and which of them stands now."""

    span: Span
    findings: tuple[Finding, ...]
    rewrites: list[Rewrite]
    at: int = 0

    @property
    def rewrite(self) -> Rewrite:
        """Return the rewriting that stands now."""
        return self.rewrites[self.at]

    def next(self) -> bool:
        """Take the next rewriting; tell whether there was one."""
        if self.at + 1 == len(self.rewrites):
            return False
        self.at += 1
        return True


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as rewritten: `stretches` are where its rewritings stand, in order, each with its sentence's number."""

    text: str
    stretches: tuple[tuple[Span, int], ...]

    def rewritten(self, span: Span) -> int | None:
        """Return the sentence whose rewriting shares characters with a stretch, None when it is the draft's own."""
        for place, number in self.stretches:
            if place.meets(span):
                return number
        return None


@dataclass(slots=True)
class Work:
    """A draft, its words, what the margins fill by sentence, and its sentences at fault by number."""

    draft: Draft
    words: Sequence[Word]
    known: Mapping[int, Mapping[str, str]]
    places: dict[int, Place] = field(default_factory=dict)

    def written(self) -> Written:
        """Return the draft with what stands now in the place of each sentence at fault."""
        parts: list[str] = []
        stretches: list[tuple[Span, int]] = []
        done = length = 0
        for number in sorted(self.places):
            rewrite = self.places[number].rewrite
            # Two sentences taken out side by side both claim the blanks between them.
            begin = max(done, rewrite.span.start)
            parts += self.draft.text[done:begin], rewrite.text
            start = length + begin - done
            length = start + len(rewrite.text)
            stretches.append((Span(start, length), number))
            done = rewrite.span.end
        return Written("".join((*parts, self.draft.text[done:])), tuple(stretches))

    def origin(self, written: Written, at: int) -> int:
        """Return where a character outside the rewritings stands in the draft."""
        for place, number in reversed(written.stretches):
            if place.end <= at:
                return at - place.end + self.places[number].rewrite.span.end
        return at

    def sentence_at(self, at: int) -> int | None:
        """Return the number of the sentence that a character of the draft belongs to."""
        reading = self.draft.reading
        number = bisect_right(reading.sentences, at, key=lambda sentence: reading.span(*sentence).start) - 1
        return number if number >= 0 else None

    def silent(self) -> int | None:
        """Return the last sentence taken out of a draft that then says nothing but good day; None when it says more."""
        gone = [number for number, place in self.places.items() if not place.rewrite.text]
        if not gone or len(gone) < len(self.places):
            return None
        for number, sentence in enumerate(self.draft.reading.sentences):
            span = self.draft.reading.span(*sentence)
            words = words_of(self.draft.text[span.start : span.end])
            if number not in self.places and not (words and words[0].form in COURTESIES and len(words) <= _GREETING):
                return None
        return max(gone)

    def passages(self) -> tuple[Passage, ...]:
        """Return the sentences at fault with their rewritings from the one that stands on."""
        return tuple(
            Passage(
                place.span,
                self.draft.text[place.span.start : place.span.end],
                place.findings,
                tuple(place.rewrites[place.at :]),
            )
            for _, place in sorted(self.places.items())
        )
