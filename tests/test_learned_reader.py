"""Training and reading must see the same: what training counts is what reading adds up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from learned_samples import small_lessons, small_training

from coach import Coach
from coach.learned import features as f
from coach.learned.odds import chance, odds
from coach.learned.reader import Judgement, LearnedReader
from coach.learned.stretches import Stretch, categories, stretches
from coach.training.fit import _of_sentence, _of_words


@pytest.fixture(scope="module")
def reader() -> LearnedReader:
    return LearnedReader(small_training().model)


def test_sentences_weigh_in_reading_what_they_weigh_in_training(reader: LearnedReader) -> None:
    model = reader.model
    for lesson in small_lessons()[:40]:
        logits = Judgement(reader, lesson.sentences).logits
        for number, logit in enumerate(logits):
            features = _of_sentence(lesson.sentences, number)
            expected = model.biases["sentences"][0] + sum(model.sentences.weight([name]) * v for name, v in features)
            assert logit == pytest.approx(expected, abs=1e-6)


def test_words_weigh_in_reading_what_they_weigh_in_training(reader: LearnedReader) -> None:
    model = reader.model
    for lesson in small_lessons()[:40]:
        judgement = Judgement(reader, lesson.sentences)
        for number, forms in enumerate(lesson.sentences):
            expected = [model.biases["words"][0] + model.words.weight(said) * f.WORD_VALUE for said in _of_words(forms)]
            assert judgement.words(number) == pytest.approx(expected, abs=1e-6)


def test_the_categories_of_a_stretch_add_up_to_one(reader: LearnedReader) -> None:
    found = categories(reader, ["tapez", "plutôt", "chez", "le", "voisin"], Stretch(0, 0, 5))
    assert sum(found.values()) == pytest.approx(1.0)
    assert max(found, key=lambda name: found[name]) == "defausse"


def test_it_finds_what_it_was_taught(reader: LearnedReader) -> None:
    reading = Coach(readers="phrasebooks").look("Bonjour. Cela saute pourtant aux yeux.").reading
    judgement = reader.read(reading)
    assert [one.sentence for one in stretches(judgement)] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "You could have read the manual before paying, this is your own fault.",
        "Sie hätten die Anleitung lesen müssen, das ist Ihre Schuld.",
        "lkj qsdf mlk poiu zzzt vvvn hgfd",
        "12 34 56 / 78",
        "😀😀😀",
    ],
)
def test_other_languages_and_noise_give_nothing(text: str) -> None:
    assert [one.rule for one in Coach().check(text).findings if one.rule.startswith("appris.")] == []


@given(st.floats(min_value=-40, max_value=40))
def test_chances_and_odds_undo_each_other(logit: float) -> None:
    assert 0.0 <= chance(logit) <= 1.0
    if abs(logit) < 10:
        assert odds(chance(logit)) == pytest.approx(logit, abs=1e-6)


def test_the_mask_hides_the_words_of_others() -> None:
    look = Coach(readers="phrasebooks").look
    mine = look("Vous écrivez « cela saute aux yeux », je note.")
    from coach.learned.reader import Forms

    assert f.MASK in Forms().sentences(mine.reading)[0]
    assert "saute" not in Forms().sentences(mine.reading)[0]
