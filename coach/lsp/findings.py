"""What is said of a draft in the editor: diagnostics as it is written, and the whole of it under the pointer."""

from __future__ import annotations

from lsprotocol import types

from coach.lsp import wording
from coach.lsp.documents import MOST_CHARACTERS, Document
from coach.model import Finding, Report, Severity, Span

SOURCE = "coach"
_SEVERITIES = {
    Severity.BLOQUANT: types.DiagnosticSeverity.Error,
    Severity.A_REPRENDRE: types.DiagnosticSeverity.Warning,
    Severity.CONSEIL: types.DiagnosticSeverity.Information,
}
_TOO_LONG = "trop-long-a-relire"


def diagnostics(document: Document) -> list[types.Diagnostic]:
    """Return the findings of a draft as diagnostics.

    What the draft lacks as a whole is none: until its last sentence it always lacks something. See `hover`.
    """
    if document.too_long:
        return [_too_long()]
    if document.report is None:
        return []
    return [diagnostic(document, finding) for finding in document.report.findings]


def diagnostic(document: Document, finding: Finding) -> types.Diagnostic:
    """Return a finding as a diagnostic."""
    return types.Diagnostic(
        range=document.places.range(finding.span),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
        message=wording.message(finding),
    )


def hover(document: Document, position: types.Position) -> types.Hover | None:
    """Return what is said of the words at a position; on the first line, what the draft lacks and its marks."""
    report = document.report
    if report is None:
        return None
    at = document.places.offset(position)
    # As plain text: nothing in a draft can then turn into a link or a heading.
    for finding in report.findings:
        if finding.span.start <= at < max(finding.span.end, finding.span.start + 1):
            return _hover(wording.hover(finding), document.places.range(finding.span))
    first = _first_line(report)
    if first is not None and first.start <= at <= first.end:
        return _hover(wording.whole(report.labels, report.scores), document.places.range(first))
    return None


def _hover(text: str, place: types.Range) -> types.Hover:
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, text), place)


def _first_line(report: Report) -> Span | None:
    text = report.text
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return None
    return Span(start, start + len(text[start:].splitlines()[0]))


def _too_long() -> types.Diagnostic:
    start = types.Position(0, 0)
    return types.Diagnostic(
        range=types.Range(start, start),
        severity=types.DiagnosticSeverity.Information,
        code=_TOO_LONG,
        source=SOURCE,
        message=wording.too_long(MOST_CHARACTERS),
    )
