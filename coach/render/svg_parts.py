"""What plots are drawn with: texts, lines, scales with round ticks, labels that leave one another room."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from coach.render import review_wording as say
from coach.render.markup import shown

# A plot is as wide as a phone, so that its letters stay readable there; on a desk it is merely a little larger.
WIDTH = 360
LEFT, RIGHT, TOP, BOTTOM = 56, 14, 14, 42
_LETTER = 7.2
# Where a name may stand beside its point, the best place first.
_PLACES = (
    (0, -10, "middle"), (10, 4, "start"), (-10, 4, "end"), (0, 20, "middle"),
    (9, -8, "start"), (-9, -8, "end"), (9, 16, "start"), (-9, 16, "end"),
    (0, -24, "middle"), (0, 34, "middle"),
)  # fmt: skip
Scale = Callable[[float], float]


def text(x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> str:
    """Return some words."""
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{shown(words)}</text>'


def upright(x: float, y: float, words: str, kind: str = "") -> str:
    """Return some words read from below, their middle at a point."""
    style = f' class="{kind}"' if kind else ""
    return f'<text transform="translate({x:.1f} {y:.1f}) rotate(-90)" text-anchor="middle"{style}>{shown(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str = "axis") -> str:
    """Return a line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def rect(x: float, y: float, wide: float, tall: float, kind: str) -> str:
    """Return a bar."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(tall, 0):.1f}" class="{kind}"/>'


def whisker(low: float, high: float, at: float, *, across: bool = True) -> str:
    """Return an interval with its two ends."""
    if across:
        parts = (line(low, at, high, at, "whisker"), *(line(x, at - 4, x, at + 4, "whisker") for x in (low, high)))
    else:
        parts = (line(at, low, at, high, "whisker"), *(line(at - 4, y, at + 4, y, "whisker") for y in (low, high)))
    return "".join(parts)


def short(words: str, most: int) -> str:
    """Return some words, cut where there is no room for more."""
    return words if len(words) <= most else words[: most - 1] + "…"


def ticks(top: float, most: int = 5) -> list[float]:
    """Return round values from 0 on, the last one not below `top`."""
    if top <= 0:
        return [0.0, 1.0]
    power = 10.0 ** math.floor(math.log10(top / most))
    step = next(power * each for each in (1, 2, 5, 10, 20) if math.ceil(top / (power * each) - 1e-9) <= most)
    return [step * number for number in range(math.ceil(top / step - 1e-9) + 1)]


def upward(shares: Sequence[float], height: int) -> tuple[Scale, list[str]]:
    """Return the scale of shares from 0 to the last of them, and its axis."""
    top, tall = shares[-1], height - TOP - BOTTOM

    def y(value: float) -> float:
        return TOP + tall * (1 - min(value, top) / top)

    parts = [line(LEFT, y(0), WIDTH - RIGHT, y(0)), line(LEFT, y(0), LEFT, y(top))]
    for share in shares:
        digits = 0 if all(abs(100 * each - round(100 * each)) < 1e-6 for each in shares) else 1
        parts.append(text(LEFT - 5, y(share) + 4, f"{say.number(100 * share, digits)}{say.NBSP}%", "end", "small"))
    return y, parts


@dataclass(slots=True)
class Labels:
    """Places names beside points so that none covers another, as far as it goes."""

    _boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def taken(self, x: float, y: float, half: float) -> None:
        """Keep names away from a point."""
        self._boxes.append((x - half, y - half, x + half, y + half))

    def label(self, x: float, y: float, words: str) -> str:
        """Return a name beside a point; "" where there is no room left: two names on one place are none."""
        wide = len(words) * _LETTER
        for right, down, anchor in _PLACES:
            box = self._box(x + right, y + down, wide, anchor)
            if self._free(box):
                self._boxes.append(box)
                return text(x + right, y + down, words, anchor, "small name")
        return ""

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        inside = box[0] >= LEFT and box[2] <= WIDTH
        return inside and not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self._boxes
        )

    @staticmethod
    def _box(x: float, y: float, wide: float, anchor: str) -> tuple[float, float, float, float]:
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        return left, y - 10, left + wide, y + 2
