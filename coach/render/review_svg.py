"""Plots as inline SVG: no script, no network, colours from the page's own style, a title and a text for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.render.markup import shown
from coach.render.review_plots import marks, rates, trips
from coach.render.review_plots_compared import funnel, trend
from coach.render.svg_parts import WIDTH

if TYPE_CHECKING:
    from coach.render.review_document import Plot
    from coach.review.figures import Review

_DRAWN: dict[str, Callable[[Review], tuple[int, list[str]]]] = {
    "rates": rates,
    "marks": marks,
    "trips": trips,
    "funnel": funnel,
    "trend": trend,
}


def svg(plot: Plot, review: Review) -> str:
    """Return a plot as an SVG element; "" when there is nothing to draw."""
    height, parts = _DRAWN[plot.name](review)
    return framed(plot.name, plot.title, plot.words, height, parts) if parts else ""


def framed(name: str, title: str, words: str, height: int, parts: list[str]) -> str:
    """Return what is drawn as an SVG element that says what it shows."""
    name = f"plot-{name}"
    head = (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{shown(title)}</title>'
        f'<desc id="{name}-d">{shown(words)}</desc>'
    )
    return f"{head}{''.join(parts)}</svg>"
