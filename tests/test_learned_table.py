from __future__ import annotations

import pytest

from coach.learned.table import make


def test_weights_come_back_near_enough() -> None:
    table = make({"a": [1.0, -0.5], "b": [0.25, 0.0]}, bits=10, outputs=2)
    assert table.row("a") == pytest.approx((1.0, -0.5), abs=table.scale)
    assert table.row("b") == pytest.approx((0.25, 0.0), abs=table.scale)


def test_a_feature_never_seen_weighs_nothing() -> None:
    table = make({"a": [1.0]}, bits=12, outputs=1)
    strangers = [table.weight([f"mot{number}"]) for number in range(2000)]
    # A stranger may fall on the one row that is taken and bear its check byte: once in a million.
    assert strangers == [0.0] * 2000


def test_of_two_on_one_row_the_heavier_stays() -> None:
    table = make({"léger": [0.1], "lourd": [-2.0]}, bits=0, outputs=1)
    assert table.weight(["lourd"]) == pytest.approx(-2.0, abs=table.scale)
    assert table.weight(["léger"]) == 0.0


def test_the_bytes_do_not_depend_on_the_order() -> None:
    weights = {f"mot{number}": [(number % 7 - 3) / 3] for number in range(300)}
    turned = dict(reversed(weights.items()))
    assert make(weights, 8, 1).data == make(turned, 8, 1).data


def test_a_table_of_nothing_answers() -> None:
    assert make({}, 0, 3).row("x") == (0.0, 0.0, 0.0)
