"""Whose words these are: the stretches of a draft that are not the adviser's own."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from coach.french.history import past
from coach.french.lines import cut
from coach.french.quotes import quotations
from coach.french.signature import endings
from coach.model import Skipped, Span

if TYPE_CHECKING:
    from coach.french.history import Block
    from coach.french.lines import Lines


def skipped(text: str) -> tuple[Skipped, ...]:
    """Return the stretches of a draft that are not the adviser's own words, sorted and apart.

    The reasons are `citation` (between quotation marks, or lines that begin with `>`), `historique` (the mails
    answered, below or above), `signature` and `mentions` (legal footers). In doubt, words between marks are skipped
    and sentences without marks are not. Takes a time in proportion to the length of the text, whatever it holds.
    """
    lines = cut(text)
    blocks = past(lines)
    found: list[tuple[int, int, str]] = [(*lines.span(block.first, block.after), block.reason) for block in blocks]
    gaps = _gaps(lines, blocks) if blocks else [(0, len(lines.bare))]
    quotes = quotations(text, [(lines.starts[first], lines.starts[after]) for first, after in gaps])
    for ending in endings(lines, *gaps[-1]) if gaps else ():
        start, end = lines.span(ending.first, ending.after)
        at = bisect_left(quotes, (start, start)) if quotes else 0
        if at and quotes[at - 1][1] > start:
            continue  # the goodbye is the customer's, in a letter quoted whole
        del quotes[at : bisect_left(quotes, (end, end))]
        found.append((start, end, ending.reason))
    found += [(start, end, "citation") for start, end in quotes]
    found.sort()
    return tuple([Skipped(reason, Span(start, end)) for start, end, reason in found])


def _gaps(lines: Lines, blocks: list[Block]) -> list[tuple[int, int]]:
    """Return the runs of lines that the blocks leave and that are not blank, as first line and line after."""
    starts = [0, *(block.after for block in blocks)]
    ends = [*(block.first for block in blocks), len(lines.bare)]
    return [(first, after) for first, after in zip(starts, ends, strict=True) if lines.filled(first, 1, after) < after]
