"""A sentence in the adviser's own editor, and back; nothing of it stays on the disk."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import TYPE_CHECKING

from coach.errors import CoachError, reason

if TYPE_CHECKING:
    from coach.cli.console import Console

_STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class EditorError(CoachError):
    """An edition that gives no sentence; the sentence stays to be chosen."""


def edit(sentence: str, console: Console, variables: Mapping[str, str] = os.environ) -> str:
    """Return the sentence as the adviser leaves it in the editor, with line feeds only. Raise EditorError."""
    command = _command(variables)
    try:
        # The folder is for its owner only, and goes away whatever happens.
        with _until_the_end(), TemporaryDirectory(prefix="coach-") as folder:
            file = Path(folder) / "phrase.txt"
            file.write_text("\n".join([*sentence.splitlines(), ""]), "utf-8")
            _run([*command, str(file)], console)
            text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise EditorError("l’éditeur n’a pas laissé un texte en UTF-8") from None
    except OSError as error:
        raise EditorError(f"la phrase n’a pas pu passer par l’éditeur ({reason(error)})") from None
    if not text.strip():
        raise EditorError("la phrase est revenue vide ; pour la laisser telle quelle, répondez p")
    return text.strip()


def _command(variables: Mapping[str, str]) -> list[str]:
    windows = sys.platform == "win32"
    for name in ("VISUAL", "EDITOR"):
        try:
            if parts := shlex.split(variables.get(name, ""), posix=not windows):
                return [part.strip('"') for part in parts] if windows else parts
        except ValueError:
            raise EditorError(f"la variable {name} n’est pas une commande (guillemet resté ouvert ?)") from None
    if windows:
        return ["notepad"]
    raise EditorError("aucun éditeur n’est réglé ; nommez le vôtre dans la variable VISUAL ou EDITOR")


def _run(command: list[str], console: Console) -> None:
    try:
        code = subprocess.run(  # noqa: S603  the adviser's own editor
            command, stdin=console.answers, stdout=console.questions, stderr=console.questions, check=False
        ).returncode
    except FileNotFoundError:
        raise EditorError(f"l’éditeur « {command[0]} » est introuvable") from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "nom illisible"
        raise EditorError(f"l’éditeur « {command[0]} » ne démarre pas ({why})") from None
    if code:
        raise EditorError(f"l’éditeur s’est arrêté sur une erreur (code {code})")


@contextmanager
def _until_the_end() -> Iterator[None]:
    """Leave Ctrl-C to the editor, and clean up before ending when the process is told to, or loses its terminal."""
    with ExitStack() as stack:
        # Only the main thread may set handlers.
        if threading.current_thread() is threading.main_thread():
            for number, handler in ((signal.SIGINT, _carry_on), *((each, _end) for each in _STOPS)):
                stack.callback(signal.signal, number, signal.signal(number, handler))
        yield


def _carry_on(_number: int, _frame: FrameType | None) -> None:
    """Do nothing; unlike an ignored signal, the editor still gets it."""


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
