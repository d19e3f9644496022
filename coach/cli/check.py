"""`coach check`: drafts in, reports out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli import options as opt
from coach.cli.background import start_after
from coach.cli.clipboard import CLIPBOARD, instead_of, pasted
from coach.cli.look import render_options
from coach.cli.streams import Write, note, output
from coach.cli.watch import WATCHED_FORMAT, cleared, how_to_end, readings, watched
from coach.config import load_config
from coach.drafts import read_draft, shown_name, spoken_name
from coach.errors import CoachError
from coach.model import Report, Severity
from coach.render import FORMATS, Renderer, RenderOptions, renderer
from coach.resident.ready import SHELF, Means

if TYPE_CHECKING:
    from coach.engine import Coach

DONE, FOUND, FAILED = 0, 1, 2
WITH_REWRITES = ("json", "jsonl")


@dataclass(frozen=True, slots=True)
class Job:
    """What one call of `coach check` is to do."""

    files: tuple[str, ...]
    # Whether the clipboard is read in the place of files.
    clipboard: bool
    means: Means
    encoding: str | None
    fail_on: Severity
    min_severity: Severity
    exit_zero: bool
    # Whether the format shows sentences rewritten: they cost several readings of a draft.
    rewrites: bool


def check(
    files: opt.Files = None,
    clipboard: opt.FromClipboard = False,
    watch: opt.Watch = False,
    format_name: opt.Format = None,
    output_file: opt.Output = None,
    fail_on: opt.FailOn = None,
    exit_zero: opt.ExitZero = False,
    min_severity: opt.MinSeverity = None,
    show_all: opt.ShowAll = False,
    headline: opt.Headline = False,
    phrasebook: opt.Phrasebooks = None,
    marges: opt.Margins = None,
    readers: opt.Readers = None,
    modele: opt.Model = None,
    config: opt.ConfigFile = None,
    encoding: opt.Encoding = None,
    no_color: opt.NoColor = False,
) -> int:
    """Relit un brouillon : signale les refus secs et les reproches, dit pourquoi, propose mieux.

    Codes de sortie : 0, rien à ce niveau ; 1, il y a de quoi reprendre ; 2, un fichier ou un réglage est illisible.
    """
    settings = load_config(config, FORMATS)
    name = opt.one_of(opt.first(format_name, settings.format, "terminal"), FORMATS, "--format")
    if watch:
        name = watched(files or (), format_name, output_file, clipboard=clipboard)
    elif clipboard:
        instead_of(files or ())
    job = Job(
        files=tuple(files or ["-"]),
        clipboard=clipboard,
        means=opt.means(settings, phrasebook, marges, readers, modele),
        encoding=settings.encoding if encoding is None else encoding,
        fail_on=opt.severity(opt.first(fail_on, settings.fail_on, "bloquant"), "--fail-on"),
        min_severity=opt.severity(opt.first(min_severity, settings.min_severity, "conseil"), "--min-severity"),
        exit_zero=exit_zero,
        rewrites=name in WITH_REWRITES,
    )
    look = partial(
        render_options, to_file=output_file is not None, no_color=no_color, show_all=show_all, headline=headline
    )
    if watch:
        return follow(job, look)
    with output(output_file, name) as write:
        code = run(job, renderer(name, look()), write)
    start_after(settings)
    return code


def run(job: Job, shown: Renderer, write: Write, ready: Coach | None = None) -> int:
    """Check the drafts of a job one by one, with a Coach that is ready or a new one.

    A draft that cannot be read is named and the others go on.
    """
    coach = ready or SHELF.coach(job.means)
    told = _told(coach.problems)
    failed, found = False, False
    # When the reader has gone away (`| head`), what was read until then decides.
    with suppress(BrokenPipeError):
        write(shown.start())
        for file in job.files:
            try:
                name, text = _read(job, file)
                report = coach.check(text, name, rewrites=job.rewrites)
            except CoachError as error:
                note(str(error))
                failed = True
                continue
            if not report.text.strip():
                note(f"{spoken_name(name)} : ce brouillon est vide, il n’y a rien à relire")
            found = found or any(finding.severity >= job.fail_on for finding in report.findings)
            write(shown.report(_from(report, job.min_severity)))
        write(shown.end())
    # The rules of rewriting are read with the first draft that needs them.
    told += _told(coach.problems[told:])
    failed = failed or told > 0
    return FAILED if failed else FOUND if found and not job.exit_zero else DONE


def follow(job: Job, look: Callable[[], RenderOptions]) -> int:
    """Show the report of the job's one file now and after each save, until Ctrl-C (KeyboardInterrupt).

    Raise InputError when the file cannot be read in the beginning; later on it may go away and come back.
    """
    (file,) = job.files
    read_draft(file, job.encoding)
    moments, coach, code = readings(Path(file)), SHELF.coach(job.means), DONE
    with output(None, WATCHED_FORMAT) as write:
        shown = renderer(WATCHED_FORMAT, look())
        for _ in moments:
            if cleared(write):
                # As wide as the window is now, and with no line to part it from what is gone.
                shown = renderer(WATCHED_FORMAT, look())
            code = run(job, shown, write, coach)
            how_to_end()
    return code


def _read(job: Job, file: str) -> tuple[str, str]:
    """Return what a draft is called, and its text. Raise CoachError."""
    if job.clipboard:
        return CLIPBOARD, pasted()
    return shown_name(file), read_draft(file, job.encoding)


def _told(problems: Sequence[CoachError]) -> int:
    """Name what could not be read of the phrasebooks on standard error; return how much there was."""
    for problem in problems:
        note(str(problem))
    return len(problems)


def _from(report: Report, least: Severity) -> Report:
    if least == Severity.CONSEIL:
        return report
    return replace(report, findings=tuple(finding for finding in report.findings if finding.severity >= least))
