from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.calibration.agreement import Pair, alpha, pair

ANSWERS = st.dictionaries(st.integers(0, 12), st.booleans(), max_size=12)


def test_two_raters_by_hand() -> None:
    # 20 and 15 yes of 50 by two raters, the example of the usual textbooks: agreement 0.70, chance 0.50, kappa 0.40.
    found = Pair(both=20, first_only=5, second_only=10, neither=15)
    assert found.agreement == pytest.approx(0.70)
    assert found.kappa == pytest.approx(0.40)
    assert found.pabak == pytest.approx(0.40)
    # Gwet: prevalence (25 + 30) / 100 = 0.55, chance 2 · 0.55 · 0.45.
    assert found.ac1 == pytest.approx((0.70 - 0.495) / (1 - 0.495))


def test_a_rare_fault_lowers_kappa_and_not_ac1() -> None:
    found = Pair(both=1, first_only=2, second_only=2, neither=95)
    assert found.agreement == pytest.approx(0.96)
    assert found.kappa is not None
    assert found.ac1 is not None
    assert found.kappa < 0.4
    assert found.ac1 > 0.95


def test_nothing_to_compare_has_no_figure() -> None:
    assert Pair().kappa is Pair().ac1 is Pair().agreement is Pair().pabak is None
    assert Pair(neither=9).kappa is None
    assert Pair(neither=9).ac1 == 1
    assert alpha([]) is None
    assert alpha([{1: True}, {2: False}]) is None
    assert alpha([{1: True, 2: True}, {1: True, 2: True}]) is None


def test_only_what_both_rated_is_compared() -> None:
    assert pair({1: True, 2: True, 3: False}, {2: True, 3: True, 4: False}) == Pair(both=1, second_only=1)


def test_alpha_of_several_raters_with_gaps() -> None:
    # Krippendorff's definition by hand: each pair of values within a unit, weighed by its number of raters.
    raters = [{0: True, 1: True, 2: False, 3: False}, {0: True, 1: False, 2: False}, {0: True, 2: False, 3: True}]
    assert alpha(raters) == pytest.approx(by_definition(raters))
    assert alpha([{0: True, 1: False}, {0: True, 1: False}]) == 1


def by_definition(raters: list[dict[int, bool]]) -> float:
    units = [[rater[unit] for rater in raters if unit in rater] for unit in range(13)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    count, yes = len(values), sum(values)
    observed = sum(2 * sum(unit) * (len(unit) - sum(unit)) / (len(unit) - 1) for unit in units) / count
    expected = 2 * yes * (count - yes) / (count * (count - 1))
    return 1 - observed / expected


@given(st.lists(ANSWERS, min_size=2, max_size=4))
def test_alpha_is_that_of_its_definition(raters: list[dict[int, bool]]) -> None:
    found = alpha(raters)
    shared = [
        rater[unit]
        for unit in range(13)
        if sum(unit in rater for rater in raters) > 1
        for rater in raters
        if unit in rater
    ]
    if found is None:
        assert len(set(shared)) < 2
    else:
        assert found == pytest.approx(by_definition(raters))


@given(ANSWERS, ANSWERS)
def test_figures_stay_within_their_limits(first: dict[int, bool], second: dict[int, bool]) -> None:
    found = pair(first, second)
    for figure in (found.kappa, found.ac1, found.pabak):
        assert figure is None or -1.0000001 <= figure <= 1.0000001
    assert pair(second, first).kappa == found.kappa
