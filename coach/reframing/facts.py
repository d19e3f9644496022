"""The facts of a sentence that its rewriting must keep: numbers, amounts, dates, addresses, names."""

from __future__ import annotations

import re

from coach.french.normal import word_list
from coach.reframing.words import COURTESIES, DETERMINERS, PREPOSITIONS, SUBJECTS, Word, words_of

_NUMBERS = word_list(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante "
    "soixante cent cents mille million millions premier première lundi mardi mercredi jeudi vendredi samedi "
    "dimanche janvier "
    "février mars avril mai juin juillet août septembre octobre novembre décembre hier demain aujourd'hui avant-hier"
)
_UNCOUNTED = word_list("fois pardons pardon excuses mercis merci regrets mille")
_OPENERS = SUBJECTS | DETERMINERS | PREPOSITIONS | COURTESIES | word_list("non nan nope niet négatif jamais")
# How often something was said is no fact of the case.
_TELLING = re.compile(
    r"(?:(?:dit|écri[tv]|appel|relanc|expliqu|répét|indiqu|précis|répond|signal)\w*\s(?:déjà\s)?(?:à\s|par\s)?|ça\sfait\s)(\w+)\s(?:fois|reprises)",
    re.IGNORECASE,
)
# Nor is how long to think: « réfléchissez deux minutes ».
_THINKING = re.compile(r"\bréfléchi\w*\s(?:donc\s)?(\w+)\s(?:secondes|minutes)", re.IGNORECASE)
# Nor is how surely it is promised: « garanti à 100 % ».
_SURE = re.compile(
    r"\b(?:garanti|promet|promi|jur|assur|certifi|sûr|certain)\w*\s(?:et\scertain\w*\s)?à\s(\d+|cent|mille)\s?(?:%|pour\scent)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:»\n]\s*$")


def facts(text: str, *, opens: bool = True) -> frozenset[str]:
    """Return the facts of a stretch of text as normal forms.

    The first word of a sentence (`opens`: the text begins one) has a capital anyway: it counts as a name only when the
    next word has one too (« Nathalie Roy »).
    """
    told = {match.start(1) for saying in (_TELLING, _THINKING, _SURE) for match in saying.finditer(text)}
    words = [each for each in words_of(text) if each.start not in told]
    found: set[str] = set()
    for number, each in enumerate(words):
        if (
            any(char.isdigit() for char in each.text)
            or "@" in each.text
            or "://" in each.text
            or (each.form in _NUMBERS and not _is_figure_of_speech(words, number))
            or (each.text[:1].isupper() and each.form not in _OPENERS and _is_name(words, number, text, opens=opens))
        ):
            found.add(each.form)
    return frozenset(found)


def _is_figure_of_speech(words: list[Word], number: int) -> bool:
    """Tell the number that counts nothing: « mille fois raison », « cent mille pardons »."""
    after = words[number + 1].form if number + 1 < len(words) else ""
    return words[number].form in ("mille", "cent", "dix") and after in _UNCOUNTED


def _is_name(words: list[Word], number: int, text: str, *, opens: bool) -> bool:
    each = words[number]
    # Read backwards from the word: from the start of the text it would cost the square of its length.
    before = text[words[number - 1].end - 1 : each.start] if number else ""
    first = (number == 0 and opens) or bool(_SENTENCE_END.search(before))
    if not first:
        return True
    if len(each.text) > 1 and each.text.isupper():
        return True
    after = words[number + 1] if number + 1 < len(words) else None
    return after is not None and after.text[:1].isupper() and after.is_word


def kept(before: str, after: str) -> bool:
    """Tell whether every fact of a stretch is in its rewriting."""
    return facts(before) <= {each.form for each in words_of(after)}
