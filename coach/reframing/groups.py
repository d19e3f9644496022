"""Telling a noun group, which may move whole, from a stretch that holds a clause."""

from __future__ import annotations

from coach.french.conjugation import FINITE, FormTable
from coach.french.normal import word_list
from coach.reframing.words import (
    CLITICS,
    CONNECTORS,
    COURTESIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    Word,
    words_of,
)

_OPENERS = DETERMINERS | word_list("mon ton son m. mme monsieur madame celle celui celles ceux")
# Words that no noun group holds, outside a relative clause.
_OF_CLAUSES = word_list("ne n' c' parce est sont ont été car mais était étaient puisque pas plus jamais rien")
_NEVER_LAST = CLITICS | SUBJECTS | word_list("et ou mais donc que qu' qui dont où")
# What opens a clause inside a noun group, with its own verb: « le motif que vous invoquez ».
_RELATIVES = word_list("qui que qu' dont où")
_PRONOUNS = word_list("vous nous te lui se")
_SUBJECTS = word_list("qui on nous vous il elle je ne n'")
_NEVER_A_NAME = (
    SUBJECTS
    | CONNECTORS
    | COURTESIES
    | PREPOSITIONS
    | SUBORDINATORS
    | word_list("nonobstant quant bon ben non oui rien")
)
_WHO = word_list("le la l' les votre vos ton ta tes leur leurs")
_OURSELVES = word_list("nous moi notre nos mon ma mes problème affaire règle procédure loi seul seule vôtre autre")


def is_group(text: str, forms: FormTable) -> bool:
    """Tell whether a text is a noun group: it opens as one, and nothing in it belongs to a clause."""
    first, *others = text.split(",")
    if any(forms.is_a(each.text, FINITE) for other in others for each in words_of(other)):
        return False
    words = words_of(first)
    if not words or words[-1].form in _NEVER_LAST:
        return False
    if not (words[0].form in _OPENERS or words[0].text[0].isdigit() or _is_proper(words[0], forms)):
        return False
    for number, each in enumerate(words[1:], 1):
        if words[number - 1].form in _RELATIVES or each.form in _RELATIVES:
            break
        if _is_of_a_clause(words[number - 1].form, each, forms):
            return False
    return True


def is_third_party(text: str, forms: FormTable) -> bool:
    """Tell a group that says who, not us: « le transporteur », « votre banque », « Enedis »."""
    words = words_of(text)
    who = bool(words) and (words[0].form in _WHO or _is_proper(words[0], forms))
    return who and not any(each.form in _OURSELVES for each in words) and is_group(text, forms)


def _is_proper(first: Word, forms: FormTable) -> bool:
    """Tell a name that stands without an article: « Enedis »."""
    known = first.form in _NEVER_A_NAME or forms.is_a(first.text, FINITE)
    return len(first.text) > 2 and first.text[0].isupper() and not known


def _is_of_a_clause(before: str, each: Word, forms: FormTable) -> bool:
    """Tell a finite verb, its pronoun or its negation: after a determiner or a noun what looks like a verb is none."""
    if each.form in _OF_CLAUSES:
        return before not in ("qui", "que")
    if each.form in _PRONOUNS and before not in PREPOSITIONS | {"que", "dont", "où"}:
        return True
    finite = forms.is_a(each.text, FINITE)
    if finite and each.text.endswith("ent") and before not in DETERMINERS | PREPOSITIONS:
        return True
    return before in _SUBJECTS and finite
