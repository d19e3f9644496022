"""Which entries word a reframing with the message's own words: what they say cannot be kept where no text may be."""

from __future__ import annotations

import re

from coach.phrasebook.book import AGAIN, CompiledBook, pattern_of
from coach.phrasebook.slots import SLOT

_GROUP = re.compile(r"\(\?P<(\w+)>")


def quoting_rules(book: CompiledBook) -> frozenset[str]:
    """Return the ids of the entries that capture words and put them into a reframing."""
    found = set()
    for entry in book["entries"]:
        wanted = {name.replace("-", "_") for text in entry["reframings"] for name in SLOT.findall(text)}
        numbers = (number for members in entry["patterns"] for number in members) if wanted else ()
        if any(wanted & _captured(pattern_of(book, number)[0]) for number in numbers):
            found.add(entry["id"])
    return frozenset(found)


def _captured(regex: str) -> set[str]:
    return {name.partition(AGAIN)[0] for name in _GROUP.findall(regex)}
