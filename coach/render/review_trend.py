"""The section on how rates moved over time, as far as the history knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_document import Block, Plot, Section, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.review.figures import PastRun, Review
    from coach.review.statistics import Interval

_RUNS = 3
_CATEGORIES = 10


def trend(review: Review) -> Section:
    """Return the rates of the periods that earlier reviews have read, and of this one; nothing without a history."""
    if not review.past or not review.team.messages:
        return Section("evolution", "", ())
    words = moved([(run.name, run.rate) for run in review.past], review.team.rate)
    blocks: tuple[Block, ...] = (
        Plot("trend", "Messages à reprendre, période après période", words),
        _runs(review),
    )
    if review.categories:
        blocks += (_categories(review),)
    return Section("evolution", "L’évolution", blocks)


def moved(past: Sequence[tuple[str, Interval]], now: Interval) -> str:
    """Say how a rate changed from the first period to the last, and whether chance alone may have done it."""
    (first, before), (last, after) = past[0], past[-1]
    here = f"Cette revue : {say.share(now)}."
    if len(past) == 1:
        return f"{first} : {say.share(before)}. {here}"
    figures = f"{first}, {say.share(before)} ; {last}, {say.share(after)}"
    if after.high < before.low:
        return f"En baisse : {figures}. Les intervalles ne se recouvrent pas. {here}"
    if after.low > before.high:
        return f"En hausse : {figures}. Les intervalles ne se recouvrent pas. {here}"
    return f"Sans changement net : {figures}. Les intervalles se recouvrent, le hasard peut suffire. {here}"


def _runs(review: Review) -> Table:
    rows = [
        (run.name, _period(run), say.number(run.conversations), say.number(run.messages), say.share(run.rate))
        for run in review.past
    ]
    scope, team = review.scope, review.team
    dates = f"{say.date(scope.first)} – {say.date(scope.last)}"
    now = ("cette revue", dates, say.number(team.conversations), say.number(team.messages), say.share(team.rate))
    head = ("période", "dates", "conversations", "messages", "messages à reprendre")
    return Table("Période après période", head, (*rows, now), columns=(0, 3, 4), folded=True)


def _period(run: PastRun) -> str:
    return f"{say.date(run.first)} – {say.date(run.last)}"


def _categories(review: Review) -> Table:
    past = review.past[-_RUNS:]
    rows = tuple(
        (say.theme_title(each.name), *(_known(run.categories, each.name) for run in past), say.share(each.rate))
        for each in review.categories[:_CATEGORIES]
    )
    head = ("famille", *(run.name for run in past), "cette revue")
    return Table(
        "Part des messages par famille, période après période", head, rows, columns=(0, len(past), len(past) + 1)
    )


def _known(rates: Mapping[str, Interval], name: str) -> str:
    return say.share(rates[name]) if name in rates else "–"
