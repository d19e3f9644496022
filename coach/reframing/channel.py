"""By which channel a draft will reach the customer, where its form says so plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.french.normal import word_list
from coach.model import Skipped
from coach.reframing.words import Word

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
# Alone on its line: « Bonjour Madame Rey, ».
_SALUTATION = re.compile(
    r"^[ \t]*(?:bonjour|bonsoir|madame|monsieur|mesdames|messieurs|ch(?:er|ère)s?)\b[^.!?\n]{0,60}[,!.]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING = re.compile(
    r"^[ \t]*(?:(?:bien|très) )?(?:cordialement|sincèrement|respectueusement|bien à (?:vous|toi)|"
    r"(?:avec mes |mes |nos )?(?:sincères|meilleures|cordiales|respectueuses) salutations|salutations distinguées)\b",
    re.IGNORECASE | re.MULTILINE,
)
# What a letter has and few mails do; two of the three tell it.
_LETTER = (
    re.compile(
        rf"^[ \t]*[^\W\d_][\w’' -]*,[ \t]le[ \t](?:1er|\d\d?)[ \t](?:{_MONTHS})[ \t]\d{{4}}\b", re.I | re.MULTILINE
    ),
    re.compile(r"^[ \t]*objet[ \t\xa0\u202f]?:", re.I | re.MULTILINE),
    re.compile(r"\b(?:agréer|recevoir|croire)\b[^.!?]{0,80}\b(?:salutations|considération|sentiments)\b", re.I),
)
# An answer to a public review; « votre avis d’imposition » and « à votre avis » are others.
_REVIEW = re.compile(
    r"\b(?:merci|remerci\w+|lu|suite à|(?:en )?réponse à|laissé|publié|posté|partagé|rédigé)\b[^.!?\n]{0,40}?"
    r"(?<!\bà )\b(?:votre|ton)[ \xa0](?:avis|commentaire)\b(?![ \xa0](?:de|du|des)\b|[ \xa0]d[’'])",
    re.IGNORECASE,
)
# Spellings of chats and text messages.
_SPELLINGS = word_list(
    "bjr bsr slt cc dsl stp pk pq pcq bcp tjs tjrs jms tkt chui jsuis jpeux jvais nn oki mdr lol ptdr mnt qd qqch"
)
_LONGEST_CHAT = 60
_OTHERS_WORDS = ("citation", "historique")


def channel(text: str, words: Sequence[Word], skipped: Sequence[Skipped] = ()) -> str | None:
    """Return the channel of a draft (see CHANNELS), None when its form does not tell it.

    `words` are those of the draft; of what is `skipped`, the words of others say nothing of it.
    """
    for one in reversed(skipped):
        if one.reason in _OTHERS_WORDS:
            text = text[: one.span.start] + "\n" + text[one.span.end :]
    if sum(mark.search(text) is not None for mark in _LETTER) > 1:
        return "lettre"
    if _REVIEW.search(text):
        return "avis"
    opens, closes = _SALUTATION.search(text), _CLOSING.search(text)
    if opens and closes:
        return "mail" if opens.start() < closes.start() else None
    short = not opens and not closes and len(words) <= _LONGEST_CHAT
    return "chat" if short and any(each.form in _SPELLINGS for each in words) else None
