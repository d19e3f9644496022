"""Reading a draft with the learned reader: how likely each sentence, and each of its words, is to hurt."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from heapq import nlargest
from itertools import accumulate, chain
from typing import TYPE_CHECKING, TypeVar

from coach.learned import features as f
from coach.learned.odds import chance
from coach.phrasebook.book import MASKED

if TYPE_CHECKING:
    from coach.learned.model import Model
    from coach.phrasebook.reading import Reading

# A table of what was worked out starts again above this size, so that memory stays flat however long the run.
_MOST = 30_000
_LONGEST = 90
_MOST_AT_ONCE = 1_000
# The share of the words of a sentence that the model must have met.
_UNDERSTOOD = 0.6
_FEWEST_WORDS = 2

Value = TypeVar("Value")


class Known(dict[str, Value]):
    """What was once worked out of a word, or of words in a row."""

    def __init__(self, work_out: Callable[[str], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: str) -> Value:
        value = self._work_out(key)
        if len(key) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = value
        return value


class Forms(Known[str]):
    """The form of each token that was met, as features have it."""

    def __init__(self) -> None:
        super().__init__(f.form_of)

    def sentences(self, reading: Reading) -> list[list[str]]:
        """Return the forms of a draft, sentence by sentence; words that are not the adviser's are masked."""
        forms = list(map(self.__getitem__, reading.tokens.pieces))
        if reading.kept is not None:
            forms = [forms[at] for at in reading.kept]
        if MASKED in reading.symbols:
            forms = [f.MASK if symbol == MASKED else form for form, symbol in zip(forms, reading.symbols, strict=True)]
        return [forms[start:end] for start, end in reading.sentences]


class LearnedReader:
    """Reads drafts with a model. It keeps nothing of them but the weights of words and of a few words in a row."""

    def __init__(self, model: Model) -> None:
        self.model = model
        sentences, words = model.sentences, model.words
        self._forms = Forms()
        self.own = Known(lambda form: sentences.weight(f.own(form)))
        self.own_pair = Known(lambda pair: sentences.weight(f.own_pair(pair)))
        self.own_triple = Known(lambda triple: sentences.weight(f.own_triple(triple)))
        self.place = Known(lambda places: sentences.weight(places.split()))
        self.kind = Known(model.stretches.row)
        self.reply = Known(lambda feature: model.replies.units(feature)[0])
        self.lack = Known(model.labels.units)
        self.vocabulary = Known(f.vocabulary)
        self.nearby = Known(lambda form: tuple([sentences.weight([each]) for each in f.nearby(form)]))
        self.columns = Known(lambda form: tuple([words.weight(each) for each in f.columns(form)]))
        self.bag = Known(lambda form: words.weight([f.bag(form)]))
        self.pair_columns = Known(lambda pair: tuple([words.weight(each) for each in f.pair_columns(pair)]))
        self.triple_columns = Known(lambda triple: tuple([words.weight(each) for each in f.triple_columns(triple)]))

    def read(self, reading: Reading) -> Judgement:
        """Return what the learned reader makes of a draft."""
        return Judgement(self, self._forms.sentences(reading))

    def forget(self) -> None:
        """Forget the words that were met."""
        for table in vars(self).values():
            if isinstance(table, Known):
                table.clear()
        f.stem_of.cache_clear()


class Judgement:
    """A draft as the learned reader sees it; what is costly is worked out when asked for."""

    def __init__(self, reader: LearnedReader, sentences: list[list[str]]) -> None:
        self._reader = reader
        self.sentences = sentences
        # The words of the draft, as features of what it lacks.
        self.vocabulary = {reader.vocabulary[form] for form in set(chain.from_iterable(sentences))}
        self._words: dict[int, list[float]] = {}

    @cached_property
    def reply(self) -> float:
        """Return how likely the text is to be a reply to a customer, as log odds."""
        replies = self._reader.model.replies
        total = sum(map(self._reader.reply.__getitem__, self.vocabulary)) * replies.scale
        return self._reader.model.biases["replies"][0] + total * f.share_value(len(self.vocabulary))

    @cached_property
    def logits(self) -> list[float]:
        """Return how likely each sentence is to hurt, as log odds."""
        reader = self._reader
        near = [_sums(reader.nearby, forms) for forms in self.sentences]
        elsewhere = sum(each[2] for each in near)
        count, last = sum(map(len, self.sentences)), len(self.sentences) - 1
        bias = reader.model.biases["sentences"][0]
        found: list[float] = []
        for number, forms in enumerate(self.sentences):
            around = elsewhere - near[number][2]
            if number:
                around += near[number - 1][0] - near[number - 1][2]
            if number < last:
                around += near[number + 1][1] - near[number + 1][2]
            place = reader.place[" ".join(f.place(number, last + 1, len(forms)))]
            around *= f.nearby_value(count - len(forms))
            found.append(bias + self._own(forms) * f.own_value(len(forms)) + around + place * f.PLACE_VALUE)
        return found

    @cached_property
    def _highest(self) -> list[float]:
        """Return the two highest log odds of sentences: asked for by every candidate, they must cost nothing."""
        return nlargest(2, self.logits)

    def elsewhere(self, number: int) -> float:
        """Return how likely the likeliest of the other sentences is to hurt."""
        if len(self.logits) < 2:
            return 0.0
        first, second = self._highest
        return chance(second if self.logits[number] == first else first)

    def _own(self, forms: list[str]) -> float:
        reader = self._reader
        total = 0.0
        for part in _parts(forms):
            pairs, triples = f.in_row(f.framed(part))
            total += sum(map(reader.own.__getitem__, part))
            total += sum(map(reader.own_pair.__getitem__, pairs))
            total += sum(map(reader.own_triple.__getitem__, triples))
        return total

    def understood(self, number: int) -> bool:
        """Tell whether a sentence is in words that the model knows: of other languages and of noise it says nothing."""
        words = [form for form in self.sentences[number] if form[0].isalpha()]
        known = sum(map(bool, map(self._reader.own.__getitem__, words)))
        return known >= _FEWEST_WORDS and known > _UNDERSTOOD * len(words)

    def words(self, number: int) -> list[float]:
        """Return how likely each word of a sentence is to be part of what hurts, as log odds."""
        found = self._words.get(number)
        if found is None:
            parts = _parts(self.sentences[number])
            found = self._words[number] = [logit for part in parts for logit in self._word_logits(part)]
        return found

    def _word_logits(self, forms: list[str]) -> list[float]:
        reader, count = self._reader, len(forms)
        framed = f.framed(forms, f.AROUND)
        pairs, triples = f.in_row(framed)
        columns = f.lined_up(
            count,
            list(map(reader.columns.__getitem__, framed)),
            list(map(reader.pair_columns.__getitem__, pairs)),
            list(map(reader.triple_columns.__getitem__, triples)),
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


def _sums(table: Known[tuple[float, ...]], forms: list[str]) -> tuple[float, ...]:
    return tuple(map(sum, zip(*map(table.__getitem__, forms), strict=True)))
