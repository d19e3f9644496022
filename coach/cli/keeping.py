"""What a call of `coach review` says of the history: which file, with quotes or not, and what is to go."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.streams import note
from coach.errors import ConfigError
from coach.render.wording import plural

if TYPE_CHECKING:
    from coach.history.purge import Purged


class Keeping:
    """The history of a call: none unless the option or the settings name a file."""

    def __init__(self, file: Path | None, *, quotes: bool, asked: bool) -> None:
        """Take the file; `quotes` are to be kept in it, `asked` by the option itself. Raise ConfigError without one."""
        if asked and file is None:
            raise ConfigError("--keep-quotes : va avec --history FICHIER.duckdb")
        self.file = file
        self.quotes = quotes and file is not None

    def purge(self, age: str) -> None:
        """Take out of the history what is older than `age`, and say how much went."""
        if self.file is None:
            raise ConfigError("--purge-older-than : va avec --history FICHIER.duckdb")
        from coach.history.age import limit
        from coach.history.purge import purge

        before = limit(age, datetime.now())
        gone = purge(self.file, before, note)
        note(f"{self.file} : {_said(gone)}, d’avant le {before:%d/%m/%Y}")


def _said(gone: Purged) -> str:
    if not gone.conversations:
        return "rien à effacer"
    talks = plural(gone.conversations, "conversation effacée", "conversations effacées")
    return f"{talks}, avec {plural(gone.remarks, 'remarque', 'remarques')}"
