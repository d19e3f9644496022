"""Words between quotation marks: « … », “ … ”, " … ", ‘ … ’ and what people type instead."""

from __future__ import annotations

import re

from coach.french.emphasis import is_own_word
from coach.french.pairing import BLANK_LINE, Pair, Pairing

_SINGLES = re.compile(r"(?<![\w’'])([‘'])(?=[^\W\d])|(?<=[\w.!?…»])[’'](?!\w)")
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|aujourd)$", re.IGNORECASE)
# A quotation in single marks is short; two marks further apart are stray apostrophes.
_LONGEST_SINGLE = 300


def quotations(text: str, stretches: list[Pair]) -> list[Pair]:
    """Return the outermost quotations of the stretches of a text, marks included, in order.

    Guillemets pair even across paragraphs, the others inside one only. An opener that is never closed quotes
    nothing, unless it is a « after a colon by which the customer is made to speak: then up to its paragraph's end.
    """
    double = "«" in text or '"' in text or "“" in text or "”" in text or "<" in text or "‹" in text
    single = "‘" in text or " '" in text
    pairs: list[Pair] = []
    for start, end in stretches if double or single else ():
        pairs += Pairing(text, start, end).run()
        if single:
            pairs += _singles(text, start, end)
    if single:
        pairs = _outermost(sorted(pairs))
    # Marks around the whole draft were brought along with it: somebody copied a cell or an example.
    if len(pairs) == 1 and not text[: pairs[0][0]].strip() and not text[pairs[0][1] :].strip():
        return []
    return [pair for pair in pairs if not is_own_word(text, *pair)]


def _outermost(pairs: list[Pair]) -> list[Pair]:
    """Join the pairs that overlap, given in order."""
    kept: list[Pair] = []
    for start, end in pairs:
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return kept


def _singles(text: str, start: int, end: int) -> list[Pair]:
    """Return the quotations in single marks, told from apostrophes by the spaces around them."""
    pairs: list[Pair] = []
    opener = -1
    for match in _SINGLES.finditer(text, start, end):
        at = match.start()
        if match[1]:
            opener = at
        elif opener >= 0 and not _ELIDED.search(text, max(at - 8, 0), at):
            if at - opener <= _LONGEST_SINGLE and not BLANK_LINE.search(text, opener, at):
                pairs.append((opener, at + 1))
            opener = -1
    return pairs
