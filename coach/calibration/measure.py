"""From messages that people and coach have read to the figures of a calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from coach.calibration import agreement as ag
from coach.calibration.disagreements import disagreements
from coach.calibration.figures import Bias, Calibration, Couple, Question, RuleFigure
from coach.calibration.places import places
from coach.calibration.ratings import QUESTIONS, TO_REPHRASE, Ratings, agreed, people, ratings
from coach.calibration.values import TOOL, Message, Read
from coach.calibration.vocabulary import counted
from coach.engine import Coach
from coach.model import Finding
from coach.review.statistics import unlikely, wilson
from coach.training.annotation import CATEGORIES
from coach.transcripts.base import Problem


def read_by(coach: Coach, messages: Sequence[Message]) -> list[Read]:
    """Return the messages with what coach finds in them."""
    read = []
    for message in messages:
        report = coach.check(message.text)
        read.append(Read(message, report.findings, frozenset(label.label for label in report.labels)))
    return read


def measured(read: Sequence[Read], problems: Sequence[Problem] = ()) -> Calibration:
    """Return the figures."""
    given = {question: ratings(read, question) for question in QUESTIONS}
    raters: Counter[str] = Counter(rater for one in read for rater in one.message.opinions)
    return Calibration(
        messages=len(read),
        raters=dict(raters),
        problems=tuple(problems),
        places=places(read),
        questions=tuple(_question(name, given[name]) for name in QUESTIONS if _is_met(given[name])),
        rules=_rules(read),
        couples=tuple(each for name in QUESTIONS if _is_met(given[name]) for each in _couples(name, given[name])),
        biases=_biases(given[TO_REPHRASE]),
        disagreements=disagreements(read, given),
    )


def _is_met(given: Ratings) -> bool:
    """Tell whether anybody says yes anywhere: a question that nobody met has no figures."""
    return any(any(said.values()) for said in given.values())


def _question(name: str, given: Ratings) -> Question:
    reference = agreed(given)
    pair = ag.pair(given[TOOL], reference)
    found, gold = pair.both + pair.first_only, pair.both + pair.second_only
    raters = people(given)
    return Question(
        name=name,
        pair=pair,
        precision=wilson(pair.both, found),
        recall=wilson(pair.both, gold),
        f1=2 * pair.both / (found + gold) if found + gold else None,
        prevalence=gold / pair.units if pair.units else None,
        alpha=ag.alpha([given[TOOL], *(given[rater] for rater in raters)]),
        raters=len(raters) + 1,
        divided=len(given[TOOL]) - pair.units,
    )


def _couples(name: str, given: Ratings) -> list[Couple]:
    pairs = ((one, two, ag.pair(given[one], given[two])) for one, two in combinations([TOOL, *people(given)], 2))
    return [Couple(name, one, two, pair) for one, two, pair in pairs if pair.units]


def _biases(given: Ratings) -> tuple[Bias, ...]:
    """Return each rater beside the other people, on the messages that both rated; coach beside all of them."""
    found = []
    for rater in (TOOL, *people(given)):
        others = [given[other] for other in people(given) if other != rater]
        mine = [at for at in given[rater] if any(at in other for other in others)]
        means = [_mean([other[at] for other in others if at in other]) for at in mine]
        # Only the messages on which they differ say who is the stricter one: a sign test.
        ways = [given[rater][at] > mean for at, mean in zip(mine, means, strict=True) if given[rater][at] != mean]
        judged = mine or list(given[rater])
        share = _mean([given[rater][at] for at in judged])
        found.append(
            Bias(rater, len(judged), share, _mean(means) if mine else None, unlikely(sum(ways), len(ways), 0.5))
        )
    return tuple(found)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _rules(read: Sequence[Read]) -> tuple[RuleFigure, ...]:
    """Return how right each rule is: its finding against the places, or its message against what people agree on."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    seen: dict[str, Finding] = {}
    for one in read:
        met: set[str] = set()
        for finding in one.findings:
            category = counted(finding.category)
            verdict = _verdict(finding, category, one.message, met) if category in CATEGORIES else None
            if verdict is None:
                continue
            right[finding.rule] += verdict
            found[finding.rule] += 1
            if finding.rule not in seen or finding.severity > seen[finding.rule].severity:
                seen[finding.rule] = finding
    figures = [
        RuleFigure(name, one.category, one.severity, right[name], found[name], wilson(right[name], found[name]))
        for name, one in seen.items()
    ]
    return tuple(sorted(figures, key=lambda one: (one.precision.value, -one.found, one.rule)))


def _verdict(finding: Finding, category: str, message: Message, met: set[str]) -> bool | None:
    """Tell whether a finding is right; None where nobody can say, or where its rule was counted for the message."""
    placed = [opinion.spans for opinion in message.opinions.values() if opinion.spans is not None]
    if placed:
        votes = [any(finding.span.meets(span) and name == category for span, name in spans) for spans in placed]
        return _majority(votes)
    if finding.rule in met:
        return None
    met.add(finding.rule)
    said = [opinion.categories for opinion in message.opinions.values() if opinion.categories is not None]
    return _majority([category in one for one in said])


def _majority(votes: Sequence[bool]) -> bool | None:
    yes = sum(votes)
    return None if 2 * yes == len(votes) else 2 * yes > len(votes)
