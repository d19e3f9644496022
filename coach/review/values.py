"""What is kept of a conversation once it is checked: counts, short masked quotes, and no text beyond them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from coach.model import Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding in an adviser's turn. `quote` is its sentence, masked and short."""

    rule: str
    category: str
    severity: Severity
    message: str
    quote: str
    reframings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Praise:
    """A strength of an adviser's turn, with its sentence, masked and short."""

    strength: str
    message: str
    quote: str


@dataclass(frozen=True, slots=True)
class CheckedTurn:
    """An adviser's turn once checked. `number` counts the turns of the conversation from 1."""

    number: int
    place: str
    adviser: str
    at: datetime | None
    words: int
    forme: int
    fond: int
    remarks: tuple[Remark, ...]
    praises: tuple[Praise, ...]
    labels: tuple[str, ...]
    # The whole message and the customer's before it, masked; only for a worksheet, "" otherwise.
    text: str = field(default="", repr=False)
    context: str = field(default="", repr=False)

    @property
    def gravest(self) -> int:
        """Return the severity of the gravest remark; 0 when there is none."""
        return max((remark.severity for remark in self.remarks), default=0)

    @property
    def total(self) -> int:
        """Return the lower of the two marks."""
        return min(self.forme, self.fond)


class Kept(Enum):
    """What the conversation shows of a promise: nothing beyond it can be known from the export."""

    KEPT = "tenu"
    LATE = "date passée sans suite"
    OPEN = "à vérifier"
    UNDATED = "sans date lisible"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise with its date: who, what, until when, and whether the conversation shows it kept."""

    adviser: str
    quote: str
    at: datetime | None
    due: datetime | None
    kept: Kept
    repeated: bool


@dataclass(frozen=True, slots=True)
class Tension:
    """Abuse received: how many turns of the customer, and what the adviser answered."""

    abusive_turns: int
    quote: str
    limit_set: bool
    riposte: bool


@dataclass(frozen=True, slots=True)
class GridMark:
    """The marks of a conversation: each criterion's level in the grid's order, None where coach has nothing to say.

    A side none of whose criteria applies has no mark. `eliminated` names the eliminatory criteria that were met.
    """

    levels: tuple[float | None, ...]
    forme: int | None
    fond: int | None
    points: int  # how many of the 100 could be looked at here
    eliminated: tuple[str, ...]

    @property
    def total(self) -> int | None:
        """Return the lower of the two marks; 0 for an eliminatory fault."""
        if self.eliminated:
            return 0
        return min((mark for mark in (self.forme, self.fond) if mark is not None), default=None)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation once checked. `skipped` counts the turns that were not, by reason."""

    source: str
    id: str
    place: str
    channel: str
    reason: str
    first: datetime | None
    last: datetime | None
    read: int  # turns in
    turns: tuple[CheckedTurn, ...]
    skipped: Mapping[str, int]
    round_trips: int
    unresolved: bool  # polite, and the adviser's last word holds no finished action
    unanswered: str  # the customer's last question, masked, when nobody answered it; "" otherwise
    tension: Tension | None
    commitments: tuple[Commitment, ...]
    grid: GridMark | None = None  # None without a grid, or without an adviser's message
    # Digests that tell it and its file from others; once masked, « Jean Dupont.csv » and « Marie Durand.csv » are one.
    key: str = ""
    file: str = ""

    @property
    def advisers(self) -> tuple[str, ...]:
        """Return who answered, in order."""
        return tuple(dict.fromkeys(turn.adviser for turn in self.turns))
