"""One review and its history: what is known is recalled, what is checked is written, what was before is summed up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from coach import __version__
from coach.history.key import key_of, pseudonym, words_of
from coach.history.past import past_of
from coach.history.recall import Failed, recalled
from coach.history.since import since_of
from coach.history.write import Writer

if TYPE_CHECKING:
    from coach.history.store import Store
    from coach.review.figures import Review
    from coach.review.memory import Recorded, Remembered
    from coach.review.pseudonyms import Letters
    from coach.review.run import Job
    from coach.transcripts.base import Problem, Transcript

_RUNNING, _DONE, _STOPPED = "en cours", "finie", "interrompue"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a review was asked to do, for the table of the reviews."""

    job: Job
    paths: Sequence[str]
    seed: int


class History:
    """What a review asks of its history."""

    def __init__(self, store: Store, asked: Asked) -> None:
        self._store = store
        self._asked = asked
        self._key = key_of(asked.job)
        self._advisers: dict[str, str] = {}
        self._state = _STOPPED
        now = datetime.now()
        with store.whole():
            # Nobody else has the file: a review that still runs by its line was killed.
            store.rows("UPDATE relectures SET etat = ? WHERE etat = ?", [_STOPPED, _RUNNING])
            number = store.rows("SELECT coalesce(max(relecture), 0) + 1 FROM relectures")[0][0]
            row = (number, now, None, _RUNNING, __version__, self._key, asked.seed, words_of(asked.paths), 0, 0)
            store.fill("relectures", [row])
        self._run: int = number
        self._writer = Writer(store, number, self._key, now)

    def recalled(self, items: Iterable[Transcript | Problem], failed: Failed) -> Iterator[Remembered | Problem]:
        """Yield the items in order, each with what is known of it; `failed` is told what cannot be read."""
        return recalled(self._store, self._key, items, failed)

    def add(self, one: Recorded, letters: Letters) -> None:
        """Keep a conversation; `letters` say what its advisers are called in the report."""
        for name in one.conversation.advisers:
            self._advisers[pseudonym(name, self._store.salt)] = letters.of(name)
        self._writer.add(one)

    def completed(self, review: Review) -> Review:
        """Return a report with what was before. The review is then done, unless it was interrupted."""
        self._writer.flush()
        least = self._asked.job.least
        with self._store.sentences():
            past = past_of(self._store, self._run, self._key, least, self._advisers, review.draw.seed)
            since = since_of(self._store, self._run, self._key, least, review.effect)
        if not review.scope.interrupted:
            self._state = _DONE
        return replace(review, past=past, since=since)

    def close(self) -> None:
        """Write what waits, and how the review ended."""
        self._writer.flush()
        with self._store.whole():
            if self._asked.job.names:
                self._name()
            self._store.rows(
                "UPDATE relectures SET fin = ?, etat = ?, conversations = ?, nouvelles = ? WHERE relecture = ?",
                [datetime.now(), self._state, self._writer.seen, self._writer.new, self._run],
            )

    def _name(self) -> None:
        known = {each for (each,) in self._store.rows("SELECT conseiller FROM conseillers")}
        self._store.fill("conseillers", [pair for pair in self._advisers.items() if pair[0] and pair[0] not in known])
