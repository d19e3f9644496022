"""The end of a draft: who signs it, and the legal footers below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from coach.french.mentions import continues_mention, is_mention
from coach.french.signing import is_block_line, is_closing, is_greeting, is_postscript, is_rule, is_signing

if TYPE_CHECKING:
    from coach.french.lines import Lines

# How far up from the end a closing formula is looked for, in lines that are not blank.
_TAIL = 25
_MOST_SIGNING = 4
_MOST_FOOTERS = 6
_DELIMITER = "--"


class Ending(NamedTuple):
    """Lines `first` to `after - 1`."""

    first: int
    after: int
    reason: Literal["signature", "mentions"]


def endings(lines: Lines, first: int, after: int) -> list[Ending]:
    """Return the signature and the legal footers that end the lines `first` to `after - 1`, in order.

    What stands first is the body of the draft, whatever it looks like.
    """
    first = lines.filled(first, 1, after)
    closing = _closing(lines, first, after)
    found: list[Ending] = []
    if closing >= 0 and lines.bare[closing] == _DELIMITER:
        found = _below(lines, closing, after, delimited=True)
        after, closing = closing, _closing(lines, first, closing)
    found = (_below(lines, closing + 1, after) if closing >= 0 else _footers(lines, first, after)) + found
    if not found or found[0].reason != "signature":
        found = _signed(lines, first, min(after, found[0].first) if found else after) + found
    return found


def _closing(lines: Lines, first: int, after: int) -> int:
    """Return the last line that says goodbye, or -1."""
    seen = 0
    for at in range(after - 1, first, -1):
        line = lines.bare[at]
        if line:
            seen += 1
            if seen > _TAIL:
                break
            if is_closing(line, near=seen < 5):
                return at
    return -1


def _below(lines: Lines, at: int, after: int, delimited: bool = False) -> list[Ending]:
    """Return what follows a closing formula and is not the adviser's: names, then footers; a postscript is his."""
    found: list[Ending] = []
    signing = True
    while at < after:
        line = lines.bare[at]
        end = at + 1
        if line and is_postscript(line):
            end = lines.paragraph_end(at, after)
        elif line and (is_mention(line) or (_has_mention(found) and continues_mention(line))):
            end = lines.paragraph_end(at, after)
            found.append(Ending(at, end, "mentions"))
        elif line and signing and (is_rule(line) or is_block_line(line, delimited)):
            found.append(Ending(at, end, "signature"))
        elif line:
            signing = False
        at = end
    return _joined(lines, found)


def _has_mention(found: list[Ending]) -> bool:
    return bool(found) and found[-1].reason == "mentions"


def _joined(lines: Lines, found: list[Ending]) -> list[Ending]:
    """Join neighbours of one reason that only blank lines part, and drop what is nothing but rules."""
    joined: list[Ending] = []
    for ending in found:
        if (
            joined
            and joined[-1].reason == ending.reason
            and lines.filled(joined[-1].after, 1, ending.first) == ending.first
        ):
            joined[-1] = joined[-1]._replace(after=ending.after)
        else:
            joined.append(ending)
    return [e for e in joined if any(line and not is_rule(line) for line in lines.bare[e.first : e.after])]


def _footers(lines: Lines, first: int, after: int) -> list[Ending]:
    """Return the legal footers that end a draft without a closing formula."""
    found: list[Ending] = []
    while len(found) < _MOST_FOOTERS:
        last = lines.filled(after - 1, -1, first)
        top = last
        while top > first + 1 and lines.bare[top - 1] and last - top < _MOST_SIGNING:
            top -= 1
        starts = [
            at for at in dict.fromkeys((top, last - 1, last)) if top <= at and at > first and is_mention(lines.bare[at])
        ]
        if not starts or not _has_body(lines, first, starts[0]):
            break
        found.insert(0, Ending(starts[0], last + 1, "mentions"))
        after = starts[0]
    return _joined(lines, found)


def _has_body(lines: Lines, first: int, at: int) -> bool:
    """Tell whether something more than a greeting stands above line `at`."""
    above = lines.filled(at - 1, -1, first - 1)
    return above >= first and not is_greeting(lines.bare[above])


def _signed(lines: Lines, first: int, after: int) -> list[Ending]:
    """Return the name that ends a draft without a closing formula, with the title below it."""
    last = lines.filled(after - 1, -1, first)
    top = -1
    for at in range(last, max(last - _MOST_SIGNING, first), -1):
        line = lines.bare[at]
        if not line or not is_block_line(line) or is_closing(line, near=False):
            break
        if is_signing(line) and _ends_body(lines, first, at):
            top = at
    return [Ending(top, last + 1, "signature")] if top >= 0 else []


def _ends_body(lines: Lines, first: int, at: int) -> bool:
    """Tell whether the body is over before line `at`: neither a greeting nor a question waits for it as an answer."""
    above = lines.filled(at - 1, -1, first - 1)
    if above < first or is_greeting(lines.bare[above]):
        return False
    line = lines.bare[above]
    return line[-1] in ".!…)»" or (above < at - 1 and line[-1] not in "?:," and len(line) > 25)
