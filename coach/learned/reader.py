"""Reading a draft with the learned reader: how likely each sentence, and each of its words, is to hurt."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, TypeVar

from coach.learned import features as f
from coach.learned.odds import chance
from coach.learned.sentence import Sentence
from coach.phrasebook.book import MASKED
from coach.recent import Recent

if TYPE_CHECKING:
    from coach.learned.model import Model
    from coach.phrasebook.reading import Reading

# A table of what was worked out starts again above this size, so that memory stays flat however long the run.
_MOST = 30_000
_LONGEST = 90

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
        self.place = Known(lambda places: sentences.weight(places.split()))
        self.kind = Known(model.stretches.row)
        self.reply = Known(lambda feature: model.replies.units(feature)[0])
        self.lack = Known(model.labels.units)
        self.vocabulary = Known(f.vocabulary)
        self.nearby = Known(lambda form: tuple([sentences.weight([each]) for each in f.nearby(form)]))
        self.columns = Known(lambda form: tuple([words.weight(each) for each in f.columns(form)]))
        self.bag = Known(lambda form: words.weight([f.bag(form)]))
        self._recent: Recent[tuple[str, ...], Sentence] = Recent(0)

    def remember(self, sentences: int) -> None:
        """Keep what is worked out of so many sentences, for texts in which the same come again and again."""
        self._recent = Recent(sentences)

    def sentence(self, forms: list[str]) -> Sentence:
        """Return what is known of a sentence of these words."""
        if not self._recent:
            return Sentence(self, forms)
        key = tuple(forms)
        found = self._recent.get(key)
        if found is None:
            found = Sentence(self, forms)
            self._recent.set(key, found)
        return found

    def read(self, reading: Reading) -> Judgement:
        """Return what the learned reader makes of a draft."""
        return Judgement(self, self._forms.sentences(reading))

    def forget(self) -> None:
        """Forget the words that were met."""
        for table in vars(self).values():
            if isinstance(table, Known):
                table.clear()
        self._recent.clear()
        f.stem_of.cache_clear()


class Judgement:
    """A draft as the learned reader sees it; what is costly is worked out when asked for."""

    def __init__(self, reader: LearnedReader, sentences: list[list[str]]) -> None:
        self._reader = reader
        self.sentences = sentences
        self.known = list(map(reader.sentence, sentences))
        # The words of the draft, as features of what it lacks.
        self.vocabulary = set[str]().union(*(each.vocabulary for each in self.known))

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
        near = [each.near for each in self.known]
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
            found.append(bias + self.known[number].own * f.own_value(len(forms)) + around + place * f.PLACE_VALUE)
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

    def understood(self, number: int) -> bool:
        """Tell whether a sentence is in words that the model knows."""
        return self.known[number].understood

    def words(self, number: int) -> list[float]:
        """Return how likely each word of a sentence is to be part of what hurts, as log odds."""
        return self.known[number].words
