"""The end of a draft: who signs it, and the legal footers below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from coach.french.mentions import continues_mention, is_mention
from coach.french.names import is_signing
from coach.french.signing import is_block_line, is_closing, is_device, is_formal, is_greeting, is_postscript, is_rule

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
    if first == after:
        return []
    closing = _closing(lines, first, after)
    delimited: list[Ending] = []
    if closing >= 0 and lines.bare[closing] == _DELIMITER:
        delimited = _below(lines, closing, after, delimited=True)
        after, closing = closing, _closing(lines, first, closing)
    found = _below(lines, closing + 1, after) if closing >= 0 else _footers(lines, first, after)
    if not found or found[0].reason != "signature":
        found = _signed(lines, first, found[0].first if found else after) + found
    if found and delimited and found[-1].reason == delimited[0].reason and found[-1].after == delimited[0].first:
        delimited[0] = Ending(found.pop().first, delimited[0].after, delimited[0].reason)
    return found + delimited


def _closing(lines: Lines, first: int, after: int) -> int:
    """Return the last line that says goodbye, or -1."""
    seen = 0
    for at in range(after - 1, first, -1):
        line = lines.bare[at]
        if line:
            if is_closing(line, near=seen < 4):
                return at
            seen += 1
            if seen == _TAIL:
                break
    return -1


def _below(lines: Lines, at: int, after: int, delimited: bool = False) -> list[Ending]:
    """Return what follows a closing formula and is not the adviser's: names, then footers; a postscript is his."""
    found: list[Ending] = []
    signing, grows, ruled = True, False, False
    sure = delimited or is_formal(lines.bare[at - 1])
    reason: Literal["signature", "mentions"] | None
    while at < after:
        line = lines.bare[at]
        end, reason = at + 1, None
        if not line:
            at = end
            continue
        if is_postscript(line):
            end = lines.paragraph_end(at, after)
        elif is_mention(line) or (grows and found[-1].reason == "mentions" and continues_mention(line)):
            end, reason = lines.paragraph_end(at, after), "mentions"
        elif signing and is_rule(line):
            reason, ruled = "signature", True
        elif signing and is_block_line(line, delimited) and (sure or is_signing(line)):
            reason, sure = "signature", True
        else:
            signing = False
        if reason and grows and found[-1].reason == reason:
            found[-1] = Ending(found[-1].first, end, reason)
        elif reason:
            found.append(Ending(at, end, reason))
        grows, at = reason is not None, end
    return [ending for ending in found if not ruled or _says_something(lines, ending)]


def _says_something(lines: Lines, ending: Ending) -> bool:
    """Tell whether an ending is more than rules."""
    return any(line and not is_rule(line) for line in lines.bare[ending.first : ending.after])


def _footers(lines: Lines, first: int, after: int) -> list[Ending]:
    """Return the legal footers that end a draft without a closing formula."""
    found: list[Ending] = []
    for _ in range(_MOST_FOOTERS):
        last = lines.filled(after - 1, -1, first)
        top = last
        while top > first + 1 and lines.bare[top - 1] and last - top < _MOST_SIGNING:
            top -= 1
        at = next((at for at in range(top, last + 1) if at > first and is_mention(lines.bare[at])), -1)
        # With nothing more than a greeting above, it is the answer itself.
        above = lines.filled(at - 1, -1, first - 1) if at > first else -1
        if above < first or is_greeting(lines.bare[above]):
            break
        if found and lines.filled(last + 1, 1, found[0].first) == found[0].first:
            last = found.pop(0).after - 1
        found.insert(0, Ending(at, last + 1, "mentions"))
        after = at
    return found


def _signed(lines: Lines, first: int, after: int) -> list[Ending]:
    """Return the name that ends a draft without a closing formula, with the title below it."""
    last = lines.filled(after - 1, -1, first)
    top, after = -1, last + 1
    if last > first and is_device(lines.bare[last]):
        top, last = last, lines.filled(last - 1, -1, first)
    for at in range(last, max(last - _MOST_SIGNING, first), -1):
        line = lines.bare[at]
        if not line or not is_block_line(line) or is_closing(line, near=False):
            break
        if is_signing(line) and _ends_body(lines, first, at):
            top = at
    return [Ending(top, after, "signature")] if top >= 0 else []


def _ends_body(lines: Lines, first: int, at: int) -> bool:
    """Tell whether the body is over before line `at`: neither a greeting nor a question waits for it as an answer."""
    above = lines.filled(at - 1, -1, first - 1)
    if above < first or is_greeting(lines.bare[above]):
        return False
    line = lines.bare[above]
    if above < at - 1 and len(line) > 25:
        return line[-1] not in "?:,"
    return not line[-1].isalnum() and line[-1] not in "?:;,-/"
