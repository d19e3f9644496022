"""One call of `coach review` carried out: read, check, count, write."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coach.cli.look import render_options
from coach.cli.review_history import Kept, kept_history
from coach.cli.sheets import write as write_sheets
from coach.cli.streams import Write, note
from coach.config import Config
from coach.render.progress import ProgressBar
from coach.render.review_base import ReviewRenderer
from coach.review.check import Repeats
from coach.review.pseudonyms import Letters
from coach.review.run import Job, conversations, results
from coach.review.stop import Stop
from coach.review.summary import summed
from coach.review.tally import Tally
from coach.review.worksheet import Draw
from coach.transcripts.base import Problem, Settings
from coach.transcripts.discover import Place

_STOPPED = "interrompu ; le rapport porte sur ce qui était déjà relu"


@dataclass(frozen=True, slots=True)
class Task:
    """What one call is to do."""

    job: Job
    paths: tuple[str, ...]
    found: tuple[Place | Problem, ...]
    config: Config
    encoding: str | None
    seed: int
    history: Path | None = None
    sheets: Path | None = None  # the folder of the advisers' sheets

    @property
    def exports(self) -> Settings:
        """Return what the team says of its exports."""
        encoding = self.config.encoding if self.encoding is None else self.encoding
        return Settings(self.config.advisers, self.config.domains, self.config.columns, encoding)


def carry_out(
    task: Task, shown: Sequence[tuple[ReviewRenderer, Write]], *, color: bool, draw: Draw | None = None
) -> Tally:
    """Check everything that is named and write it with each renderer; return what was counted.

    `draw` is shown each conversation, for a worksheet.

    What cannot be read is named on standard error, and the rest goes on. After Ctrl-C the report is of what was done.
    """
    checker = task.job.checker()
    tally = Tally(task.seed, task.job.grid, task.config.trips, apart=task.sheets is not None)
    with kept_history(task.history, task.job, task.paths, task.seed, tally.problem) as kept:
        _count(task, checker, tally, kept, shown, color=color, draw=draw)
    return tally


def _count(
    task: Task,
    checker: Repeats,
    tally: Tally,
    kept: Kept,
    shown: Sequence[tuple[ReviewRenderer, Write]],
    *,
    color: bool,
    draw: Draw | None,
) -> None:
    letters = Letters(names=task.job.names)
    for broken in checker.problems:
        note(str(broken))
        tally.problem(Problem("phrases", "", str(broken)))
    look = render_options(to_file=False, no_color=not color, stream=sys.stderr)
    # When the reader has gone away (`| head`), what was checked until then decides.
    with suppress(BrokenPipeError):
        _write(shown, [renderer.start() for renderer, _ in shown])
        with Stop() as stopped, ProgressBar(sys.stderr, _bytes(task.found), color=look.color) as bar:
            items = kept.recalled(conversations(task.found, task.exports, bar.opened))
            for result in results(task.job, checker, items, stopped):
                if isinstance(result, Problem):
                    note(str(result))
                    tally.problem(result)
                    continue
                conversation = letters.renamed(kept.noted(result, letters))
                tally.add(conversation)
                if draw is not None:
                    draw.add(conversation)
                bar.advance(len(conversation.turns))
                _write(shown, [renderer.conversation(conversation) for renderer, _ in shown])
            tally.interrupted = stopped()
        if tally.interrupted:
            note(_STOPPED)
        review = kept.completed(summed(tally, names=task.job.names))
        if task.sheets is not None:
            write_sheets(task.sheets, review)
        _write(shown, [renderer.end(review) for renderer, _ in shown])


def _write(shown: Sequence[tuple[ReviewRenderer, Write]], texts: Sequence[str]) -> None:
    for (_, write), text in zip(shown, texts, strict=True):
        if text:
            write(text)


def _bytes(found: Iterable[Place | Problem]) -> int:
    """Return how much there is to read; 0 when nobody knows."""
    total = 0
    for place in found:
        if isinstance(place, Problem):
            continue
        if place.path is None:
            return 0
        with suppress(OSError):
            total += place.path.stat().st_size
    return total
