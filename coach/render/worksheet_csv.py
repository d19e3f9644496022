"""The worksheet of a calibration: a CSV that French spreadsheets open as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from coach.render.csv_format import cell
from coach.review.worksheet import CATEGORIES, CHANNEL, COMMENT, CONTEXT, CONVERSATION, KEY, LABELS, MESSAGE, TURN

if TYPE_CHECKING:
    from coach.review.worksheet import Row

# The mark of UTF-8 and « ; » are what French spreadsheets take for granted.
ENCODING = "utf-8-sig"


def worksheet(rows: Iterable[Row], raters: Sequence[str]) -> str:
    """Return the sheet; without names of raters, one set of columns that takes the name of the file."""
    asked = [
        f"{name} ({rater})" if rater else name for rater in raters or [""] for name in (CATEGORIES, LABELS, COMMENT)
    ]
    lines = [(CONVERSATION, TURN, CHANNEL, CONTEXT, MESSAGE, *asked, KEY)]
    for row in rows:
        where = row.source if row.conversation in ("", "1") else f"{row.conversation} ({row.source})"
        about = (where, str(row.turn), row.channel, row.context, row.text)
        lines.append((*about, *("" for _ in asked), row.key))
    return sheet(lines)


def sheet(lines: Iterable[Sequence[str]]) -> str:
    """Return rows as a French spreadsheet reads them: no cell is a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([cell(each) for each in line] for line in lines)
    return buffer.getvalue()
