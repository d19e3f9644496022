"""The stretches of words that weigh most in a sentence: where a fault may lie, and of which category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.learned import features as f
from coach.learned.odds import chance, odds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.learned.reader import Judgement, LearnedReader
    from coach.learned.sentence import Sentence

# Both readings of a word, alone and by its sentence, count alike; 0.6 and not 0.5 since they agree only in part.
_TOGETHER = 0.6


# A sentence below the gate is not read word by word: most are, which is what keeps reading fast.
_GATE = odds(0.1)
_PEAK = odds(0.25)
_SLOPE = odds(0.125)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a sentence, `first` to `last`, which is not included, counted in the sentence."""

    sentence: int
    first: int
    last: int


def stretches(judgement: Judgement) -> Iterator[Stretch]:
    """Yield where faults may lie, in reading order: runs of words that are likely to hurt, around a likelier one."""
    for number, logit in enumerate(judgement.logits):
        if logit > _GATE and judgement.understood(number):
            likely = [_TOGETHER * (logit + word) for word in judgement.words(number)]
            yield from _runs(number, judgement.sentences[number], likely)


def _runs(number: int, forms: list[str], likely: list[float]) -> Iterator[Stretch]:
    at = 0
    while at < len(likely):
        end = at
        while end < len(likely) and likely[end] > _SLOPE:
            end += 1
        if end > at and max(likely[at:end]) > _PEAK:
            first, last = at, end
            while first < last and not forms[first][0].isalnum():
                first += 1
            while first < last and not forms[last - 1][0].isalnum():
                last -= 1
            if first < last:
                yield Stretch(number, first, last)
        at = max(end, at + 1)


def categories_in(reader: LearnedReader, sentence: Sentence, stretch: Stretch) -> dict[str, float]:
    """Return the same as `categories`, worked out once a sentence."""
    chances = sentence.kinds.get((stretch.first, stretch.last))
    if chances is None:
        chances = sentence.kinds[stretch.first, stretch.last] = categories(reader, sentence.forms, stretch)
    return chances


def categories(reader: LearnedReader, forms: list[str], stretch: Stretch) -> dict[str, float]:
    """Return how likely each category is for a stretch, given that it is a fault; the chances add up to one."""
    found = f.stretch(forms, stretch.first, stretch.last)
    value = f.share_value(len(found))
    sums = map(sum, zip(*map(reader.kind.__getitem__, found), strict=True))
    biases = reader.model.biases["stretches"]
    chances = [chance(bias + total * value) for bias, total in zip(biases, sums, strict=True)]
    whole = sum(chances) or 1.0
    return {name: each / whole for name, each in zip(reader.model.categories, chances, strict=True)}
