"""Filling the templates of the rules: slots from the sentence, formulas by person, offers from the margins.

`{suite}` and the like are words of the sentence; a slot may ask what they must be, or change their form:

{suite:inf}        an infinitive phrase, made positive after a negation; {clause:phrase} the whole clause
{avant:groupe}     a noun group; {suite:phrase} a clause that stands alone; {objet:mot} a word or two
{avant:groupe:de}  the same after « de »; {avant:groupe:à} after « à »
{verbe:infinitif}  a finite verb as an infinitive; {verbe:nom} its noun; {fait:participe} the infinitive of a participle
{suite:parfait}    a perfect as an infinitive phrase (« ne l’avez pas lue » → « la lire »); {suite:etat} as a state
{suite:subi}       what was done to its object: « coupé les fils » → « les fils ont été coupés »
{suite:inf:vous}   the same said to the customer: « s’inscrire » → « vous inscrire »
{avant:accord:est/sont}  the first word or the second, as the group is singular or plural
{verbe+suite:action}  a denied verb and its complements as an infinitive phrase: « vous l’échange » « ce pull »
{avant:un} {avant:le}  a noun group with that article: « aucun geste » → « un geste »
{objet:sans-objet}  a verb without its « le, la, les »; {mot:able} the verb of « remboursable »; {fait:agi} of an action
{avant&suite:passif}  a subject and what is not done to it: « les retards » « effacés » → « effacer les retards »
{qui:tiers}        a group that says who: « votre banque », « Enedis »; {suite:contact} how to reach them
{je peux}          a formula of the lexicon, in the person and register of the draft, and as its channel says it
                   (« canaux: » of the files of rules; see the module `channel`)
{offre} {raison} {conseil} {relais}  what the margins say on the topic, else a [placeholder]
{offre:connue}     the same, only when the margins know it
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from coach.french.conjugation import FINITE, INFINITIVE, PARTICIPLE, FormTable
from coach.french.normal import word_list
from coach.reframing import morphology, perfect, refusals, refused_things
from coach.reframing.clauses import stands_alone
from coach.reframing.contact import has_contact
from coach.reframing.groups import is_group, is_third_party
from coach.reframing.passive import undergone
from coach.reframing.words import DETERMINERS, SUBJECTS, words_of

_SLOT = re.compile(r"\{([^{}]+)\}")
# What the margins may fill, and what stands there when they are silent.
MARGIN_SLOTS = {"offre": "[solution]", "raison": "[raison]", "conseil": "[conseil]", "relais": "[service]"}
_AFTER_ELISION = re.compile(r"(?<=\b[ldjmtsnc]['’]) +|(?<=\bqu['’]) +", re.IGNORECASE)
_MOST_WORDS_OF_A_WORD = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What templates are filled with beside the words of the sentence: the draft's person and register, the margins."""

    forms: FormTable
    formulas: Mapping[str, list[str]]
    nouns: Mapping[str, str]
    # 0: je and vous, 1: nous and vous, 2: je and tu, 3: nous and tu.
    voice: int = 0
    known: Mapping[str, str] = field(default_factory=dict)
    # Whether the draft says elsewhere how to reach someone.
    reached: bool = False


@cache
def takes(template: str, name: str) -> bool:
    """Tell whether a template uses a slot, alone or joined with others, as « {verbe+suite:action} » does."""
    return any(name in re.split(r"[+&]", match[1].partition(":")[0]) for match in _SLOT.finditer(template))


def filled(template: str, slots: Mapping[str, str], context: Context) -> str | None:
    """Return a template with its slots filled, or None when a slot is not what the template asks for."""
    out = ""
    done = 0
    for match in _SLOT.finditer(template):
        value = _value(match[1], slots, context)
        if not value:
            return None
        out = morphology.joined(out + template[done : match.start()], value)
        done = match.end()
    return morphology.capitalised(_AFTER_ELISION.sub("", out + template[done:]))


def _value(slot: str, slots: Mapping[str, str], context: Context) -> str | None:
    if slot in context.formulas:
        return context.formulas[slot][context.voice]
    name, *filters = slot.split(":")
    if name in MARGIN_SLOTS:
        return context.known.get(name) or (None if "connue" in filters else MARGIN_SLOTS[name])
    value: str | None = _slot(name, slots)
    for each in filters:
        if not value:
            return None
        value = _FILTERS[each](value, context) if each in _FILTERS else _agreed(value, each)
    return value


def _slot(name: str, slots: Mapping[str, str]) -> str:
    """Return the words of a slot; of several joined by « + » as one stretch, by « & » as a pair."""
    if "&" in name:
        return "&".join(_slot(each, slots) for each in name.split("&"))
    return " ".join(" ".join(slots.get(each, "") for each in name.split("+")).split())


def _agreed(value: str, choice: str) -> str:
    singular, _, plural = choice.partition("/")
    return plural if morphology.is_plural(value) else singular


def _infinitive_phrase(value: str, context: Context) -> str | None:
    phrase = morphology.infinitive_phrase(perfect.plain(value), context.forms, _genders(context))
    return phrase and morphology.lowered(phrase, context.forms)


def _information(value: str, context: Context) -> str | None:
    return _infinitive_phrase(value, context) if refusals.is_information(value) else None


def _subject(value: str, context: Context) -> str | None:
    """Return what a pair begins with as the object of a verb: a noun group, a pronoun, or nothing."""
    subject = refused_things.announced(value)
    if not subject or words_of(subject)[0].form in SUBJECTS:
        return subject.lower()
    first, _, rest = subject.partition(" ")
    if first.lower() in ("tout", "toute") and rest and words_of(rest)[0].form not in DETERMINERS:
        return ("un " if first.lower() == "tout" else "une ") + rest
    if words_of(subject)[0].form in ("aucun", "aucune", "nul", "nulle"):
        return refused_things.indefinite(subject, {})
    return _group(subject, context)


def _service(value: str, context: Context) -> str | None:
    """Return a group that names something a service grants: « le report », « votre demande »."""
    group = _group(value, context)
    words = words_of(group or "")
    named = len(words) > 1 and (
        (words[1].form in _genders(context) and words[1].form != "garantie")
        or words[1].form in ("demande", "requête", "réclamation")
    )
    return group if named else None


# What may follow a refused thing and belong to it: « pour le tarif réduit ».
_COMPLEMENT = word_list("pour sur à au aux en dans avec chez après avant pendant de d' du des hors")


def _is_complement(value: str) -> bool:
    words = words_of(value)
    reasons = ("raison", "raisons", "cause", "motif", "motifs", "sans", "tant")
    return words[0].form in _COMPLEMENT and not any(each.form in reasons for each in words)


def _passive(value: str, context: Context) -> str | None:
    subject, _, rest = value.partition("&")
    told = _subject(subject, context)
    return None if told is None else refusals.done_to(told, rest, context.forms)


def _accepted(value: str, context: Context) -> str | None:
    told = _subject(value, context)
    return refusals.placed("accepter", told) if told else None


def _reflexive(value: str, context: Context) -> str | None:
    subject, _, verb = value.partition("&")
    told = _subject(subject, context)
    return refusals.reflexive(told, verb, context.forms) if told else None


def _genders(context: Context) -> dict[str, str]:
    """Return the indefinite article of the nouns of the lexicon: « geste » → « un »."""
    return _articles(tuple(context.nouns.values()))


@cache
def _articles(nouns: tuple[str, ...]) -> dict[str, str]:
    articles = {"le": "un", "la": "une", "un": "un", "une": "une"}
    pairs = (noun.partition(" ") for noun in nouns)
    return {noun: articles[article] for article, _, noun in pairs if article in articles}


def _group(value: str, context: Context) -> str | None:
    value = refused_things.announced(value)
    words = words_of(value)
    relative = next((n for n, each in enumerate(words) if each.form in _RELATIVES), len(words))
    if _LOOSE_COMMA.search(value) or any(each.form in _FINITE_WORDS for each in words[:relative]):
        return None
    return morphology.lowered(value, context.forms) if is_group(value, context.forms) else None


_FINITE_WORDS = word_list(
    "se s' est sont était étaient a ont avait sera seront peut peuvent va vont doit doivent donc ne n' pas"
)
# A comma between two things, and not before what tells more of one: « votre caisse, 02 41… ».
_LOOSE_COMMA = re.compile(
    r", (?:et )?(?:[ld]['’]|(?:donc|ce qui|le|la|les|un|une|il|elle|on|nous|vous|je|votre|notre|ce|cette)\b)",
    re.IGNORECASE,
)
# What opens a clause inside a noun group: « le geste que vous sollicitez ».
_RELATIVES = word_list("que qu' dont qui où")


def _third_party(value: str, context: Context) -> str | None:
    """Return a group that says who, not us: « le transporteur », « votre banque », « Enedis »."""
    if not is_third_party(value, context.forms):
        return None
    words = words_of(value)
    # « La Poste » is a name with its article.
    named = len(words) > 1 and words[1].text[:1].isupper()
    return value if named else morphology.lowered(value, context.forms)


def _clause(value: str, context: Context) -> str | None:
    return morphology.lowered(value, context.forms) if stands_alone(words_of(value), context.forms) else None


def _word(value: str, _: Context) -> str | None:
    return value if len(words_of(value)) <= _MOST_WORDS_OF_A_WORD else None


def _of_participle(value: str, context: Context) -> str | None:
    return context.forms.infinitive_of(value, PARTICIPLE)


def _done(value: str, context: Context) -> str | None:
    phrase = perfect.to_do(perfect.plain(value), context.forms)
    return None if phrase is None else _infinitive_phrase(phrase, context)


def _noun(value: str, context: Context) -> str | None:
    verb = context.forms.infinitive_of(value, FINITE + INFINITIVE + PARTICIPLE)
    return None if verb is None else context.nouns.get(verb)


_FILTERS: dict[str, Callable[[str, Context], str | None]] = {
    "tiers": _third_party,
    "inf": _infinitive_phrase,
    "information": _information,
    "groupe": _group,
    "phrase": _clause,
    "mot": _word,
    "infinitif": lambda value, context: morphology.infinitive(value, context.forms),
    "participe": _of_participle,
    "nom": _noun,
    "de": lambda value, _: morphology.contracted("de", value),
    "à": lambda value, _: morphology.contracted("à", value),
    "accord": lambda value, _: value,
    "action": lambda value, context: refusals.action(value, context.forms, _genders(context)),
    "sans-objet": lambda value, context: refusals.without_object(value, context.forms),
    "agi": lambda value, context: refusals.of_participle(value, context.forms),
    "able": lambda value, context: refusals.of_adjective(value, context.forms),
    "un": lambda value, context: refused_things.indefinite(value, _genders(context)),
    "le": lambda value, context: refused_things.definite(value, _genders(context)),
    "accepter": _accepted,
    "passif": _passive,
    "pronominal": _reflexive,
    "agent": lambda value, context: (
        _group(value, context) if refused_things.is_agent(refused_things.announced(value)) else None
    ),
    "nu": lambda value, _: value if words_of(value)[0].is_word and words_of(value)[0].form not in DETERMINERS else None,
    "nominal": lambda value, context: refused_things.nominal(value, context.forms),
    "du": lambda value, _: value if words_of(value)[0].form in ("de", "d'", "du", "des") else None,
    "compl": lambda value, _: value if _is_complement(value) else None,
    "offre": lambda value, context: _group(value, context) if refused_things.is_offer(value) else None,
    "contrat": lambda value, context: _group(value, context) if refused_things.is_contract(value) else None,
    "court": lambda value, _: None if "," in value else value,
    "nom-propre": lambda value, _: value if all(each.text[:1].isupper() for each in words_of(value)) else None,
    "prestation": _service,
    "connue": lambda value, _: value,
    "contact": lambda value, _: value if has_contact(value) else None,
    "maj": lambda value, _: morphology.capitalised(value),
    "parfait": _done,
    "vous": lambda value, context: perfect.for_you(value, familiar=context.voice > 1),
    "etat": lambda value, context: perfect.state(value, context.forms),
    "subi": lambda value, context: undergone(value, context.forms, _genders(context)),
}


def is_general(template: str, formulas: Mapping[str, object]) -> bool:
    """Tell whether a template says something, but nothing of the sentence: no slot of it takes words from there."""
    return bool(template) and all(
        match[1] in formulas or match[1].partition(":")[0] in MARGIN_SLOTS for match in _SLOT.finditer(template)
    )


def is_template(template: str, formulas: Mapping[str, object]) -> str | None:
    """Return what is wrong with the slots of a template, in French; None when all can be filled."""
    for match in _SLOT.finditer(template):
        if match[1] in formulas:
            continue
        name, *filters = match[1].split(":")
        if " " in name:
            return f"« {{{match[1]}}} » n’est pas une formule du lexique"
        for each in filters:
            if each not in _FILTERS and "/" not in each:
                return f"« {each} » n’est pas une façon de remplir « {{{name}}} » ; possibles : {', '.join(_FILTERS)}"
    return None
