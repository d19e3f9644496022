"""From the HTML of a message to its text: paragraphs, lists and line breaks kept, what is quoted marked with « > »."""

from __future__ import annotations

import re

from coach.transcripts.html_page import Page

_TAG = re.compile(r"</?(?:p|div|span|br|b|strong|i|em|u|a|ul|ol|li|table|td|tr|html|body|font|h[1-6])\b[^<>]*>", re.I)
_BLANKS = re.compile(r"\n(?:(?:> ?)*\n){2,}")
# The parser's time grows with the square of the depth: past this many tags a message is read in pieces.
_MOST_TAGS = 5000


def looks_html(text: str) -> bool:
    """Return whether a text has at least one tag that messages are made of."""
    return _TAG.search(text) is not None


def text_of(html: str) -> str:
    """Return the text of an HTML message; a text without tags comes back as it is, its entities read.

    Raise InputError when the library that reads HTML is not installed.
    """
    if "<" not in html and "&" not in html:
        return html
    text = "\n".join(Page().read(piece) for piece in _pieces(html))
    return _BLANKS.sub("\n\n", text).strip()


def _pieces(html: str) -> list[str]:
    starts = [tag.start() for tag in re.finditer("<", html)][_MOST_TAGS::_MOST_TAGS]
    return [html[start:end] for start, end in zip([0, *starts], [*starts, len(html)], strict=True)]
