"""Short quotes: the sentence around some words, without what tells who somebody is."""

from __future__ import annotations

import re

from coach.review.pseudonyms import Mask

LONGEST = 180
_END = re.compile(r"[.!?…]+(?=[\s»\"”)]|$)|[\r\n]+")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:M|MM|Mr|Mme|Mmes|Mlle|Dr|Me|St|Ste|art|env|tél|réf|etc|p|n|[A-Z])$")
# How far around the words a sentence is looked for: a text without a full stop must not cost its whole length.
_AROUND = 600


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence that holds some characters begins and ends."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    first, last = low, high
    for match in _END.finditer(text, low, high):
        if text[match.start()] == "." and _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.end() >= end:
            last = match.end()
            break
    return first, last


def quoted(text: str, start: int, end: int, mask: Mask, *, whole: bool = False) -> str:
    """Return the sentence around some characters, or the whole text, masked, on one line, cut where it is long."""
    first, last = (0, min(len(text), _AROUND)) if whole else sentence_around(text, start, end)
    line = " ".join(mask(text[first:last]).split())
    if len(line) <= LONGEST:
        return line
    # What the quote is for must stay in it.
    words = " ".join(mask(text[start:end]).split())
    at = max(line.find(words), 0)
    low = max(0, min(at - (LONGEST - len(words)) // 2, len(line) - LONGEST))
    cut = line[low : low + LONGEST]
    before, after = "…" if low else "", "…" if low + LONGEST < len(line) else ""
    return f"{before}{cut.strip()}{after}"
