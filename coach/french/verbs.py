"""French verb forms, from the tables of spacy-lookups-data.

The tables map a form to its lemma; here they are inverted. Loading them takes a quarter of a second, so only the
compilation of phrasebooks does it, and what it compiles is cached.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from coach.french.normal import normal_form, without_accents

# Forms of the table that are nearly always another word: « devant la porte », « puis », « la voie ».
_OTHER_WORDS = {
    "devoir": {"devant"},
    "pouvoir": {"puis"},
    "voir": {"voie", "voies", "vis", "vit"},
    "suivre": {"suis", "suivant"},
}
_IMPERSONAL = {
    "falloir": ("falloir", "faut", "fallait", "faudra", "faudrait", "faille", "fallu", "fallut", "fô", "faudrai")
}
# What the table lacks.
_MISSING = {"convenir": {"convient"}}
# The table gives a form that is also a noun (« commande ») to the noun; regular verbs are completed by rule.
_ENDINGS = (
    "er e es ons ez ent ais ait ions iez aient ai as a âmes èrent é ée és ées ant "  # the stem, then the ending
    "erai eras era erons erez eront erais erait erions eriez eraient"
)
_ER_ENDINGS = tuple(_ENDINGS.split())


def _table(name: str) -> dict[str, dict[str, list[str]]]:
    data = files("spacy_lookups_data").joinpath("data", f"fr_lemma_{name}.json.gz").read_bytes()
    table: dict[str, dict[str, list[str]]] = json.loads(gzip.decompress(data))
    return table


@cache
def _forms_by_lemma() -> dict[str, frozenset[str]]:
    exceptions = _table("exc")
    by_lemma: dict[str, set[str]] = {}
    for part in ("verb", "aux"):
        for form, lemmas in exceptions[part].items():
            for lemma in lemmas:
                by_lemma.setdefault(lemma, set()).add(form)
    irregular = set(by_lemma)
    lookup: dict[str, list[str]] = _table("lookup")  # type: ignore[assignment]
    infinitives = set(_table("index")["verb"])
    for form, lemmas in lookup.items():
        for lemma in lemmas:
            if lemma in infinitives and lemma not in irregular:
                by_lemma.setdefault(lemma, set()).add(form)
    for lemma in infinitives | irregular:
        by_lemma.setdefault(lemma, set()).add(lemma)
    return {_plain(lemma): frozenset(map(_plain, forms)) for lemma, forms in by_lemma.items()}


def _plain(form: str) -> str:
    """Return the normal form of a form of the table, which is lower case and composed already."""
    return form.replace("œ", "oe")


def _regular_er(stem: str) -> Iterable[str]:
    for ending in _ER_ENDINGS:
        soft = ending[0] in "aâo"
        yield (
            stem + "e" if soft and stem.endswith("g") else stem[:-1] + "ç" if soft and stem.endswith("c") else stem
        ) + ending


def verb_forms(infinitive: str) -> frozenset[str]:
    """Return the normal forms of a verb, its infinitive and participles included; raise KeyError if it is unknown."""
    infinitive = normal_form(infinitive)
    if infinitive in _IMPERSONAL:
        return frozenset(map(normal_form, _IMPERSONAL[infinitive]))
    forms = _forms_by_lemma()[infinitive] - _OTHER_WORDS.get(infinitive, set()) | _MISSING.get(infinitive, set())
    return forms.union(_regular_er(infinitive[:-2])) if infinitive.endswith("er") and infinitive != "aller" else forms


def known_verbs() -> frozenset[str]:
    """Return every infinitive of the tables."""
    return frozenset(_forms_by_lemma())


@cache
def infinitives() -> frozenset[str]:
    """Return the infinitives that end as infinitives do, with their accents and without, as chat writes them."""
    found = {verb for verb in _forms_by_lemma() if verb.endswith(("er", "ir", "re", "oir"))} - {"mer", "hier", "sur"}
    return frozenset(found | set(map(without_accents, found)))


@cache
def participles() -> frozenset[str]:
    """Return past participles, all genders and numbers, without their accents too where no other word is so written.

    A form counts when its feminine exists beside it (« pris », « prise »), or when it ends in « é » and the like.
    """
    found: set[str] = {"été", "eu", "pu", "dû", "fallu", "plu"}
    for lemma, forms in _forms_by_lemma().items():
        if lemma.endswith("er"):
            found.update(lemma[:-2] + ending for ending in ("é", "ée", "és", "ées"))
            continue
        for form in forms:
            if form[-1] in "istu" and form + "e" in forms:
                found.update(variant for variant in (form, form + "e", form + "s", form + "es") if variant in forms)
    # Chat drops accents, but « oublie » and « du » are words of their own: only what stays unmistakable is added.
    known = {form for forms in _forms_by_lemma().values() for form in forms} | {"du", "cru", "recrue"}
    unmistakable = {without_accents(form) for form in found if not form.endswith(("é", "ée", "és", "ées"))} - known
    return frozenset(found | unmistakable)
