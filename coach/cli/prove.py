"""`coach phrasebook test`: what a trainer has written, proved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.streams import PLAIN, note, output
from coach.errors import ConfigError
from coach.phrasebook.folders import GRID_FILE, MARGINS_FILE, RULES_FOLDER, TALK_FOLDER, margin_files, phrasebook_files
from coach.render.wording import plural

if TYPE_CHECKING:
    from coach.proof import Subject

Tested = Annotated[
    Path | None,
    typer.Argument(metavar="DOSSIER", help="Dossier de phrases, fichier de marges ou grille ; sinon, ceux de coach."),
]
GRID, MARGINS, PHRASES = "grid", "margins", "phrases"
# What a file holds is told by its keys, whatever it is called.
_KEYS = {"sections": GRID, "eliminatoires": GRID, "marges": MARGINS, "entrees": PHRASES, "listes": PHRASES}


def prove(folder: Tested = None) -> int:
    """Éprouve les phrases, les marges, la grille : chaque exemple, motif, exception, réécriture, critère."""
    from coach.phrasebook.cache import builtin_folder

    builtin = builtin_folder()
    if folder is None or folder.resolve() == builtin:
        return max(_prove(None), _prove_grid(builtin / GRID_FILE))
    if folder.is_file():
        return _prove_file(folder)
    from coach.proof import Subject

    code = _prove(Subject(tuple(phrasebook_files([folder])), tuple(margin_files(folder)), folder))
    return max(code, _prove_grid(folder / GRID_FILE))


def _prove_file(file: Path) -> int:
    """Prove one file: a grid, margins, phrases or rules of rewriting. Raise PhrasebookError when it is not YAML."""
    from coach.phrasebook.strict_yaml import read_text, read_yaml
    from coach.proof import Subject

    keys = read_yaml(read_text(file), str(file)).pairs()
    kinds = [_KEYS[key] for key in keys if key in _KEYS]
    kind = kinds[0] if kinds else {GRID_FILE: GRID, MARGINS_FILE: MARGINS}.get(file.name, PHRASES)
    if kind == GRID:
        return _prove_grid(file)
    if kind == MARGINS:
        return _prove(Subject(margins=(file,)))
    inside = file.resolve().parent
    if inside.name in (RULES_FOLDER, TALK_FOLDER):
        # A rule or an entry of a conversation goes with those beside it.
        return _prove(Subject(folder=inside.parent))
    return _prove(Subject(files=(file,)))


def _prove(subject: Subject | None) -> int:
    from coach.proof import prove as proved

    faults: list[Exception] = []

    def tell(fault: Exception) -> None:
        faults.append(fault)
        note(str(fault))

    found = proved(subject, tell)
    counts = f"{plural(found.entries, 'entrée', 'entrées')}, {plural(found.examples, 'exemple', 'exemples')}"
    if found.talk:
        counts = f"{plural(found.talk, 'entrée de conversation', 'entrées de conversation')}, {counts}"
    if found.rules:
        counts = f"{plural(found.rules, 'réécriture', 'réécritures')}, {counts}"
    with output(None, PLAIN) as write:
        write(f"{counts} : {'tout tient' if not faults else 'à revoir'}\n")
    return 2 if faults else 0


def _prove_grid(file: Path) -> int:
    from coach.review.grid import load_grid

    if not file.is_file():
        return 0
    try:
        grid = load_grid(file)
    except ConfigError as error:
        note(str(error))
        return 2
    with output(None, PLAIN) as write:
        counts = plural(len(grid.criteria), "critère", "critères")
        write(f"grille : {counts}, {grid.seen} points que coach peut regarder : tout tient\n")
    return 0
