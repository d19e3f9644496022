from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.review import statistics


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(2, 10, 5.7, 51.0), (0, 10, 0.0, 27.8), (7, 50, 7.0, 26.2), (10, 100, 5.5, 17.4), (50, 500, 7.7, 12.9)],
)
def test_wilson_gives_the_published_figures(count: int, total: int, low: float, high: float) -> None:
    found = statistics.wilson(count, total)
    assert (round(100 * found.low, 1), round(100 * found.high, 1)) == (low, high)


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.69), (5, 1.62, 11.67), (10, 4.80, 18.39)])
def test_poisson_gives_the_published_figures(count: int, low: float, high: float) -> None:
    found = statistics.poisson(count, 100)
    assert (round(found.low, 2), round(found.high, 2)) == (low, high)


@given(st.integers(0, 200), st.integers(1, 200))
def test_an_interval_holds_its_figure(count: int, total: int) -> None:
    found = statistics.wilson(min(count, total), total)
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_nothing_says_nothing() -> None:
    assert statistics.wilson(0, 0).high == 1
    assert statistics.quantile({}, 0.5) == 0
    assert statistics.bootstrap({}, 1).rate.high == 1


def test_messages_that_go_together_widen_the_interval() -> None:
    apart = Counter({(1, 1): 50, (1, 0): 150})
    together = Counter({(10, 10): 5, (10, 0): 15})
    narrow, wide = statistics.bootstrap(apart, 42), statistics.bootstrap(together, 42)
    assert narrow.rate.value == wide.rate.value == 0.25
    assert wide.rate.high - wide.rate.low > 1.5 * (narrow.rate.high - narrow.rate.low)
    assert wide.effect > 2 * narrow.effect


def test_the_same_seed_gives_the_same_interval() -> None:
    clusters = Counter({(3, 1): 20, (5, 0): 30, (2, 2): 4})
    assert statistics.bootstrap(clusters, 7) == statistics.bootstrap(clusters, 7)


def test_chance_agrees_with_the_exact_test() -> None:
    from scipy.stats import binom

    assert statistics.unlikely(20, 100, 0.1) == pytest.approx(2 * binom.sf(19, 100, 0.1))
    assert statistics.unlikely(3, 100, 0.1) == pytest.approx(2 * binom.cdf(3, 100, 0.1))
    assert statistics.unlikely(10, 100, 0.1) == 1
    assert statistics.unlikely(20, 100, 0.1, effect=4) > statistics.unlikely(20, 100, 0.1)


def test_benjamini_hochberg_agrees_with_scipy() -> None:
    from scipy.stats import false_discovery_control

    chances = [0.01, 0.04, 0.03, 0.005, 0.9]
    assert statistics.benjamini_hochberg(chances) == pytest.approx(list(false_discovery_control(chances)))


def test_medians_and_ninetieth_percentiles() -> None:
    counted = {1: 5, 2: 3, 9: 2}
    assert (statistics.quantile(counted, 0.5), statistics.quantile(counted, 0.9)) == (1, 9)


@pytest.mark.parametrize(("messages", "talks", "said"), [(29, 10, False), (30, 9, False), (30, 10, True)])
def test_too_little_is_said_to_be_too_little(messages: int, talks: int, said: bool) -> None:
    assert statistics.is_enough(messages, talks) is said
