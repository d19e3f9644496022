"""What a rewriting must not be, whatever rule made it: a decision gone, an offer or an advice that nobody meant.

Each is a class that readers of fresh drafts held against the tool. What is not sure is
the adviser's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.model import Finding
from coach.reframing.blind import names_something
from coach.reframing.regrets import is_regrettable

# « À l’avenir, je vous recommande de vous en douter »: what « en », « y » or « à nous » meant is behind us.
_LOST_ADVICE = re.compile(
    r"(?:(?:recommand|propos)\w+|possible) d(?:e |’)(?:(?:vous |te |t’|ne pas )?(?:en|y) (?!prendre)|nous \w+ à nous)",
    re.IGNORECASE,
)
# « Sur ce point, le gestionnaire qui fixe peut… », « joindre le gestionnaire qui fixe », « Si…, sur ce point, … ».
_ILL_POINTED = re.compile(
    r"(?:sur ce point, |joindre )[^.,]*\bqui\b|\bqui\b[^.,]* peut vous|, sur ce point, ", re.IGNORECASE
)
_TOGETHER = re.compile(r"regardons (?:cela|ça) ensemble :|reprendre (?:ce point|cela) ensemble", re.IGNORECASE)
# What no promise can hold, whatever it names.
_ABSOLUTE = re.compile(r"\b(?:jamais|toujours|aucune?|plus rien|zéro)\b", re.IGNORECASE)
_LEARNED = "appris."
# How many words beside a fault tell nothing by themselves: « un verre, ⟨ça se respecte⟩ ».
_FEW = 5
# Below it the learned reader sees that something hurts, not what: what mends one kind of fault spoils another. Of 49
# rewritings by an author that it had never read, nearly all that were wrong stood below, nearly all others above.
_CERTAIN = 0.7
_REASON_TO_FILL = re.compile(r"\[raison\]", re.IGNORECASE)
# Advice for next time that names the day that is over, or nothing but what was spoken of: « je vous recommande de la
# respecter », « de compter ».
_ADVICE = r"(?:à l’avenir|pour la suite|pour éviter que cela se reproduise)"
_PAST_ADVICE = re.compile(
    rf"{_ADVICE}[^.;]*\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|avant-hier|janvier|février|mars|avril|mai"
    r"|juin|juillet|août|septembre|octobre|novembre|décembre|ce jour-là|ce matin)\b",
    re.IGNORECASE,
)
_BARE_ADVICE = re.compile(
    rf"{_ADVICE}[^.;]*? d(?:e |’)(?:ne pas )?(?P<object>(?:les? |la |l’))?(?P<verb>\w+(?:er|ir|re))\s*[.;,!]",
    re.IGNORECASE,
)
_ENOUGH = frozenset(("anticiper", "appeler", "demander", "prévenir", "regarder", "relire", "réserver", "vérifier"))
# What a regret makes of « aucune remise », what « c'est honteux ce qu'on » leaves; an excuse said twice.
_BROKEN = re.compile(r"\b(?:pour|de|d’) ?aucune? |\bc[’']est ce qu", re.IGNORECASE)
# « Si vous partez le 16, à l’avenir… », « désolé, désolé désolé ».
_ILL_JOINED = re.compile(r"\bsi\b[^.;]*, à l’avenir|\b(\w{4,})\W+\1\b", re.IGNORECASE)
_TWO_EXCUSES = re.compile(r"\bexcuses\b.*\bexcuses\b", re.IGNORECASE | re.DOTALL)


def is_sure(sentence: str, text: str, findings: Sequence[Finding], *, blind: bool, wide: bool = False) -> bool:
    """Tell whether a rewriting of a sentence may be shown; `text` is empty when the sentence is taken away.

    It is blind when a rule that looks at no word of the sentence had its part in it, wide when one did that looks at
    small words only.
    """
    learned = all(finding.rule.startswith(_LEARNED) for finding in findings)
    if learned and (blind or wide) and min(finding.certainty for finding in findings) < _CERTAIN:
        return False
    if not text:
        # No wording is known to be empty: what names a thing may be what the customer must know.
        absolute = findings[0].category == "surpromesse" and _ABSOLUTE.search(sentence)
        around = _around(sentence, findings)
        if (blind or wide) and len(around.split()) > _FEW and names_something(around):
            return False
        return not (blind and learned and names_something(sentence) and not absolute)
    if learned and not _fits_what_was_learned(sentence, text):
        return False
    if any(wrong.search(text) for wrong in (_LOST_ADVICE, _ILL_POINTED, _PAST_ADVICE, _ILL_JOINED)):
        return False
    bare = _BARE_ADVICE.search(text)
    if bare and (bare["object"] or bare["verb"].lower() not in _ENOUGH):
        return False
    if _TWO_EXCUSES.search(text) or (_BROKEN.search(text) and not _BROKEN.search(sentence)):
        return False
    return is_regrettable(sentence, text, findings)


def _fits_what_was_learned(sentence: str, text: str) -> bool:
    """Tell whether a rewriting fits words that no phrasebook knows: nothing is put off, and no fact is a mere rule."""
    if _TOGETHER.search(text) and not _TOGETHER.search(sentence):
        return False
    return not (_REASON_TO_FILL.search(text) and names_something(sentence))


def _around(sentence: str, findings: Sequence[Finding]) -> str:
    """Return the words of a sentence at which nothing was found."""
    for finding in findings:
        sentence = sentence.replace(finding.text, " ; ", 1) if finding.text else sentence
    return sentence
