"""Plots as inline SVG: no script, no network, colours from the page's own style, a title and a text for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from coach.render import review_wording as say

if TYPE_CHECKING:
    from coach.render.review_document import Plot
    from coach.review.figures import Line, Review

_WIDTH = 640
_ROWS = 10
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 16, 44
_MOST_TRIPS = 12


def svg(plot: Plot, review: Review) -> str:
    """Return a plot as an SVG element; "" when there is nothing to draw."""
    height, parts = _DRAWN[plot.name](review)
    if not parts:
        return ""
    name = f"plot-{plot.name}"
    head = (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{escape(plot.title)}</title>'
        f'<desc id="{name}-d">{escape(plot.words)}</desc>'
    )
    return head + "".join(parts) + "</svg>"


def _text(x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str = "axis") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _rates(review: Review) -> tuple[int, list[str]]:
    """Draw the share of messages of the most frequent rules, with their intervals."""
    rules = review.rules[:_ROWS]
    most = max((rule.rate.high for rule in rules), default=1.0)
    left, wide, tall = 230, _WIDTH - 230 - 90, 26
    parts = []
    for row, rule in enumerate(rules):
        y = 12 + row * tall
        middle, scale = y + 9, wide / most
        long = f"{rule.rate.value * scale:.1f}"
        parts += [
            _text(left - 8, middle + 4, _short(rule.rule, 32), "end"),
            f'<rect x="{left}" y="{y}" width="{long}" height="18" class="bar s{rule.severity}"/>',
            _line(left + rule.rate.low * scale, middle, left + rule.rate.high * scale, middle, "whisker"),
            _line(left + rule.rate.low * scale, middle - 4, left + rule.rate.low * scale, middle + 4, "whisker"),
            _line(left + rule.rate.high * scale, middle - 4, left + rule.rate.high * scale, middle + 4, "whisker"),
            _text(_WIDTH - 4, middle + 4, say.percent(rule.rate.value), "end"),
        ]
    return 12 + len(rules) * tall, parts


def _funnel(review: Review) -> tuple[int, list[str]]:
    """Draw each adviser by size and rate, between the limits of chance around the team's rate."""
    from coach.review.statistics import ALERT, WARNING, funnel

    lines = [line for line in review.advisers if line.enough]
    rate = review.team.rate.value
    if not lines or not 0 < rate < 1:
        return 0, []
    height = 340
    widest = max(line.messages for line in lines) * 1.1
    sizes = [10 + (widest - 10) * step / 60 for step in range(61)]
    limits = {z: [funnel(size, rate, z, review.effect) for size in sizes] for z in (WARNING, ALERT)}
    top = min(1.0, max(*(line.rate.value for line in lines), limits[WARNING][6][1], rate) * 1.15)
    x, y = _scales(widest, top, height)
    parts = _axes(widest, top, height, "messages relus", "part à reprendre")
    for z, kind in ((ALERT, "far"), (WARNING, "near")):
        for side in (0, 1):
            points = " ".join(
                f"{x(n):.1f},{y(min(each[side], top)):.1f}" for n, each in zip(sizes, limits[z], strict=True)
            )
            parts.append(f'<polyline points="{points}" class="limit {kind}"/>')
    parts.append(_line(x(0), y(rate), x(widest), y(rate), "team"))
    parts.append(_text(x(widest), y(rate) - 6, "équipe", "end", "small"))
    parts += [_dot(line, x(line.messages), y(min(line.rate.value, top))) for line in lines]
    return height, parts


def _dot(line: Line, x: float, y: float) -> str:
    kind = "dot" if not line.gap else "dot out" if line.gap > 0 else "dot good"
    name = line.name.removeprefix("Conseiller ")
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" class="{kind}"><title>{escape(line.name)} : '
        f"{say.percent(line.rate.value)}</title></circle>{_text(x, y - 10, _short(name, 14), 'middle', 'small')}"
    )


def _marks(review: Review) -> tuple[int, list[str]]:
    """Draw how many messages have each pair of marks."""
    height, side = 380, 30.0
    most = max(review.marks.values(), default=0)
    left, top = _LEFT, 16
    parts = []
    for (forme, fond), count in sorted(review.marks.items()):
        # 100 stands with the nineties.
        share = (count / most) ** 0.5
        x, y = left + min(forme, 10) * side, top + (10 - min(fond, 10)) * side
        words = f"forme {forme * 10}, fond {fond * 10} : {count}"
        parts.append(
            f'<rect x="{x + 1:.0f}" y="{y + 1:.0f}" width="{side - 2:.0f}" height="{side - 2:.0f}" class="cell" '
            f'fill-opacity="{0.15 + 0.85 * share:.2f}"><title>{words}</title></rect>'
        )
    edge = 8 * side
    parts += [
        _line(left + edge, top, left + edge, top + 11 * side, "limit near"),
        _line(left, top + 3 * side, left + 11 * side, top + 3 * side, "limit near"),
        _line(left, top + 11 * side, left + 11 * side, top + 11 * side),
        _line(left, top, left, top + 11 * side),
        _text(left + 5.5 * side, top + 11 * side + 32, "forme", "middle"),
        f'<text transform="translate(14 {top + 5.5 * side:.0f}) rotate(-90)" text-anchor="middle">fond</text>',
        _text(left + 11 * side + 16, top + 20, "Aimables et utiles : en haut à droite."),
        _text(left + 11 * side + 16, top + 44, "Aimables sans issue : en bas à droite."),
    ]
    for mark in (0, 50, 100):
        at = (mark / 10 + 0.5) * side
        parts += [
            _text(left + at, top + 11 * side + 15, str(mark), "middle", "small"),
            _text(left - 6, top + 11 * side - at + 4, str(mark), "end", "small"),
        ]
    return height, parts if most else []


def _trips(review: Review) -> tuple[int, list[str]]:
    """Draw how many conversations took so many exchanges."""
    counted = _capped(review.facts.trips.counted)
    most = max(counted, default=0)
    if not most:
        return 0, []
    height, step = 220, (_WIDTH - _LEFT - _RIGHT) / len(counted)
    trips = review.facts.trips
    parts = [_line(_LEFT, height - _BOTTOM, _WIDTH - _RIGHT, height - _BOTTOM)]
    for at, count in enumerate(counted):
        tall = (height - _BOTTOM - 30) * count / most
        x, y = _LEFT + at * step, height - _BOTTOM - tall
        kind = "s3" if at > trips.alert else "s2" if at > trips.expected else "calm"
        parts.append(
            f'<rect x="{x + 3:.1f}" y="{y:.1f}" width="{step - 6:.1f}" height="{tall:.1f}" class="bar {kind}"/>'
        )
        if count:
            parts.append(_text(x + step / 2, y - 5, say.number(count), "middle", "small"))
        label = f"{at} et +" if at == _MOST_TRIPS else str(at)
        parts.append(_text(x + step / 2, height - _BOTTOM + 16, label, "middle", "small"))
    parts.append(_text((_LEFT + _WIDTH) / 2, height - 8, "allers-retours", "middle"))
    return height, parts


def _capped(counted: Mapping[int, int]) -> Sequence[int]:
    last = min(max(counted, default=0), _MOST_TRIPS)
    return [sum(count for trips, count in counted.items() if min(trips, last) == at) for at in range(last + 1)]


def _scales(widest: float, top: float, height: int) -> tuple[Callable[[float], float], Callable[[float], float]]:
    wide, tall = _WIDTH - _LEFT - _RIGHT, height - _TOP - _BOTTOM
    return (lambda value: _LEFT + wide * value / widest), (lambda value: _TOP + tall * (1 - value / top))


def _axes(widest: float, top: float, height: int, across: str, up: str) -> list[str]:
    x, y = _scales(widest, top, height)
    parts = [_line(x(0), y(0), x(widest), y(0)), _line(x(0), y(0), x(0), y(top))]
    shares = (0.0, top / 2, top)
    parts += [_text(x(0) - 6, y(share) + 4, f"{say.number(100 * share)} %", "end", "small") for share in shares]
    for size in (0.0, widest / 2, widest):
        anchor = "end" if size == widest else "middle"
        parts.append(_text(x(size), y(0) + 16, say.number(size), anchor, "small"))
    parts.append(_text(x(widest / 2), height - 6, across, "middle"))
    parts.append(f'<text transform="translate(14 {y(top / 2):.0f}) rotate(-90)" text-anchor="middle">{up}</text>')
    return parts


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


_DRAWN: dict[str, Callable[[Review], tuple[int, list[str]]]] = {
    "rates": _rates,
    "funnel": _funnel,
    "marks": _marks,
    "trips": _trips,
}
