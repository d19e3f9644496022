"""From what was counted to what a report says: rates with intervals, themes, comparisons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from coach.review import statistics as st
from coach.review.figures import Draw, Facts, Line, Review, RuleLine, Scope, Theme, Trips
from coach.review.samples import Quote
from coach.review.sampling import Smallest
from coach.review.tally import Group, Tally
from coach.review.values import Kept

THEMES = 3
QUOTES = 3
# Exchanges per case: as expected, and from where it calls for a look.
EXPECTED_TRIPS, ALERT_TRIPS = 3, 6
# How probable a gap from the team may be by chance alone, once corrected for the number of advisers.
NOTEWORTHY = 0.05


def summed(tally: Tally, *, names: bool = False) -> Review:
    """Return what a report says of what was counted."""
    everything = tally.everything
    rate = st.bootstrap(everything.clusters, tally.seed)
    team = replace(_line("Équipe", everything), rate=rate.rate)
    messages = everything.messages
    return Review(
        scope=_scope(tally),
        team=team,
        effect=rate.effect,
        rules=_rules(tally, messages),
        themes=_themes(tally, messages),
        praises=_praises(tally, messages),
        advisers=_compared(tally.advisers, team, rate.effect),
        channels=_lines(tally.channels),
        reasons=_lines(tally.reasons),
        labels=tuple((label, count, st.wilson(count, messages)) for label, count in tally.labels.most_common()),
        marks=dict(tally.marks),
        facts=_facts(tally),
        draw=Draw(
            tally.seed,
            tuple(tally.samples.drawn.best()),
            tuple(tally.samples.gravest.best()),
            tuple(tally.samples.exemplary.best()),
        ),
        names=names,
        grid=tally.grid.figures() if tally.grid is not None and tally.grid.conversations else None,
    )


def _scope(tally: Tally) -> Scope:
    return Scope(
        sources=tally.sources,
        conversations=tally.conversations,
        read=tally.read,
        checked=tally.everything.messages,
        skipped=dict(tally.skipped.most_common()),
        words=tally.words,
        first=tally.first,
        last=tally.last,
        problems=tuple(tally.problems),
        problem_count=tally.problem_count,
        interrupted=tally.interrupted,
    )


def _line(name: str, group: Group) -> Line:
    return Line(
        name=name,
        conversations=group.conversations,
        messages=group.messages,
        flagged=group.flagged,
        rate=st.wilson(group.flagged, group.messages),
        remarks=st.poisson(group.remarks, group.messages),
        enough=st.is_enough(group.messages, group.conversations),
        median=st.quantile(group.totals, 0.5),
        strengths=tuple(strength for strength, _ in group.strengths.most_common(2)),
    )


def _lines(groups: Mapping[str, Group]) -> tuple[Line, ...]:
    return tuple(_line(name, groups[name]) for name in sorted(groups, key=lambda each: (-groups[each].messages, each)))


def _compared(groups: Mapping[str, Group], team: Line, effect: float) -> tuple[Line, ...]:
    """Return the advisers by name, never by rate: chance alone would make a ranking of equals."""
    lines = [_line(name, groups[name]) for name in sorted(groups, key=lambda each: (len(each), each))]
    enough = [line for line in lines if line.enough]
    chances = [st.unlikely(line.flagged, line.messages, team.rate.value, effect) for line in enough]
    adjusted = dict(zip((line.name for line in enough), st.benjamini_hochberg(chances), strict=True))
    return tuple(
        replace(line, chance=chance, gap=_gap(line, team, chance))
        for line in lines
        for chance in (adjusted.get(line.name, 1.0),)
    )


def _gap(line: Line, team: Line, chance: float) -> int:
    if chance >= NOTEWORTHY:
        return 0
    return 1 if line.rate.value > team.rate.value else -1


def _rules(tally: Tally, messages: int) -> tuple[RuleLine, ...]:
    order = sorted(tally.rules, key=lambda name: (-tally.rules[name].messages, name))
    return tuple(
        RuleLine(
            rule=name,
            category=rule.category,
            severity=rule.severity,
            message=rule.message,
            messages=rule.messages,
            remarks=rule.remarks,
            rate=st.wilson(rule.messages, messages),
            per_hundred=st.poisson(rule.remarks, messages),
        )
        for name in order
        for rule in (tally.rules[name],)
    )


def _themes(tally: Tally, messages: int) -> tuple[Theme, ...]:
    """Return what to coach first: what touches most messages, the graver weighing more."""
    gravity: dict[str, int] = {}
    for rule in tally.rules.values():
        gravity[rule.category] = max(gravity.get(rule.category, 0), rule.severity)
    counted = tally.everything.categories

    def weight(category: str) -> tuple[int, str]:
        return -counted[category] * gravity.get(category, 1), category

    return _with_quotes(sorted(counted, key=weight)[:THEMES], counted, tally.samples.faults, messages)


def _praises(tally: Tally, messages: int) -> tuple[Theme, ...]:
    counted = tally.everything.strengths
    shown = [name for name, _ in counted.most_common() if name in tally.samples.praises][:THEMES]
    return _with_quotes(shown, counted, tally.samples.praises, messages)


def _with_quotes(
    names: list[str], counted: Counter[str], quotes: Mapping[str, Smallest[Quote]], messages: int
) -> tuple[Theme, ...]:
    return tuple(
        Theme(name, counted[name], st.wilson(counted[name], messages), _varied(quotes[name].best())) for name in names
    )


def _varied(quotes: list[Quote]) -> tuple[Quote, ...]:
    """Return a few quotes, of different words, and of different advisers as far as there are."""
    different = list({quote.text: quote for quote in reversed(quotes)}.values())[::-1]
    first = list({quote.adviser: quote for quote in reversed(different)}.values())[::-1]
    rest = [quote for quote in different if quote not in first]
    return tuple((*first, *rest)[:QUOTES])


def _facts(tally: Tally) -> Facts:
    samples, counted = tally.samples, tally.round_trips
    return Facts(
        trips=Trips(
            expected=EXPECTED_TRIPS,
            alert=ALERT_TRIPS,
            median=st.quantile(counted, 0.5),
            ninetieth=st.quantile(counted, 0.9),
            above_expected=sum(count for trips, count in counted.items() if trips > EXPECTED_TRIPS),
            alerts=sum(count for trips, count in counted.items() if trips > ALERT_TRIPS),
            counted=dict(sorted(counted.items())),
            longest=tuple(samples.longest.best()),
        ),
        unresolved=tally.unresolved,
        unresolved_refs=tuple(samples.unresolved.best()),
        unanswered=tally.unanswered,
        unanswered_refs=tuple(samples.unanswered.best()),
        kept={kept: tally.kept[kept] for kept in Kept if tally.kept[kept]},
        repeated=tally.repeated,
        pledges=tuple(samples.pledges.best()),
        tensions=dict(tally.tensions),
        incidents=tuple(samples.incidents.best()),
    )
