"""The draft itself, with the words to rephrase underlined where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.model import Report, Severity
from coach.render import wording
from coach.render.terminal_fold import Fold, Line, plan
from coach.render.terminal_wrap import Ribbon, Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.render.terminal_screen import Screen

UNREAD = "unread"
# A paragraph of more rows than this is shown only around the words to rephrase.
LONG_PARAGRAPH = 40
AROUND = 2

_DRAFT_STYLES = {severity: f"draft-{severity.slug}" for severity in Severity}
_SEVERITIES = {style: severity for severity, style in _DRAFT_STYLES.items()}


def draft_view(screen: Screen, report: Report, width: int) -> list[str]:
    """Return the lines of the draft, wrapped, numbered when there are several, quiet stretches folded."""
    ribbon = Ribbon(_flatten(report))
    items = plan(report, ribbon)
    last = max((item.number for item in items if isinstance(item, Line)), default=1)
    view = _View(screen, report.text, ribbon, _Gutter(screen, 0 if last == 1 else len(str(last))))
    lines: list[str] = []
    for item in items:
        lines += [view.fold(_fold_words(item))] if isinstance(item, Fold) else view.line(item, width)
    return [line.rstrip() for line in lines]


class _Gutter:
    """The margin with the line numbers; a plain indent for a draft of one line."""

    def __init__(self, screen: Screen, digits: int) -> None:
        self._screen = screen
        self._digits = digits
        self.width = digits + 4 if digits else 2

    def blank(self) -> str:
        return self._made("", self._screen.glyphs.unread_gutter)

    def of(self, line: Line, *, first: bool) -> str:
        glyphs = self._screen.glyphs
        return self._made(str(line.number) if first else "", glyphs.unread_gutter if line.unread else glyphs.gutter)

    def _made(self, number: str, sign: str) -> str:
        if not self._digits:
            return "  "
        return self._screen.ink(f" {number:>{self._digits}} {sign} ", "dim")


@dataclass(frozen=True, slots=True)
class _View:
    screen: Screen
    text: str
    ribbon: Ribbon
    gutter: _Gutter

    def fold(self, words: str) -> str:
        return self.gutter.blank() + self.screen.paint(f"… {words}".rstrip(), "dim")

    def line(self, line: Line, width: int) -> Iterator[str]:
        cut = rows(self.screen, self.text, line.start, line.end, max(width - self.gutter.width, 10))
        shown = _near_marks(cut, self.ribbon) if len(cut) > LONG_PARAGRAPH else cut
        for index, row in enumerate(shown):
            if row is None:
                yield self.fold("")
                continue
            words, marks = self.row(row)
            yield self.gutter.of(line, first=not index) + words
            if marks:
                yield self.gutter.of(line, first=False) + marks

    def row(self, row: Row) -> tuple[str, str]:
        """Return the words of a row and, without colours, the marks that go under them."""
        words: list[str] = []
        marks: list[str] = []
        column = 0
        signs = self.screen.glyphs.marks
        for start, end, style in self.ribbon.cut(*row):
            shown = self.screen.show(self.text[start:end], column)
            cells = self.screen.width(shown)
            column += cells
            words.append(self.screen.ink(shown, style))
            marks.append(cells * (signs[_SEVERITIES[style]] if style in _SEVERITIES else " "))
        return "".join(words), "" if self.screen.color else "".join(marks).rstrip()


def _near_marks(cut: Sequence[Row], ribbon: Ribbon) -> Iterator[Row | None]:
    """Return the rows that are near underlined words; None stands for some left out."""
    kept = [False] * len(cut)
    for index, row in enumerate(cut):
        if any(style in _SEVERITIES for style in ribbon.styles(*row)):
            low = max(index - AROUND, 0)
            kept[low : index + AROUND + 1] = [True] * (min(index + AROUND + 1, len(cut)) - low)
    for index, row in enumerate(cut):
        if kept[index]:
            yield row
        elif index == 0 or kept[index - 1]:
            yield None


def _fold_words(fold: Fold) -> str:
    return wording.unread_lines(fold.count, fold.reason) if fold.unread else wording.quiet_lines(fold.count)


def _flatten(report: Report) -> list[tuple[int, int, str]]:
    """Return the stretches to style, apart from one another: the graver wins, and any fault wins over unread."""
    size = len(report.text)
    layers = [(skipped.span, 0) for skipped in report.skipped]
    layers += [(finding.span, int(finding.severity)) for finding in report.findings]
    events: list[tuple[int, int, int]] = []
    for span, level in layers:
        start, end = max(span.start, 0), min(span.end, size)
        if start < end:
            events += [(start, 1, level), (end, -1, level)]
    events.sort()
    open_layers = [0] * (max(Severity) + 1)
    stretches: list[tuple[int, int, str]] = []
    for (position, change, level), (following, _, _) in pairwise(events):
        open_layers[level] += change
        top = next((level for level in reversed(range(len(open_layers))) if open_layers[level]), None)
        if top is not None and position < following:
            stretches.append((position, following, _DRAFT_STYLES[Severity(top)] if top else UNREAD))
    return stretches
