"""Telling a noun group, which may move whole, from a stretch that holds a clause."""

from __future__ import annotations

from coach.french.conjugation import FINITE, FormTable
from coach.french.normal import word_list
from coach.reframing.words import DETERMINERS, PREPOSITIONS, words_of

_OPENERS = DETERMINERS | word_list("mon ton son m. mme monsieur madame")
_OF_CLAUSES = word_list("ne n' parce est sont ont été car mais était étaient puisque que qu'")
_PRONOUNS = word_list("vous nous te lui se")
_SUBJECTS = word_list("qui on nous vous il elle je ne n'")


def is_group(text: str, forms: FormTable) -> bool:
    """Tell whether a text is a noun group: it opens as one, and nothing in it belongs to a clause."""
    words = words_of(text)
    if not words or not (words[0].form in _OPENERS or words[0].text[0].isdigit()):
        return False
    if any(each.form in _OF_CLAUSES for each in words[1:]):
        return False
    return not any(
        _is_of_a_verb(words[number - 1].form, each.text, forms) for number, each in enumerate(words) if number
    )


def _is_of_a_verb(before: str, word: str, forms: FormTable) -> bool:
    """Tell a finite verb, or its pronoun: after a determiner or another noun a word that looks like a verb is none."""
    if word.lower() in _PRONOUNS and before not in PREPOSITIONS | {"que", "dont", "où"}:
        return True
    return before in _SUBJECTS and forms.is_a(word, FINITE)
