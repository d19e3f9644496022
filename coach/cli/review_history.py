"""The history beside a review: without one nothing changes, and when it fails the review goes on without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.streams import note
from coach.errors import ConfigError
from coach.review.memory import Recorded
from coach.transcripts.base import Problem

if TYPE_CHECKING:
    from coach.history.run import History
    from coach.review.figures import Review
    from coach.review.pseudonyms import Letters
    from coach.review.run import Item, Job
    from coach.review.values import Conversation
    from coach.transcripts.base import Transcript


class Kept:
    """What a review asks of the history, if there is one. A failure is told, counted once, and ends the keeping."""

    def __init__(self, history: History | None, count: Callable[[Problem], object]) -> None:
        self._history = history
        self._count = count

    def recalled(self, items: Iterable[Transcript | Problem]) -> Iterable[Item]:
        """Return the items, with what is known of them."""
        return items if self._history is None else self._history.recalled(items, self._failed)

    def noted(self, result: Conversation | Recorded, letters: Letters) -> Conversation:
        """Return a conversation, once it is kept."""
        if not isinstance(result, Recorded):
            return result
        if self._history is not None:
            try:
                self._history.add(result, letters)
            except ConfigError as error:
                self._failed(error)
        return result.conversation

    def completed(self, review: Review) -> Review:
        """Return a report with what was before."""
        if self._history is not None:
            try:
                return self._history.completed(review)
            except ConfigError as error:
                self._failed(error)
        return review

    def close(self) -> None:
        """Write what waits."""
        if self._history is not None:
            try:
                self._history.close()
            except ConfigError as error:
                self._failed(error)

    def _failed(self, error: ConfigError) -> None:
        if self._history is None:
            return
        self._history = None
        note(f"{error} ; la suite se fait sans lui")
        self._count(Problem("historique", "", str(error)))


@contextmanager
def kept_history(
    file: Path | None, job: Job, paths: Sequence[str], seed: int, count: Callable[[Problem], object]
) -> Iterator[Kept]:
    """Give the history of a file, or nothing in its place; `count` is told of its failures."""
    if file is None:
        yield Kept(None, count)
        return
    from coach.history.run import Asked, History
    from coach.history.store import opened

    with opened(file, note) as store:
        kept = Kept(History(store, Asked(job, paths, seed)), count)
        try:
            yield kept
        finally:
            kept.close()
