"""What a call of `coach review` says of the history: which file, with quotes or not, and what is to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.check import DONE
from coach.cli.streams import note
from coach.errors import ConfigError
from coach.render.wording import plural

if TYPE_CHECKING:
    from coach.config import Config
    from coach.history.purge import Purged


@dataclass(frozen=True, slots=True)
class Keeping:
    """The history of a call: no file, no history. Quotes are kept in it, or not."""

    file: Path | None
    quotes: bool
    purged: bool

    def alone(self) -> int:
        """Return the exit code of a call that names no export; raise ConfigError when it had nothing else to do."""
        if not self.purged:
            raise ConfigError("review : il manque CHEMIN, les exports à relire (« - » : l’entrée standard)")
        return DONE


def keeping(settings: Config, file: Path | None, *, quotes: bool, purge: str | None) -> Keeping:
    """Return what options and settings say, once what is older than `purge` is out of the file.

    Raise ConfigError when an option needs a history and there is none, or when the file cannot be used.
    """
    file = file or settings.history
    for given, option in ((quotes, "--keep-quotes"), (purge is not None, "--purge-older-than")):
        if given and file is None:
            raise ConfigError(f"{option} : va avec --history FICHIER.duckdb")
    if purge is not None and file is not None:
        _purge(file, purge)
    return Keeping(file, file is not None and (quotes or settings.keep_quotes), purge is not None)


def _purge(file: Path, age: str) -> None:
    """Take out of the history what is older than `age`, and say how much went."""
    from coach.history.age import limit
    from coach.history.purge import purge

    before = limit(age, datetime.now())
    gone = purge(file, before, note)
    note(f"{file} : {_said(gone)}, d’avant le {before:%d/%m/%Y}")


def _said(gone: Purged) -> str:
    if not gone.conversations:
        return "rien à effacer"
    talks = plural(gone.conversations, "conversation effacée", "conversations effacées")
    return f"{talks}, avec {plural(gone.remarks, 'remarque', 'remarques')}"
