"""`coach review` on damaged exports of every format: all that was read is counted, the rest is named, nothing falls."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING

import pytest
from damage import DAMAGE, exports

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

pytestmark = pytest.mark.usefixtures("small")
SOUND = exports()
BY = ("--graine", "1", "--jobs", "1", "--format", "json")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_export_is_read_whole(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SOUND[name])
    called = cli("review", tmp_path / name, *BY)
    scope = json.loads(called.out)["scope"]
    assert (called.code == 2, called.err) == (False, "")
    assert scope["turns"] == scope["checked"] + sum(scope["skipped"].values()) > 0


@pytest.mark.parametrize("name", SOUND)
def test_damage_costs_what_it_touches_and_is_named(
    cli: Cli, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("coach.transcripts.budget.FREE", 500_000)
    files = {f"{number:02}-{name}": DAMAGE[damage] for number, damage in enumerate(DAMAGE)}
    for file, damaged in files.items():
        # From a text, so that the damage is the same in every run; each in a folder of its own, for mails make threads.
        (tmp_path / file[:2]).mkdir()
        (tmp_path / file[:2] / file).write_bytes(damaged(SOUND[name], random.Random(file)))
    (tmp_path / "99.txt").write_text("Client : Où est-il ?\nConseiller : Vous avez tort.\n", "utf-8")
    called = cli("review", ".", "--graine", "1", "--jobs", "1", "--format", "jsonl")
    *talks, last = map(json.loads, called.out.splitlines())
    scope, said = last["review"]["scope"], called.err.splitlines()
    assert scope["turns"] == scope["checked"] + sum(scope["skipped"].values())
    assert called.code == 2
    # One line for each problem, with the name of its file, and nothing that plays with the terminal.
    assert len(said) == scope["problems"]
    assert not any(_CONTROL.search(line) for line in said)
    assert not [line for line in said if not any(file[:2] + "/" in line for file in files)]
    # Of each file something is read, or something is said.
    sources = [talk["source"] for talk in talks]
    silent = [file for file in files if not any(file[:2] + "/" in each for each in (*sources, *said))]
    assert silent == []
    assert "99.txt" in sources
