"""Telling a noun group, which may move whole, from a stretch that holds more than a noun."""

from __future__ import annotations

from collections.abc import Sequence

from coach.french.normal import word_list
from coach.reframing.words import PREPOSITIONS, Word

_OF_CLAUSES = word_list("parce ont été car mais était étaient puisque")
_PRONOUNS = word_list("vous nous te lui se")
_RELATIVES = word_list("qui que qu' dont où")


def holds_a_clause(words: Sequence[Word]) -> bool:
    """Tell whether something in what should be a noun group belongs to a clause other than a relative one."""
    relative = False
    for number, each in enumerate(words[1:], 1):
        relative = relative or each.form in _RELATIVES
        before = words[number - 1].form
        if not relative and (each.form in _OF_CLAUSES or (each.form in _PRONOUNS and before not in PREPOSITIONS)):
            return True
    return False
