"""From what a command line names, folders, patterns, files, `-`, to the files to read, in an order that holds."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.errors import reason
from coach.transcripts.base import Problem

STDIN = "<stdin>"
_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini", "__macosx")
_MISSING = "ce fichier ou ce dossier n’existe pas"
_NO_MATCH = "aucun fichier ne correspond à ce motif"
_EMPTY = "ce dossier ne contient aucun fichier à lire"
_SPECIAL = "ce n’est pas un fichier ordinaire ; il n’est pas lu"


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read and its name for people; standard input when it has no path."""

    name: str
    path: Path | None = None


def find(names: Iterable[str]) -> Iterator[Place | Problem]:
    """Yield the files that are named, each one once, folders in the order of their names.

    In folders, hidden files and what systems leave there are skipped; a file named by itself is always read.
    """
    seen: set[str] = set()
    for name in names:
        if name == "-":
            found: Iterable[Place | Problem] = (Place(STDIN),)
        elif not os.path.lexists(name) and glob.has_magic(name):
            found = _matching(name)
        else:
            found = _named(Path(name))
        for each in found:
            key = str(each) if isinstance(each, Problem) else _key(each)
            if key not in seen:
                seen.add(key)
                yield each


def is_hidden(name: str) -> bool:
    """Tell whether a part of a path is hidden, or what a system or an office program left there."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return any(part.startswith((".", "~$")) or part.lower() in _LEFT_BY_SYSTEMS for part in parts)


def _key(place: Place) -> str:
    return STDIN if place.path is None else os.path.realpath(place.path)


def _named(path: Path) -> Iterator[Place | Problem]:
    try:
        if path.is_dir():
            yield from _inside(path)
        elif path.exists():
            yield Place(str(path), path)
        else:
            yield Problem(str(path), "", _MISSING)
    except (OSError, ValueError) as error:
        yield Problem(str(path), "", _why(error))


def _matching(pattern: str) -> Iterator[Place | Problem]:
    found = False
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207  # Path.glob takes no absolute pattern
        # `**` yields the folders as well as what they hold; what they hold is read once.
        found = True
        yield from _named(Path(name))
    if not found:
        yield Problem(pattern, "", _NO_MATCH)


def _inside(folder: Path) -> Iterator[Place | Problem]:
    problems: list[Problem] = []
    visited = set[str]()
    found = False

    def unreadable(error: OSError) -> None:
        problems.append(Problem(str(error.filename or folder), "", _why(error)))

    for top, folders, files in os.walk(folder, onerror=unreadable, followlinks=True):
        # Links are followed, and a link to a folder above must end somewhere.
        visited.add(os.path.realpath(top))
        folders[:] = sorted(
            name for name in folders if not is_hidden(name) and os.path.realpath(Path(top, name)) not in visited
        )
        yield from problems
        problems.clear()
        for name in sorted(files):
            path = Path(top, name)
            if is_hidden(name):
                continue
            found = True
            yield Place(str(path), path) if path.is_file() else Problem(str(path), "", _SPECIAL)
    found = found or bool(problems)
    yield from problems
    if not found:
        yield Problem(str(folder), "", _EMPTY)


def _why(error: OSError | ValueError) -> str:
    return f"lecture impossible ({reason(error) if isinstance(error, OSError) else 'nom de fichier illisible'})"
