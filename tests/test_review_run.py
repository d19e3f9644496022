from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from review_samples import talk, write_export

from coach.engine import Coach
from coach.model import Report
from coach.render.progress import ProgressBar
from coach.review.check import Repeats
from coach.review.language import TalkReader
from coach.review.run import Job, conversations, results
from coach.review.sampling import Smallest, chance
from coach.review.stop import Stop
from coach.review.tally import Tally
from coach.review.values import Conversation
from coach.transcripts.base import Problem, Settings, Transcript
from coach.transcripts.discover import find

ROOT = Path(__file__).parents[1]


def never() -> bool:
    return False


@pytest.mark.usefixtures("small")
def test_the_order_and_the_results_do_not_depend_on_the_workers() -> None:
    items: list[Transcript | Problem] = [
        talk("C: Allô ?", f"A: Vous avez tort, dossier {n}.", name=str(n)) for n in range(450)
    ]
    items.insert(120, Problem("essai.txt", "ligne 3", "illisible"))
    alone, together = (list(results(Job(jobs=jobs), Job().checker(), iter(items), never)) for jobs in (1, 2))
    assert alone == together
    assert [one.id if isinstance(one, Conversation) else "!" for one in alone[118:123]] == [
        "118",
        "119",
        "!",
        "120",
        "121",
    ]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_stopped_gives_what_was_begun_and_no_more(jobs: int) -> None:
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield talk("A: Bonjour.", name=str(taken))

    with Stop() as stop:
        found = []
        for result in results(Job(jobs=jobs), Job().checker(), endless(), stop):
            found.append(result)
            if len(found) == 250:
                os.kill(os.getpid(), signal.SIGINT)
    assert len(found) == taken
    assert [one.id for one in found if isinstance(one, Conversation)] == [str(n + 1) for n in range(taken)]


def test_the_second_time_ctrl_c_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Stop() as stop:
        stop.ask()
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            stop.ask()
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("small")
def test_few_items_wait_however_many_there_are() -> None:
    taken = given = most = 0

    def items() -> Any:
        nonlocal taken
        for taken in range(3000):
            yield talk("A: Bonjour.", name=str(taken))

    for _ in results(Job(jobs=2), Job().checker(), items(), never):
        given += 1
        most = max(most, taken - given)
    assert given == 3000
    assert most < 1200


@pytest.mark.usefixtures("small")
def test_what_is_counted_stays_small() -> None:
    import pickle

    tally, job = Tally(1), Job()
    said = talk("C: Nuls !", "A: Vous avez tort. Je vous rappelle demain.")
    one = next(iter(results(job, job.checker(), [said], never)))
    assert isinstance(one, Conversation)
    from dataclasses import replace

    sizes = []
    for number in range(4000):
        tally.add(replace(one, id=str(number)))
        if number in (999, 3999):
            sizes.append(len(pickle.dumps((tally.samples, tally.advisers, tally.everything, tally.round_trips))))
    assert tally.conversations == 4000
    assert sizes[1] < 1.5 * sizes[0]


@pytest.mark.usefixtures("small")
def test_a_text_that_comes_again_is_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    coach = Coach()
    calls: list[str] = []
    plain = coach.check

    def check(text: str) -> Report:
        calls.append(text)
        return plain(text)

    monkeypatch.setattr(coach, "check", check)
    checker = Repeats(coach, TalkReader())
    first = checker.check("Vous avez tort.")
    assert checker.check("Vous avez tort.") is first
    assert len(calls) == 1


def test_files_and_problems_come_in_order(tmp_path: Path) -> None:
    write_export(tmp_path / "b.jsonl", 2)
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x02" * 100)
    found = list(conversations(find([str(tmp_path), str(tmp_path / "absent")]), Settings()))
    assert [type(one).__name__ for one in found] == ["Problem", "Transcript", "Transcript", "Problem"]


def test_a_draw_is_the_same_whatever_the_order() -> None:
    names = [f"conversation {n}" for n in range(500)]

    def drawn(order: list[str], seed: int) -> list[str]:
        kept: Smallest[str] = Smallest(5)
        for name in order:
            kept.add((chance(seed, name),), name, name)
        return kept.best()

    assert drawn(names, 42) == drawn(names[::-1], 42)
    assert drawn(names, 42) != drawn(names, 43)
    assert len(drawn(names, 42)) == 5


def test_no_bar_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    with ProgressBar(stream, 100, color=True) as bar:
        bar.advance(3)
    assert stream.getvalue() == ""


def test_ctrl_c_ends_with_what_is_done(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    child = _long_run(tmp_path, "--format", "jsonl", "--output", str(out))
    _workers(child)
    os.killpg(child.pid, signal.SIGINT)
    _, err = child.communicate()
    assert child.returncode == 130
    assert "interrompu" in err
    assert "Traceback" not in err
    *lines, last = out.read_text("utf-8").splitlines()
    review = json.loads(last)["review"]
    assert review["scope"]["interrupted"]
    assert 20_000 > review["scope"]["conversations"] == len(lines) > 0


def test_a_run_that_is_killed_leaves_no_workers_behind(tmp_path: Path) -> None:
    child = _long_run(tmp_path)
    workers = _workers(child)
    child.kill()
    child.wait()
    until = time.monotonic() + 60
    while any(Path(f"/proc/{each}").exists() for each in workers):
        assert time.monotonic() < until, "a worker waits for nobody"
        time.sleep(0.05)
    child.communicate()


def _long_run(folder: Path, *options: str) -> subprocess.Popen[str]:
    write_export(folder / "e.jsonl", 20_000)
    more = ["--jobs", "2", "--readers", "phrasebooks", *options]
    return subprocess.Popen(
        [sys.executable, "-m", "coach", "review", str(folder / "e.jsonl"), *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        start_new_session=True,
    )


def _workers(child: subprocess.Popen[str]) -> list[str]:
    """Wait until the workers of a run are there, and return their numbers."""
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    if not children.exists():
        child.kill()
        child.communicate()
        pytest.skip("needs /proc")
    while True:
        assert child.poll() is None, "it ended before it was interrupted"
        if len(workers := children.read_text().split()) == 2:
            return workers
        time.sleep(0.05)
