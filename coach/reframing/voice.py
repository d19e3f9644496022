"""Who speaks to whom in a draft: je or nous, vous or tu."""

from __future__ import annotations

from collections.abc import Sequence

from coach.french.normal import word_list
from coach.reframing.words import Word

_TU = word_list("tu t' te toi ton ta tes")
_VOUS = word_list("vous votre vos vs")
_JE = word_list("je j' j me m' moi mon ma mes")
_NOUS = word_list("nous on notre nos")


def voice(draft: Sequence[Word], sentence: Sequence[Word]) -> int:
    """Return the number of the wording of a formula: 1 when « nous » speaks, and 2 more when the customer is « tu »."""
    return _speaks_as_we(sentence, draft) + 2 * _is_familiar(draft)


def _is_familiar(words: Sequence[Word]) -> bool:
    return sum(each.form in _TU for each in words) > sum(each.form in _VOUS for each in words)


def _speaks_as_we(sentence: Sequence[Word], draft: Sequence[Word]) -> bool:
    """Tell from the sentence, else from the draft; « nous » after « vous » or before a verb is not told apart."""
    for words in (sentence, draft):
        one = sum(each.form in _JE for each in words)
        several = sum(each.form in _NOUS for each in words)
        if one != several:
            return several > one
    return False
