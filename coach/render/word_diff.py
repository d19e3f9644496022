"""What changes from one text to another, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME, OUT, IN = "same", "out", "in"
# Past so many words on either side the comparison would take too long, and nobody could follow it.
MOST_WORDS = 1500
# A line end, a blank, a placeholder, a word with its elision and combining accents, or one other character.
_WORD = re.compile(r"\r\n|[\r\n]|[^\S\r\n]+|\[[^][\r\n]{1,40}\]|[\w\u0300-\u036f]+['’]?|[^\w\s]")
# Words that two changes share by chance: one change reads better than two around « de ».
_SHORT = 3


class Stretch(NamedTuple):
    """Some text that both have (same), only the old one (out) or only the new one (in)."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Stretch]:
    """Return the stretches that make `before` without those that are in, and `after` without those that are out."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    stretches: list[Stretch] = []
    for same, gone, come in _joined(list(_changes(old, new))):
        stretches += [Stretch(SAME, same)] * bool(same)
        stretches += [Stretch(OUT, gone)] * bool(gone)
        stretches += [Stretch(IN, come)] * bool(come)
    return stretches


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what is the same, then what goes and what comes after it."""
    shortest = min(len(old), len(new))
    start = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    end = next((at for at in range(shortest - start) if old[-1 - at] != new[-1 - at]), shortest - start)
    head, tail = "".join(old[:start]), "".join(old[len(old) - end :])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old), len(new)) > MOST_WORDS:
        yield head, "".join(old), "".join(new)
    else:
        # No two stretches are matched for their blanks alone.
        for kind, a, b, c, d in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                head += "".join(old[a:b])
            else:
                yield head, "".join(old[a:b]), "".join(new[c:d])
                head = ""
        tail = head + tail
        head = ""
    yield tail, "", ""


def _joined(changes: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Join changes with hardly anything between them."""
    last: tuple[str, str, str] | None = None
    for same, gone, come in changes:
        if last is not None and (gone or come) and (last[1] or last[2]) and _is_little(same):
            last = (last[0], last[1] + same + gone, last[2] + same + come)
            continue
        if last is not None:
            yield last
        last = (same, gone, come)
    if last is not None:
        yield last


def _is_little(text: str) -> bool:
    words = text.split()
    return not re.search(r"[\r\n]", text) and len(words) <= 1 and all(len(word) <= _SHORT for word in words)
