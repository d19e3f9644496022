"""What is counted as conversations come: sums and small samples, flat in memory however many they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from coach.config import TripRules
from coach.model import Severity
from coach.review.grid import Grid
from coach.review.grid_figures import GridTally
from coach.review.samples import Samples
from coach.review.values import Conversation, Kept, Remark
from coach.transcripts.base import Problem

# A message counts as « à reprendre » from this severity on: mere advice does not make one.
COUNTED = Severity.A_REPRENDRE
_SHOWN_PROBLEMS = 50
# The marks of a message are counted by steps of ten, for the plot of form and content.
STEP = 10


@dataclass(slots=True)
class Group:
    """The messages of an adviser, a channel, a reason, or all of them."""

    conversations: int = 0
    messages: int = 0
    flagged: int = 0  # with a remark of COUNTED or worse
    remarks: int = 0
    # How many conversations have so many messages, so many of them flagged: all that a bootstrap needs.
    clusters: Counter[tuple[int, int]] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)  # messages by category of their remarks
    strengths: Counter[str] = field(default_factory=Counter)  # messages by strength
    totals: Counter[int] = field(default_factory=Counter)  # messages by mark

    def add(self, conversation: Conversation, adviser: str | None = None) -> None:
        """Count the messages of a conversation, or only those of one adviser."""
        turns = [turn for turn in conversation.turns if adviser is None or turn.adviser == adviser]
        if not turns:
            return
        flagged = sum(turn.gravest >= COUNTED for turn in turns)
        self.conversations += 1
        self.messages += len(turns)
        self.flagged += flagged
        self.clusters[len(turns), flagged] += 1
        for turn in turns:
            self.remarks += len(turn.remarks)
            self.categories.update({remark.category for remark in turn.remarks})
            self.strengths.update(praise.strength for praise in turn.praises)
            self.totals[turn.total] += 1


@dataclass(slots=True)
class Rule:
    """How often a rule spoke, and the words for it."""

    category: str
    severity: Severity
    message: str
    remarks: int = 0
    messages: int = 0


class Tally:
    """Everything that a report says, while it is being counted.

    `seed` draws the samples; `grid` is what conversations are marked by; `trips` says how many exchanges are too many;
    with `apart`, each adviser gets a sheet.
    """

    def __init__(
        self, seed: int, grid: Grid | None = None, trips: TripRules | None = None, *, apart: bool = False
    ) -> None:
        self.seed = seed
        self.trips = trips or TripRules()
        self.everything = Group()
        self.advisers: dict[str, Group] = {}
        self.channels: dict[str, Group] = {}
        self.reasons: dict[str, Group] = {}
        self.rules: dict[str, Rule] = {}
        self.labels: Counter[str] = Counter()
        self.marks: Counter[tuple[int, int]] = Counter()
        self.skipped: Counter[str] = Counter()
        self.round_trips: Counter[int] = Counter()
        self.kept: Counter[Kept] = Counter()
        self.tensions: Counter[str] = Counter()
        self.read = self.words = self.conversations = self.unresolved = self.unanswered = self.repeated = 0
        self.gravest = self.above_expected = self.alerts = 0
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.interrupted = False
        self.samples = Samples(seed, self.trips, apart=apart)
        self.grid = GridTally(grid, seed) if grid is not None else None
        self._sources: set[str] = set()

    @property
    def sources(self) -> int:
        """Return how many files held a conversation."""
        return len(self._sources)

    def problem(self, problem: Problem) -> None:
        """Count something that could not be read; the first ones are kept for the report."""
        self.problem_count += 1
        if len(self.problems) < _SHOWN_PROBLEMS:
            self.problems.append(problem)

    def add(self, conversation: Conversation) -> None:
        """Count a conversation."""
        self._sources.add(conversation.file)
        self.conversations += 1
        self.read += conversation.read
        self.skipped.update(conversation.skipped)
        self._period(conversation)
        self._groups(conversation)
        self._turns(conversation)
        self._facts(conversation)
        self.samples.add(conversation)
        if self.grid is not None and conversation.grid is not None:
            where = (conversation.source, conversation.id, conversation.place)
            self.grid.add(conversation.grid, conversation.key, ", ".join(filter(None, where)))

    def _groups(self, conversation: Conversation) -> None:
        self.everything.add(conversation)
        for adviser in conversation.advisers:
            self.advisers.setdefault(adviser, Group()).add(conversation, adviser)
        if conversation.channel:
            self.channels.setdefault(conversation.channel, Group()).add(conversation)
        if conversation.reason:
            self.reasons.setdefault(conversation.reason, Group()).add(conversation)

    def _turns(self, conversation: Conversation) -> None:
        for turn in conversation.turns:
            self.words += turn.words
            self.gravest = max(self.gravest, turn.gravest)
            self.marks[turn.forme // STEP, turn.fond // STEP] += 1
            self.labels.update(turn.labels)
            for rule in dict.fromkeys(remark.rule for remark in turn.remarks):
                same = [remark for remark in turn.remarks if remark.rule == rule]
                counted = self._rule(same[0])
                counted.messages += 1
                counted.remarks += len(same)
                counted.severity = max(counted.severity, *(remark.severity for remark in same))

    def _rule(self, remark: Remark) -> Rule:
        return self.rules.setdefault(remark.rule, Rule(remark.category, remark.severity, remark.message))

    def _facts(self, conversation: Conversation) -> None:
        if conversation.turns:
            limits = self.trips.of(conversation.channel)
            self.round_trips[conversation.round_trips] += 1
            self.above_expected += conversation.round_trips > limits.expected
            self.alerts += conversation.round_trips > limits.alert
        self.unresolved += conversation.unresolved
        self.unanswered += bool(conversation.unanswered)
        self.kept.update(each.kept for each in conversation.commitments)
        self.repeated += sum(each.repeated for each in conversation.commitments)
        if tension := conversation.tension:
            self.tensions["reçue"] += 1
            self.tensions["cadre"] += tension.limit_set
            self.tensions["riposte"] += tension.riposte
            self.tensions["cadre-absent"] += tension.abusive_turns > 1 and not tension.limit_set

    def _period(self, conversation: Conversation) -> None:
        # Some exports have time zones and others none: they are compared by what the clock showed.
        for at in (conversation.first, conversation.last):
            if at is not None:
                shown = at.replace(tzinfo=None)
                self.first = shown if self.first is None else min(self.first, shown)
                self.last = shown if self.last is None else max(self.last, shown)
