"""The trend: the rates of the weeks or months that earlier reviews have read, as conversations are now.

Periods are those of the conversations, not of the reviews: reviewing one folder twice makes no trend, and one that has
gone on since stays in its period. What other phrasebooks or another model had checked is left out, since its rates
cannot be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from coach.model import Severity
from coach.review import statistics as st
from coach.review.figures import PastRun
from coach.review.tally import COUNTED

if TYPE_CHECKING:
    from coach.history.store import Store

# More weeks than that are told by months.
_MOST_WEEKS = 26
_MOST_MONTHS = 24
# Weeks are worth their points when most of them have enough messages.
_ENOUGH_WEEKS = 2 / 3
_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_NBSP = "\u00a0"

_BEFORE = """
CREATE OR REPLACE TEMP TABLE avant AS
WITH lues AS (
        SELECT dossier, relecture, conversation, etat FROM lectures JOIN relectures USING (relecture) WHERE cle = ?
     ),
     derniere AS (SELECT dossier, max(relecture) AS relecture FROM lues GROUP BY dossier),
     vues AS (
        SELECT DISTINCT conversation FROM lues JOIN derniere USING (dossier, relecture)
        WHERE dossier IN (SELECT dossier FROM lues WHERE etat = 'finie' AND relecture < ?)
     )
SELECT conversation, premier, coalesce(dernier, premier) AS dernier,
       CAST(NULL AS TIMESTAMP) AS periode, count(*) AS messages,
       count(*) FILTER (WHERE m.gravite >= CAST(? AS niveau)) AS a_reprendre
FROM conversations c JOIN vues USING (conversation) JOIN messages m USING (conversation)
WHERE premier IS NOT NULL
GROUP BY conversation, premier, c.dernier
"""
_CLUSTERS = """
SELECT periode, messages, a_reprendre, count(*), min(premier), max(dernier)
FROM avant GROUP BY periode, messages, a_reprendre ORDER BY periode
"""
_CATEGORIES = """
SELECT periode, categorie, count(DISTINCT (conversation, numero))
FROM remarques JOIN avant USING (conversation) WHERE gravite >= CAST(? AS niveau) GROUP BY periode, categorie
"""
_ADVISERS = """
SELECT periode, conseiller, count(*), count(*) FILTER (WHERE m.gravite >= CAST(? AS niveau)),
       count(DISTINCT conversation)
FROM messages m JOIN avant USING (conversation) GROUP BY periode, conseiller
"""


class _Period:
    """What is counted of a week or a month."""

    def __init__(self) -> None:
        self.clusters: Counter[tuple[int, int]] = Counter()
        self.first = datetime.max
        self.last = datetime.min

    @property
    def conversations(self) -> int:
        return self.clusters.total()

    @property
    def messages(self) -> int:
        return sum(messages * count for (messages, _), count in self.clusters.items())

    @property
    def enough(self) -> bool:
        return st.is_enough(self.messages, self.conversations)


def past_of(
    store: Store, run: int, key: str, least: Severity, names: Mapping[str, str], seed: int
) -> tuple[PastRun, ...]:
    """Return the periods that earlier reviews have read, the oldest first; those with too few messages are left out.

    `names` are what the advisers of this report are called, by their pseudonyms.
    """
    counted = max(COUNTED, least).slug
    store.rows(_BEFORE, [key, run, counted])
    unit, periods = _periods(store)
    categories: dict[datetime, dict[str, int]] = {}
    for period, category, count in store.rows(_CATEGORIES, [least.slug]):
        categories.setdefault(period, {})[category] = count
    advisers: dict[datetime, dict[str, st.Interval]] = {}
    for period, adviser, messages, flagged, talks in store.rows(_ADVISERS, [counted]):
        if adviser in names and st.is_enough(messages, talks):
            advisers.setdefault(period, {})[names[adviser]] = st.wilson(flagged, messages)
    return tuple(
        PastRun(
            name=_name(start, unit),
            first=one.first,
            last=one.last,
            conversations=one.conversations,
            messages=one.messages,
            rate=st.bootstrap(one.clusters, seed).rate,
            categories={
                name: st.wilson(count, one.messages) for name, count in sorted(categories.get(start, {}).items())
            },
            advisers=dict(sorted(advisers.get(start, {}).items())),
        )
        for start, one in periods.items()
        if one.enough
    )


def _periods(store: Store) -> tuple[str, dict[datetime, _Period]]:
    """Return weeks when there are not too many and most have enough messages, else the last months."""
    weeks = _by(store, "week")
    if len(weeks) <= _MOST_WEEKS and sum(one.enough for one in weeks.values()) >= _ENOUGH_WEEKS * len(weeks):
        return "week", weeks
    months = _by(store, "month")
    return "month", dict(list(months.items())[-_MOST_MONTHS:])


def _by(store: Store, unit: str) -> dict[datetime, _Period]:
    store.rows("UPDATE avant SET periode = date_trunc(?, premier)", [unit])
    found: dict[datetime, _Period] = {}
    for start, messages, flagged, count, first, last in store.rows(_CLUSTERS):
        one = found.setdefault(start, _Period())
        one.clusters[messages, flagged] += count
        one.first, one.last = min(one.first, first), max(one.last, last)
    return found


def _name(start: datetime, unit: str) -> str:
    if unit == "week":
        year, week, _ = start.isocalendar()
        return f"sem.{_NBSP}{week} ({year})"
    return f"{_MONTHS[start.month - 1]}{_NBSP}{start.year}"
