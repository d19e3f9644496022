"""Plots of all messages: rates by kind of fault, form and content, exchanges per case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coach.model import Severity
from coach.render import review_wording as say
from coach.render.svg_parts import BOTTOM, LEFT, RIGHT, WIDTH, line, rect, short, text, upright, whisker
from coach.render.wording import SEVERITIES

if TYPE_CHECKING:
    from coach.review.figures import Review, Trips

ROWS = 10
MOST_TRIPS = 12
# Marks are counted by tens; from this ten on, a message is kind, or useful.
GOOD = 8
_CELLS, _SIDE = 11, 26.0
Drawn = tuple[int, list[str]]


def rates(review: Review) -> Drawn:
    """Draw the share of messages of the most frequent kinds of fault, with their intervals."""
    shown = review.categories[:ROWS]
    most = max((each.rate.high for each in shown), default=1.0)
    left, tall = 136, 27
    scale = (WIDTH - left - 56) / most
    parts = []
    for row, each in enumerate(shown):
        y = 6 + row * tall
        parts += [
            text(left - 7, y + 14, short(say.theme_title(each.name), 19), "end"),
            rect(left, y, each.rate.value * scale, 18, f"bar s{each.severity}"),
            whisker(left + each.rate.low * scale, left + each.rate.high * scale, y + 9),
            text(WIDTH - 2, y + 14, say.percent(each.rate.value), "end"),
        ]
    bottom = 6 + len(shown) * tall
    present = sorted({each.severity for each in shown}, reverse=True)
    parts += [_legend(number, severity, bottom + 8) for number, severity in enumerate(present)]
    return bottom + 28, parts if shown else []


def _legend(number: int, severity: Severity, y: float) -> str:
    x = 8 + 116 * number
    return rect(x, y, 12, 12, f"bar s{severity}") + text(x + 18, y + 11, SEVERITIES[severity].lower(), kind="small")


def quadrants(marks: Mapping[tuple[int, int], int]) -> dict[tuple[bool, bool], float]:
    """Return the share of messages by whether they are kind (form) and useful (content)."""
    found = dict.fromkeys(((True, True), (True, False), (False, True), (False, False)), 0.0)
    total = sum(marks.values())
    for (forme, fond), count in marks.items():
        found[forme >= GOOD, fond >= GOOD] += count / total
    return found


def marks(review: Review) -> Drawn:
    """Draw how many messages have each pair of marks."""
    most = max(review.marks.values(), default=0)
    if not most:
        return 0, []
    left, top, whole, edge = 40.0, 26.0, _CELLS * _SIDE, GOOD * _SIDE
    right, bottom, level = left + whole, top + whole, top + whole - edge
    parts = [_cell(left, top, place, count, most) for place, count in sorted(review.marks.items())]
    parts += [
        line(left + edge, top, left + edge, bottom, "limit near"),
        line(left, level, right, level, "limit near"),
        line(left, bottom, right, bottom),
        line(left, top, left, bottom),
        text(left + edge / 2, top - 9, "forme à reprendre", "middle", "small"),
        text(left + (edge + whole) / 2, top - 9, "aimable", "middle", "small"),
        upright(right + 16, (top + level) / 2, "utile", "small"),
        upright(right + 16, (level + bottom) / 2, "fond à compléter", "small"),
        text(left + whole / 2, bottom + 34, "forme", "middle"),
        upright(12, top + whole / 2, "fond"),
    ]
    for (kind, useful), share in quadrants(review.marks).items():
        x, y = left + (edge + 4 if kind else 4), (level - 7 if useful else bottom - 7)
        parts.append(text(x, y, say.percent(share), "start", "share"))
    for mark in (0, 50, 100):
        at = (mark / 10 + 0.5) * _SIDE
        parts.append(text(left + at, bottom + 16, str(mark), "middle", "small"))
        parts.append(text(left - 5, bottom - at + 4, str(mark), "end", "small"))
    return int(bottom) + 42, parts


def _cell(left: float, top: float, place: tuple[int, int], count: int, most: int) -> str:
    forme, fond = place
    x, y = left + forme * _SIDE, top + (_CELLS - 1 - fond) * _SIDE
    words = f"forme {forme * 10}, fond {fond * 10} : {count}"
    # By the square root: a cell of few messages must still be seen beside one of hundreds.
    return (
        f'<rect x="{x + 1:.0f}" y="{y + 1:.0f}" width="{_SIDE - 2:.0f}" height="{_SIDE - 2:.0f}" class="cell" '
        f'fill-opacity="{0.12 + 0.88 * (count / most) ** 0.5:.2f}"><title>{words}</title></rect>'
    )


def trips(review: Review) -> Drawn:
    """Draw how many conversations took so many exchanges."""
    counted = capped(review.facts.trips.counted)
    most = max(counted, default=0)
    if not most:
        return 0, []
    height, step = 200, (WIDTH - 2 * RIGHT) / len(counted)
    base = height - BOTTOM
    parts = [line(RIGHT, base, WIDTH - RIGHT, base)]
    for at, count in enumerate(counted):
        tall = (base - 24) * count / most
        x = RIGHT + at * step
        parts.append(rect(x + 2, base - tall, step - 4, tall, f"bar {_grave(at, review.facts.trips)}"))
        if count:
            parts.append(text(x + step / 2, base - tall - 5, say.number(count), "middle", "small"))
        label = f"{at}+" if at == MOST_TRIPS else str(at)
        parts.append(text(x + step / 2, base + 15, label, "middle", "small"))
    parts.append(text((LEFT + WIDTH) / 2, height - 8, "allers-retours", "middle"))
    return height, parts


def _grave(at: int, limits: Trips) -> str:
    # Where channels have limits of their own, a length alone says nothing.
    if limits.channels:
        return "calm"
    return "s3" if at > limits.alert else "s2" if at > limits.expected else "calm"


def capped(counted: Mapping[int, int]) -> Sequence[int]:
    """Return how many conversations took 0, 1, 2… exchanges; the last one stands for all beyond."""
    last = min(max(counted, default=0), MOST_TRIPS)
    return [sum(count for trips, count in counted.items() if min(trips, last) == at) for at in range(last + 1)]
