"""`coach reframe --diff`: the lines that change, each word that goes or comes marked where it stands."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coach.findings import Places
from coach.render.location import LINE_END
from coach.render.terminal_screen import Screen
from coach.render.terminal_wrap import flow
from coach.render.word_diff import IN, OUT, SAME, Stretch, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.model import Reframed, Rewrite
    from coach.render.base import RenderOptions
    from coach.render.terminal_screen import Piece

NARROWEST = 20
# More unchanged words in a row than this are shown only near the changes.
MOST_SAME = 40
NEAR = 12
_SIGNS = {OUT: ("[-", "-]"), IN: ("{+", "+}")}
_WORDS = re.compile(r"\s*\S+|\s+\Z")
# Part of a word.
_PART = re.compile(r"[\w\u0300-\u036f]+")
LONGEST_WORD = 60


class _Line(NamedTuple):
    # None goes on a line that the rewriting has cut.
    number: int | None
    stretches: list[Stretch]


def diff_text(reframed: Reframed, choices: Sequence[Rewrite | None], options: RenderOptions) -> str:
    """Return the changes that the choices make, at the width of the options; nothing when they change nothing."""
    screen = Screen(unicode=options.unicode, color=options.color)
    places = Places(reframed.text)
    lines = [
        line
        for group in _groups(reframed.text, choices)
        for line in _lines(*_stretches(reframed.text, group, places), screen)
    ]
    digits = len(str(max((line.number or 0 for line in lines), default=0)))
    shown: list[str] = []
    for number, stretches in lines:
        gutter = f" {number or '':>{digits}} {screen.glyphs.gutter} "
        pieces = list(_pieces(stretches, screen))
        width = max(options.width, NARROWEST)
        shown += flow(screen, pieces, width, (gutter, "dim"), f" {'':{digits}} {screen.glyphs.gutter} ")
    return "".join(f"{line}\n" for line in shown)


def _groups(text: str, choices: Sequence[Rewrite | None]) -> list[list[Rewrite]]:
    """Return the rewritings that change something, those that share a line together."""
    made = [one for one in choices if one is not None and text[one.span.start : one.span.end] != one.text]
    groups: list[list[Rewrite]] = [made[:1]] if made else []
    for before, after in pairwise(made):
        if LINE_END.search(text, before.span.end, after.span.start):
            groups.append([after])
        else:
            groups[-1].append(after)
    return groups


def _stretches(text: str, group: list[Rewrite], places: Places) -> tuple[list[Stretch], int]:
    """Return the lines of a group, from the start of the first to the end of the last, and the number of the first."""
    first, last = group[0].span.start, group[-1].span.end
    number, column = places.of(first)
    done = first - column + 1
    stretches: list[Stretch] = []
    for one, limit in zip(group, [*(each.span.start for each in group[1:]), None], strict=True):
        # A rewriting may begin or end within a word; words are shown whole.
        start, end = _widened(text, one, done, len(text) if limit is None else limit)
        stretches.append(Stretch(SAME, text[done:start]))
        after = text[start : one.span.start] + one.text + text[one.span.end : end]
        stretches += word_diff(text[start:end], after)
        done = end
    if not LINE_END.match(text, last - 1):
        line_end = LINE_END.search(text, done)
        stretches.append(Stretch(SAME, text[done : line_end.start() if line_end else len(text)]))
    return _folded([each for each in stretches if each.text]), number


def _widened(text: str, one: Rewrite, low: int, high: int) -> tuple[int, int]:
    """Return the span of a rewriting, with what is left of the words that it cuts, between two bounds."""
    # Two sentences taken out side by side both claim the blanks between them.
    start, end = max(low, one.span.start), one.span.end
    left = _PART.match(text[max(low, start - LONGEST_WORD) : start][::-1])
    right = _PART.match(text[end : min(high, end + LONGEST_WORD)])
    if left and (_PART.match(text[start : start + 1]) or _PART.match(one.text)):
        start -= left.end()
    if right and (_PART.match(text[end - 1 : end]) or _PART.match(one.text[-1:])):
        end += right.end()
    return start, end


def _folded(stretches: list[Stretch]) -> list[Stretch]:
    """Cut out what stands far from any change."""
    folded: list[Stretch] = []
    for index, (kind, text) in enumerate(stretches):
        words = _WORDS.findall(text) if kind == SAME and not LINE_END.search(text) else []
        shown = text
        if len(words) > MOST_SAME:
            head = "".join(words[:NEAR]) if index else ""
            tail = "".join(words[-NEAR:]) if index < len(stretches) - 1 else ""
            shown = f"{head} … {tail.lstrip()}".lstrip(" ") if tail else f"{head} …"
        folded.append(Stretch(kind, shown))
    return folded


def _lines(stretches: list[Stretch], number: int, screen: Screen) -> Iterator[_Line]:
    """Cut at the line ends, and number as the old text is; a line end that goes or comes is drawn."""
    sign = "↵" if screen.unicode else "\\n"
    current = _Line(number, [])
    for kind, text in stretches:
        start = 0
        for end in LINE_END.finditer(text):
            current.stretches.append(Stretch(kind, text[start : end.start()] + sign * (kind != SAME)))
            yield current
            number += kind != IN
            current = _Line(None if kind == IN else number, [])
            start = end.end()
        current.stretches.append(Stretch(kind, text[start:]))
    if any(text for _, text in current.stretches):
        yield current


def _pieces(stretches: list[Stretch], screen: Screen) -> Iterator[Piece]:
    for kind, text in stretches:
        # A tab would be as wide as where it stands, and it stands elsewhere once the marks are there.
        shown = text.replace("\t", " ")
        if kind == SAME or not shown:
            yield shown, ""
        elif screen.color:
            yield shown, kind
        else:
            left, right = _SIGNS[kind]
            yield f"{left}{shown}{right}", ""
