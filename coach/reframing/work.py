"""A draft being rewritten: which sentences have been taken in hand, what stands in their place, and the way back."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from coach.checks.draft import Draft
from coach.model import Finding, Passage, Rewrite, Span
from coach.reframing.facts import facts
from coach.reframing.words import COURTESIES, Word, words_of

# « Bonjour Madame Rey, » and its mark.
_GREETING = 5
# How far, in sentences, a repetition is heard.
_NEAR = 12


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
        after = bisect_right(self.stretches, span.start, key=lambda stretch: stretch[0].end)
        if after < len(self.stretches) and self.stretches[after][0].meets(span):
            return self.stretches[after][1]
        return None


@dataclass(slots=True)
class Work:
    """A draft, its words, what the margins fill in a sentence, and its sentences at fault by number.

    `said` holds, by kind of rewriting, the sentences not at fault that say such a thing already.
    """

    draft: Draft
    words: Sequence[Word]
    known: Callable[[int], Mapping[str, str]]
    said: Mapping[str, set[int]]
    reached: bool
    channel: str | None = None
    places: dict[int, Place] = field(default_factory=dict)
    counts: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        """Count the words once: each sentence taken away asks for them."""
        self.counts = Counter(each.form for each in self.words)

    def near(self, number: int) -> list[Rewrite]:
        """Return the rewritings that stand close to a sentence: a reader remembers those, not what is pages away."""
        around = range(number - _NEAR, number + _NEAR + 1)
        return [self.places[n].rewrite for n in around if n != number and n in self.places]

    def elsewhere(self, sentence: str) -> bool:
        """Tell whether the draft says each fact of one of its sentences outside of it too."""
        own = Counter(each.form for each in words_of(sentence))
        return all(self.counts[fact] > own[fact] for fact in facts(sentence))

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
        before = bisect_right(written.stretches, at, key=lambda stretch: stretch[0].end) - 1
        if before < 0:
            return at
        place, number = written.stretches[before]
        return at - place.end + self.places[number].rewrite.span.end

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
