"""The shipped model is what its corpus teaches: trained anew, its tables come out the same."""

from __future__ import annotations

import pytest

from coach import Coach
from coach.learned.model import Model, load
from coach.learned.places import shipped_model
from coach.training.annotation import builtin_corpus, read_corpus, roles
from coach.training.lessons import Lesson, lessons
from coach.training.praise import with_strengths
from coach.training.train import Parts

# Another machine may round the last bit of a sum otherwise, and a weight to the byte beside.
SAME = 0.995


@pytest.fixture(scope="module")
def shipped() -> Model:
    file = shipped_model()
    assert file is not None
    return load(file)


@pytest.fixture(scope="module")
def taught() -> list[Lesson]:
    return lessons(Coach(readers="phrasebooks"), read_corpus([builtin_corpus()]))


@pytest.fixture(scope="module")
def rebuilt(taught: list[Lesson]) -> Model:
    who = roles([builtin_corpus()])
    return with_strengths(Parts.of(taught, who.plain).fit(()), taught, who)


@pytest.mark.parametrize("name", ["sentences", "words", "stretches", "replies", "strengths"])
def test_the_tables_come_out_the_same(shipped: Model, rebuilt: Model, name: str) -> None:
    mine, theirs = getattr(rebuilt, name), getattr(shipped, name)
    assert (mine.bits, mine.outputs) == (theirs.bits, theirs.outputs)
    assert mine.scale == pytest.approx(theirs.scale, rel=0.01)
    alike = sum(a == b for a, b in zip(mine.data, theirs.data, strict=True))
    assert alike >= SAME * len(mine.data)
    # An empty table would be alike too: what is filled must be.
    filled = [(a, b) for a, b in zip(mine.data, theirs.data, strict=True) if b]
    assert sum(a == b for a, b in filled) >= 0.97 * len(filled)


def test_the_limits_of_strengths_are_those_of_training(shipped: Model, rebuilt: Model) -> None:
    assert rebuilt.limits
    assert {name: shipped.limits[name] for name in rebuilt.limits} == rebuilt.limits


def test_the_card_is_of_this_corpus(shipped: Model) -> None:
    drafts = read_corpus([builtin_corpus()])
    assert shipped.card["brouillons"] == len(drafts)
    assert shipped.card["auteurs"] == sorted({draft.author for draft in drafts})
