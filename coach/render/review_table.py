"""A table on a terminal: its columns side by side while there is room, else a few lines a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.terminal_wrap import flow

if TYPE_CHECKING:
    from coach.render.review_document import Table
    from coach.render.terminal_screen import Screen

_GAP = 2
_NARROWEST_NAME = 18


def table_view(screen: Screen, table: Table, width: int, *, show_all: bool) -> list[str]:
    """Return the rows of a table, the first ones only unless `show_all`."""
    columns = tuple(range(len(table.head))) if show_all or not table.columns else table.columns
    shown = table.rows if show_all else table.rows[: table.brief]
    rows = [[say.spaced(row[column]) for column in columns] for row in (table.head, *shown)]
    rows[0][0] = rows[0][0] or table.caption
    lines = flow(screen, [(table.caption, "title")], width) if table.caption != rows[0][0] else []
    sizes = [max(screen.width(row[at]) for row in rows) for at in range(len(columns))]
    room = width - sum(sizes[1:]) - _GAP * len(columns)
    lines += (
        _side_by_side(screen, rows, [min(sizes[0], room), *sizes[1:]])
        if room >= _NARROWEST_NAME
        else _below(screen, rows, width)
    )
    if len(shown) < len(table.rows):
        more = f"… et {say.number(len(table.rows) - len(shown))} de plus : {table.rest}"
        lines += flow(screen, [(say.spaced(more), "dim")], width, ("  ", ""))
    return lines


def _side_by_side(screen: Screen, rows: list[list[str]], sizes: list[int]) -> list[str]:
    lines = []
    for number, row in enumerate(rows):
        style = "" if number else "dim"
        first, *more = flow(screen, [(row[0], style)], sizes[0])
        cells = [first + " " * (sizes[0] - screen.cells(first))]
        for cell, size in zip(row[1:], sizes[1:], strict=True):
            painted = screen.paint(cell, style)
            cells.append(painted + " " * (size - screen.cells(painted)))
        line = (" " * _GAP).join(cells)
        lines += ["  " + (line if screen.color else line.rstrip()), *("  " + each for each in more)]
    return lines


def _below(screen: Screen, rows: list[list[str]], width: int) -> list[str]:
    """Return each row as its name, then what its columns say, each with the name of the column."""
    head, *others = rows
    lines = []
    for row in others:
        lines += flow(screen, [(row[0], "")], width, ("  ", ""))
        for name, cell in zip(head[1:], row[1:], strict=True):
            lines += flow(screen, [(f"{name} : ", "dim"), (cell, "")], width, ("    ", ""))
    return lines
