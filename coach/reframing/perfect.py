"""Verbs in the perfect, said otherwise: as what is to be done, or as the state that they left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.french.conjugation import PARTICIPLE, FormTable
from coach.french.normal import word_list
from coach.reframing.morphology import joined
from coach.reframing.words import CLITICS, Word, words_of

_AUXILIARIES = word_list(
    "avez aviez as avais avé ai avais avons avions a avait ont avaient êtes étiez es étais est était sont étaient"
)
_BETWEEN = word_list(
    "pas plus jamais point guère nullement aucunement même toujours encore vraiment bien donc pourtant visiblement du "
    "tout manifestement simplement tout apparemment malheureusement hélas été quand vous-même toi-même sans doute"
)
# What is told of one time is no advice for the next: « quand je vous l’avais proposé ».
_WHEN = word_list("quand lorsque lorsqu' comme")
_NEGATIVE = word_list("rien personne ni que qu'")
# Participles that mostly are something else after « pas ».
_NOT_DONE = word_list("été eu pu su dû fait")
_POINTING = re.compile(
    r"(?:(?<=\s)|^)(?:par (?:vos|tes) soins|par vous(?:-mêmes?)?|vous-mêmes?|toi-même|de (?:votre|ta) (?:part|côté)|"
    r"apparemment|visiblement|manifestement|quand même|pourtant)(?=[\s,]|$)\s?"
    r"|\s(?:aussi|hein|quoi|alors|non plus|pour autant)$"
    r"|,\s?ce qui (?:nous |me )?(?:fait|a fait) perdre (?:du|un) temps\b.*$"
    r"|,\s?comme (?:une?|la moitié|tout le monde)\b.*$",
    re.IGNORECASE,
)
_FEMININE = {"le": "m", "un": "m", "ce": "m", "la": "f", "une": "f", "cette": "f"}


def to_do(phrase: str, forms: FormTable) -> str | None:
    """Return a perfect as an infinitive phrase: « ne l’avez pas lue avant » → « la lire avant ».

    The phrase begins with pronouns and the auxiliary, or with the participle. None when it is no perfect.
    """
    words = words_of(phrase)
    pronouns: list[Word] = []
    at = 0
    while at < len(words) and words[at].form in CLITICS:
        pronouns.append(words[at])
        at += 1
    if at < len(words) and words[at].form in _AUXILIARIES:
        reflexive = words[at].form in ("êtes", "étiez", "es", "étais")
        at += 1
    else:
        reflexive = False
    while at < len(words) and words[at].form in _BETWEEN | CLITICS:
        if words[at].form in CLITICS:
            return None
        at += 1
    if at >= len(words) or any(each.form in _NEGATIVE | _WHEN for each in words[at:]):
        return None
    verb = infinitive(words[at].text, forms)
    if verb is None or (words[at].form in _NOT_DONE and at + 1 >= len(words)):
        return None
    opening = _pronouns(pronouns, words[at].form, reflexive=reflexive)
    if opening is None:
        return None
    return joined(opening, verb) + phrase[words[at].end :]


def infinitive(participle: str, forms: FormTable) -> str | None:
    """Return the infinitive of a participle: « prise » is of « prendre », not of « priser »."""
    first = "é" in participle[-3:].lower()
    verbs = {verb for verb, kind in forms.readings(participle) if kind == PARTICIPLE and verb.endswith("er") == first}
    return min(verbs, key=lambda verb: (len(verb), verb), default=None)


def _pronouns(found: Sequence[Word], participle: str, *, reflexive: bool) -> str | None:
    """Return the pronouns before the infinitive; « l’ » is written out with the gender of the participle."""
    out = ""
    for each in found:
        form = each.form
        if form in ("ne", "n'"):
            continue
        if form == "l'":
            form = "la" if participle.endswith("e") else "le"
        elif form.endswith("'"):
            form = {"m'": "me", "t'": "te", "s'": "se"}.get(form, form)
        elif form in ("vous", "te") and not reflexive:
            return None
        out += form + " "
    return out


def plain(phrase: str) -> str:
    """Return a phrase without the words that only point at someone: « par vos soins », « visiblement »."""
    return _POINTING.sub("", phrase).replace(" ,", ",").strip(" ,")


def state(phrase: str, forms: FormTable) -> str | None:
    """Return what a perfect did to its object: « cassé la vitre du four » → « la vitre du four est cassée »."""
    words = words_of(phrase)
    if len(words) < 3 or infinitive(words[0].text, forms) is None:
        return None
    gender = _FEMININE.get(words[1].form)
    participle = words[0].text.lower()
    if gender is None or not words[2].is_word or participle.endswith("e"):
        return None
    if len(words) > 3 and words[3].form not in ("de", "du", "des", "d'"):
        return None
    if len(words) > 7:
        return None
    return f"{phrase[words[1].start :].strip()} est {participle}{'e' if gender == 'f' else ''}"


def for_you(phrase: str, *, familiar: bool) -> str:
    """Return an infinitive phrase said to the customer: « se renseigner » → « vous renseigner », « te renseigner »."""
    phrase = plain(phrase)
    words = words_of(phrase)
    if words[0].form not in ("se", "s'"):
        return phrase
    return joined("te " if familiar else "vous ", phrase[words[0].end :].lstrip())
