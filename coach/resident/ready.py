"""Coaches kept ready by what they are made of, as long as the files that they come from do not change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.learned.places import shipped_model
from coach.phrasebook.folders import RULES_FOLDER, builtin_folder

if TYPE_CHECKING:
    from coach.engine import Coach

# Beside the one of most calls: a team has its own phrases, and perhaps a second set.
_MOST = 2
# What a file was like: its path, when it was changed, its size, which one it is; no more when there is none.
Stamp = tuple[str, int, int, int]
# What loads all that an ordinary call needs. Nobody wrote it to anybody.
SAMPLE = """Bonjour Madame, je comprends votre déception, mais ce n’est pas possible : vous auriez dû lire la notice.
Je vous propose un échange avant samedi. Cordialement, [prénom]
"""


class Means(NamedTuple):
    """What a Coach is made of, in the order in which it takes it, once options and settings are weighed."""

    phrasebooks: tuple[Path, ...] = ()
    margins: tuple[Path, ...] = ()
    readers: str = "all"
    model: Path | None = None

    def place(self) -> str:
        """Return the folder that the paths start from; "" when they mean the same from any."""
        paths = (*self.phrasebooks, *self.margins, *([self.model] if self.model else []))
        return "" if all(path.is_absolute() for path in paths) else str(Path.cwd())


# Where paths start from, and what they name.
Key = tuple[str, Means]


@dataclass(slots=True)
class Shelf:
    """Coaches that are ready. Only a resident process puts some on it, only its children take them."""

    # None stands for one with a fault, which each call is to tell.
    coaches: dict[Key, tuple[list[Stamp], Coach | None]] = field(default_factory=dict)
    # What was asked for and was not there.
    missed: Key | None = None

    def coach(self, means: Means) -> Coach:
        """Return a Coach for a call. Raise CoachError when something that it is made of is missing."""
        key = (means.place(), means) if self.coaches else ("", means)
        known = self.coaches.get(key)
        if known is None or known[0] != stamps(means):
            self.missed = key
        elif known[1] is not None:
            return known[1]
        # The engine takes a while to load: options are read before it.
        from coach.engine import Coach

        return Coach(*means)

    def prepare(self, key: Key) -> None:
        """Make a Coach ready, all that it loads only when needed too. The paths start from the present folder."""
        from coach.engine import Coach

        means = key[1]
        before = stamps(means)
        coach: Coach | None = None
        with suppress(Exception):  # whatever it is, a call tells
            coach = Coach(*means)
            coach.check(SAMPLE, rewrites=True)
        sound = coach is not None and not coach.problems and stamps(means) == before
        self.coaches[key] = (before, coach if sound else None)
        # The first is the one of most calls.
        for old in list(self.coaches)[1:-_MOST]:
            del self.coaches[old]


SHELF = Shelf()


def stamps(means: Means) -> list[Stamp]:
    """Return what all the files behind some means are like at this moment."""
    own = [builtin_folder(), *means.phrasebooks]
    folders = [*own, *(folder / RULES_FOLDER for folder in own)]
    model = means.model or shipped_model()
    return files_in(folders, (".yaml", ".yml")) + [stamp(str(file)) for file in (*means.margins, model) if file]


def files_in(folders: Iterable[Path], endings: tuple[str, ...]) -> list[Stamp]:
    """Return what the files of some folders are like, those of the endings."""
    return sorted(each for folder in folders for each in _listed(str(folder), endings))


def _listed(folder: str, endings: tuple[str, ...]) -> Iterator[Stamp]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(endings):
                    yield stamp(entry.path)
    except OSError:
        yield folder, 0, 0, 0


def stamp(path: str) -> Stamp:
    """Return what a file is like at this moment."""
    try:
        found = os.stat(path)  # noqa: PTH116  a hundred of them a call
    except OSError:
        return path, 0, 0, 0
    return path, found.st_mtime_ns, found.st_size, found.st_ino
