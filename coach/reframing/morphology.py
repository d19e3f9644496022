"""French at the seams: elision, contraction, agreement, infinitives and nouns, positive after a negation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coach.french.conjugation import FINITE, INFINITIVE, FormTable
from coach.french.normal import without_accents, word_list
from coach.reframing.words import CLITICS, CONNECTORS, DETERMINERS, PLURALS, PREPOSITIONS, SUBJECTS, Word, words_of

_VOWEL = re.compile(r"[aeiouyhœæ]")
# An h that lets nothing elide, and the few words that begin with a vowel and do not either.
_ASPIRATED = re.compile(
    r"(?:hall|haut|hors|huit|handicap|hausse|héros|housse|hotline|hasard|honte|huis|onze|oui|yaourt|hamac|hangar|haie|"
    r"harc|hâte|heurt|hublot|homard|hockey|hub)"
)
_ELIDED = re.compile(r"(?:^|(?<=[\s'’(«]))(de|que|te|me|se|le|la|je|ne|ce|lorsque|puisque|jusque) $", re.IGNORECASE)
_PARTITIVE = word_list(
    "faire accorder donner proposer offrir consentir appliquer prendre verser envoyer avoir mettre livrer vendre "
    "délivrer "
    "émettre octroyer effectuer prévoir réserver prêter fournir expédier"
)
_RELATIVES = word_list("que qu' qui dont")
_NEGATIVE = word_list("pas rien ni guère jamais personne nullement aucunement quoi")
_LOWERED = (
    SUBJECTS
    | DETERMINERS
    | PREPOSITIONS
    | CONNECTORS
    | CLITICS
    | (word_list("personne rien sauf plutôt voici pour comme il si sur celle celui celles ceux"))
)


def joined(left: str, right: str) -> str:
    """Return two stretches end to end, elided where French elides: « de » and « accorder » make « d’accorder »."""
    match = _ELIDED.search(left)
    if match and starts_with_vowel(right):
        return left[: match.start(1)] + match[1][:-1] + "’" + right
    return left + right


def followed(left: str, right: str) -> str:
    """Return two stretches end to end where the second may open with the blank: « te » and «  accorder »."""
    return joined(left + " ", right[1:]) if right.startswith(" ") else left + right


def starts_with_vowel(text: str) -> bool:
    """Tell whether a word elides the one before it."""
    form = text[:12].lower()
    return bool(_VOWEL.match(without_accents(form))) and not _ASPIRATED.match(form)


def contracted(preposition: str, group: str) -> str:
    """Return « de » or « à » before a noun group: « du pull », « aux frais », « d’un avoir »."""
    first, _, rest = group.partition(" ")
    form = first.lower()
    if preposition == "de":
        if form in ("le", "les", "des"):
            return {"le": "du ", "les": "des ", "des": "de "}[form] + rest if form != "des" else joined("de ", rest)
        return joined("de ", group)
    if form in ("le", "les"):
        return {"le": "au ", "les": "aux "}[form] + rest
    return f"{preposition} {group}"


def is_plural(group: str) -> bool:
    """Tell whether a noun group is plural, by its determiner, its number or its « et »."""
    forms = [each.form for each in words_of(group)]
    if not forms:
        return False
    first = forms[0]
    if first not in DETERMINERS and "et" in forms:
        return True
    return first in PLURALS or (first.isdigit() and int(first) > 1) or _joins_two(forms)


def _joins_two(forms: list[str]) -> bool:
    return any(one == "et" and two in DETERMINERS for one, two in pairwise(forms))


def capitalised(text: str) -> str:
    """Return a text that begins with a capital."""
    at = next((n for n, char in enumerate(text) if char.isalnum()), None)
    if at is None or text.lstrip()[:1] == "[":
        return text
    return text[:at] + text[at].upper() + text[at + 1 :]


def lowered(text: str, forms: FormTable) -> str:
    """Return a text without the capital of a sentence: names and acronyms keep theirs."""
    words = words_of(text[:80])
    if not words or not words[0].text[:1].isupper():
        return text
    first = words[0]
    common = first.form in _LOWERED or forms.is_a(first.text, FINITE + INFINITIVE)
    if not common or (sum(char.isalpha() for char in first.text) > 1 and first.text.isupper()):
        return text
    return text[: first.start] + text[first.start].lower() + text[first.start + 1 :]


def infinitive_phrase(phrase: str, forms: FormTable, genders: dict[str, str]) -> str | None:
    """Return an infinitive phrase freed of the negation that governed it, or None when it is no such phrase.

    « accorder aucun délai » becomes « accorder un délai », « faire de geste » « faire un geste ».
    """
    words = words_of(phrase)
    at = next((n for n, each in enumerate(words) if each.form not in CLITICS), len(words))
    if at == len(words) or not forms.is_a(words[at].text, INFINITIVE):
        return None
    # « les jours que vous n'avez pas utilisés »: the negation of a relative clause is its own.
    relative = next((n for n, each in enumerate(words) if n and each.form in _RELATIVES), len(words))
    if any(each.form in _NEGATIVE for each in words[:relative]) or _second_clause(words, forms) or _hangs(words[at:]):
        return None
    out = phrase
    for number in range(len(words) - 1, at, -1):
        each = words[number]
        if each.form in ("aucun", "aucune"):
            out = out[: each.start] + ("un" if each.form == "aucun" else "une") + out[each.end :]
        elif (
            each.form in ("de", "d'") and number == at + 1 and words[at].form in _PARTITIVE and number + 1 < len(words)
        ):
            noun = words[number + 1]
            article = genders.get(noun.form)
            if article is None:
                return None
            out = out[: each.start] + article + " " + out[noun.start :]
    return out


def _hangs(words: Sequence[Word]) -> bool:
    """Tell whether « avoir » is left without what one has: « avoir plus tôt »."""
    return words[0].form == "avoir" and len(words) > 1 and words[1].form in ("plus", "moins", "mieux", "avant", "après")


def _second_clause(words: Sequence[Word], forms: FormTable) -> bool:
    """Tell whether another clause follows « et »: « reprendre ce pull et votre veste présente des traces »."""
    at = next((n for n, each in enumerate(words) if each.form == "et"), len(words))
    after = words[at + 1 :]
    return bool(after) and (
        after[0].form in SUBJECTS
        or any(
            n > 1 and after[n - 1].form not in DETERMINERS | PREPOSITIONS and forms.is_a(each.text, FINITE)
            for n, each in enumerate(after)
            if after[0].form in DETERMINERS
        )
    )


def infinitive(phrase: str, forms: FormTable) -> str | None:
    """Return a finite verb as an infinitive with its pronouns: « vous remboursons » → « vous rembourser »."""
    words = words_of(phrase)
    if not words or any(each.form not in CLITICS for each in words[:-1]):
        return None
    verb = forms.infinitive_of(words[-1].text, FINITE)
    if verb is None or verb in ("être", "pouvoir", "avoir"):
        return None
    before = phrase[: words[-1].start]
    return joined(_unelided(before), verb) if before else verb


def _unelided(before: str) -> str:
    """Return the pronouns before a verb written out: « l’ » could be either gender, and stays for its vowel."""
    stripped = before.rstrip()
    full = {"m'": "me ", "t'": "te ", "s'": "se ", "l'": "le "}
    last = words_of(stripped)[-1] if words_of(stripped) else None
    if last is not None and last.form in full:
        return stripped[: last.start] + full[last.form]
    return before
