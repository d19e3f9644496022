"""The worksheet that a review may write besides: its options, its draw, its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.streams import output
from coach.errors import ConfigError

if TYPE_CHECKING:
    from coach.review.worksheet import Draw

_MOST_ROWS = 5000

File = Annotated[
    Path | None,
    typer.Option(
        "--worksheet",
        metavar="FICHIER.csv",
        help="Écrit aussi un tirage de messages à annoter à l’aveugle, pour coach calibrate.",
    ),
]
Rows = Annotated[
    int | None, typer.Option("--lignes", metavar="N", help="Nombre de messages de la feuille à annoter [60].")
]
Raters = Annotated[
    list[str] | None,
    typer.Option("--annotateur", metavar="NOM", help="Qui annote : des colonnes à son nom (répétable)."),
]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """What was asked of a worksheet; without a file there is none."""

    file: Path | None
    rows: int | None
    raters: tuple[str, ...]

    def draw(self, seed: int) -> Draw | None:
        """Return what draws its messages."""
        from coach.review.worksheet import MESSAGES, Draw

        return None if self.file is None else Draw(seed, self.rows or MESSAGES)

    @contextmanager
    def written(self, draw: Draw | None) -> Iterator[None]:
        """Write what was drawn once the block is done; the file is tried before it begins."""
        if self.file is None or draw is None:
            yield
            return
        from coach.render.worksheet_csv import ENCODING, worksheet

        with output(self.file, "csv", ENCODING) as write:
            yield
            write(worksheet(draw.rows(), self.raters))


def asked(file: Path | None, rows: int | None, raters: Sequence[str] | None) -> Worksheet:
    """Return what the options ask for. Raise ConfigError for what cannot be understood."""
    names = [" ".join(name.split()) for name in raters or []]
    if file is None and (rows is not None or names):
        raise ConfigError(f"{'--lignes' if rows is not None else '--annotateur'} : va avec --worksheet FICHIER.csv")
    if rows is not None and not 1 <= rows <= _MOST_ROWS:
        raise ConfigError(f"--lignes : un nombre de 1 à {_MOST_ROWS} est attendu")
    if any(not name or set("();") & set(name) for name in names):
        raise ConfigError("--annotateur : un nom est attendu, sans parenthèses ni point-virgule")
    if len({name.casefold() for name in names}) < len(names):
        raise ConfigError("--annotateur : le même nom est donné deux fois")
    return Worksheet(file, rows, tuple(names))
