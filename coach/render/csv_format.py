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
        return _rows([COLUMNS])

    def report(self, report: Report) -> str:
        """Return one row a finding."""
        return _rows(_row(report.source, finding) for finding in report.findings)


def _row(source: str, finding: Finding) -> tuple[str | int, ...]:
    return (
        _cell(source),
        finding.line,
        finding.column,
        finding.span.start,
        finding.span.end,
        finding.severity.slug,
        _cell(finding.category),
        _cell(finding.rule),
        _cell(finding.text),
        _cell(finding.message),
        _cell(finding.why),
        _cell(REFRAMING_SEPARATOR.join(finding.reframings)),
        _cell(finding.softened_by or ""),
    )


def _cell(text: str) -> str:
    if text.startswith(_FORMULA_STARTS):
        text = "'" + text
    return _HARMFUL.sub("\ufffd", text)


def _rows(rows: Iterable[Iterable[str | int]]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


RENDERER = CsvRenderer
