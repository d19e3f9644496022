"""What a calibration says, frozen for the renderers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.calibration.agreement import Pair
from coach.calibration.places import Places
from coach.model import Severity
from coach.review.statistics import Interval
from coach.transcripts.base import Problem

# Below these a figure is more chance than knowledge.
FEWEST_MESSAGES = 30
FEWEST_CASES = 10
# A rule that is right less often than this is worth an advice, no more.
LEAST_PRECISION = 0.80
# Points of a hundred from which on a rater is called strict or indulgent.
NOTEWORTHY_BIAS = 0.05


@dataclass(frozen=True, slots=True)
class Question:
    """A category, a label, or the whole message: coach beside what people agree on, and all raters together."""

    name: str
    pair: Pair
    precision: Interval
    recall: Interval
    f1: float | None
    prevalence: float | None  # by the people
    alpha: float | None
    raters: int
    divided: int  # messages on which people have no majority

    @property
    def enough(self) -> bool:
        """Tell whether agreement can be spoken of."""
        return self.pair.units >= FEWEST_MESSAGES

    @property
    def enough_found(self) -> bool:
        """Tell whether precision can be spoken of."""
        return self.pair.both + self.pair.first_only >= FEWEST_CASES

    @property
    def enough_given(self) -> bool:
        """Tell whether recall can be spoken of."""
        return self.pair.both + self.pair.second_only >= FEWEST_CASES


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """How often a rule is right: by place where faults have places, by message otherwise."""

    rule: str
    category: str
    severity: Severity  # the gravest that it gave
    right: int
    found: int
    precision: Interval

    @property
    def enough(self) -> bool:
        """Tell whether it spoke often enough to be judged."""
        return self.found >= FEWEST_CASES

    @property
    def doubtful(self) -> bool:
        """Tell whether it is wrong too often to be more than an advice."""
        return self.enough and self.precision.value < LEAST_PRECISION and self.severity > Severity.CONSEIL


@dataclass(frozen=True, slots=True)
class Couple:
    """Two raters on one question."""

    question: str
    first: str
    second: str
    pair: Pair


@dataclass(frozen=True, slots=True)
class Bias:
    """How often a rater says « à reprendre », beside the other people on the same messages; None without others."""

    rater: str
    messages: int
    share: float
    others: float | None
    chance: float = 1.0  # of such a gap where nobody is stricter than anybody

    @property
    def gap(self) -> float | None:
        """Return how many hundredths more than the others; negative when fewer."""
        return None if self.others is None else self.share - self.others


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A message on which raters differ about a question: who says yes, who says no, and the words."""

    ref: str
    question: str
    quote: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calibration:
    """All that a calibration says."""

    messages: int
    raters: Mapping[str, int]  # people, with how many messages each
    problems: tuple[Problem, ...]
    places: Places | None
    questions: tuple[Question, ...]
    rules: tuple[RuleFigure, ...]
    couples: tuple[Couple, ...]
    biases: tuple[Bias, ...]
    disagreements: tuple[Disagreement, ...]
