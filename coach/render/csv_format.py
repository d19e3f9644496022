"""`--format csv`: one finding a row, RFC 4180."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from coach.render.base import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.model import Finding, Report

COLUMNS = (
    "source",
    "line",
    "column",
    "start",
    "end",
    "severity",
    "category",
    "rule",
    "text",
    "message",
    "why",
    "reframings",
    "softened_by",
)
REFRAMING_SEPARATOR = " | "

# A spreadsheet would run such a cell as a formula; the full-width signs count too in some.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What cannot be encoded, and what commands a terminal: neither tells a spreadsheet anything.
_HARMFUL = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class CsvRenderer(Renderer):
    """Write a header row, then the findings of each report."""

    def start(self) -> str:
        """Return the header row."""
        return csv_rows([COLUMNS])

    def report(self, report: Report) -> str:
        """Return one row a finding."""
        return csv_rows(_row(report.source, finding) for finding in report.findings)


def _row(source: str, finding: Finding) -> tuple[str | int, ...]:
    return (
        cell(source),
        finding.line,
        finding.column,
        finding.span.start,
        finding.span.end,
        finding.severity.slug,
        cell(finding.category),
        cell(finding.rule),
        cell(finding.text),
        cell(finding.message),
        cell(finding.why),
        cell(REFRAMING_SEPARATOR.join(finding.reframings)),
        cell(finding.softened_by or ""),
    )


def cell(text: str) -> str:
    """Return a text as a cell may hold it: no formula, nothing that harms."""
    if text.startswith(_FORMULA_STARTS):
        text = "'" + text
    return _HARMFUL.sub("\ufffd", text)


def csv_rows(rows: Iterable[Iterable[str | int]]) -> str:
    """Return rows of cells as lines."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


RENDERER = CsvRenderer
