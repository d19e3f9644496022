from __future__ import annotations

import pytest

from coach import Coach
from coach.recent import Recent

TEXTS = (
    "Bonjour, vous avez tort. Je reste à votre disposition.",
    "Ce n’est pas possible, désolé. Je vous rappelle demain avant midi. Je reste à votre disposition.",
    "Je reste à votre disposition. Vous avez tort.",
    "Non. Vous avez tort. Je comprends, mais ce n’est pas possible : c’est la procédure.",
    "Cela saute pourtant aux yeux. Tapez à une autre porte. Je reste à votre disposition.",
)


def test_what_comes_again_stays_and_the_rest_goes() -> None:
    kept: Recent[int, str] = Recent(10)
    for number in range(1000):
        kept.set(number, "x")
        assert kept.get(3) == "x" or number < 3
    assert kept.get(500) is None
    assert sum(kept.get(number) is not None for number in range(1000)) <= 20


def test_nothing_is_kept_unless_asked_for() -> None:
    kept: Recent[int, str] = Recent(0)
    kept.set(1, "x")
    assert not kept
    assert kept.get(1) is None


@pytest.mark.parametrize("sentences", [1, 1000])
@pytest.mark.parametrize("readers", ["all", "phrasebooks"])
def test_a_coach_that_remembers_says_the_same(readers: str, sentences: int) -> None:
    plain, remembers = Coach(readers=readers), Coach(readers=readers)
    remembers.remember(sentences)
    # The second time from memory, and sentences that stand elsewhere than before.
    for text in (*TEXTS, *TEXTS, " ".join(TEXTS)):
        assert remembers.check(text) == plain.check(text)
