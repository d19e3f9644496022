"""What someone did, said without them: « coupé les étiquettes » becomes « les étiquettes ont été coupées »."""

from __future__ import annotations

from collections.abc import Mapping

from coach.french.conjugation import FINITE, FormTable
from coach.french.normal import word_list
from coach.reframing.perfect import infinitive, plain
from coach.reframing.refused_things import indefinite
from coach.reframing.words import PLURALS, PREPOSITIONS, SUBORDINATORS, Word, words_of

_GENDERS = {"le": "m", "un": "m", "ce": "m", "cet": "m", "mon": "", "ton": "", "la": "f", "une": "f", "cette": "f"}
_OPENERS = word_list("le la l' les un une ce cet cette ces votre vos ton ta tes notre nos mon ma mes")
# Verbs whose object nothing was done to, and those that say the fault itself.
_NO_PASSIVE = word_list(
    "avoir être faire vouloir pouvoir savoir devoir croire penser prétendre refuser oublier omettre négliger rater "
    "manquer ignorer attendre laisser dire dépasser perdre mentir tarder choisir"
)
_ENDS = (
    PREPOSITIONS
    | SUBORDINATORS
    | word_list("et ou mais car donc hier avant-hier aujourd'hui trop mal puis avant après deux trois bien encore déjà")
)


def undergone(phrase: str, forms: FormTable, articles: Mapping[str, str]) -> str | None:
    """Return a participle and its object as a passive; None when the gender is unknown or something is denied."""
    phrase = plain(phrase)
    words = [each for each in words_of(phrase) if each.is_word]
    if len(words) < 3 or words[1].form not in _OPENERS or any(each.form in ("pas", "rien", "ne") for each in words):
        return None
    participle = words[0].text.lower()
    verb = infinitive(participle, forms)
    if verb is None or verb in _NO_PASSIVE or "," in phrase:
        return None
    end = next(
        (n for n, each in enumerate(words[2:], 2) if each.form in _ENDS and each.form not in ("de", "d'", "du")), None
    )
    group = words[1:end]
    if any(forms.is_a(each.text, FINITE) and each.form.endswith(("ez", "ons")) for each in words[1:]):
        return None
    plural = group[0].form in PLURALS
    gender = _gender(group, articles)
    if gender is None:
        return None
    said = (
        participle
        + ("e" if gender == "f" else "")
        + ("s" if plural and not (gender == "m" and participle.endswith("s")) else "")
    )
    name = phrase[group[0].start : group[-1].end]
    rest = phrase[group[-1].end :].strip()
    return f"{name} {'ont' if plural else 'a'} été {said} {rest}".strip()


def _gender(group: list[Word], articles: Mapping[str, str]) -> str | None:
    """Return « m » or « f » for a noun group, by its determiner or its noun; None when neither tells."""
    known = _GENDERS.get(group[0].form)
    if known:
        return known
    if len(group) < 2:
        return None
    noun = group[1].text
    single = noun.removesuffix("s") if group[0].form in PLURALS else noun
    article = indefinite(f"de {single}", articles)
    return None if article is None else {"un": "m", "une": "f"}.get(article.split(" ")[0])
