"""The terminal itself, for questions and answers: standard input may hold the draft, and standard output carries it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from coach.cli.streams import fitting
from coach.errors import InputError

_NO_TERMINAL = (
    "--interactive pose ses questions dans un terminal, et il n’y en a pas ici ; sans cette option, "
    "coach reframe choisit lui-même"
)


@dataclass(frozen=True, slots=True)
class Console:
    """Where questions are written and answers are read."""

    answers: TextIO
    questions: TextIO

    def say(self, text: str) -> None:
        """Write some lines that are fit for a terminal."""
        self.questions.write(fitting(text, self.questions.encoding))
        self.questions.flush()

    def ask(self, prompt: str) -> str | None:
        """Return the answer to a question; None when there will be no more answers."""
        self.say(prompt)
        answer = self.answers.readline()
        if not answer:
            self.say("\n")
        return answer.strip() if answer else None


@contextmanager
def open_console() -> Iterator[Console]:
    """Give the terminal of this process, wherever its standard streams go. Raise InputError when it has none."""
    with ExitStack() as stack:
        try:
            console = stack.enter_context(_own())
        except OSError:
            console = _standard()
        yield console


@contextmanager
def _own() -> Iterator[Console]:
    if sys.platform == "win32":
        # Python reads and writes the console of Windows in UTF-8, whatever its code page.
        names, encoding = ("CONIN$", "CONOUT$"), "utf-8"
    else:
        names, encoding = ("/dev/tty", "/dev/tty"), sys.stderr.encoding or "utf-8"
    with (
        Path(names[0]).open(encoding=encoding, errors="replace") as answers,
        Path(names[1]).open("w", encoding=encoding, errors="replace") as questions,
    ):
        yield Console(answers, questions)


def _standard() -> Console:
    """Return the standard streams, for a terminal that has not been made the one of the process."""
    for questions in (sys.stderr, sys.stdout):
        with suppress(ValueError):
            if sys.stdin is not None and sys.stdin.isatty() and questions.isatty():
                return Console(sys.stdin, questions)
    raise InputError(_NO_TERMINAL)
