"""What a refusal refuses, said as an action: « ne vous l’échange pas » → « vous l’échanger »."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from coach.french.conjugation import FINITE, INFINITIVE, PARTICIPLE, FormTable
from coach.french.normal import word_list
from coach.reframing import morphology
from coach.reframing.refused_things import indefinite
from coach.reframing.words import CLITICS, DETERMINERS, SUBJECTS, Word, words_of

# Verbs that refuse nothing when they are denied, or that no action names.
_NO_ACTION = word_list(
    "être avoir pouvoir savoir vouloir devoir falloir voir comprendre penser croire trouver aller sembler "
    "compter entendre "
    "souhaiter désirer connaître suffire valoir rester dépendre pleuvoir exister manquer figurer importer "
    "oser apparaître paraître recueillir arriver parvenir "
    "envisager prévoir"
)


_WITH_DE = word_list("changer décider bénéficier profiter disposer répondre sortir dépendre parler douter se passer")


_OBJECTS = word_list("le la l' les")


_NOT_SAID = word_list("aucun aucune nul nulle rien personne ni sinon sauf guère jamais pas non sans tant")


_ABLE = ("ables", "able")


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
