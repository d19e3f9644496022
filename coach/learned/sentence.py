"""What the learned reader works out of a sentence by its words alone: the same wherever the sentence stands."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from coach.learned import features as f

if TYPE_CHECKING:
    from coach.learned.reader import LearnedReader

_MOST_AT_ONCE = 1_000
# The share of the words of a sentence that the model must have met.
_UNDERSTOOD = 0.6
_FEWEST_WORDS = 2


class Sentence:
    """The words of a sentence with what they weigh; what is costly is worked out when asked for, and kept.

    `own` is what they say of the sentence itself, `near` of the sentence after it, of the one before, and of all
    others. `merits` and `kinds` are for those who ask: what it is worth as a strength, the category of its stretches.
    """

    def __init__(self, reader: LearnedReader, forms: list[str]) -> None:
        """Work out what every reading needs."""
        self._reader = reader
        self.forms = forms
        self.own = sum(map(self._own, _parts(forms)))
        self.near: tuple[float, ...] = tuple(map(sum, zip(*map(reader.nearby.__getitem__, forms), strict=True)))
        self.vocabulary = frozenset(map(reader.vocabulary.__getitem__, forms))
        self.merits: dict[str, float | None] = {}
        self.kinds: dict[tuple[int, int], dict[str, float]] = {}

    def _own(self, forms: list[str]) -> float:
        reader, table = self._reader, self._reader.model.sentences
        framed = f.framed(forms)
        stems = list(map(f.stem_of, framed))
        total = sum(map(reader.own.__getitem__, forms))
        total += sum(table.weights(*f.own_pairs(f.pairs(framed), stems)))
        total += sum(table.weights(*f.own_triples(stems)))
        return total

    @cached_property
    def understood(self) -> bool:
        """Tell whether the words are such that the model knows: of other languages and of noise it says nothing."""
        words = [form for form in self.forms if form[0].isalpha()]
        known = sum(map(bool, map(self._reader.own.__getitem__, words)))
        return known >= _FEWEST_WORDS and known > _UNDERSTOOD * len(words)

    @cached_property
    def words(self) -> list[float]:
        """Return how likely each word is to be part of what hurts, as log odds."""
        return list(chain.from_iterable(map(self._word_logits, _parts(self.forms))))

    def _word_logits(self, forms: list[str]) -> list[float]:
        reader, table, count = self._reader, self._reader.model.words, len(forms)
        framed = f.framed(forms, f.AROUND)
        stems = list(map(f.stem_of, framed))
        pairs, triples = f.in_row(framed)
        columns = f.cut(
            count,
            list(zip(*map(reader.columns.__getitem__, framed), strict=True)),
            [table.weights(*column) for column in f.pairs_columns(pairs, stems)],
            [table.weights(*column) for column in f.triples_columns(triples, stems)],
        )
        bags = [0.0, *accumulate(map(reader.bag.__getitem__, forms))]
        bias = reader.model.biases["words"][0]
        found: list[float] = []
        for at, total in enumerate(map(sum, zip(*columns, strict=True))):
            low, high = f.window(at, count)
            found.append(bias + (total + bags[high] - bags[low]) * f.WORD_VALUE)
        return found


def _parts(forms: list[str]) -> list[list[str]]:
    """Return a sentence whole, or in parts if it is a book without a full stop, which would fill the memory."""
    if len(forms) <= _MOST_AT_ONCE:
        return [forms]
    return [forms[at : at + _MOST_AT_ONCE] for at in range(0, len(forms), _MOST_AT_ONCE)]
