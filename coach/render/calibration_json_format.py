"""`--format json` of a calibration; keys are English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.render.json_data import dumps
from coach.review.statistics import wilson

if TYPE_CHECKING:
    from coach.calibration.agreement import Pair
    from coach.calibration.figures import Calibration, Question
    from coach.calibration.places import Hits, Places
    from coach.render.base import RenderOptions
    from coach.review.statistics import Interval

VERSION = 1
Object = dict[str, Any]


def view(options: RenderOptions, calibration: Calibration) -> str:  # noqa: ARG001  the same whatever the screen
    """Return one document."""
    return dumps(calibration_data(calibration), indent=2) + "\n"


def calibration_data(found: Calibration) -> Object:
    """Return a calibration."""
    return {
        "version": VERSION,
        "messages": found.messages,
        "raters": dict(found.raters),
        "problems": [str(problem) for problem in found.problems],
        "spans": None if found.places is None else _places(found.places),
        "questions": [_question(one) for one in found.questions],
        "rules": [
            {
                "rule": rule.rule,
                "category": rule.category,
                "severity": rule.severity.slug,
                "found": rule.found,
                "right": rule.right,
                "precision": _interval(rule.precision),
                "enough": rule.enough,
                "advice": "conseil" if rule.doubtful else None,
            }
            for rule in found.rules
        ],
        "pairs": [
            {"question": one.question, "raters": [one.first, one.second], **_pair(one.pair)} for one in found.couples
        ],
        "bias": [
            {"rater": one.rater, "messages": one.messages, "share": one.share, "others": one.others, "gap": one.gap}
            for one in found.biases
        ],
        "disagreements": [
            {
                "reference": one.ref,
                "question": one.question,
                "text": one.quote,
                "yes": list(one.yes),
                "no": list(one.no),
                "comments": list(one.comments),
            }
            for one in found.disagreements
        ],
    }


def _places(places: Places) -> Object:
    return {
        "drafts": places.drafts,
        "detect": _hits(places.detect),
        "exact": _hits(places.exact),
        "labels": _hits(places.labels),
        # Of no clean draft, none was disturbed.
        "clean": {"drafts": places.clean, "quiet": places.quiet / places.clean if places.clean else 1.0},
        "by_category": {name: _hits(hits) for name, hits in places.categories.items()},
        "by_label": {name: _hits(hits) for name, hits in places.by_label.items()},
    }


def _hits(hits: Hits) -> Object:
    return {
        "gold": hits.gold,
        "found": hits.found,
        "precision": hits.precision,
        "precision_interval": _interval(wilson(hits.right, hits.found)),
        "recall": hits.recall,
        "recall_interval": _interval(wilson(hits.hit, hits.gold)),
        "f1": hits.f1,
    }


def _question(one: Question) -> Object:
    return {
        "question": one.name,
        "prevalence": one.prevalence,
        "precision": _interval(one.precision),
        "recall": _interval(one.recall),
        "f1": one.f1,
        **_pair(one.pair),
        "alpha": one.alpha,
        "raters": one.raters,
        "divided": one.divided,
        "enough": {"agreement": one.enough, "precision": one.enough_found, "recall": one.enough_given},
    }


def _pair(pair: Pair) -> Object:
    return {
        "messages": pair.units,
        "both": pair.both,
        "first_only": pair.first_only,
        "second_only": pair.second_only,
        "neither": pair.neither,
        "agreement": pair.agreement,
        "kappa": pair.kappa,
        "ac1": pair.ac1,
        "pabak": pair.pabak,
    }


def _interval(interval: Interval) -> Object:
    return {"value": interval.value, "low": interval.low, "high": interval.high}
