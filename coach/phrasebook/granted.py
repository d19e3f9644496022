"""What the team may grant on the topic of a sentence: offers, their limit, the reason, a tip, who can do more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.phrasebook.matcher import Hit

# The signal of a topic of the margins, and what the identifier of its entry begins with.
MARGIN = "marge"
# A topic serves the sentence that names it and two on either side.
SERVES_WITHIN = 2
# Topics named this close to the fault are all its own: the longest wording is then the most precise.
_BESIDE = 3
# How many matches are weighed on each side: a text made of nothing else must not cost the square of its length.
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Granted:
    """What a topic of the margins says: offers as noun groups, the best first; "" where it says nothing.

    `offers` is empty for a topic on which the team offers nothing.
    """

    topic: str
    offers: tuple[str, ...]
    limit: str
    reason: str
    tip: str
    contact: str


def granted(sentence: int, margins: Sequence[Hit], near: tuple[int, int] | None = None) -> Granted | None:
    """Return what may be granted on the topic of a sentence; None when no topic is named there or close by.

    `margins` are the matches of the topics, in reading order. The nearest one counts: to the symbols `near`, which are
    those of a fault, else to the sentence.
    """
    around = _around(sentence, margins, near)
    if not around:
        return None

    def rank(hit: Hit) -> tuple[int, int, int, int]:
        far = 0 if near is None else max(hit.first - near[1], near[0] - hit.last, _BESIDE)
        return abs(hit.sentence - sentence), far, hit.first - hit.last, hit.first

    topic = _topic(min((hit for hit in around if not _inside_another(hit, around)), key=rank))
    # « Ni remboursement ni échange » : what the draft may be refusing beside it is no offer.
    others = {hit.entry["id"].removeprefix(f"{MARGIN}.") for hit in around} - {topic.topic}
    others |= {name.partition("-")[0] for name in others}
    return replace(topic, offers=tuple(offer for offer in topic.offers if _head(offer) not in others))


def _around(sentence: int, margins: Sequence[Hit], near: tuple[int, int] | None) -> Sequence[Hit]:
    """Return the matches that may serve a sentence: those of the sentences around, and of those the nearest."""
    first = bisect_left(margins, sentence - SERVES_WITHIN, key=lambda hit: hit.sentence)
    last = bisect_right(margins, sentence + SERVES_WITHIN, key=lambda hit: hit.sentence)
    if near is None:
        at = bisect_left(margins, sentence, key=lambda hit: hit.sentence)
    else:
        at = bisect_left(margins, near[0], key=lambda hit: hit.first)
    return margins[max(first, at - _LOOKED_AT) : min(last, at + _LOOKED_AT)]


def _topic(hit: Hit) -> Granted:
    assert hit.entry["margin"] is not None  # noqa: S101  all matches of this signal have one
    offers, *rest = hit.entry["margin"]
    return Granted(hit.entry["id"].removeprefix(f"{MARGIN}."), tuple(offers), *rest)


def _inside_another(hit: Hit, around: Sequence[Hit]) -> bool:
    """Tell whether a longer wording holds this one: « frais de livraison » speaks of fees."""
    length = hit.last - hit.first
    return any(one.first <= hit.first and hit.last <= one.last and one.last - one.first > length for one in around)


def _head(offer: str) -> str:
    """Return the noun of an offer, as topics are named: « échange » for « un échange de taille »."""
    words = offer.lower().replace("’", " ").replace("'", " ").split()
    return words[1] if len(words) > 1 else offer
