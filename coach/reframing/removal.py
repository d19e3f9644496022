"""Taking a sentence out of a draft without leaving a hole: the space or the line it stood on goes with it."""

from __future__ import annotations

from coach.model import Span

_BLANKS = " \t\u00a0\u202f"


def removed(text: str, span: Span) -> Span:
    """Return what goes with a sentence: the blanks behind it, or before it at a line's end, or its whole line."""
    end = span.end
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    start = span.start
    while start and text[start - 1] in _BLANKS:
        start -= 1
    opens = start == 0 or text[start - 1] in "\r\n"
    closes = end == len(text) or text[end] in "\r\n"
    if opens and closes:
        # Alone on its line: the line goes, with the end of it (the one before it, on the last line).
        if end < len(text):
            end += 2 if text.startswith("\r\n", end) else 1
        elif start:
            start -= 2 if text.endswith("\r\n", 0, start) else 1
        return Span(start, end)
    return Span(start, span.end) if closes else Span(span.start, end)
