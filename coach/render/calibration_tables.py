"""The tables of a calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.calibration.figures import FEWEST_CASES, FEWEST_MESSAGES
from coach.calibration.ratings import TO_REPHRASE
from coach.render import review_wording as say
from coach.render.review_document import Table
from coach.render.wording import SEVERITIES
from coach.review.statistics import wilson
from coach.training.annotation import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.calibration.figures import Couple, Question, RuleFigure
    from coach.calibration.places import Hits, Places

_SMALL = "insuffisant"


def by_place(places: Places) -> tuple[Table, Table]:
    """Return the figures over all, and by category."""
    head = ("", "annotés", "trouvés", "précision", "rappel", "F1")
    over_all = (
        ("fautes à reprendre, toutes catégories confondues", places.detect),
        ("fautes à leur juste catégorie", places.exact),
        ("manques", places.labels),
    )
    by_name = tuple(_hits(name, hits) for name, hits in places.categories.items() if hits.gold or hits.found)
    return (
        Table("Ensemble", head, tuple(_hits(name, hits) for name, hits in over_all), columns=(0, 3, 4, 5)),
        Table("Par catégorie", head, by_name, brief=15, columns=(0, 1, 3, 4)),
    )


def by_label(places: Places) -> Table:
    """Return what replies lack, label by label."""
    head = ("manque", "annotés", "trouvés", "précision", "rappel", "F1")
    rows = tuple(_hits(name, hits) for name, hits in places.by_label.items() if hits.gold or hits.found)
    return Table("Ce que le client attend encore", head, rows, columns=(0, 1, 3, 4))


def _hits(name: str, hits: Hits) -> tuple[str, ...]:
    shares = (rate(hits.right, hits.found), rate(hits.hit, hits.gold))
    f1 = say.number(hits.f1, 3) if min(hits.found, hits.gold) >= FEWEST_CASES else _SMALL
    return (name, say.number(hits.gold), say.number(hits.found), *shares, f1)


def rate(part: int, whole: int) -> str:
    """Return a rate with its interval, or the bare count where it is small."""
    if not whole:
        return "–"
    return say.share(wilson(part, whole)) if whole >= FEWEST_CASES else f"{part} sur {whole} ({_SMALL})"


def by_question(questions: Sequence[Question]) -> Table:
    """Return how right coach is by category and label, in the eyes of the people."""
    head = ("", "messages", "part", "précision", "rappel", "F1")
    rows = tuple(
        (
            _name(one),
            say.number(one.pair.units),
            "–" if one.prevalence is None else say.percent(one.prevalence),
            rate(one.pair.both, one.pair.both + one.pair.first_only),
            rate(one.pair.both, one.pair.both + one.pair.second_only),
            _figure(one.f1, enough=one.enough_found and one.enough_given),
        )
        for one in questions
    )
    return Table("coach selon les personnes", head, rows, brief=22, columns=(0, 3, 4))


def agreement(questions: Sequence[Question]) -> Table:
    """Return how far coach and the people agree, and all of them together."""
    head = ("", "messages", "part", "accord", "κ", "AC1", "PABAK", "α", "partagés")
    rows = tuple(
        (
            _name(one),
            say.number(one.pair.units),
            "–" if one.prevalence is None else say.percent(one.prevalence),
            "–" if one.pair.agreement is None else say.percent(one.pair.agreement),
            *(_figure(each, enough=one.enough) for each in (one.pair.kappa, one.pair.ac1, one.pair.pabak, one.alpha)),
            say.number(one.divided),
        )
        for one in questions
    )
    return Table("Accord", head, rows, brief=22, columns=(0, 2, 3, 4, 5, 7, 8))


def _name(one: Question) -> str:
    return f"{one.name} (manque)" if one.name in LABELS else one.name


def _figure(value: float | None, *, enough: bool) -> str:
    if value is None:
        return "–"
    # A rounded zero has no sign.
    return say.number(round(value, 2) + 0.0, 2).replace("-", "−") if enough else _SMALL


def by_rule(rules: Sequence[RuleFigure]) -> Table:
    """Return the rules, those judged on enough cases first, the least precise first."""
    head = ("règle", "niveau", "remarques", "confirmées", "précision")
    order = sorted(rules, key=lambda rule: not rule.enough)
    rows = tuple(
        (
            rule.rule,
            SEVERITIES[rule.severity].lower(),
            say.number(rule.found),
            say.number(rule.right),
            rate(rule.right, rule.found),
        )
        for rule in order
    )
    return Table("Les moins confirmées d’abord", head, rows, columns=(0, 2, 4), rest="--all")


def couples(found: Sequence[Couple]) -> Table:
    """Return each two raters, the question of the whole message first."""
    head = ("deux à deux", "question", "messages", "accord", "κ", "AC1")
    rows = tuple(
        (
            f"{one.first} et {one.second}",
            one.question,
            say.number(one.pair.units),
            "–" if one.pair.agreement is None else say.percent(one.pair.agreement),
            *(_figure(each, enough=one.pair.units >= FEWEST_MESSAGES) for each in (one.pair.kappa, one.pair.ac1)),
        )
        for one in found
    )
    return Table(
        "Accord deux à deux", head, rows, brief=sum(one.question == TO_REPHRASE for one in found), rest="--all"
    )
