"""One page of HTML, written as lines while its nodes are visited in order."""

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
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset({
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "section",
    "summary", "tbody", "tfoot", "thead", "tr",
})  # fmt: skip
# These stand apart from what surrounds them.
_PARAGRAPHS = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"})
_UNREAD = frozenset({"head", "iframe", "noscript", "object", "script", "style", "template", "title", "-comment"})


class Page:
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
            self._break()
        if tag in _PARAGRAPHS:
            self._apart()
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
            self._break()
        if tag == "blockquote":
            self._quotes -= 1
        elif tag == "pre":
            self._kept -= 1
        if tag in _PARAGRAPHS:
            self._apart()

    def _words(self, text: str) -> None:
        if self._kept:
            first, *others = text.split("\n")
            self._line.append(first)
            for line in others:
                self._end()
                self._line.append(line)
        else:
            self._line.append(text)

    def _break(self) -> None:
        """End the line that has words, if any."""
        if "".join(self._line).strip():
            self._end()
        self._line.clear()

    def _apart(self) -> None:
        """Leave one blank line, marked as quoted when both sides are."""
        blank = ("> " * self._quotes).rstrip()
        if self._lines and self._lines[-1].strip("> "):
            self._lines.append(blank)
        elif self._lines:
            self._lines[-1] = min(self._lines[-1], blank, key=len)

    def _end(self) -> None:
        line = "".join(self._line)
        line = line.rstrip() if self._kept else _SPACES.sub(" ", line).strip(" ")
        self._lines.append(("> " * self._quotes + line).rstrip(" "))
        self._line.clear()
