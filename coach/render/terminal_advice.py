"""What is said beside the draft: strengths, findings with their reframings, what is missing, the four moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import wording
from coach.render.terminal_wrap import flow

if TYPE_CHECKING:
    from coach.model import Finding, Label, Report
    from coach.render.terminal_screen import Piece, Screen

GRAVEST = 3
REFRAMINGS = 3
STRENGTHS = 4
QUOTE_CELLS = 120


def title(screen: Screen, text: str, width: int) -> list[str]:
    """Return a heading."""
    return flow(screen, [(text, "title")], width)


def strengths_view(screen: Screen, report: Report, width: int) -> list[str]:
    """Return what the draft does well, each thing said once."""
    messages = list(dict.fromkeys(filter(None, (wording.tidy(each.message) for each in report.strengths))))
    if not messages:
        return []
    lines = title(screen, wording.STRENGTHS, width)
    for message in messages[:STRENGTHS]:
        lines += flow(screen, [(message, "")], width, (f"  {screen.glyphs.done} ", "good"))
    return lines


def findings_view(screen: Screen, report: Report, width: int, *, show_all: bool) -> list[str]:
    """Return the gravest findings, or all of them, then the count of the others."""
    if not report.findings:
        return []
    total = len(report.findings)
    shown = report.gravest() if show_all else report.gravest()[:GRAVEST]
    several_lines = "\n" in report.text.strip() or "\r" in report.text.strip()
    lines = title(screen, wording.findings_title(len(shown), total), width)
    said: set[str] = set()
    for index, finding in enumerate(shown):
        if index:
            lines.append("")
        lines += finding_view(screen, finding, width, numbered=several_lines, said=said)
    if len(shown) < total:
        lines += ["", *flow(screen, [(wording.more_findings(total - len(shown)), "dim")], width, ("  ", ""))]
    return lines


def labels_view(screen: Screen, report: Report, width: int) -> list[str]:
    """Return what the draft lacks, each with its first advice."""
    if not report.labels:
        return []
    lines = title(screen, wording.MISSING, width)
    for label in report.labels:
        lines += _label_view(screen, label, width)
    return lines


def checklist_view(screen: Screen, report: Report, width: int) -> list[str]:
    """Return the four moments of an answer, each with whether the draft has it."""
    present = {strength.strength for strength in report.strengths}
    pieces: list[Piece] = []
    for step, proof in wording.STEPS:
        sign, style = (screen.glyphs.done, "good") if proof in present else (screen.glyphs.open, "open")
        pieces += [
            ("   " if pieces else "", ""),
            (f"{step}{wording.NBSP}", ""),
            (sign.replace(" ", wording.NBSP), style),
        ]
    return [*title(screen, wording.CHECKLIST, width), *flow(screen, pieces, width, ("  ", ""))]


def scores_view(screen: Screen, report: Report, width: int) -> list[str]:
    """Return the marks."""
    scores = report.scores
    return flow(screen, [(wording.scores(scores.forme, scores.fond, scores.total), "title")], width)


def finding_view(screen: Screen, finding: Finding, width: int, *, numbered: bool, said: set[str]) -> list[str]:
    """Return one finding; a reason already in `said` is not said again."""
    style = finding.severity.slug
    place = f" · ligne{wording.NBSP}{finding.line}" if numbered else ""
    words = wording.quote(shortened(screen, finding.text, QUOTE_CELLS))
    heading: list[Piece] = [(wording.SEVERITIES[finding.severity], style), (f"{place} · ", "dim"), (words, style)]
    lines = flow(screen, heading, width, ("  ", ""), rest="    ")
    message, why = wording.tidy(finding.message), wording.tidy(finding.why)
    for text in filter(None, (message, "" if why == message or why in said else why)):
        lines += flow(screen, [(text, "")], width, ("    ", ""))
    said.add(why)
    if finding.softened_by:
        lines += flow(screen, [(wording.softened(finding.softened_by), "dim")], width, ("    ", ""))
    if reframings := list(filter(None, map(wording.tidy, finding.reframings)))[:REFRAMINGS]:
        lines += flow(screen, [(wording.instead(finding.severity), "good")], width, ("    ", ""))
        for reframing in reframings:
            lines += flow(screen, [(reframing, "")], width, (f"      {screen.glyphs.arrow} ", "good"))
    return lines


def _label_view(screen: Screen, label: Label, width: int) -> list[str]:
    message = wording.tidy(label.message) or wording.label_title(label.label)
    lines = flow(screen, [(message, "")], width, (f"  {screen.glyphs.bullet} ", "open"))
    for advice in label.advice[:1]:
        if text := wording.tidy(advice):
            lines += flow(screen, [(text, "")], width, (f"    {screen.glyphs.arrow} ", "good"))
    return lines


def shortened(screen: Screen, text: str, cells: int) -> str:
    """Return `text` on one line, cut with an ellipsis when it is wider than `cells`."""
    text = wording.tidy(text)
    # No character stands for more than a few cells, and combining ones for none: look at no more than needed.
    if len(text) <= cells and screen.width(text) <= cells:
        return text
    kept = text[:cells]
    while kept and screen.width(kept) >= cells:
        kept = kept[:-1]
    return kept.rstrip() + "…"
