"""`--clipboard`: what is read from there, what goes back, and what is said where there is none."""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from reframe_samples import BEST, DRAFT, install

from coach.resident.client import ask

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli


class Clipboard(ModuleType):
    """pyperclip, with a clipboard of the test's own."""

    def __init__(self) -> None:
        super().__init__("pyperclip")
        self.text: object = ""
        self.error: Exception | None = None

    def paste(self) -> object:
        if self.error is not None:
            raise self.error
        return self.text

    def copy(self, text: str) -> None:
        if self.error is not None:
            raise self.error
        self.text = text


@pytest.fixture
def clipboard(monkeypatch: pytest.MonkeyPatch, small: Path, drafts: Path) -> Clipboard:
    found = Clipboard()
    monkeypatch.setitem(sys.modules, "pyperclip", found)
    install(monkeypatch)
    return found


def test_check_reads_the_clipboard_and_leaves_it(cli: Cli, clipboard: Clipboard) -> None:
    clipboard.text = "Vous avez tort."
    called = cli("check", "--clipboard", "--format", "json", stdin="Non.")
    assert called.code == 1
    (report,) = json.loads(called.out)["reports"]
    assert report["source"] == "<presse-papiers>"
    assert [finding["text"] for finding in report["findings"]] == ["Vous avez tort"]
    assert clipboard.text == "Vous avez tort."


def test_a_rewriting_with_blanks_does_not_go_back(cli: Cli, clipboard: Clipboard) -> None:
    clipboard.text = DRAFT
    called = cli("reframe", "--clipboard")
    assert (called.code, called.out) == (1, BEST)
    assert clipboard.text == DRAFT
    assert "garde votre brouillon" in called.err


def test_a_rewriting_that_is_complete_goes_back(
    cli: Cli, clipboard: Clipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.engine import Coach
    from coach.model import Passage, Reframed, Rewrite, Span

    def complete(self: Coach, text: str, *, several: bool = False) -> Reframed:
        span = Span(0, len(text))
        return Reframed(
            text, (Passage(span, text, (), (Rewrite(span, "Je vous réponds lundi.", "phrase", "fait", ""),)),)
        )

    monkeypatch.setattr(Coach, "reframe", complete)
    clipboard.text = "Vous avez tort."
    assert cli("reframe", "--clipboard", "--diff").code == 0
    # To look at what would change is no wish to change it.
    assert clipboard.text == "Vous avez tort."
    called = cli("reframe", "--clipboard")
    assert (called.code, called.out) == (0, "Je vous réponds lundi.")
    assert clipboard.text == "Je vous réponds lundi."
    assert "dans le presse-papiers" in called.err
    clipboard.text = "Vous avez tort."
    assert cli("reframe", "--clipboard", "--quiet").err == ""


@pytest.mark.parametrize("content", ["", " \n", None])
def test_an_empty_clipboard_is_said(cli: Cli, clipboard: Clipboard, content: object) -> None:
    clipboard.text = content
    assert "<presse-papiers> : ce brouillon est vide" in cli("check", "--clipboard").err
    assert "<presse-papiers> : ce brouillon est vide" in cli("reframe", "--clipboard").err


@pytest.mark.parametrize("command", ["check", "reframe"])
def test_where_there_is_none_one_sentence_says_so(cli: Cli, clipboard: Clipboard, command: str) -> None:
    # PyperclipException is one of these; the others come from the programs that it calls.
    for clipboard.error in (
        RuntimeError("secret"),
        FileNotFoundError(),
        UnicodeEncodeError("utf-8", "\ud800", 0, 1, ""),
    ):
        called = cli(command, "--clipboard")
        assert called.code == 2
        assert "aucun presse-papiers" in called.sentence()
        assert "secret" not in called.err


@pytest.mark.parametrize("command", ["check", "reframe"])
def test_a_file_beside_it_is_one_too_many(cli: Cli, clipboard: Clipboard, command: str) -> None:
    called = cli(command, "--clipboard", "rien.txt")
    assert called.code == 2
    assert "pas les deux" in called.sentence()


@pytest.mark.parametrize("command", ["check", "reframe"])
def test_without_its_library_it_says_how_to_get_it(
    cli: Cli, small: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyperclip", None)
    called = cli(command, "--clipboard")
    assert called.code == 2
    assert "pip install 'coach-fr[editor]'" in called.err


@pytest.mark.parametrize("option", ["--clipboard", "--watch"])
def test_these_calls_are_for_no_other_process(option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.resident import client

    def never() -> None:
        raise AssertionError

    monkeypatch.delenv("COACH_RESIDENT", raising=False)
    monkeypatch.setattr(client, "connected", never)
    assert ask(["check", option]) is None
