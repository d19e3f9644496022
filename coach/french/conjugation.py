"""What a word form may be of which verb: infinitive, participle or finite form."""

from __future__ import annotations

from coach.french.normal import normal_form, word_list
from coach.french.packed import Packed, PackedWords, pack_words

INFINITIVE, PARTICIPLE, FINITE, GERUND = "i", "p", "f", "g"
# Both a noun or another word, far more often than the form of a verb.
_NEVER_VERBS = word_list(
    "ce se son ton mon entre vers contre sauf outre pendant suivant durant devant avant après puis sous sur dans "
    "par pour "
    "sans car mais donc or ni et ou où été lui cent notes bon bonne tout toute vite bas mal bien plus trop "
    "tard loin "
    "pile août mai mars lundi mardi mercredi jeudi vendredi samedi dimanche tel telle cette cet ces faux vrai "
    "clair "
    "plein vide simple règlement maison page date titre état point personne client cliente colis devis mois"
)
_ONLY_PARTICIPLES = ("é", "ée", "és", "ées", "ue", "ues", "ises", "ites")
# « vous dites », « vous faites » are finite forms too.
_BOTH = word_list("dites redites faites refaites défaites")
# Verbs whose forms are those of a common one: « ouvre » is of « ouvrir », « prise » of « prendre ».
_RARE = word_list("ouvrer priser remiser repriser")
# The endings of tenses that no reply to a customer uses, and that look like other words (« donna », « porta »).
_LITERARY = frozenset(("a", "as", "ai", "âmes", "âtes", "èrent", "asse", "asses", "ât", "assions", "assiez", "assent"))


class FormTable:
    """The forms of French verbs, as compiled by `form_table`."""

    def __init__(self, packed: Packed) -> None:
        self._forms = PackedWords(packed)

    def readings(self, word: str) -> list[tuple[str, str]]:
        """Return what a word may be: pairs of an infinitive and a kind; none when it is no form of a verb."""
        form = normal_form(word)
        found = None if form in _NEVER_VERBS else self._forms.get(form)
        if found is None:
            return []
        return [
            (infinitive, kind)
            for infinitive, _, kinds in (each.partition("/") for each in found.split("\t"))
            for kind in kinds
        ]

    def infinitive_of(self, word: str, kinds: str) -> str | None:
        """Return the infinitive of a form of one of the kinds, None when there is none."""
        found = sorted(
            {verb for verb, kind in self.readings(word) if kind in kinds}, key=lambda verb: (len(verb), verb)
        )
        common = [verb for verb in found if verb not in _RARE]
        return next(iter(common or found), None)

    def is_a(self, word: str, kinds: str) -> bool:
        """Tell whether a word may be a form of one of the kinds."""
        return any(kind in kinds for _, kind in self.readings(word))


def form_table() -> Packed:
    """Return the table of the forms in use: a form, then its infinitives, each with its kinds.

    Loading the tables of spacy-lookups-data takes a quarter of a second: only the compilation of phrasebooks does it.
    """
    from coach.french.verbs import known_verbs, participles, verb_forms

    past = participles()
    found: dict[str, list[str]] = {}
    for verb in sorted(known_verbs()):
        stem = verb[:-2]
        for form in verb_forms(verb):
            if not (verb.endswith("er") and form.startswith(stem) and form[len(stem) :] in _LITERARY):
                found.setdefault(form, []).append(f"{verb}/{_kinds(form, verb, past)}")
    return pack_words({form: "\t".join(readings) for form, readings in found.items()})


def _kinds(form: str, verb: str, past: frozenset[str]) -> str:
    if form == verb:
        return INFINITIVE
    if form.endswith("ant"):
        return GERUND
    if form not in past:
        return FINITE
    # « dit », « fait », « pris » are present or past as well; « donné » is a participle only.
    only = form.endswith(_ONLY_PARTICIPLES) and form not in _BOTH
    return PARTICIPLE if only else PARTICIPLE + FINITE
