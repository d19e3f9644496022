"""Many conversations on all cores: read here, checked by workers, given back in the order in which they were read."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby, islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import BinaryIO

from coach.engine import Coach
from coach.errors import CoachError
from coach.model import Severity
from coach.review.check import Checker, Repeats, check
from coach.review.grid import Grid
from coach.review.language import TalkReader
from coach.review.memory import Recorded, Remembered
from coach.review.remember import recorded
from coach.review.values import Conversation
from coach.transcripts.base import Problem, Settings, Transcript
from coach.transcripts.discover import Place
from coach.transcripts.reading import batches, read

# Conversations go to the workers by the handful: enough of them that sending costs little, few enough that the bar
# moves and that Ctrl-C is heard.
_LETTERS = 40_000
_MOST = 100
# How many handfuls wait for each worker: memory is bounded by them, whatever the size of the input.
_AHEAD = 3
_LOST = "un des processus de relecture s’est arrêté (mémoire insuffisante ?) ; essayez --jobs 1"

Item = Transcript | Remembered | Problem
Result = Conversation | Recorded | Problem


@dataclass(frozen=True, slots=True)
class Job:
    """How conversations are to be checked."""

    phrasebooks: tuple[Path, ...] = ()
    margins: tuple[Path, ...] = ()
    readers: str = "all"
    model: Path | None = None
    least: Severity = Severity.CONSEIL
    names: bool = False
    jobs: int = 1
    grid: Grid | None = None
    texts: bool = False  # whole messages, for a worksheet
    quotes: bool = False  # the history keeps them

    def checker(self) -> Repeats:
        """Return what checks. Raise CoachError when phrasebooks, margins or the model are missing."""
        coach = Coach(self.phrasebooks, self.margins, self.readers, self.model)
        coach.remember()
        return Repeats(coach, TalkReader(self.phrasebooks))


@dataclass(slots=True)
class _Worker:
    """What a process checks with; a forked one finds it already loaded."""

    job: Job = field(default_factory=Job)
    checker: Repeats | None = None

    def loaded(self) -> Repeats:
        """Return what checks."""
        if self.checker is None:
            self.checker = self.job.checker()
        return self.checker


_WORKER = _Worker()


def cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def conversations(
    found: Iterable[Place | Problem], settings: Settings, opened: Callable[[BinaryIO], object] | None = None
) -> Iterator[Transcript | Problem]:
    """Yield what the files hold, and what cannot be read, in order; `opened` is told each file."""
    for is_problem, group in groupby(found, lambda each: isinstance(each, Problem)):
        if is_problem:
            yield from (each for each in group if isinstance(each, Problem))
        else:
            for places in batches(each for each in group if isinstance(each, Place)):
                yield from read(places, settings, opened)


def results(job: Job, checker: Repeats, items: Iterable[Item], stopped: Callable[[], bool]) -> Iterator[Result]:
    """Yield the conversations checked and the problems, in the order of `items`, until `stopped` says so.

    What was begun when it says so is still given: nothing that is done is lost. Raise CoachError when a worker dies.
    """
    handfuls = _handfuls(items, stopped)
    first = list(islice(handfuls, 2))
    every = chain(first, handfuls)
    # A single handful is not worth other processes.
    if job.jobs > 1 and len(first) > 1:
        yield from _by_workers(job, checker, every)
        return
    for handful in every:
        yield from _checked(job, checker, handful)


def _by_workers(job: Job, checker: Repeats, handfuls: Iterable[list[Item]]) -> Iterator[Result]:
    # A fork has the phrasebooks at once, and shares their memory; elsewhere each worker loads its own.
    forks = sys.platform == "linux"
    _WORKER.checker = checker if forks else None
    context = multiprocessing.get_context("fork" if forks else "spawn")
    waiting: deque[Future[list[Result]]] = deque()
    with ProcessPoolExecutor(job.jobs, context, _begin, (job,)) as pool:
        try:
            for handful in handfuls:
                waiting.append(pool.submit(_check_handful, handful))
                while waiting and (len(waiting) > job.jobs * _AHEAD or waiting[0].done()):
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise CoachError(_LOST) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            _WORKER.checker = None


def _handfuls(items: Iterable[Item], stopped: Callable[[], bool]) -> Iterator[list[Item]]:
    handful: list[Item] = []
    letters = 0
    for item in items:
        handful.append(item)
        if isinstance(item, Transcript | Remembered):
            letters += _letters(item)
        if letters >= _LETTERS or len(handful) >= _MOST:
            yield handful
            handful, letters = [], 0
        if stopped():
            break
    if handful:
        yield handful


def _letters(item: Transcript | Remembered) -> int:
    """Return how much there is to check: next to nothing of what is known."""
    if isinstance(item, Remembered):
        return 0 if item.turns is not None else _letters(item.transcript)
    return sum(len(turn.text) for turn in item.turns)


def _begin(job: Job) -> None:
    """Prepare a worker: Ctrl-C is for the process that holds the report, and with that process it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _WORKER.job = job
    _WORKER.loaded()


def _end_with_parent() -> None:
    # Killed outright, the parent tells nobody: its workers would wait for handfuls for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _check_handful(handful: list[Item]) -> list[Result]:
    return list(_checked(_WORKER.job, _WORKER.loaded(), handful))


def _checked(job: Job, checker: Repeats, handful: list[Item]) -> Iterator[Result]:
    for item in handful:
        if isinstance(item, Problem):
            yield item
        elif isinstance(item, Remembered):
            yield recorded(checker, item, partial(_conversation, job), names=job.names, quotes=job.quotes)
        else:
            yield _conversation(job, checker, item)


def _conversation(job: Job, checker: Checker, transcript: Transcript) -> Conversation:
    return check(checker, transcript, job.least, names=job.names, texts=job.texts, grid=job.grid)
