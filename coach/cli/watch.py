"""`coach check --watch`: when to read the file again, and the screen that it is shown on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from coach.cli.streams import Write, tell
from coach.errors import ConfigError
from coach.resident.ready import stamp

WATCHED_FORMAT = "terminal"
_MISSING = "--watch demande la bibliothèque « watchfiles » : pip install 'coach-fr[editor]'"
_ONE_FILE = "--watch suit un fichier : indiquez-en un, et un seul"
_TERMINAL_ONLY = "--watch montre la relecture à l’écran : il ne va qu’avec --format terminal, et sans --output"
_HOW_TO_END = "\nRelu à chaque enregistrement ; Ctrl-C pour finir.\n"
# Clears the screen and what has scrolled off it, so that the eye finds one reading only.
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
# A save is one, two or three changes within some milliseconds, by the editor.
_SETTLES_MS = 100
# Where the system tells nothing (network disks, a link to another folder), the file is looked at as often as this.
_LOOKS_EVERY_MS = 1_000


def watched(files: Sequence[str], format_name: str | None, output_file: Path | None, *, clipboard: bool) -> str:
    """Return the format of what is shown. Raise ConfigError for a call that asks for something else than a screen."""
    if len(files) != 1 or files[0] == "-" or clipboard:
        raise ConfigError(_ONE_FILE)
    if output_file is not None or format_name not in (None, WATCHED_FORMAT):
        raise ConfigError(_TERMINAL_ONLY)
    return WATCHED_FORMAT


def readings(file: Path) -> Iterator[None]:
    """Return the moments to read a file: now, then whenever it is another; while there is none, what is shown stays.

    Raise ConfigError when the library for that is missing.
    """
    try:
        import watchfiles
    except ModuleNotFoundError as error:
        if error.name != "watchfiles":
            raise
        raise ConfigError(_MISSING) from None
    # The folder is watched, not the file: editors write another one and rename it.
    changes = watchfiles.watch(
        file.absolute().parent,
        watch_filter=None,
        recursive=False,
        debounce=_SETTLES_MS,
        rust_timeout=_LOOKS_EVERY_MS,
        yield_on_timeout=True,
    )
    return _whenever_another(file, changes)


def _whenever_another(file: Path, changes: Iterator[object]) -> Iterator[None]:
    seen = stamp(str(file))
    yield
    for _ in changes:
        now = stamp(str(file))
        if now != seen and file.exists():
            seen = now
            yield


def cleared(write: Write) -> bool:
    """Clear the screen, if it is one; tell whether it was."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    write(_CLEAR)
    return True


def how_to_end() -> None:
    """Say how the watch ends, to somebody who looks at it."""
    if sys.stdout.isatty() and sys.stderr.isatty():
        tell(_HOW_TO_END)
