"""What a report says, frozen for the renderers: figures with their intervals, themes, facts, draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from coach.config import TripLimits
from coach.model import Severity
from coach.review.grid_figures import GridFigures
from coach.review.samples import Incident, Pledge, Quote, Ref
from coach.review.statistics import Interval
from coach.review.values import Kept
from coach.transcripts.base import Problem


@dataclass(frozen=True, slots=True)
class Line:
    """A group of messages: how many, how many to rephrase, and what can be said of it."""

    name: str
    conversations: int
    messages: int
    flagged: int
    rate: Interval
    remarks: Interval  # per 100 messages
    enough: bool
    median: int
    strengths: tuple[str, ...]
    # For advisers: the probability of such a gap from the team by chance, corrected; and on which side it is.
    chance: float = 1.0
    gap: int = 0


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How often a rule spoke: messages per 100."""

    rule: str
    category: str
    severity: Severity
    message: str
    messages: int
    remarks: int
    rate: Interval
    per_hundred: Interval


@dataclass(frozen=True, slots=True)
class Theme:
    """A category to coach, or a strength to praise, with quotes."""

    name: str
    messages: int
    rate: Interval
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """How often a kind of fault came: messages per 100."""

    name: str
    severity: Severity  # of its gravest remark
    messages: int
    rate: Interval


@dataclass(frozen=True, slots=True)
class Scope:
    """What was read, and what was left out with the reason."""

    sources: int
    conversations: int
    read: int
    checked: int
    skipped: Mapping[str, int]
    words: int
    first: datetime | None
    last: datetime | None
    problems: tuple[Problem, ...]
    problem_count: int
    interrupted: bool


@dataclass(frozen=True, slots=True)
class Trips:
    """Exchanges per case: how many are expected, from how many on they call for a look, and how many there were."""

    expected: int
    alert: int
    median: int
    ninetieth: int
    above_expected: int
    alerts: int
    counted: Mapping[int, int]
    longest: tuple[Ref, ...]
    channels: Mapping[str, TripLimits]  # those with limits of their own


@dataclass(frozen=True, slots=True)
class Facts:
    """What whole conversations show."""

    trips: Trips
    unresolved: int
    unresolved_refs: tuple[Ref, ...]
    unanswered: int
    unanswered_refs: tuple[Ref, ...]
    kept: Mapping[Kept, int]
    repeated: int
    pledges: tuple[Pledge, ...]
    tensions: Mapping[str, int]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """Conversations to listen to again: a fair draw, and two that are not to be counted."""

    seed: int
    drawn: tuple[Ref, ...]
    gravest: tuple[Ref, ...]
    exemplary: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class PastRun:
    """What the history knows of a period before, for trends: rates as in `Review`, by category and by adviser."""

    name: str
    first: datetime
    last: datetime
    conversations: int
    messages: int
    rate: Interval
    categories: Mapping[str, Interval]
    advisers: Mapping[str, Interval]  # by the names of this report


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is said to one adviser: figures, what is done well, what to work on, what to hear again."""

    line: Line
    praises: tuple[Theme, ...]
    themes: tuple[Theme, ...]
    drawn: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A rate in the review before and in what is new since: of a category, or of messages to rephrase when it is ""."""

    category: str
    before: Interval
    now: Interval
    chance: float  # of such a gap by chance alone, corrected for all that is compared


@dataclass(frozen=True, slots=True)
class Since:
    """What is new since the last review that was finished, beside what that one read, and what changed."""

    when: datetime
    known: int  # conversations of this review that were reviewed before
    conversations: int
    messages: int
    before: int  # messages of the review before
    enough: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """All that a report says."""

    scope: Scope
    team: Line
    effect: float  # how much wider the variance is for messages going together in conversations
    rules: tuple[RuleLine, ...]
    categories: tuple[CategoryLine, ...]
    themes: tuple[Theme, ...]
    praises: tuple[Theme, ...]
    advisers: tuple[Line, ...]
    channels: tuple[Line, ...]
    reasons: tuple[Line, ...]
    labels: tuple[tuple[str, int, Interval], ...]
    marks: Mapping[tuple[int, int], int]
    facts: Facts
    draw: Draw
    names: bool
    grid: GridFigures | None = None
    past: tuple[PastRun, ...] = ()  # the oldest first; without a history there is none
    sheets: tuple[Sheet, ...] = ()  # one an adviser, when they are asked for
    since: Since | None = None
