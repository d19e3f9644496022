"""From the HTML of a message to its text: paragraphs, lists and line breaks kept, what is quoted marked with « > »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.errors import InputError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MISSING = (
    "ces messages sont en HTML, et la bibliothèque « selectolax » qui les lit n’est pas installée : "
    "pip install 'coach-fr[review]'"
)
_TAG = re.compile(r"</?(?:p|div|span|br|b|strong|i|em|u|a|ul|ol|li|table|td|tr|html|body|font|h[1-6])\b[^<>]*>", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r"\n(?:(?:> ?)*\n){2,}")
_BLOCKS = frozenset({
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "section",
    "summary", "tbody", "tfoot", "thead", "tr",
})  # fmt: skip
# These stand apart from what surrounds them.
_PARAGRAPHS = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"})
_UNREAD = frozenset({"head", "iframe", "noscript", "object", "script", "style", "template", "title", "-comment"})
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
    text = "\n".join(_Page().read(piece) for piece in _pieces(html))
    return _BLANKS.sub("\n\n", text).strip()


def _pieces(html: str) -> list[str]:
    starts = [tag.start() for tag in re.finditer("<", html)][_MOST_TAGS::_MOST_TAGS]
    return [html[start:end] for start, end in zip([0, *starts], [*starts, len(html)], strict=True)]


class _Page:
    """The lines of a page as they are written."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._kept = 0  # how many <pre> are open: inside, spaces and line ends count

    def read(self, html: str) -> str:
        """Return the text of a page."""
        try:
            from selectolax.lexbor import LexborHTMLParser
        except ImportError:
            raise InputError(_MISSING) from None
        self._walk(LexborHTMLParser(html).root)
        self._end()
        return "\n".join(self._lines)

    def _walk(self, top: LexborNode | None) -> None:
        """Visit the nodes in order without recursion: mails nest deep."""
        node = top
        top_id = None if top is None else top.mem_id
        while node is not None:
            below = None if node.tag in _UNREAD else self._open(node)
            while below is None:
                if node.mem_id == top_id:
                    return
                following = node.next
                if following is not None:
                    below = following
                else:
                    node = node.parent
                    if node is None:
                        return
                    self._close(node.tag or "")
            node = below

    def _open(self, node: LexborNode) -> LexborNode | None:
        """Write the start of a node; return its first child. A node without children is closed at once."""
        tag = node.tag or ""
        if tag == "-text":
            self._words(node.text(deep=False))
            return None
        if tag == "br":
            self._end()
            return None
        self._start(tag)
        below = node.first_child
        if below is None:
            self._close(tag)
        return below

    def _start(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _PARAGRAPHS:
            self._break(apart=tag in _PARAGRAPHS)
        if tag == "li":
            self._line.append("- ")
        elif tag in ("td", "th") and self._line:
            self._line.append(" ")
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._kept += 1

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _PARAGRAPHS:
            self._break(apart=tag in _PARAGRAPHS)
        if tag == "blockquote":
            self._quotes -= 1
        elif tag == "pre":
            self._kept -= 1

    def _words(self, text: str) -> None:
        if self._kept:
            first, *others = text.split("\n")
            self._line.append(first)
            for line in others:
                self._end()
                self._line.append(line)
        else:
            self._line.append(text)

    def _break(self, *, apart: bool) -> None:
        if "".join(self._line).strip():
            self._end()
        self._line.clear()
        if apart and self._lines and self._lines[-1].strip("> "):
            self._lines.append(("> " * self._quotes).rstrip())

    def _end(self) -> None:
        line = "".join(self._line)
        line = line.rstrip() if self._kept else _SPACES.sub(" ", line).strip(" ")
        self._lines.append(("> " * self._quotes + line).rstrip(" "))
        self._line.clear()
