"""What a phrasebook holds once read: entries, with their examples and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coach.model import SEVERITY_SLUGS, Severity
from coach.phrasebook.granted import Granted
from coach.phrasebook.nodes import Node

# By ordered gravity: where two findings share words, the first category stands (evaluation guide).
CATEGORY_SEVERITY: Mapping[str, Severity] = {
    "a-completer": Severity.BLOQUANT,
    "non-sec": Severity.BLOQUANT,
    "donner-tort": Severity.BLOQUANT,
    "dernier-mot": Severity.BLOQUANT,
    "reproche": Severity.BLOQUANT,
    "mise-en-doute": Severity.BLOQUANT,
    "condescendance": Severity.BLOQUANT,
    "familiarite": Severity.BLOQUANT,
    "riposte": Severity.BLOQUANT,
    "impossibilite": Severity.BLOQUANT,
    "defausse": Severity.BLOQUANT,
    "paravent": Severity.A_REPRENDRE,
    "empathie-annulee": Severity.A_REPRENDRE,
    "excuse-conditionnelle": Severity.A_REPRENDRE,
    "servilite": Severity.A_REPRENDRE,
    "surpromesse": Severity.A_REPRENDRE,
    "injonction": Severity.CONSEIL,
    "promesse-vague": Severity.CONSEIL,
    "refus-flou": Severity.CONSEIL,
    "jargon": Severity.CONSEIL,
    "mot-noir": Severity.CONSEIL,
    "minimisation": Severity.CONSEIL,
}
CATEGORY_ORDER = {category: rank for rank, category in enumerate(CATEGORY_SEVERITY)}
# The finer categories, and the one that each is a kind of.
PARENTS = {
    "familiarite": "condescendance",
    "riposte": "condescendance",
    "dernier-mot": "donner-tort",
    "excuse-conditionnelle": "empathie-annulee",
}
SIGNALS = (
    "reconnaissance",  # the customer's trouble or feeling is acknowledged
    "raison",  # a cause, or a fact of the case that explains
    "indice",  # a date or a limit that lets one guess the reason
    "issue",  # an alternative, an option, a concrete step
    "engagement-date",  # a commitment with its date and owner
    "prevention",  # help for next time
    "reformulation",  # the request in the adviser's words
    "question",  # the need is explored
    "suite",  # a next step that is announced
    "echeance",  # a date to come
    "demarche",  # something useful that the customer may do
    "contact",  # a way to reach somebody
    "trouble",  # the customer has a trouble: complaint, delay, loss
    "courtoisie",  # a polite formula that commits to nothing
    "paiement",  # something to pay
    "evitable",  # a mishap that could have been avoided
    "anonyme",  # a greeting to nobody
)

# What only a review of whole conversations reads, from a folder of its own.
TALK_SIGNALS = (
    "insulte",  # the customer insults somebody
    "menace",  # the customer threatens somebody
    "cadre",  # the adviser sets a limit, calmly
    "acte",  # something is done, or its result is there
    "satisfaction",  # the customer thanks or agrees
    "attente",  # the customer still misses or asks for something
    "conge",  # a wish or a thank-you by which one takes leave
    "formule-finale",  # the formula that ends a letter or a mail
    "salutation",  # a greeting
)

# The signal of a rule of rewriting.
REWRITING = "reecriture"

__all__ = [
    "CATEGORY_ORDER",
    "CATEGORY_SEVERITY",
    "PARENTS",
    "REWRITING",
    "SEVERITY_SLUGS",
    "SIGNALS",
    "TALK_SIGNALS",
    "Contexts",
    "Entry",
    "Example",
    "Rewriting",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a phrasebook: file and line."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern as written, as read, and where."""

    source: str
    node: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the spans that its entry must flag: none for a look-alike."""

    text: str
    spans: tuple[tuple[int, int], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Contexts:
    """What stops an entry where it would match."""

    overlapping: tuple[Written, ...] = ()  # sauf: shares words with the match
    before: tuple[Written, ...] = ()  # sauf_avant: up to NEAR_BEFORE words before it
    after: tuple[Written, ...] = ()  # sauf_apres: up to NEAR_AFTER words after it
    sentence: tuple[Written, ...] = ()  # sauf_phrase: anywhere in the sentence

    def __iter__(self) -> Iterator[tuple[Written, ...]]:
        return iter((self.overlapping, self.before, self.after, self.sentence))


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What becomes of words at fault: templates, each with its kind, the best first.

    `scope` is what they replace: the words of the pattern, their clause, or the sentence. `examples` are sentences
    before and after.
    """

    categories: tuple[str, ...]
    scope: str
    templates: tuple[tuple[str, str], ...]
    note: str
    examples: tuple[tuple[str, str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a phrasebook: a fault to flag (`category`) or a signal to note (`signal`)."""

    id: str
    place: Place
    category: str | None
    signal: str | None
    severity: Severity
    message: str
    why: str
    patterns: tuple[Written, ...]
    exceptions: Contexts
    softened_by: tuple[str, ...]
    reframings: tuple[str, ...]
    to_flag: tuple[Example, ...]
    to_leave: tuple[Example, ...]
    source: str = ""
    # Patterns of which the draft must hold one for the severity to stand: without any, it may be no reply at all.
    unsure_without: tuple[Written, ...] = ()
    margin: Granted | None = None
    rewriting: Rewriting | None = None


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All entries that could be read, and the errors of those that could not."""

    entries: tuple[Entry, ...]
    errors: tuple[Exception, ...] = field(default=())
