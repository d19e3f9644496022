"""`--format terminal`: what the adviser reads before sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import wording
from coach.render.base import Renderer, RenderOptions
from coach.render.location import STDIN
from coach.render.terminal_advice import (
    checklist_view,
    findings_view,
    labels_view,
    scores_view,
    shortened,
    strengths_view,
)
from coach.render.terminal_draft import draft_view
from coach.render.terminal_fold import unread_counts
from coach.render.terminal_screen import Screen
from coach.render.terminal_wrap import flow

if TYPE_CHECKING:
    from coach.model import Report

# Longer lines are hard to read, however wide the window; shorter ones have no room for a word.
WIDEST = 100
NARROWEST = 20
HEADLINE_CELLS = 240


class TerminalRenderer(Renderer):
    """Write each report for a reader: the draft first, then what is well, what to rephrase, what is missing."""

    def __init__(self, options: RenderOptions) -> None:
        super().__init__(options)
        self._screen = Screen(unicode=options.unicode, color=options.color)
        self._width = min(max(options.width, NARROWEST), WIDEST)
        self._first = True

    def start(self) -> str:
        """Return nothing: the first report has no blank line before it."""
        self._first = True
        return ""

    def report(self, report: Report) -> str:
        """Return the view of one report, blank lines between its parts."""
        # That a draft is empty is a note, told beside the reports.
        if not report.text.strip():
            return ""
        parts = [self._header(report)]
        if report.findings or report.labels:
            parts += self._to_rephrase(report)
        else:
            parts += self._clean(report)
        text = "\n\n".join("\n".join(part) for part in parts if part) + "\n"
        before, self._first = "" if self._first else "\n", False
        return before + text

    def _to_rephrase(self, report: Report) -> list[list[str]]:
        screen, width = self._screen, self._width
        return [
            self._headline(report),
            draft_view(screen, report, width) if report.findings else self._unread(report),
            strengths_view(screen, report, width),
            findings_view(screen, report, width, show_all=self.options.show_all),
            labels_view(screen, report, width),
            checklist_view(screen, report, width),
            scores_view(screen, report, width),
        ]

    def _clean(self, report: Report) -> list[list[str]]:
        verdict = flow(self._screen, [(wording.CLEAN, "good")], self._width)
        return [
            strengths_view(self._screen, report, self._width),
            verdict + self._unread(report) + scores_view(self._screen, report, self._width),
        ]

    def _header(self, report: Report) -> list[str]:
        if report.source == STDIN:
            return []
        lines = flow(self._screen, [(report.source, "title")], self._width)
        widest = max(map(self._screen.cells, lines))
        return [*lines, self._screen.ink(self._screen.glyphs.rule * widest, "dim")]

    def _headline(self, report: Report) -> list[str]:
        if not self.options.headline or report.riskiest is None:
            return []
        screen = self._screen
        sentence = report.text[report.riskiest.start : report.riskiest.end]
        words = wording.quote(shortened(screen, sentence, HEADLINE_CELLS))
        left, right, low_left, low_right, across, down = screen.glyphs.box
        inside = flow(screen, [(wording.HEADLINE, "dim")], self._width - 4)
        inside += flow(screen, [(words, "headline")], self._width - 4)
        room = max(map(screen.cells, inside))
        return [
            left + across * (room + 2) + right,
            *(f"{down} {line}{' ' * (room - screen.cells(line))} {down}" for line in inside),
            low_left + across * (room + 2) + low_right,
        ]

    def _unread(self, report: Report) -> list[str]:
        counts = [wording.unread_lines(count, reason) for reason, count in unread_counts(report).items()]
        if not counts:
            return []
        return flow(self._screen, [(f"({', '.join(counts)})", "dim")], self._width)


RENDERER = TerminalRenderer
