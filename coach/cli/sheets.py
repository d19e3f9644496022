"""The folder of `--sheets`: ours only, for its owner only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.own_files import is_page
from coach.cli.streams import output
from coach.errors import ConfigError, reason

if TYPE_CHECKING:
    from coach.review.figures import Review, Sheet

_NAME = re.compile(r"fiche-[a-z]+\.html\Z")


def prepared(folder: Path | None) -> Path | None:
    """Return the folder, if any, made if need be. Raise ConfigError when something in it is not ours to replace."""
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        strange = next((file for file in _sheets(folder) if not is_page(file)), None)
    except OSError as error:
        raise ConfigError(f"{folder} : dossier de fiches inutilisable ({reason(error)})") from None
    if strange is not None:
        raise ConfigError(f"{strange} : ce fichier n’est pas une fiche de coach ; indiquez un autre dossier à --sheets")
    return folder


def takes(folder: Path | None, file: Path) -> bool:
    """Tell whether the sheets of a folder may take the name of a file."""
    return folder is not None and _NAME.match(file.name) is not None and file.parent.resolve() == folder.resolve()


def write(folder: Path, review: Review) -> None:
    """Write the sheet of each adviser; the ones of a review before go, since their letters are other people's."""
    from coach.render.review_sheet import sheet_page

    prepared(folder)
    old = set(_sheets(folder))
    for number, sheet in enumerate(review.sheets):
        file = folder / f"fiche-{_letter(number, sheet, names=review.names)}.html"
        with output(file, "html") as written:
            written(sheet_page(sheet, review))
        old.discard(file)
    for file in old:
        file.unlink(missing_ok=True)


def _letter(number: int, sheet: Sheet, *, names: bool) -> str:
    """Return what a file is called by: never by a name, even where the page holds it."""
    from coach.review.pseudonyms import NAMELESS, letters

    if sheet.line.name == NAMELESS:
        return "sansnom"
    return letters(number).lower() if names else sheet.line.name.rpartition(" ")[2].lower()


def _sheets(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.iterdir()) if _NAME.match(file.name))
