"""`coach review`: exported conversations in, a report to coach from out."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options as opt
from coach.cli import worksheet as sheets
from coach.cli.check import DONE, FAILED, FOUND
from coach.cli.keeping import keeping
from coach.cli.look import render_options
from coach.cli.review_files import outputs, settings_files, to_read
from coach.cli.sheets import prepared
from coach.cli.streams import output
from coach.config import load_config
from coach.errors import ConfigError
from coach.model import Severity
from coach.render import REVIEW_FORMATS, review_renderer

if TYPE_CHECKING:
    from coach.cli.streams import Write
    from coach.config import Config
    from coach.render.base import RenderOptions
    from coach.render.review_base import ReviewRenderer
    from coach.review.tally import Tally

INTERRUPTED = 130
_MOST_JOBS = 256
_MOST_SEED = 2**63 - 1

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CHEMIN...",
        help="Exports à relire : fichiers, dossiers, motifs (« exports/*.csv »), archives ; « - » : l’entrée standard.",
    ),
]
ReviewFormat = Annotated[str | None, opt.format_option(REVIEW_FORMATS)]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FICHIER.html", help="Écrit aussi le rapport complet, une page qui se suffit."),
]
SheetsFolder = Annotated[
    Path | None,
    typer.Option("--sheets", metavar="DOSSIER", help="Écrit dans ce dossier une fiche par conseiller, d’une page."),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", metavar="N", help="Nombre de processus (sinon : un par cœur disponible).")
]
Seed = Annotated[
    int | None, typer.Option("--graine", metavar="N", help="Graine des tirages au sort ; la même redonne les mêmes.")
]
GridFile = Annotated[
    Path | None,
    typer.Option(
        "--grille", metavar="FICHIER", help="Grille d’écoute de l’équipe, à la place de la nôtre (grille.yaml)."
    ),
]
WithNames = Annotated[
    bool, typer.Option("--with-names", help="Laisse les noms des personnes, masqués sinon ; à ne pas diffuser.")
]
HistoryFile = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="FICHIER.duckdb",
        help="Tient un historique : ce qui est connu n’est pas relu, et l’évolution se lit. Sans texte ni nom.",
    ),
]
KeepQuotes = Annotated[
    bool, typer.Option("--keep-quotes", help="Garde aussi dans l’historique les phrases citées, masquées.")
]
PurgeAge = Annotated[
    str | None,
    typer.Option(
        "--purge-older-than",
        metavar="DURÉE",
        help="Efface de l’historique ce qui est plus ancien : 365d (ou 365j), 52s, 12m, 1a. Se passe de CHEMIN.",
    ),
]


def review(
    paths: Paths = None,
    format_name: ReviewFormat = None,
    output_file: opt.Output = None,
    report_file: ReportFile = None,
    sheets_folder: SheetsFolder = None,
    jobs: Jobs = None,
    seed: Seed = None,
    with_names: WithNames = False,
    grille: GridFile = None,
    worksheet: sheets.File = None,
    rows: sheets.Rows = None,
    raters: sheets.Raters = None,
    history: HistoryFile = None,
    keep_quotes: KeepQuotes = False,
    purge_older_than: PurgeAge = None,
    fail_on: opt.FailOn = None,
    exit_zero: opt.ExitZero = False,
    min_severity: opt.MinSeverity = None,
    show_all: opt.ShowAll = False,
    phrasebook: opt.Phrasebooks = None,
    marges: opt.Margins = None,
    readers: opt.Readers = None,
    modele: opt.Model = None,
    config: opt.ConfigFile = None,
    encoding: opt.Encoding = None,
    no_color: opt.NoColor = False,
) -> int:
    """Relit des exports de conversations : ce qu’il faut travailler, qui féliciter, ce qui n’est que hasard.

    Demande l’option d’installation « review » : pip install 'coach-fr[review]'. Codes de sortie : 0, rien à ce
    niveau ; 1, il y a de quoi reprendre ; 2, quelque chose n’a pu être lu, le reste est relu.
    """
    settings = load_config(config)
    name = opt.one_of(format_name if format_name is not None else "terminal", REVIEW_FORMATS, "--format")
    fatal, least = _levels(settings, fail_on, min_severity)
    means = opt.means(settings, phrasebook, marges, readers, modele)
    _within(jobs, "--jobs", 1, _MOST_JOBS)
    seed = _seed(seed)
    sheet = sheets.asked(worksheet, rows, raters)
    written = outputs(output=output_file, report=report_file, worksheet=worksheet, history=history or settings.history)
    found = to_read(paths or (), written, sheets_folder, settings_files(means, config, grille or settings.grid))
    kept = keeping(settings, history, quotes=keep_quotes, purge=purge_older_than)
    if not paths:
        return kept.alone()
    # What is heavy comes after the options are known to be good.
    from coach.cli.review_job import Task, carry_out
    from coach.review.grid import load_grid
    from coach.review.run import Job, cores

    grid, texts = load_grid(grille or settings.grid), worksheet is not None
    job = Job(*means, least=least, names=with_names, jobs=jobs or cores(), grid=grid, texts=texts, quotes=kept.quotes)
    task = Task(job, tuple(paths), found, settings, encoding, seed, kept.file, prepared(sheets_folder))
    draw = sheet.draw(task.seed)
    look = render_options(to_file=output_file is not None, no_color=no_color, show_all=show_all)
    with ExitStack() as stack:
        shown = _shown(stack, look, (name, output_file), ("html", report_file))
        stack.enter_context(sheet.written(draw))
        tally = carry_out(task, shown, color=not no_color, draw=draw)
    return _code(tally, None if exit_zero else fatal)


def _levels(settings: Config, fail_on: str | None, min_severity: str | None) -> tuple[Severity, Severity]:
    """Return the severity from which on a call fails, and the least one that is told."""
    return (
        opt.severity(opt.first(fail_on, settings.fail_on, "bloquant"), "--fail-on"),
        opt.severity(opt.first(min_severity, settings.min_severity, "conseil"), "--min-severity"),
    )


def _shown(
    stack: ExitStack, look: RenderOptions, first: tuple[str, Path | None], report: tuple[str, Path | None]
) -> list[tuple[ReviewRenderer, Write]]:
    """Return what writes the outputs. Without a file the first goes to standard output, and there is no report."""
    files = [first] if report[1] is None else [first, report]
    return [(review_renderer(name, look), stack.enter_context(output(file, name))) for name, file in files]


def _code(tally: Tally, fatal: Severity | None) -> int:
    if tally.interrupted:
        return INTERRUPTED
    if tally.problem_count:
        return FAILED
    return FOUND if fatal is not None and tally.gravest >= fatal else DONE


def _seed(given: int | None) -> int:
    _within(given, "--graine", 0, _MOST_SEED)
    return secrets.randbelow(100_000) if given is None else given


def _within(given: int | None, option: str, lowest: int, highest: int) -> None:
    if given is not None and not lowest <= given <= highest:
        raise ConfigError(f"{option} : un nombre de {lowest} à {highest} est attendu")
