"""What changed since the review before: its messages beside those that are new, which nobody has reviewed yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Severity
from coach.review import statistics as st
from coach.review.figures import Change, Since
from coach.review.summary import NOTEWORTHY
from coach.review.tally import COUNTED

if TYPE_CHECKING:
    from coach.history.store import Store

_PREVIOUS = """
SELECT relecture, debut FROM relectures
WHERE etat = 'finie' AND cle = ? AND relecture < ? AND relecture IN (SELECT relecture FROM lectures)
ORDER BY relecture DESC LIMIT 1
"""
# What a conversation has become since a review before is not new, and no part of that review either.
_NEW = """
CREATE OR REPLACE TEMP TABLE comparees AS
WITH connues AS (
    SELECT lectures.* FROM lectures JOIN relectures r USING (relecture)
    WHERE r.etat = 'finie' AND r.cle = ? AND relecture < ?
)
SELECT DISTINCT conversation, TRUE AS nouvelle FROM lectures
WHERE relecture = ? AND dossier NOT IN (SELECT dossier FROM connues)
  AND conversation NOT IN (SELECT conversation FROM connues)
UNION ALL
SELECT DISTINCT conversation, FALSE FROM lectures WHERE relecture = ?
"""
_MESSAGES = """
SELECT nouvelle, count(*), count(*) FILTER (WHERE m.gravite >= CAST(? AS niveau)), count(DISTINCT conversation)
FROM messages m JOIN comparees USING (conversation) GROUP BY nouvelle
"""
_CATEGORIES = """
SELECT categorie, nouvelle, count(DISTINCT (conversation, numero))
FROM remarques JOIN comparees USING (conversation) WHERE gravite >= CAST(? AS niveau) GROUP BY categorie, nouvelle
"""
_SEEN = "SELECT count(DISTINCT conversation) FROM lectures WHERE relecture = ?"
_TALKS = "SELECT count(*) FROM comparees WHERE nouvelle"
# The share of all messages to rephrase, beside those of the categories.
_ALL = ""


def since_of(store: Store, run: int, key: str, least: Severity, effect: float) -> Since | None:
    """Return what is new since the last finished review by the same phrasebooks, and what changed; None without one.

    Both samples are made smaller by `effect`; a change is named when chance does not explain it, corrected for all the
    categories that are compared.
    """
    previous = store.rows(_PREVIOUS, [key, run])
    if not previous:
        return None
    number, when = previous[0]
    store.rows(_NEW, [key, run, run, number])
    counted = {new: figures for new, *figures in store.rows(_MESSAGES, [max(COUNTED, least).slug])}
    before, flagged_before, talks_before = counted.get(False, (0, 0, 0))
    now, flagged_now, talks_now = counted.get(True, (0, 0, 0))
    enough = st.is_enough(before, talks_before) and st.is_enough(now, talks_now)
    pairs: dict[str, list[int]] = {_ALL: [flagged_before, flagged_now]}
    for category, new, count in store.rows(_CATEGORIES, [least.slug]):
        pairs.setdefault(category, [0, 0])[new] = count
    new_talks = store.rows(_TALKS)[0][0]
    return Since(
        when=when,
        known=store.rows(_SEEN, [run])[0][0] - new_talks,
        conversations=new_talks,
        messages=now,
        before=before,
        enough=enough,
        changes=_changes(pairs, before, now, effect) if enough else (),
    )


def _changes(pairs: dict[str, list[int]], before: int, now: int, effect: float) -> tuple[Change, ...]:
    names = sorted(pairs)
    chances = [st.differ((pairs[name][0], before), (pairs[name][1], now), effect) for name in names]
    return tuple(
        Change(name, st.wilson(pairs[name][0], before), st.wilson(pairs[name][1], now), chance)
        for name, chance in zip(names, st.benjamini_hochberg(chances), strict=True)
        if chance < NOTEWORTHY
    )
