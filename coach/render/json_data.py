"""The published JSON shape of a report, and how JSON text is written here."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.model import Finding, Report

VERSION = 1

# Lone surrogates cannot be encoded; U+0085, U+2028 and U+2029 are line ends to some readers of JSON lines; U+007F to
# U+009F command terminals. All of them can stand only inside JSON strings, where their escape means the same.
_TO_ESCAPE = re.compile("[\ud800-\udfff\x7f-\x9f\u2028\u2029]")


def dumps(value: object, indent: int | None = None) -> str:
    """Return `value` as JSON in plain Unicode that can always be encoded, on one physical line unless indented."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def report_data(report: Report) -> Mapping[str, Any]:
    """Return the contract's REPORT, keys in its order."""
    scores = report.scores
    return {
        "version": VERSION,
        "source": report.source,
        "findings": [finding_data(finding) for finding in report.findings],
        "labels": [
            {"label": label.label, "message": label.message, "advice": list(label.advice)} for label in report.labels
        ],
        "strengths": [
            {
                "strength": strength.strength,
                "start": strength.span.start,
                "end": strength.span.end,
                "text": strength.text,
                "message": strength.message,
            }
            for strength in report.strengths
        ],
        "skipped": [
            {"reason": skipped.reason, "start": skipped.span.start, "end": skipped.span.end}
            for skipped in report.skipped
        ],
        "scores": {"forme": scores.forme, "fond": scores.fond, "total": scores.total},
    }


def finding_data(finding: Finding) -> Mapping[str, Any]:
    """Return the contract's FINDING, keys in its order."""
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.slug,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "message": finding.message,
        "why": finding.why,
        "reframings": list(finding.reframings),
        "softened_by": finding.softened_by,
        "rewrites": [
            {"start": rewrite.span.start, "end": rewrite.span.end, "text": rewrite.text} for rewrite in finding.rewrites
        ],
    }
