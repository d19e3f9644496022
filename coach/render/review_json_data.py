"""The data of a review, as `--format json` and `jsonl` write it; keys are English, names French."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coach.render import review_grid_data as grid_data

if TYPE_CHECKING:
    from datetime import datetime

    from coach.review.figures import Facts, Line, Review, Scope, Theme
    from coach.review.samples import Quote, Ref
    from coach.review.statistics import Interval
    from coach.review.values import CheckedTurn, Conversation

VERSION = 1
Object = dict[str, Any]


def conversation_data(one: Conversation) -> Object:
    """Return a conversation."""
    return {
        "version": VERSION,
        "source": one.source,
        "conversation": one.id,
        "place": one.place,
        "channel": one.channel,
        "reason": one.reason,
        "start": _at(one.first),
        "end": _at(one.last),
        "turns": one.read,
        "checked": len(one.turns),
        "skipped": dict(one.skipped),
        "round_trips": one.round_trips,
        "unresolved": one.unresolved,
        "unanswered": one.unanswered or None,
        "tension": None
        if one.tension is None
        else {
            "abusive_turns": one.tension.abusive_turns,
            "limit_set": one.tension.limit_set,
            "riposte": one.tension.riposte,
        },
        "commitments": [
            {
                "adviser": each.adviser,
                "text": each.quote,
                "said": _at(each.at),
                "due": _at(each.due),
                "kept": each.kept.value,
                "repeated": each.repeated,
            }
            for each in one.commitments
        ],
        "grid": None if one.grid is None else grid_data.mark(one.grid),
        "messages": [_turn(turn) for turn in one.turns],
    }


def _turn(turn: CheckedTurn) -> Object:
    return {
        "number": turn.number,
        "place": turn.place,
        "adviser": turn.adviser,
        "at": _at(turn.at),
        "words": turn.words,
        "scores": {"forme": turn.forme, "fond": turn.fond, "total": turn.total},
        "labels": list(turn.labels),
        "findings": [
            {
                "rule": each.rule,
                "category": each.category,
                "severity": each.severity.slug,
                "message": each.message,
                "text": each.quote,
                "reframings": list(each.reframings),
            }
            for each in turn.remarks
        ],
        "strengths": [
            {"strength": each.strength, "message": each.message, "text": each.quote} for each in turn.praises
        ],
    }


def review_data(review: Review) -> Object:
    """Return the sum of a review."""
    return {
        "version": VERSION,
        "scope": _scope(review.scope),
        "team": _line(review.team),
        "design_effect": review.effect,
        "rules": [
            {
                "rule": rule.rule,
                "category": rule.category,
                "severity": rule.severity.slug,
                "messages": rule.messages,
                "findings": rule.remarks,
                "rate": _interval(rule.rate),
                "per_hundred": _interval(rule.per_hundred),
            }
            for rule in review.rules
        ],
        "categories": [
            {
                "category": each.name,
                "severity": each.severity.slug,
                "messages": each.messages,
                "rate": _interval(each.rate),
            }
            for each in review.categories
        ],
        "labels": [
            {"label": label, "messages": count, "rate": _interval(rate)} for label, count, rate in review.labels
        ],
        "themes": [_theme(theme) for theme in review.themes],
        "strengths": [_theme(theme) for theme in review.praises],
        "advisers": [{**_line(line), "adjusted_p": line.chance, "gap": line.gap} for line in review.advisers],
        "channels": [_line(line) for line in review.channels],
        "reasons": [_line(line) for line in review.reasons],
        "grid": None if review.grid is None else grid_data.figures(review.grid),
        **_facts(review.facts),
        "draw": {
            "seed": review.draw.seed,
            "random": [_ref(ref) for ref in review.draw.drawn],
            "gravest": [_ref(ref) for ref in review.draw.gravest],
            "exemplary": [_ref(ref) for ref in review.draw.exemplary],
        },
        **_history(review),
    }


def _history(review: Review) -> Object:
    """Return what the history adds; nothing without one, or before there is something to compare with."""
    data: Object = {}
    if review.past:
        data["past"] = [
            {
                "name": run.name,
                "start": _at(run.first),
                "end": _at(run.last),
                "conversations": run.conversations,
                "messages": run.messages,
                "rate": _interval(run.rate),
                "categories": {name: _interval(rate) for name, rate in run.categories.items()},
                "advisers": {name: _interval(rate) for name, rate in run.advisers.items()},
            }
            for run in review.past
        ]
    if (since := review.since) is not None:
        data["since"] = {
            "reviewed": _at(since.when),
            "known": since.known,
            "conversations": since.conversations,
            "messages": since.messages,
            "enough": since.enough,
            "changes": [
                {
                    "category": each.category or None,
                    "before": _interval(each.before),
                    "now": _interval(each.now),
                    "adjusted_p": each.chance,
                }
                for each in since.changes
            ],
        }
    return data


def _scope(scope: Scope) -> Object:
    return {
        "sources": scope.sources,
        "conversations": scope.conversations,
        "turns": scope.read,
        "checked": scope.checked,
        "skipped": dict(scope.skipped),
        "words": scope.words,
        "start": _at(scope.first),
        "end": _at(scope.last),
        "problems": scope.problem_count,
        "interrupted": scope.interrupted,
    }


def _facts(facts: Facts) -> Object:
    trips = facts.trips
    return {
        "round_trips": {
            "median": trips.median,
            "p90": trips.ninetieth,
            "above_expected": trips.above_expected,
            "alerts": trips.alerts,
        },
        "unresolved": facts.unresolved,
        "unanswered": facts.unanswered,
        "commitments": {kept.value: count for kept, count in facts.kept.items()},
        "tension": dict(facts.tensions),
    }


def _line(line: Line) -> Object:
    return {
        "name": line.name,
        "conversations": line.conversations,
        "messages": line.messages,
        "flagged": line.flagged,
        "rate": _interval(line.rate),
        "per_hundred": _interval(line.remarks),
        "median_score": line.median,
        "enough": line.enough,
    }


def _theme(theme: Theme) -> Object:
    quotes = [_quote(quote) for quote in theme.quotes]
    return {"name": theme.name, "messages": theme.messages, "rate": _interval(theme.rate), "quotes": quotes}


def _quote(quote: Quote) -> Object:
    return {
        "text": quote.text,
        "adviser": quote.adviser,
        "message": quote.message,
        "reframings": list(quote.reframings),
        **_ref(quote.ref),
    }


def _ref(ref: Ref) -> Object:
    return {"source": ref.source, "conversation": ref.id, "place": ref.place}


def _interval(interval: Interval) -> Object:
    # JSON has no infinity: nothing bounds the rate of no message.
    high = interval.high if math.isfinite(interval.high) else None
    return {"value": interval.value, "low": interval.low, "high": high}


def _at(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
