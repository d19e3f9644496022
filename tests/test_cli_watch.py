"""`coach check --watch`: in a process of its own, on files that editors save in their ways."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("watchfiles", reason="demande watchfiles (extra « editor »)")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Cli

ON_SMALL = """\
from pathlib import Path
from coach import engine
from coach.phrasebook import cache
engine.builtin_folder = cache.builtin_folder = lambda: Path({!r})
engine.shipped_model = lambda: None
from coach.cli.app import main; main()
"""
PATIENCE = 60.0


class Screen:
    """A terminal with a watch in it."""

    def __init__(self, folder: Path, file: Path, *, terminal: bool = True) -> None:
        ours, theirs = pty.openpty() if terminal else os.pipe()
        command = [sys.executable, "-c", ON_SMALL.format(str(folder)), "check", "--watch", str(file), "--no-color"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self._file = ours
        self.text = ""

    def shows(self, words: str) -> str:
        """Wait until some words were written since the last call; return all that came."""
        until = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < until, self.text
            if select.select([self._file], [], [], 1.0)[0]:
                self.text += os.read(self._file, 1 << 16).decode(errors="replace")
        shown, self.text = self.text, ""
        return shown

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._file)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "réponse.txt"
    file.write_text("Vous avez tort.\n", "utf-8")
    return file


@pytest.fixture
def screen(small_folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    monkeypatch.setenv("COACH_CACHE_DIR", str(small_folder.with_name("small-books")))
    monkeypatch.setenv("TERM", "xterm")
    found = Screen(small_folder, file)
    yield found
    found.close()


def test_each_save_draws_the_screen_anew(screen: Screen, file: Path) -> None:
    first = screen.shows("Ctrl-C")
    assert first.startswith("\x1b[H\x1b[2J")
    assert "Vous avez tort" in first
    # In place, then as editors do: another file that takes the name.
    file.write_text("Malheureusement, oui.\n", "utf-8")
    assert "Malheureusement" in screen.shows("Ctrl-C")
    other = file.with_name("autre")
    other.write_text("Non.\n", "utf-8")
    other.replace(file)
    shown = screen.shows("Ctrl-C")
    assert shown.count("\x1b[2J") == 1
    assert "Un non tout nu" in shown
    assert screen.end() == 130


def test_a_file_that_goes_away_may_come_back(screen: Screen, file: Path) -> None:
    screen.shows("Ctrl-C")
    file.unlink()
    time.sleep(0.3)
    file.with_name("autre.txt").write_text("Non.", "utf-8")
    file.write_text("Malheureusement, oui.\n", "utf-8")
    assert "Malheureusement" in screen.shows("Ctrl-C")
    # What cannot be read is said, and the watch goes on.
    file.write_bytes(bytes(range(32)) * 9)
    assert "binaire" in screen.shows("Ctrl-C")
    file.write_text("Vous avez tort.\n", "utf-8")
    assert "Vous avez tort" in screen.shows("Ctrl-C")
    assert screen.process.poll() is None


def test_what_is_no_terminal_gets_no_control_character(
    small_folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(small_folder.with_name("small-books")))
    screen = Screen(small_folder, file, terminal=False)
    try:
        shown = screen.shows("fond")
        file.write_text("Malheureusement, oui.\n", "utf-8")
        shown += screen.shows("fond")
        assert re.search("[\x00-\x08\x0b-\x1f]", shown) is None
        assert screen.end() == 130
    finally:
        screen.close()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-"],
        ["rien.txt", "conseil.txt"],
        ["rien.txt", "--format", "json"],
        ["rien.txt", "--output", "sortie.txt"],
        ["--clipboard"],
        ["absent.txt"],
    ],
)
def test_what_cannot_be_watched_is_said(cli: Cli, small: Path, drafts: Path, arguments: list[str]) -> None:
    called = cli("check", "--watch", *arguments)
    assert called.code == 2
    assert called.sentence()
    assert not Path("sortie.txt").exists()


def test_without_its_library_it_says_how_to_get_it(
    cli: Cli, small: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    called = cli("check", "--watch", "rien.txt")
    assert called.code == 2
    assert "pip install 'coach-fr[editor]'" in called.sentence()
