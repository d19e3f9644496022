"""Which lines of a draft are worth showing, and which are better counted."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.render.location import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.model import Report, Skipped
    from coach.render.terminal_wrap import Ribbon

# A draft of more lines than this is shown only around the words to rephrase.
LONG_DRAFT = 400
AROUND = 2
# So many unread lines together are counted instead of shown.
LONG_UNREAD = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the draft, without its end."""

    number: int
    start: int
    end: int
    blank: bool
    marked: bool
    # Why the line was not read as the adviser's words; None when any of it was.
    reason: str | None

    @property
    def unread(self) -> bool:
        """Tell whether nothing of the line was read as the adviser's words."""
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines left out: not read for a reason, or just quiet."""

    count: int
    reason: str | None

    @property
    def unread(self) -> bool:
        """Tell whether the lines were not read as the adviser's words."""
        return self.reason is not None


def plan(report: Report, ribbon: Ribbon) -> list[Line | Fold]:
    """Return what to show of the draft, in order; blank lines at both ends are left out."""
    lines = list(_lines(report, ribbon))
    while lines and lines[-1].blank:
        lines.pop()
    first = next((index for index, line in enumerate(lines) if not line.blank), 0)
    lines = lines[first:]
    if len(lines) > LONG_DRAFT:
        return _around_marks(lines)
    return _fold_unread(lines)


def unread_counts(report: Report) -> dict[str, int]:
    """Return how many lines each reason kept from being read."""
    counts: dict[str, int] = {}
    for skipped in report.skipped:
        stretch = report.text[skipped.span.start : skipped.span.end].strip("\r\n")
        counts[skipped.reason] = counts.get(skipped.reason, 0) + len(LINE_END.split(stretch))
    return counts


def _lines(report: Report, ribbon: Ribbon) -> Iterator[Line]:
    text = report.text
    skipped = sorted(report.skipped, key=lambda each: each.span)
    starts = [each.span.start for each in skipped]
    start = 0
    ends = [(match.start(), match.end()) for match in LINE_END.finditer(text)] + [(len(text), len(text))]
    for number, (end, following) in enumerate(ends, 1):
        words = text[start:end].strip()
        marked = bool(ribbon.styles(start, end) - {"", "unread"})
        reason = None if marked or not words else _reason(text, start, end, skipped, starts)
        yield Line(number, start, end, not words, marked, reason)
        start = following


def _reason(text: str, start: int, end: int, skipped: Sequence[Skipped], starts: Sequence[int]) -> str | None:
    """Return why a whole line was skipped; the blanks around its words do not count."""
    line = text[start:end]
    first = start + len(line) - len(line.lstrip())
    last = start + len(line.rstrip())
    index = bisect_right(starts, first) - 1
    if index < 0 or skipped[index].span.end < last:
        return None
    return skipped[index].reason


def _fold_unread(lines: Sequence[Line]) -> list[Line | Fold]:
    """Replace each long run of lines skipped for one reason, blank lines within it included, by its count."""
    items: list[Line | Fold] = []
    index = 0
    while index < len(lines):
        stop = _run_end(lines, index)
        if stop - index >= LONG_UNREAD:
            items.append(Fold(stop - index, lines[index].reason))
        else:
            items += lines[index:stop]
        index = stop
    return items


def _run_end(lines: Sequence[Line], index: int) -> int:
    """Return the end of the run that begins at `index`: lines of its reason, and blank ones between them."""
    stop = index + 1
    if not lines[index].unread:
        return stop
    for later in range(stop, len(lines)):
        if lines[later].reason == lines[index].reason:
            stop = later + 1
        elif not lines[later].blank:
            break
    return stop


def _around_marks(lines: Sequence[Line]) -> list[Line | Fold]:
    """Keep the lines with something underlined and a few around; count the rest."""
    kept: set[int] = set()
    for index, line in enumerate(lines):
        if line.marked:
            kept.update(range(max(index - AROUND, 0), min(index + AROUND + 1, len(lines))))
    items: list[Line | Fold] = []
    hidden = 0
    for index, line in enumerate(lines):
        if index in kept:
            if hidden:
                items.append(Fold(hidden, None))
                hidden = 0
            items.append(line)
        else:
            hidden += 1
    if hidden:
        items.append(Fold(hidden, None))
    return items
