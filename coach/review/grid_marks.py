"""A conversation beside the grid: each criterion reached, half reached or not; two marks, the lower counting."""

from __future__ import annotations

from collections.abc import Mapping

from coach.review.grid import POINTS, SIDES, Criterion, Grid
from coach.review.values import GridMark

REACHED, HALF, MISSED = 1.0, 0.5, 0.0


def mark(grid: Grid, seen: Mapping[str, float]) -> GridMark:
    """Return the marks for what was seen: signs, and how much of each."""
    levels = tuple(level(each, seen) for each in grid.criteria)
    forme, fond = (_side(grid, levels, side) for side in SIDES)
    return GridMark(
        levels=levels,
        forme=forme,
        fond=fond,
        points=sum(one.weight for one, got in zip(grid.criteria, levels, strict=True) if got is not None),
        # A fault that a context softens eliminates nobody.
        eliminated=tuple(
            one.name for one in grid.eliminatory if one.seen and any(seen.get(name, 0.0) >= 1 for name in one.none)
        ),
    )


def level(criterion: Criterion, seen: Mapping[str, float]) -> float | None:
    """Return how far a criterion is reached; None when it is the trainer's, or does not apply."""
    if not criterion.seen or (criterion.only_if and not any(name in seen for name in criterion.only_if)):
        return None
    reached = REACHED
    if criterion.none:
        reached = min(reached, REACHED - max(seen.get(name, 0.0) for name in criterion.none))
    if criterion.every:
        there = sum(name in seen for name in criterion.every)
        reached = min(reached, REACHED if there == len(criterion.every) else HALF if there else MISSED)
    if criterion.one_of and not any(name in seen for name in criterion.one_of):
        reached = MISSED
    return reached


def _side(grid: Grid, levels: tuple[float | None, ...], side: str) -> int | None:
    known = [
        (one.weight, got)
        for one, got in zip(grid.criteria, levels, strict=True)
        if one.side == side and got is not None
    ]
    whole = sum(weight for weight, _ in known)
    return round(POINTS * sum(weight * got for weight, got in known) / whole) if whole else None
