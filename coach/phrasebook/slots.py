"""The slots of a reframing: `{solution}`, filled with words that agree with their sentence, else shown `[solution]`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from coach.phrasebook.granted import Granted

SLOT = re.compile(r"\{([^{}]+)\}")
# Slots whose sentences take a noun group: an offer fills those, never `{action}`, where sentences want a verb.
OFFERS = frozenset({"solution", "solution A", "solution B", "option", "option A", "option B", "autre option", "offre"})
CONTACTS = frozenset({"relais", "service", "interlocuteur", "service de recours"})
_NOUNS = OFFERS | CONTACTS
_ELIDED = re.compile(r"\b(d|qu|jusqu|lorsqu|puisqu)e $", re.IGNORECASE)
_VOWEL = re.compile(r"(?!onze\b|oui\b)[aàâeéèêëiîïoôuùûœ]", re.IGNORECASE)
# « de le service » is « du service »: for noun groups only, « de le noter » stays.
_CONTRACTED = (("de ", "le ", "du "), ("de ", "les ", "des "), ("à ", "le ", "au "), ("à ", "les ", "aux "))
_OPENS = (".", "?", "!")


def filled(reframing: str, words: Callable[[str], str | None]) -> str:
    """Fill the slots for which there are words, asked for in reading order; the others stay visible."""
    text, *rest = _pieces(reframing)
    for name, after in zip(rest[::2], rest[1::2], strict=True):
        found = words(name)
        text = f"{text}[{name}]" if found is None else _joined(text, found, noun=name in _NOUNS)
        text += after
    return text


@lru_cache(maxsize=2000)
def _pieces(reframing: str) -> tuple[str, ...]:
    """Return a reframing cut at its slots: text, name of a slot, text, and so on."""
    return tuple(part.replace("-", " ") if at % 2 else part for at, part in enumerate(SLOT.split(reframing)))


def _joined(text: str, words: str, *, noun: bool) -> str:
    if not text or text.rstrip().endswith(_OPENS):
        return text + words[:1].upper() + words[1:]
    if noun:
        for before, article, both in _CONTRACTED:
            if text.endswith(f" {before}") and words.startswith(article):
                return text.removesuffix(before) + both + words.removeprefix(article)
    if _VOWEL.match(words) and _ELIDED.search(text):
        text = text[:-2] + "’"
    return text + words


def granted_words(grant: Granted | None) -> Callable[[str], str | None]:
    """Return what the margins put into the slots of one reframing: each offer once, the best first.

    The limit stands in brackets after the first of them, for the adviser to settle as any other blank.
    """
    if grant is None:
        return lambda _: None
    offers = list(grant.offers)
    if offers and grant.limit:
        offers[0] += f" [limite : {grant.limit}]"
    others = dict.fromkeys(CONTACTS, grant.contact) | {"raison": grant.reason, "conseil": grant.tip}

    def words(slot: str) -> str | None:
        if slot in OFFERS:
            return offers.pop(0) if offers else None
        return others.get(slot) or None

    return words
