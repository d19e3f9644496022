"""The things that a refusal names: their article, the thing alone, who acts and what covers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coach.french.conjugation import FINITE, FormTable
from coach.french.normal import word_list
from coach.reframing import morphology
from coach.reframing.words import CLITICS, DETERMINERS, Word, words_of

# Verbs that announce what follows « que »: « nous vous informons que votre demande… ».
_ANNOUNCE = word_list(
    "informer informons informe annoncer annonçons annonce préciser précisons précise signaler signalons signale "
    "rappeler "
    "rappelons rappelle indiquer indiquons indique confirmer confirmons confirme savoir apprendre notifier "
    "notifions dire dis "
    "regrette regrettons constate constatons noter constater connaître part porter aviser avisons avise"
)


def announced(group: str) -> str:
    """Return what an announcement announces: « nous vous informons que votre demande » → « votre demande »."""
    words = words_of(group)
    for number, each in enumerate(words[:-1]):
        if each.form in ("que", "qu'") and any(one.form in _ANNOUNCE for one in words[:number]):
            return group[words[number + 1].start :]
    return group


def announces(group: str) -> bool:
    """Tell whether some words only announce what follows them: « j’ai le regret de vous informer que »."""
    own = any(each.form in ("je", "j'", "nous") for each in words_of(group))
    return own and announced(f"{group} x") == "x"


def indefinite(group: str, articles: Mapping[str, str]) -> str | None:
    """Return a noun group with « un » or « une »: « aucun geste », « d’échange »; None for an unknown gender."""
    words = [each for each in words_of(group) if each.is_word]
    first = words[0]
    if first.form in ("un", "une"):
        return group
    if first.form in ("aucun", "aucune", "nul", "nulle") and len(words) > 1:
        return ("un " if first.form in ("aucun", "nul") else "une ") + group[words[1].start :]
    if any(each.form in ("qui", "ni", "ne", "n'") for each in words):
        return None
    noun = words[1] if first.form in ("de", "d'") and len(words) > 1 else first
    article = articles.get(noun.form) or _by_ending(noun.form)
    if noun.form.endswith("s") and noun.form not in _SINGULAR_S and not noun.text[:1].isupper():
        article = "des" if first.form in ("de", "d'") else None
    if article is None:
        return None
    said = _PREDICATE.sub("", group[noun.start :])
    return f"{article} {said if noun.text.isupper() else said[0].lower() + said[1:]}"


_SINGULAR_S = word_list(
    "devis avis colis cours accès rabais sursis surplus bonus virus repas bois pass temps corps tas refus bus"
)


# What is said of the thing and goes with the negation: « pas d’échange possible ».
_PREDICATE = re.compile(
    r" (?:possible|accordé|accordée|prévu|prévue|envisageable|consenti|consentie)s?(?= |$)", re.IGNORECASE
)


def _by_ending(noun: str) -> str | None:
    """Return the article of a noun whose ending tells its gender."""
    if noun.endswith(("tion", "sion", "xion", "ité", "ance", "ence", "ture", "ette", "ise")):
        return None if noun in ("silence",) else "une"
    return "un" if len(noun) > 5 and noun.endswith(("ment", "isme", "oir", "teur", "phone")) else None


def definite(group: str, articles: Mapping[str, str]) -> str | None:
    """Return a noun group with « le » or « la »."""
    whole = indefinite(group, articles)
    if whole is None:
        return None
    article, _, rest = whole.partition(" ")
    if article == "des":
        return None
    return morphology.joined("le " if article == "un" else "la ", rest)


# Those who can do something, and not only be: « la boutique n’échange pas », but not « la garantie ne couvre pas ».
_AGENTS = word_list(
    "service équipe société entreprise maison enseigne agence magasin boutique atelier banque direction support "
    "établissement "
    "hôtel administration caisse mairie commune commission centre siège sav organisme mutuelle compagnie "
    "laboratoire cabinet "
    "école collège lycée secrétariat restaurant studio plateforme hébergeur opérateur constructeur fabricant "
    "assureur conseil "
    "musée bibliothèque médiathèque théâtre préfecture académie rectorat régie hôpital clinique pharmacie "
    "bailleur syndic club "
    "librairie organisateur billetterie gérant gérante technicien conseiller conseillère transporteur livreur "
    "garage jury comité "
    "bureau université fournisseur propriétaire vendeur loueur notaire éditeur ville département région "
    "association fédération "
    "greffe piscine cuisine prestataire entrepôt imprimerie tribunal guichet"
)


def _noun(group: str) -> str:
    """Return the word behind the determiner of a group, which is its noun more often than not; "" without one."""
    words = [each for each in words_of(group) if each.is_word]
    return words[1].form if len(words) > 1 else ""


def is_agent(group: str) -> bool:
    """Tell whether a noun group is one that acts."""
    return _noun(group) in _AGENTS


_GRANTED = word_list(
    "accordé accordée prévu prévue possible consenti consentie envisageable délivré délivrée envisagé envisagée "
    "fait faite"
)


def nominal(group: str, forms: FormTable) -> str | None:
    """Return words without a determiner that name a thing, less the « accordé » behind it; None for others."""
    words = [each for each in words_of(group) if each.is_word]
    if len(words) > 1 and words[-1].form in _GRANTED:
        group = group[: words[-1].start].strip(" ,")
    return group if _is_nominal(group, forms) else None


def _is_nominal(group: str, forms: FormTable) -> bool:
    words = [each for each in words_of(group) if each.is_word]
    if words[0].form in DETERMINERS | CLITICS or words[0].form in ("autre", "des", "de", "d'"):
        return False
    return not any(
        each.form in ("ne", "n'", "qui", "que", "qu'", "est", "sont", "sera", "pas")
        or (number and _verb_after(words, number, forms))
        for number, each in enumerate(words)
    )


def _verb_after(words: list[Word], number: int, forms: FormTable) -> bool:
    return words[number - 1].form in ("nous", "vous", "on", "il", "elle", "je") and forms.is_a(
        words[number].text, FINITE
    )


_CONTRACTS = word_list(
    "formule garantie contrat option offre forfait abonnement assurance police couverture extension pack tarif "
    "barème régime"
)


def is_contract(group: str) -> bool:
    """Tell whether a noun group is what covers or includes things."""
    return _noun(group) in _CONTRACTS


_OFFERS = word_list(
    "code offre promo promotion remise réduction bon coupon tarif chèque-cadeau avantage formule prix rabais avoir"
)


def is_offer(group: str) -> bool:
    """Tell whether a noun group names an offer, which may end: « le code RENTREE15 », « votre bon d’achat »."""
    words = [each for each in words_of(group) if each.is_word]
    return len(words) > 1 and words[0].form in DETERMINERS and words[1].form in _OFFERS
