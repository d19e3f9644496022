"""Conversations written into the history, some hundreds in one transaction: a crash loses those at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.history.key import case_of, pseudonym
from coach.history.recall import numbers_of

if TYPE_CHECKING:
    from datetime import datetime

    from coach.history.store import Store
    from coach.review.memory import KeptTurn, Recorded

_MOST = 300
Row = tuple[object, ...]


class Writer:
    """Keeps what a run checks. A conversation that is there already is noted as seen again, and not written twice."""

    def __init__(self, store: Store, run: int, key: str, now: datetime) -> None:
        self._store = store
        self._run = run
        self._key = key
        self._now = now
        self._waiting: list[Recorded] = []
        with store.sentences():
            self._next: int = store.rows("SELECT coalesce(max(conversation), 0) + 1 FROM conversations")[0][0]
        self.seen = 0
        self.new = 0

    def add(self, one: Recorded) -> None:
        """Keep a conversation."""
        self._waiting.append(one)
        if len(self._waiting) >= _MOST:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        known = numbers_of(self._store, [one.fingerprint for one in waiting])
        rows: dict[str, list[Row]] = {
            name: [] for name in ("lectures", "conversations", "messages", "remarques", "qualites")
        }
        for one in waiting:
            number = known.get(one.fingerprint)
            if number is None and one.turns is not None:
                number = known[one.fingerprint] = self._next
                self._next += 1
                self.new += 1
                self._write(number, one, one.turns, rows)
            talk = one.conversation
            case = case_of(talk, one.identity)
            rows["lectures"].append((self._run, number, case, talk.source, talk.id, talk.place))
        with self._store.whole():
            for table, added in rows.items():
                self._store.fill(table, added)
        self.seen += len(waiting)

    def _write(self, number: int, one: Recorded, turns: tuple[KeptTurn, ...], rows: dict[str, list[Row]]) -> None:
        talk = one.conversation
        rows["conversations"].append(
            (
                number,
                one.fingerprint,
                self._key,
                self._now,
                _clock(talk.first),
                _clock(talk.last),
                talk.channel,
                talk.reason,
                len(turns),
                talk.round_trips,
                talk.unresolved,
                bool(talk.unanswered),
            )
        )
        for turn, checked in zip(turns, talk.turns, strict=True):
            adviser = pseudonym(checked.adviser, self._store.salt)
            worst = max((fault.severity for fault in turn.faults), default=None)
            rows["messages"].append(
                (
                    number,
                    turn.number,
                    adviser,
                    _clock(checked.at),
                    checked.words,
                    turn.forme,
                    turn.fond,
                    worst.slug if worst else None,
                    list(turn.labels),
                    turn.quotes,
                )
            )
            rows["remarques"] += (
                (
                    number,
                    turn.number,
                    each.rule,
                    each.category,
                    each.severity.slug,
                    each.start,
                    each.end,
                    each.message,
                    list(each.reframings),
                    each.quote,
                )
                for each in turn.faults
            )
            rows["qualites"] += (
                (number, turn.number, each.strength, each.start, each.end, each.message, each.quote)
                for each in turn.strengths
            )


def _clock(at: datetime | None) -> datetime | None:
    """Return what the clock showed: some exports have time zones and others none."""
    return at.replace(tzinfo=None) if at else None
