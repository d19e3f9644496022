"""What a reply drags along: the mails that it answers and the lines quoted with `>`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from coach.french.mail_headers import header_lines, is_separator, wrote_line

if TYPE_CHECKING:
    from coach.french.lines import Lines

_QUOTED = (">", "&gt;")
# What a separator is made of, and how a « De : » begins: only a line that may be one is read further.
_RULED = frozenset("-_=*#~<>–—:")
_DOUBLED = frozenset(mark * 2 for mark in _RULED)
_SENDER = frozenset(("De", "de", "DE", "Fr", "fr", "FR", "Vo", "Va", "Ex", "EX", "*D", "*F", "**", "_D", "__"))
_FIRST = frozenset(head[0] for head in _SENDER) | _RULED | {"&"}


class Block(NamedTuple):
    """Lines `first` to `after - 1`, which are not the adviser's."""

    first: int
    after: int
    reason: Literal["citation", "historique"]


def past(lines: Lines) -> list[Block]:
    """Return the quoted lines and the histories of a draft, in order.

    An « a écrit : » followed by `>` lines takes these with it and the adviser writes again after them; any other
    header takes the rest of the text.
    """
    found: list[Block] = []
    bare, size, done = lines.bare, len(lines.bare), 0
    addresses, markers = "@" in lines.text, "dessus de cette" in lines.text or "above this" in lines.text
    for index, line in enumerate(bare):
        if not line or index < done or not (line[0] in _FIRST or line[-1] in _RULED or addresses or markers):
            continue
        if line.startswith(_QUOTED):
            done = _quoted_end(bare, index)
            found.append(Block(index, done, "citation"))
            continue
        first = wrote_line(lines, index, _QUOTED) if line[-1] == ":" or addresses else None
        if first is not None:
            below = lines.filled(index + 1, 1, size)
            done = _quotes_end(lines, below) if lines.starts_with(below, _QUOTED) else size
        elif (line[-1] in _RULED or line[:2] in _DOUBLED or markers) and is_separator(line):
            first, done = index, size
        elif line[:2] in _SENDER and ":" in line[:16]:
            first = header_lines(lines, index)
            done = done if first is None else size
        if first is not None:
            found.append(Block(max(first, found[-1].after if found else 0), done, "historique"))
    return found


def _quoted_end(bare: list[str], index: int) -> int:
    """Return the line after the `>` lines that begin at `index`."""
    while index < len(bare) and bare[index].startswith(_QUOTED):
        index += 1
    return index


def _quotes_end(lines: Lines, index: int) -> int:
    """Return the line after the `>` lines from `index` on, blank lines among them included."""
    end = index
    while lines.starts_with(index, _QUOTED):
        end = _quoted_end(lines.bare, index)
        index = lines.filled(end, 1, len(lines.bare))
    return end
