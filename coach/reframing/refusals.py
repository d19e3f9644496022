"""What a refusal refuses, said as an action or a thing: « ne vous l’échange pas » → « vous l’échanger »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from coach.french.conjugation import FINITE, INFINITIVE, PARTICIPLE, FormTable
from coach.french.normal import word_list
from coach.reframing import morphology
from coach.reframing.words import CLITICS, DETERMINERS, SUBJECTS, Word, words_of

# Verbs that announce what follows « que »: « nous vous informons que votre demande… ».
_ANNOUNCE = word_list(
    "informer informons informe annoncer annonçons annonce préciser précisons précise signaler signalons signale "
    "rappeler "
    "rappelons rappelle indiquer indiquons indique confirmer confirmons confirme savoir apprendre notifier "
    "notifions dire dis "
    "regrette regrettons constate constatons noter constater connaître part porter aviser avisons avise"
)
# Verbs that refuse nothing when they are denied, or that no action names.
_NO_ACTION = word_list(
    "être avoir pouvoir savoir vouloir devoir falloir voir comprendre penser croire trouver aller sembler "
    "compter entendre "
    "souhaiter désirer connaître suffire valoir rester dépendre pleuvoir exister manquer figurer importer oser "
    "envisager prévoir"
)
_WITH_DE = word_list("changer décider bénéficier profiter disposer répondre sortir dépendre parler douter se passer")
_OBJECTS = word_list("le la l' les")
_NOT_SAID = word_list("aucun aucune nul nulle rien personne ni sinon sauf guère jamais pas non sans tant")
_ABLE = ("ables", "able")


def announced(group: str) -> str:
    """Return what an announcement announces: « nous vous informons que votre demande » → « votre demande »."""
    words = words_of(group)
    for number, each in enumerate(words[:-1]):
        if each.form in ("que", "qu'") and any(one.form in _ANNOUNCE for one in words[:number]):
            return group[words[number + 1].start :]
    return group


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


def action(phrase: str, forms: FormTable, articles: Mapping[str, str]) -> str | None:
    """Return a denied verb and its complements as an infinitive phrase, the negation gone; None when it is no action.

    An object said twice is said once: « vous la prête … la voiture » → « vous prêter la voiture ».
    """
    words = [each for each in words_of(phrase) if each.is_word]
    at = next((n for n, each in enumerate(words) if each.form not in CLITICS), len(words))
    if at == len(words):
        return None
    verb = forms.infinitive_of(words[at].text, FINITE)
    rest = words[at + 1 :]
    if verb is None or verb in _NO_ACTION or any(each.form in _NOT_SAID for each in rest):
        return None
    after = _complement(phrase[words[at].end :].strip(" ,"), verb, articles)
    if after is None or (not after and not at and verb in _NEED_OBJECT):
        return None
    twice = bool(rest) and rest[0].form in DETERMINERS
    before = _pronouns(words[:at], drop=_OBJECTS if twice else frozenset())
    return None if before is None else f"{morphology.joined(before, verb)} {after}".strip()


_NEED_OBJECT = word_list("faire prendre mettre donner accorder accepter poser passer tenir jouer laisser changer")


def _complement(after: str, verb: str, articles: Mapping[str, str]) -> str | None:
    """Return what follows the verb; « pas de geste » names one, « pas de catégorie » hangs on « changer »."""
    first = words_of(after)[:1]
    if not first or first[0].form not in ("de", "d'") or verb in _WITH_DE:
        return after
    return indefinite(after, articles)


def _pronouns(clitics: list[Word], drop: frozenset[str]) -> str | None:
    """Return the pronouns before an infinitive, each written out and followed by a space."""
    full = {"l'": "le ", "m'": "me ", "t'": "te ", "s'": "se "}
    kept = [each for each in clitics if each.form not in ("ne", "n'") and each.form not in drop]
    if any(each.form in ("me", "m'", "se", "s'") for each in kept):
        return None
    return "".join(full.get(each.form, f"{each.text.lower()} ") for each in kept)


def without_object(phrase: str, forms: FormTable) -> str | None:
    """Return a verb as an infinitive without its « le », « la », « les »: « vous l’échange » → « vous échanger »."""
    words = [each for each in words_of(phrase) if each.is_word]
    if not any(each.form in _OBJECTS for each in words[:-1]) or any(each.form not in CLITICS for each in words[:-1]):
        return None
    verb = forms.infinitive_of(words[-1].text, FINITE + INFINITIVE)
    before = _pronouns(words[:-1], drop=_OBJECTS)
    return None if verb is None or before is None or verb in _NO_ACTION else morphology.joined(before, verb)


_NO_VERB_OF = word_list("jouable valable recevable faisable capable redevable responsable disponible")


def of_adjective(word: str, forms: FormTable) -> str | None:
    """Return the verb of an adjective in -able: « remboursables » → « rembourser », « irréparable » → « réparer »."""
    text = word.lower()
    if text.rstrip("s").removeprefix("in") in _NO_VERB_OF:
        return None
    ending = next((each for each in _ABLE if text.endswith(each)), None)
    if ending is None:
        return None
    stem = text[: -len(ending)]
    for start in (stem, stem.removeprefix("non "), stem.removeprefix("ir"), stem.removeprefix("in")):
        verb = (start.removesuffix("e") if start.endswith("ge") else start) + "er"
        if forms.is_a(verb, INFINITIVE) and verb not in _NO_ACTION:
            return verb
    return None


def of_participle(word: str, forms: FormTable) -> str | None:
    """Return the verb of a participle that names an action of the service."""
    verb = forms.infinitive_of(word, PARTICIPLE)
    if word.lower().endswith(("ise", "ises")):
        # « prise » is of « prendre », not of « priser ».
        found = {each for each, kind in forms.readings(word) if kind == PARTICIPLE and each.endswith("re")}
        verb = min(found, default=verb)
    return None if verb is None or verb in _NO_ACTION or verb in _STATES else verb


# Participles that tell a state: « prévu », « compris », « tenu » name nothing that one could have done.
_STATES = word_list(
    "prévoir permettre tenir devoir concerner inclure comprendre requérir exclure fermer refuser rejeter décliner"
)
_TELL = word_list(
    "dire donner confirmer préciser indiquer communiquer annoncer garantir certifier promettre fixer avancer savoir"
)
_UNKNOWN = word_list("quand si combien date heure délai horaire créneau estimation quelle quel")


def is_information(phrase: str) -> bool:
    """Tell whether an infinitive phrase asks for what one does not know yet: « vous dire quand il arrivera »."""
    words = words_of(phrase)
    at = next((n for n, each in enumerate(words) if each.form not in CLITICS), len(words))
    return at < len(words) and words[at].form in _TELL and any(each.form in _UNKNOWN for each in words[at + 1 : at + 4])


_AS_OBJECT = {
    "il": "le ",
    "elle": "la ",
    "ils": "les ",
    "elles": "les ",
    "ça": "le ",
    "ca": "le ",
    "cela": "le ",
    "ceci": "le ",
}


def done_to(subject: str, rest: str, forms: FormTable) -> str | None:
    """Return what is not done to a subject as an infinitive phrase: « les frais » « effacés » → « effacer les frais ».

    The rest begins with a participle, or an adjective in -able; « il » may be no subject: « il n’est pas procédé à ».
    """
    words = [each for each in words_of(rest) if each.is_word]
    if not words:
        return None
    verb = of_adjective(words[0].text, forms) or of_participle(words[0].text, forms)
    if rest[words[0].end :].lstrip().startswith(","):
        return None
    tail = rest[words[0].end :].strip()
    follows = words[1:2]
    if verb is None or (follows and follows[0].form in ("pas", "ni", "plus", "que", "qu'", "du")):
        return None
    if any(
        each.form in ("sans", "tant", "sauf", "sinon", "aucun", "aucune", "que", "qu'", "ne", "pas") for each in words
    ):
        return None
    if subject == "il" and follows and follows[0].form in ("à", "au", "aux", "de", "d'", "suite"):
        subject = ""
    if any(one.form == "par" and two.form in DETERMINERS for one, two in pairwise(words)):
        return None
    if verb == "prendre":
        if not tail.startswith(("en charge", "en compte")):
            return None
        verb, tail = f"prendre {tail[:9].strip()}", tail[9:].strip(" ,")
    return placed(verb, subject, tail)


def placed(verb: str, subject: str, tail: str = "") -> str | None:
    """Return a verb with what was the subject as its object: « rembourser les soldes », « la rembourser »."""
    first = subject.split(" ", maxsplit=1)[0].lower()
    if first in _AS_OBJECT:
        if first != subject.lower():
            return None
        return f"{morphology.joined(_AS_OBJECT[first], verb)} {tail}".strip()
    if first in SUBJECTS:
        return None
    return " ".join(each for each in (verb, subject, tail) if each)


def reflexive(subject: str, verb: str, forms: FormTable) -> str | None:
    """Return what does not happen to a subject: « les billets » « remboursent » → « rembourser les billets »."""
    infinitive = forms.infinitive_of(verb, FINITE) if len(words_of(verb)) == 1 else None
    return None if infinitive is None or infinitive in _NO_ACTION else placed(infinitive, subject)


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


def is_agent(group: str) -> bool:
    """Tell whether a noun group is one that acts."""
    words = [each for each in words_of(group) if each.is_word]
    return len(words) > 1 and words[1].form in _AGENTS


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
    words = [each for each in words_of(group) if each.is_word]
    return len(words) > 1 and words[1].form in _CONTRACTS
