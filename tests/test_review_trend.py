from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from review_samples import reviewed, with_past, write_export

from coach.render import RenderOptions, review_renderer
from coach.render.review_trend import moved
from coach.render.review_wording import share
from coach.render.svg_parts import Labels, ticks
from coach.review.statistics import wilson

if TYPE_CHECKING:
    from pathlib import Path

    from coach.review.figures import Review

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
def review(tmp_path: Path) -> Review:
    write_export(tmp_path / "export.jsonl", 90)
    return reviewed(tmp_path / "export.jsonl")


def written(review: Review, name: str = "html") -> str:
    return review_renderer(name, RenderOptions()).end(review).replace("\u00a0", " ")


def test_without_a_history_nothing_is_said_of_it(review: Review) -> None:
    assert "L’évolution" not in written(review)


@pytest.mark.parametrize("name", ["html", "markdown", "terminal"])
def test_the_reviews_before_stand_beside_this_one(review: Review, name: str) -> None:
    text = re.sub(r"\s+", " ", written(with_past(review), name).replace("\\", ""))
    assert "L’évolution" in text
    assert "période 3" in text
    assert "Sans changement net : période 1, 55,0 % [" in text


@pytest.mark.parametrize("runs", [1, 3, 20])
def test_the_plot_holds_the_last_runs_with_their_intervals(review: Review, runs: int) -> None:
    drawn = next(
        each for each in re.findall(r"<svg.*?</svg>", written(with_past(review, runs))) if "plot-trend" in each
    )
    root = ET.fromstring(drawn)
    assert len(root.findall("{*}circle")) == min(runs, 7) + 1
    assert drawn.count('class="whisker"') == 3 * (min(runs, 7) + 1)
    assert "nan" not in drawn


def test_a_change_is_named_only_beyond_chance() -> None:
    low, high = wilson(10, 400), wilson(200, 400)
    assert moved([("juin", high), ("juillet", low)], low).startswith("En baisse : juin")
    assert moved([("juin", low), ("juillet", high)], low).startswith("En hausse")
    assert moved([("juin", low), ("juillet", replace(low, value=0.03))], high).startswith("Sans changement net")
    assert moved([("juin", low)], high).endswith("Cette revue : " + share(high) + ".")


def test_a_category_that_was_unknown_has_no_figure(review: Review) -> None:
    assert '<td role="cell" data-of="période 1" class="brief">–</td>' in written(with_past(review))


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (0.0, [0, 1]),
        (0.31, [0, 0.1, 0.2, 0.3, 0.4]),
        (1.0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (212, [0, 50, 100, 150, 200, 250]),
    ],
)
def test_ticks_are_round(top: float, expected: list[float]) -> None:
    assert ticks(top) == pytest.approx(expected)


def test_names_leave_one_another_room() -> None:
    labels = Labels()
    places = [re.findall(r'[xy]="([\d.]+)"', labels.label(100, 100 + shift, "A")) for shift in (0, 2)]
    assert places[0] != places[1]
    crowd = [labels.label(200, 100, "Un nom") for _ in range(20)]
    assert crowd[0]
    # Two names on one place could not be read: the table has them all.
    assert not crowd[-1]
