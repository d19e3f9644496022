"""Cutting a sentence into clauses, and telling what each can do: stand alone, give a reason, hang on another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from coach.french.conjugation import FINITE, GERUND, FormTable
from coach.french.normal import word_list
from coach.reframing.words import (
    CLITICS,
    CONNECTORS,
    COURTESIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    Word,
)

_MARKS = word_list(", ; : … ... .. – — - . ! ?")
# A clause that gives the reason: freed of these words it is a sentence.
_REASON_CLAUSES = (
    "car", "parce que", "parce qu'", "puisque", "puisqu'", "vu que", "vu qu'", "étant donné que", "étant donné qu'",
    "du fait que", "dans la mesure où", "attendu que", "dès lors que",
)  # fmt: skip
# A group that gives the reason, and can open another sentence.
_REASON_GROUPS = (
    "en raison de", "en raison d'", "en raison du", "en raison des", "faute de", "faute d'", "à cause de", "à cause du",
    "à cause d'", "à cause des", "suite à", "suite au", "suite aux", "compte tenu de", "compte tenu du",
    "compte tenu d'", "compte tenu des", "du fait de", "du fait du", "du fait d'", "étant donné",
)  # fmt: skip
# Connectors of several words, or of one that only connects when a subject follows: the clause begins behind them.
_LONG_CONNECTORS = tuple(
    tuple(each.split(" "))
    for each in (
        "reste que", "reste qu'", "il reste que", "il reste qu'", "n' empêche que", "n' empêche qu'",
        "il n' empêche que", "il n' empêche qu'", "il n' en demeure pas moins que", "il n' en demeure pas moins qu'",
        "il n' en reste pas moins que", "il n' en reste pas moins qu'", "il demeure que", "il demeure qu'",
        "cela n' empêche pas que", "cela n' empêche pas qu'", "ceci dit", "cela dit", "ceci étant", "cela étant",
        "pour autant", "malgré tout", "par contre", "en revanche", "sauf que", "sauf qu'", "ce nonobstant",
        "seulement voilà", "quand même", "m' enfin", "mais bon", "mais voilà", "mais enfin",
    )
)  # fmt: skip
_ONLY_BEFORE_SUBJECT = word_list("seulement simplement")
_ARTICLES = word_list("le la l' les notre nos votre vos mon ma mes ton ta tes ce cet cette ces")
_COORDINATORS = word_list("mais car or donc")
_RELATIVES = word_list("lequel laquelle lesquels lesquelles qui quoi")
_NOT_A_CLAUSE = word_list("si bien soit")


# « faisant suite à », « donner suite à », « la suite à donner » : no reason.
_GIVE_SUITE = word_list("faisant faire fait faisons donner donné donnons donne donnera la une de sans")


class Role(Enum):
    """What a clause can do."""

    MAIN = "seule"
    REASON = "raison"  # a clause of reason: a sentence once its conjunction is gone
    BECAUSE = "motif"  # a group of reason: opens a sentence
    DEPENDENT = "dépendante"
    ADDRESS = "adresse"  # a greeting, a name: « Bonjour Madame »
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its words, its role, and how many words open it without being part of it (« mais », « parce que »)."""

    words: tuple[Word, ...]
    role: Role
    lead: int

    @property
    def start(self) -> int:
        """Return where it begins in the sentence."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where it ends in the sentence."""
        return self.words[-1].end


def clauses(words: list[Word], forms: FormTable) -> list[Clause]:
    """Return the clauses of a sentence in order; marks between them belong to none."""
    groups: list[list[Word]] = [[]]
    for number, each in enumerate(words):
        if each.form in _MARKS and not _joins(words, number):
            groups.append([])
        elif groups[-1] and _opens_clause(words, number, forms):
            groups.append([each])
        else:
            groups[-1].append(each)
    return [_clause(group, forms) for group in groups if any(each.is_word for each in group)]


def _joins(words: list[Word], number: int) -> bool:
    """Tell the mark inside a reference, « 44-8120 », « 12.5 », from one between clauses."""
    if not 0 < number < len(words) - 1:
        return False
    return words[number - 1].end == words[number].start and words[number].end == words[number + 1].start


def _opens_clause(words: list[Word], number: int, forms: FormTable) -> bool:
    """Tell whether a clause begins at a word without a mark before it."""
    form = words[number].form
    if form in _COORDINATORS and form != "donc":
        return True
    if _leading(words[number:], _REASON_CLAUSES + _REASON_GROUPS[:-1]):
        return form != "suite" or words[number - 1].form not in _GIVE_SUITE
    if _connecting(words[number:], to_clause=True):
        return True
    if form in ("et", "ou", "donc", "alors"):
        rest = words[number + 1 : number + 6]
        return len(rest) > 1 and rest[0].form in SUBJECTS and any(forms.is_a(each.text, FINITE) for each in rest[1:])
    return False


def _leading(words: list[Word] | tuple[Word, ...], leads: tuple[str, ...]) -> int:
    """Return how many words one of the leads takes at the start, 0 when none stands there."""
    for lead in leads:
        parts = lead.split(" ")
        if [each.form for each in words[: len(parts)]] == parts:
            return len(parts)
    return 0


def _connecting(words: list[Word], *, to_clause: bool = False) -> int:
    """Return how many words connect a clause to the one before it, 0 when none does.

    `to_clause`: only those that end in « que », which need no mark before them.
    """
    forms = [each.form for each in words[:8]]
    for parts in _LONG_CONNECTORS:
        if tuple(forms[: len(parts)]) == parts and (not to_clause or parts[-1] in ("que", "qu'")):
            return len(parts)
    if to_clause:
        return 0
    if forms[0] in CONNECTORS and forms[0] != "car":
        return 1
    opens = len(forms) > 1 and forms[1] in SUBJECTS | _ARTICLES
    return int(opens and forms[0] in _ONLY_BEFORE_SUBJECT)


def _clause(group: list[Word], forms: FormTable) -> Clause:
    lead = 0
    while lead < len(group) - 1 and (taken := _connecting(group[lead:])) and lead + taken < len(group):
        lead += taken
    body = group[lead:]
    if taken := _leading(body, _REASON_CLAUSES):
        return Clause(tuple(group), Role.REASON if stands_alone(body[taken:], forms) else Role.DEPENDENT, lead + taken)
    if _leading(body, _REASON_GROUPS):
        return Clause(tuple(group), Role.BECAUSE, lead)
    if body[0].form == "comme" and stands_alone(body[1:], forms):
        return Clause(tuple(group), Role.REASON, lead + 1)
    return Clause(tuple(group), _role(body, forms), lead)


def _role(body: list[Word], forms: FormTable) -> Role:
    if body[0].form in COURTESIES and not any(forms.is_a(each.text, FINITE) for each in body):
        return Role.ADDRESS
    gerund = next((number for number, each in enumerate(body) if each.form in ("ayant", "étant")), None)
    if (gerund is not None and not _has_a_verb(body[:gerund], forms)) or _is_absolute(body, forms):
        return Role.BECAUSE
    if stands_alone(body, forms):
        return Role.MAIN
    if body[0].form in SUBORDINATORS or (body[0].form == "ce" and body[1:2] and body[1].form in SUBORDINATORS):
        return Role.DEPENDENT
    if not any(forms.is_a(each.text, FINITE) for each in body) and all(_is_name(each) for each in body):
        return Role.ADDRESS
    return Role.FRAGMENT


def _has_a_verb(body: list[Word], forms: FormTable) -> bool:
    """Tell whether a clause stands before a gerund; « le toit panoramique étant » has but a noun and its adjective."""
    named = 1 < len(body) <= _LONGEST_NAME and body[0].form in DETERMINERS
    return not named and stands_alone(body, forms)


def _is_absolute(body: list[Word], forms: FormTable) -> bool:
    """Tell a reason told by a participle with its own subject: « le délai ayant expiré »."""
    if body[0].form not in DETERMINERS:
        return False
    for number, each in enumerate(body[1:-1], 1):
        if forms.is_a(each.text, GERUND) and each.form not in _NO_GERUNDS and body[number - 1].form != "en":
            return True
        if each.form in SUBJECTS or each.form in SUBORDINATORS or (number > 1 and _is_verb(body, number, forms)):
            return False
    return False


# A noun with its adjective: the word that looks like a verb is none.
_LONGEST_NAME = 3
_NO_GERUNDS = word_list(
    "suivant restant courant suffisant important montant manquant gênant existant durant passant perdant"
)


def _is_name(each: Word) -> bool:
    return each.text[:1].isupper() and each.form not in DETERMINERS | PREPOSITIONS | SUBJECTS


def stands_alone(body: list[Word], forms: FormTable) -> bool:
    """Tell whether some words are a clause by themselves: a subject and its verb, or an order."""
    if not body or body[0].form in SUBORDINATORS or body[0].form in _NOT_A_CLAUSE:
        return False
    if body[0].form == "ce" and len(body) > 1 and body[1].form in SUBORDINATORS:
        return False
    if len(body) > 1 and body[0].form in PREPOSITIONS and body[1].form in _RELATIVES:
        return False
    relative = 0
    subject = False
    for number, each in enumerate(body):
        before = body[number - 1].form if number else ""
        if each.form in SUBORDINATORS and not _reflexive(body, number):
            relative += 1
        elif _is_verb(body, number, forms):
            if relative:
                relative -= 1
            elif number == 0 and before == "":
                return each.form.endswith(("ez", "ons")) or _inverted(body)
            else:
                return body[0].form not in PREPOSITIONS or (subject and before in SUBJECTS | CLITICS)
        elif each.form in SUBJECTS or each.form in DETERMINERS or (number and each.text[:1].isupper()):
            subject = subject or before not in PREPOSITIONS
    return False


# Forms of rare verbs that are nouns wherever a reply has them.
_NOUNS = word_list(
    "veille kilomètre kilomètres minute minutes voiture voitures mètre mètres carte cartes poste gare tonne tonnes"
)


def _reflexive(body: list[Word], number: int) -> bool:
    """Tell « s'applique » from « s'il »."""
    return body[number].form == "s'" and body[number + 1 : number + 2] != [] and body[number + 1].form not in SUBJECTS


def _inverted(body: list[Word]) -> bool:
    """Tell a question that its verb opens: « êtes-vous », « peux-tu », « a-t-il »."""
    return len(body) > 1 and body[1].form in SUBJECTS


def _is_verb(body: list[Word], number: int, forms: FormTable) -> bool:
    """Tell a finite verb from the noun that is written like it: a determiner without a subject before it."""
    each = body[number]
    if number > 1 and body[number - 1].form in ("se", "s'") and each.form not in SUBJECTS | CLITICS:
        return True  # « se vide »: whatever else the word may be.
    if not forms.is_a(each.text, FINITE) or each.form in _NOUNS:
        return False
    before = body[number - 1].form if number else ""
    if before in CLITICS and number > 1 and body[number - 2].form in SUBJECTS | CLITICS | frozenset(("qui",)):
        return True
    if before in ("nous", "vous", "on", "il", "elle", "je", "j'", "tu", "ça", "cela", "c'", "ce"):
        return True
    if number > 1 and before in ("se", "s'", "me", "m'", "te", "t'", "ne", "n'", "y"):
        return True
    if before in ("le", "la", "l'", "les") and number > 1:
        # « le chat la griffe », « nous voyons la griffe »: a pronoun stands between a noun and its verb.
        earlier = body[number - 2]
        return earlier.form not in PREPOSITIONS | CONNECTORS | SUBORDINATORS and not forms.readings(earlier.text)
    return before not in DETERMINERS | PREPOSITIONS
