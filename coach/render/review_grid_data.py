"""The data of the grid, as `--format json` and `jsonl` write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.review.grid_figures import GridFigures
    from coach.review.values import GridMark

Object = dict[str, Any]


def mark(found: GridMark) -> Object:
    """Return the marks of a conversation; its levels are in the grid's order, null where coach says nothing."""
    return {
        "forme": found.forme,
        "fond": found.fond,
        "total": found.total,
        "points": found.points,
        "levels": list(found.levels),
        "eliminated": list(found.eliminated),
    }


def figures(found: GridFigures) -> Object:
    """Return the grid over all conversations."""
    return {
        "title": found.grid.title,
        "conversations": found.conversations,
        "points": found.grid.seen,
        "forme": found.forme,
        "fond": found.fond,
        "total": found.total,
        "criteria": [
            {
                "section": line.criterion.section,
                "criterion": line.criterion.name,
                "weight": line.criterion.weight,
                "side": line.criterion.side,
                "by": line.criterion.who,
                "applied": line.applied,
                "reached": line.reached,
                "half": line.half,
                "points": line.points,
            }
            for line in found.lines
        ],
        "eliminated": dict(found.eliminated),
        "eliminatory": [{"criterion": each.name, "by": each.who} for each in found.grid.eliminatory],
    }
