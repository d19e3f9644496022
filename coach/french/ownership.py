"""Whose words these are: the stretches of a draft that are not the adviser's own."""

from __future__ import annotations

from coach.french.history import Block, past
from coach.french.lines import Lines, cut
from coach.french.quotes import quotations
from coach.french.signature import endings
from coach.model import Skipped, Span


def skipped(text: str) -> tuple[Skipped, ...]:
    """Return the stretches of a draft that are not the adviser's own words, sorted and apart.

    The reasons are `citation` (between quotation marks, or lines that begin with `>`), `historique` (the mails
    answered, below or above), `signature` and `mentions` (legal footers). In doubt, quoted words are skipped and
    sentences outside quotation marks are not. The time is in proportion to the length of the text, whatever it holds.
    """
    lines = cut(text)
    blocks = past(lines) if text else []
    found = [(*lines.span(block.first, block.after), block.reason) for block in blocks]
    quotes = [pair for start, end in _gaps(lines, blocks) for pair in quotations(text, start, end)]
    ...
