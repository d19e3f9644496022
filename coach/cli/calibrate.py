"""`coach calibrate`: what trainers annotated, beside what coach finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options as opt
from coach.cli.check import DONE, FAILED
from coach.cli.look import render_options
from coach.cli.streams import note, output
from coach.config import load_config
from coach.render import CALIBRATION_FORMATS, calibration_view
from coach.resident.ready import Means

if TYPE_CHECKING:
    from coach.calibration.figures import Calibration

Annotations = Annotated[
    list[Path],
    typer.Argument(
        metavar="FICHIER...",
        help="Feuilles remplies (coach review --worksheet), jeux annotés (.jsonl, .txt), ou leurs dossiers.",
    ),
]
CalibrationFormat = Annotated[str | None, opt.format_option(CALIBRATION_FORMATS)]
Discussed = Annotated[
    Path | None,
    typer.Option("--desaccords", metavar="FICHIER.csv", help="Écrit aussi la feuille des désaccords, pour la séance."),
]
Everything = Annotated[bool, typer.Option("--all", help="Montre toutes les lignes, pas seulement les premières.")]


def calibrate(
    files: Annotations,
    format_name: CalibrationFormat = None,
    output_file: opt.Output = None,
    discussed: Discussed = None,
    show_all: Everything = False,
    phrasebook: opt.Phrasebooks = None,
    readers: opt.Readers = None,
    modele: opt.Model = None,
    config: opt.ConfigFile = None,
    encoding: opt.Encoding = None,
    no_color: opt.NoColor = False,
) -> int:
    """Compare coach et les formateurs sur les mêmes messages : précision, rappel, accord, désaccords à discuter.

    Demande pip install 'coach-fr[calibrate]'. Codes de sortie : 0, tout a été lu ; 2, une ligne ou un fichier n’a
    pu l’être, le reste est comparé.
    """
    from coach.calibration.reading import annotated_files
    from coach.cli.review_files import outputs, spare_annotations

    settings = load_config(config)
    spare_annotations(annotated_files(files, []), outputs(output=output_file, desaccords=discussed))
    name = opt.one_of(format_name if format_name is not None else "terminal", CALIBRATION_FORMATS, "--format")
    means = opt.means(settings, phrasebook, None, readers, modele)
    look = render_options(to_file=output_file is not None, no_color=no_color, show_all=show_all)
    found = _found(files, means, settings.encoding if encoding is None else encoding)
    with output(output_file, name) as write:
        write(calibration_view(name, look, found))
    if discussed is not None:
        from coach.render.calibration_csv_format import disagreement_sheet
        from coach.render.worksheet_csv import ENCODING

        with output(discussed, "csv", ENCODING) as write:
            write(disagreement_sheet(found))
    return FAILED if found.problems or not found.messages else DONE


def _found(files: list[Path], means: Means, encoding: str | None) -> Calibration:
    """Return the figures. What cannot be read is named on standard error, and the rest goes on."""
    from coach.calibration.measure import measured, read_by
    from coach.calibration.reading import annotated
    from coach.engine import Coach
    from coach.transcripts.base import Problem

    kept = annotated(files, encoding)
    coach = Coach(*means)
    problems = [Problem("phrases", "", str(broken)) for broken in coach.problems] + kept.problems
    for problem in problems:
        note(problem.message if problem.source == "phrases" else str(problem))
    messages = list(kept.messages.values())
    if not messages and not problems:
        note("aucun message annoté dans ces fichiers : la colonne « catégories » est-elle remplie ?")
    return measured(read_by(coach, messages), problems)
