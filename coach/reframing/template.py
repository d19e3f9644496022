"""Filling the templates of the rules: slots from the sentence, formulas by person, offers from the margins.

`{suite}` and the like are words of the sentence; a slot may ask what they must be, or change their form:

{suite:inf}        an infinitive phrase (« vous rembourser ce pull »), made positive after a negation
{avant:groupe}     a noun group; {suite:phrase} a clause that stands alone; {objet:mot} a word or two
{avant:groupe:de}  the same after « de »; {avant:groupe:à} after « à »
{verbe:infinitif}  a finite verb as an infinitive; {verbe:nom} its noun; {fait:participe} the infinitive of a participle
{suite:parfait}    a perfect as an infinitive phrase (« ne l’avez pas lue » → « la lire »); {suite:etat} as a state
{suite:inf:vous}   the same said to the customer: « s’inscrire » → « vous inscrire »
{avant:accord:est/sont}  the first word or the second, as the group is singular or plural
{qui:tiers}        a group that says who: « le transporteur », « votre banque », « Enedis »
{suite:contact}    words that hold a telephone number, an address
{je peux}          a formula of the lexicon, in the person and register of the draft
{offre} {raison} {conseil} {relais}  what the margins say on the topic, else a [placeholder]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coach.french.conjugation import FINITE, INFINITIVE, PARTICIPLE, FormTable
from coach.french.normal import normal_form, word_list
from coach.reframing import morphology, perfect
from coach.reframing.clauses import stands_alone
from coach.reframing.groups import holds_a_clause
from coach.reframing.words import (
    CONNECTORS,
    COURTESIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    Word,
    words_of,
)

_SLOT = re.compile(r"\{([^{}]+)\}")
# What the margins may fill, and what stands there when they are silent.
MARGIN_SLOTS = {"offre": "[solution]", "raison": "[raison]", "conseil": "[conseil]", "relais": "[service]"}
_GROUP_OPENERS = DETERMINERS | word_list("mon ton son m. mme monsieur madame")
_AFTER_ELISION = re.compile(r"(?<=\b[ldjmtsnc]['’]) +|(?<=\bqu['’]) +", re.IGNORECASE)
_NEVER_A_NAME = (
    SUBJECTS | CONNECTORS | COURTESIES | PREPOSITIONS | SUBORDINATORS | word_list("quant bon ben non oui rien")
)
# Words that no noun group holds, outside a relative clause.
_CLAUSE_WORDS = word_list("est sont c' ne n' pas plus jamais rien")
_WHO = word_list("le la l' les votre vos ton ta tes leur leurs")
_ARTICLES = word_list("le la l' les un une votre vos notre nos")
_OURSELVES = word_list("nous moi notre nos mon ma mes problème affaire règle procédure loi seul seule vôtre autre")
_MOST_WORDS_OF_A_WORD = 3
# A telephone number, an address of mail or of the web.
_CONTACT = re.compile(
    r"\b0\d(?:[ .]?\d\d){4}\b|\b0 ?8\d\d(?: ?\d\d\d?){2}|\+\d\d|\b3\d ?\d\d\b|\S@\S|\bwww\.|://|\b\w+\.(?:fr|com|be|ch)\b"
)
_UNKNOWN_CONTACT = re.compile(r" ?: \[coordonnées\]|, \[coordonnées\]")


@dataclass(frozen=True, slots=True)
class Context:
    """What templates are filled with beside the words of the sentence: the draft's person and register, the margins."""

    forms: FormTable
    formulas: Mapping[str, list[str]]
    nouns: Mapping[str, str]
    # 0: je and vous, 1: nous and vous, 2: je and tu, 3: nous and tu.
    voice: int = 0
    known: Mapping[str, str] = field(default_factory=dict)


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
        return context.known.get(name) or MARGIN_SLOTS[name]
    value: str | None = " ".join(slots.get(name, "").split())
    for each in filters:
        if not value:
            return None
        value = _FILTERS[each](value, context) if each in _FILTERS else _agreed(value, each)
    return value


def _agreed(value: str, choice: str) -> str:
    singular, _, plural = choice.partition("/")
    return plural if morphology.is_plural(value) else singular


def _infinitive_phrase(value: str, context: Context) -> str | None:
    return morphology.infinitive_phrase(value, context.forms, _genders(context))


def _genders(context: Context) -> dict[str, str]:
    """Return the indefinite article of the nouns of the lexicon: « geste » → « un »."""
    articles = {"le": "un", "la": "une", "un": "un", "une": "une"}
    pairs = (noun.partition(" ") for noun in context.nouns.values())
    return {noun: articles[article] for article, _, noun in pairs if article in articles}


def _group(value: str, context: Context) -> str | None:
    words = words_of(value)
    opens = words[0].form in _GROUP_OPENERS or words[0].text[0].isdigit() or _is_proper(words[0], context)
    if (
        not opens
        or holds_a_clause(words)
        or words[-1].form in ("et", "ou", "mais", "donc", "que", "qui")
        or any(_is_verb(words[number - 1].form, each.text, context) for number, each in enumerate(words) if number)
    ):
        return None
    return morphology.lowered(value, context.forms)


def _is_proper(first: Word, context: Context) -> bool:
    """Tell a name that stands without an article: « Enedis »."""
    return (
        len(first.text) > 2
        and first.text[0].isupper()
        and not (first.form in _NEVER_A_NAME or context.forms.is_a(first.text, FINITE))
    )


def _third_party(value: str, context: Context) -> str | None:
    """Return a group that says who, not us: « le transporteur », « votre banque », « Enedis »."""
    words = words_of(value)
    who = words[0].form in _WHO or _is_proper(words[0], context)
    own = any(each.form in _OURSELVES for each in words)
    return _group(value, context) if who and not own else None


def _is_verb(before: str, word: str, context: Context) -> bool:
    """Tell a finite verb inside what should be a noun group: after a determiner or another noun it is none."""
    if normal_form(word) in _CLAUSE_WORDS:
        return before not in ("qui", "que")
    if context.forms.is_a(word, FINITE) and word.endswith("ent") and before not in DETERMINERS | PREPOSITIONS:
        return True
    return before in ("on", "nous", "vous", "il", "elle", "je", "ne", "n'") and context.forms.is_a(word, FINITE)


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


def without_blank_contact(text: str, sentence: str) -> str:
    """Return a rewriting without the blank for how to reach someone when the sentence says it already."""
    return _UNKNOWN_CONTACT.sub("", text) if has_contact(sentence) else text


def has_contact(text: str) -> bool:
    """Tell whether some words say how to reach someone."""
    return bool(_CONTACT.search(text))


_FILTERS: dict[str, Callable[[str, Context], str | None]] = {
    "tiers": _third_party,
    "inf": _infinitive_phrase,
    "groupe": _group,
    "phrase": _clause,
    "mot": _word,
    "infinitif": lambda value, context: morphology.infinitive(value, context.forms),
    "participe": _of_participle,
    "nom": _noun,
    "de": lambda value, _: morphology.contracted("de", value),
    "à": lambda value, _: morphology.contracted("à", value),
    "accord": lambda value, _: value,
    "contact": lambda value, _: value if has_contact(value) else None,
    "maj": lambda value, _: morphology.capitalised(value),
    "parfait": _done,
    "vous": lambda value, context: perfect.for_you(value, familiar=context.voice > 1),
    "etat": lambda value, context: perfect.state(value, context.forms),
}


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
