"""Plots that compare: advisers at the size of their samples, a review with those before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.markup import shown
from coach.render.svg_parts import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Labels,
    Scale,
    line,
    short,
    text,
    ticks,
    upright,
    upward,
    whisker,
)

if TYPE_CHECKING:
    from coach.review.figures import Line, Review
    from coach.review.statistics import Interval

_HEIGHT = 300
_MOST_RUNS = 8
_SMALLEST = 10
_NAMED = 6
_NOW = "cette revue"
Drawn = tuple[int, list[str]]


def funnel(review: Review) -> Drawn:
    """Draw each adviser by size and rate, between the limits of chance around the team's rate."""
    from coach.review.statistics import ALERT, WARNING
    from coach.review.statistics import funnel as limits

    lines = [each for each in review.advisers if each.enough]
    rate = review.team.rate.value
    if not lines or not 0 < rate < 1:
        return 0, []
    sizes = ticks(max(each.messages for each in lines) * 1.05, 4)
    expected = limits(max(_SMALLEST, sizes[-1] / 8), rate, WARNING, review.effect)[1]
    y, parts = upward(ticks(min(1.0, max(expected, *(each.rate.value for each in lines)) * 1.05)), _HEIGHT)

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * value / sizes[-1]

    steps = [_SMALLEST + (sizes[-1] - _SMALLEST) * step / 60 for step in range(61)]
    for z, kind in ((ALERT, "far"), (WARNING, "near")):
        both = [limits(size, rate, z, review.effect) for size in steps]
        for side in (0, 1):
            points = " ".join(f"{x(size):.1f},{y(each[side]):.1f}" for size, each in zip(steps, both, strict=True))
            parts.append(f'<polyline points="{points}" class="limit {kind}"/>')
    parts.append(line(x(0), y(rate), x(sizes[-1]), y(rate), "team"))
    parts += [
        text(x(size), y(0) + 15, say.number(size), "end" if size == sizes[-1] else "middle", "small") for size in sizes
    ]
    parts.append(text((LEFT + WIDTH) / 2, _HEIGHT - 8, "messages relus", "middle"))
    parts.append(upright(13, (_HEIGHT - BOTTOM + TOP) / 2, "part à reprendre"))
    return _HEIGHT + 26, [*parts, *_advisers(lines, x, y), *_funnel_legend(_HEIGHT + 14)]


def _advisers(lines: Sequence[Line], x: Scale, y: Scale) -> list[str]:
    places = [(x(each.messages), y(each.rate.value), each) for each in lines]
    labels = Labels()
    for across, up, _ in places:
        labels.taken(across, up, 6)
    # Those who stand apart are named first, while there is room.
    names = [
        labels.label(across, up, short(each.name.removeprefix("Conseiller "), 14))
        for across, up, each in sorted(places, key=lambda place: not place[2].gap)
    ]
    return [_dot(*place) for place in places] + names


def _dot(x: float, y: float, adviser: Line) -> str:
    """Return a mark; beyond chance its form says on which side, not its colour alone."""
    words = f"<title>{shown(f'{adviser.name} : {say.share(adviser.rate)}')}</title>"
    if not adviser.gap:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" class="dot">{words}</circle>'
    way = -1 if adviser.gap > 0 else 1
    points = f"{x:.1f},{y + 8 * way:.1f} {x - 7:.1f},{y - 5 * way:.1f} {x + 7:.1f},{y - 5 * way:.1f}"
    return f'<polygon points="{points}" class="dot {"out" if adviser.gap > 0 else "good"}">{words}</polygon>'


def _funnel_legend(y: float) -> list[str]:
    kinds = (("team", "équipe", 0), ("limit near", "hasard à 95 %", 92), ("limit far", "hasard à 99,8 %", 226))
    return [
        line(8 + right, y, 8 + right + 22, y, kind) + text(8 + right + 27, y + 4, words, kind="small")
        for kind, words, right in kinds
    ]


def trend(review: Review) -> Drawn:
    """Draw the share of messages to rephrase over time."""
    if not review.past or not review.team.messages:
        return 0, []
    past = review.past[-_MOST_RUNS + 1 :]
    return trend_of([(f"{run.last:%d/%m}", run.rate) for run in past], review.team.rate, _HEIGHT - 60)


def trend_of(past: Sequence[tuple[str, Interval]], now: Interval, height: int) -> Drawn:
    """Draw rates of past periods and, apart from them, the present one, each with its interval.

    The present review may hold conversations of those periods: no line leads to it.
    """
    runs = [*past, (_NOW, now)]
    y, parts = upward(ticks(min(1.0, max(rate.high for _, rate in runs))), height)
    step = (WIDTH - LEFT - RIGHT) / len(runs)
    places = [(LEFT + (at + 0.5) * step, name, rate) for at, (name, rate) in enumerate(runs)]
    points = " ".join(f"{x:.1f},{y(rate.value):.1f}" for x, _, rate in places[:-1])
    parts.append(f'<polyline points="{points}" class="way"/>')
    for number, (x, name, rate) in enumerate(places):
        parts.append(whisker(y(rate.low), y(rate.high), x, across=False))
        words = shown(f"{name} : {say.share(rate)}")
        dot = f'cx="{x:.1f}" cy="{y(rate.value):.1f}" r="5" class="{"dot now" if name == _NOW else "dot"}"'
        parts.append(f"<circle {dot}><title>{words}</title></circle>")
        # The last name is the longest one: it stands below the others. Of many, every other one has room.
        if name == _NOW or len(runs) <= _NAMED or (len(runs) - number) % 2 == 0:
            parts.append(text(min(x, WIDTH - 40), y(0) + (31 if name == _NOW else 15), name, "middle", "small"))
    return height, parts
