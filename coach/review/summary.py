"""From what was counted to what a report says: rates with intervals, themes, comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach.review import statistics as st
from coach.review.figures import CategoryLine, Draw, Facts, Line, Review, RuleLine, Scope, Trips
from coach.review.tally import Group, Tally
from coach.review.themes import gravities, praises, sheets, themes
from coach.review.values import Kept

THEMES = 3

# How probable a gap from the team may be by chance alone, once corrected for the number of advisers.
NOTEWORTHY = 0.05


def summed(tally: Tally, *, names: bool = False) -> Review:
    """Return what a report says of what was counted."""
    everything = tally.everything
    rate = st.bootstrap(everything.clusters, tally.seed)
    team = replace(_line("Équipe", everything), rate=rate.rate)
    messages = everything.messages
    advisers = _compared(tally.advisers, team, rate.effect, names=names)
    return Review(
        scope=_scope(tally),
        team=team,
        effect=rate.effect,
        rules=_rules(tally, messages),
        categories=_categories(tally, messages),
        themes=themes(everything, gravities(tally), tally.samples.faults, THEMES),
        praises=praises(everything, tally.samples.praises, THEMES),
        advisers=advisers,
        channels=_lines(tally.channels),
        reasons=_lines(tally.reasons),
        labels=tuple((label, count, st.wilson(count, messages)) for label, count in tally.labels.most_common()),
        marks=dict(tally.marks),
        facts=_facts(tally),
        draw=Draw(
            tally.seed,
            tuple(tally.samples.drawn.drawn()),
            tuple(tally.samples.gravest.best()),
            tuple(tally.samples.exemplary.best()),
        ),
        names=names,
        sheets=sheets(tally, advisers) if tally.samples.own else (),
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


def _compared(groups: Mapping[str, Group], team: Line, effect: float, *, names: bool) -> tuple[Line, ...]:
    """Return the advisers by name, never by rate: chance alone would make a ranking of equals."""
    # « Conseiller AA » comes after « Conseiller Z ».
    order = sorted(groups, key=lambda each: (0 if names else len(each), each.casefold()))
    lines = [_line(name, groups[name]) for name in order]
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


def _categories(tally: Tally, messages: int) -> tuple[CategoryLine, ...]:
    counted, gravity = tally.everything.categories, gravities(tally)
    order = sorted(counted, key=lambda name: (-counted[name], name))
    return tuple(CategoryLine(name, gravity[name], counted[name], st.wilson(counted[name], messages)) for name in order)


def _facts(tally: Tally) -> Facts:
    samples, counted = tally.samples, tally.round_trips
    return Facts(
        trips=Trips(
            expected=tally.trips.usual.expected,
            alert=tally.trips.usual.alert,
            median=st.quantile(counted, 0.5),
            ninetieth=st.quantile(counted, 0.9),
            above_expected=tally.above_expected,
            alerts=tally.alerts,
            counted=dict(sorted(counted.items())),
            longest=tuple(samples.longest.best()),
            channels=dict(tally.trips.channels),
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
