"""Telling the one or two words that an adviser puts between marks for emphasis from the customer's quoted words."""

from __future__ import annotations

import re

from coach.french.lines import fold, one_of

_CONTEXT = 120
_LONGEST_WORD = 40
_MOST_WORDS = 3
_SENTENCE_END = re.compile(r"[.!?…;\n\r»]")

_SAYING = one_of(
    r"dis|dit|dites|disiez|disais|disons|ecri\w+|indiqu\w+|parl\w+|evoqu\w+|cit\w+|mentionn\w+|affirm\w+|souligne\w+",
    r"precis\w+|expliqu\w+|racont\w+|demand\w+|repond\w+|repet\w+|qualifi\w+|trait\w+|redout\w+|craign\w+|pens\w+",
    r"croy\w+|entend\w+|lis\w+|lire|lu|vu|voy\w+|recev\w+|recu|rapport\w+|ajout\w+|repren\w+|signal\w+|appel\w+",
)
_BETWEEN = one_of(
    "[mnlts]'", "(?:me|te|nous|lui|leur|ne|le|la|les|y|en|avez|aviez|as|avais|deja|bien|aussi|encore|hier) ?"
)
_LETTER = one_of("messages?", "mails?", "e-mails?", "courriels?", "courriers?", "lettres?", "avis", "mots?", "question")
# « vous écrivez », « vous nous aviez dit », « on vous a répondu », « votre message : »; not « je vous réponds ».
_CUSTOMER = re.compile(
    one_of(
        rf"(?<!je )(?<!nous )(?<!on )(?<!j'ai )\b(?:vous|tu) {_BETWEEN}*(?!\w+(?:er|ir|re)\b){_SAYING}",
        rf"\b(?:vous|t'|m'|nous) ?(?:a|ont|avait|avaient) (?:\w+ )?{_SAYING}",
        rf"\b(?:(?:l[ea]s?|notre|nos|une?|cet?t?e?) (?:client|usager)\w*|{_SAYING}-(?:vous|tu))\b",
        rf"\b(?:votre|vos|ton|tes) (?:\w+ )?{_LETTER}\b",
    )
)
_ANNOUNCED = re.compile(rf"{_CUSTOMER.pattern}(?: \w+)?\s*$")
_AFTER = re.compile(r"[\s,]*(?:\w+'|nous )?\w+-(?:vous|tu)\b|[\s,]*(?:nous )?(?:avez|aviez|as)-(?:vous|tu)\b")
_CLAUSE_END = re.compile("[,:]")
_SUBORDINATE = re.compile(r" *(?:que\b|qu')")
_CONDITION = re.compile(r"\b(?:si|s'il|quand|lorsque)\b")

# The ends of sentences by which the adviser says the quoted word himself, and the last words that they have.
_ADVERB = r"(?: (?:donc|toujours|encore|clairement|definitivement|bien))?"
_SPEAK = "dis|disons|dit|reponds|repondons|repond|redis|redisons|maintiens|maintenons|confirme|confirmons"
_REPLIES = r"(?:ma|notre|la|sa) (?:reponse|decision|position|conclusion)\b[^.!?]{0,60}"
_GOVERNS = re.compile(
    r"\b"
    + one_of(
        rf"(?:c'est|c est|cest|ce sera|ce n'est pas|c'est pas){_ADVERB}(?: un)?",
        rf"{_REPLIES}\b(?:est|reste|demeure|sera){_ADVERB}",
        rf"(?:je|j'|nous|on) ?(?:vous |te |lui )?(?:{_SPEAK}){_ADVERB}(?: un)?",
        r"(?:je|nous) (?:[\w']+ ){1,4}(?:dire|repondre)",
        "(?:pas|point|plus) de",
        "(?:il|cela|ca|ceci) (?:nous |m'|vous )?(?:est|sera|reste|demeure)",
    )
    + "$"
)
_LAST_WORDS = "est sera reste demeure un pas de dire repondre donc toujours encore clairement definitivement bien"
_LIKELY = (*_LAST_WORDS.split(), *_SPEAK.split("|"))


def is_own_word(text: str, start: int, end: int) -> bool:
    """Tell whether the quotation `text[start:end]` is a word or two that the adviser's sentence says by itself.

    « Ma réponse est "non" » is; « cliquez sur "Valider" » and « vous écrivez que c'est "non" » are not.
    An empty pair of marks counts as the adviser's too: nobody is quoted.
    """
    if end - start > _LONGEST_WORD:
        return False
    words = text[start:end].strip("«»‹›“”„\"'‘’<> \u00a0\u202f\t\r\n").split()
    if not words or len(words) > _MOST_WORDS:
        return not words
    before = text[max(start - _CONTEXT, 0) : start].rstrip(" \u00a0\u202f\t:")
    if not fold(before[-14:]).endswith(_LIKELY):
        return False
    said = fold(_last_sentence(before))
    *earlier, clause = _CLAUSE_END.split(said)
    if not _GOVERNS.search(said) or _CONDITION.search(clause) or _CUSTOMER.search(clause) or _SUBORDINATE.match(clause):
        return False
    if earlier and _ANNOUNCED.search(earlier[-1]):
        return False
    return _AFTER.match(fold(text[end : end + 40])) is None


def customer_announced(text: str, at: int) -> bool:
    """Tell whether the words before `at` announce the customer's own, colon included."""
    before = text[max(at - _CONTEXT, 0) : at].rstrip()
    return before[-1:] == ":" and _CUSTOMER.search(fold(_last_sentence(before))) is not None


def _last_sentence(before: str) -> str:
    """Return what follows the last end of sentence."""
    return _SENTENCE_END.split(before)[-1].strip(" \u00a0\u202f\t:")
