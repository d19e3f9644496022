"""The clipboard: where a draft often is, between the mailer it was written in and the one it leaves from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from coach.errors import ConfigError, InputError

# What a draft from there is called in reports.
CLIPBOARD = "<presse-papiers>"
_MISSING = "--clipboard demande la bibliothèque « pyperclip » : pip install 'coach-fr[editor]'"
_NONE = "aucun presse-papiers n’est accessible ici (sous Linux, il y faut xclip, xsel ou wl-clipboard, et un écran)"
_FILES_TOO = "--clipboard lit le presse-papiers : indiquez-le, ou un fichier, mais pas les deux"

Value = TypeVar("Value")


def instead_of(files: Sequence[str]) -> None:
    """Raise ConfigError when files are named too: the clipboard is read instead of them."""
    if files:
        raise ConfigError(_FILES_TOO)


def pasted() -> str:
    """Return the text in the clipboard, "" when it holds something else. Raise ConfigError or InputError."""
    return _of_pyperclip(lambda: _text(_library("paste")()))


def copy(text: str) -> None:
    """Put a text in the clipboard. Raise ConfigError or InputError."""
    _of_pyperclip(lambda: _library("copy")(text))


def _of_pyperclip(call: Callable[[], Value]) -> Value:
    try:
        return call()
    except ModuleNotFoundError as error:
        if error.name != "pyperclip":
            raise
        raise ConfigError(_MISSING) from None
    # Its own errors, those of the programs that it calls, and texts that those cannot take.
    except (RuntimeError, OSError, UnicodeError):
        raise InputError(_NONE) from None


def _library(function: str) -> Callable[..., object]:
    import pyperclip

    found: Callable[..., object] = getattr(pyperclip, function)
    return found


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""
