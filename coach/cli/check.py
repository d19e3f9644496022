"""`coach check`: drafts in, reports out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from coach.cli import options as opt
from coach.cli.background import start_after
from coach.cli.look import render_options
from coach.cli.streams import Write, note, output
from coach.config import load_config
from coach.drafts import read_draft, shown_name
from coach.errors import CoachError
from coach.model import Report, Severity
from coach.render import FORMATS, Renderer, renderer
from coach.resident.ready import SHELF, Means

DONE, FOUND, FAILED = 0, 1, 2
WITH_REWRITES = ("json", "jsonl")


@dataclass(frozen=True, slots=True)
class Job:
    """What one call of `coach check` is to do."""

    files: tuple[str, ...]
    means: Means
    encoding: str | None
    fail_on: Severity
    min_severity: Severity
    exit_zero: bool
    # Whether the format shows sentences rewritten: they cost several readings of a draft.
    rewrites: bool


def check(
    files: opt.Files = None,
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
    job = Job(
        files=tuple(files or ["-"]),
        means=opt.means(settings, phrasebook, marges, readers, modele),
        encoding=settings.encoding if encoding is None else encoding,
        fail_on=opt.severity(opt.first(fail_on, settings.fail_on, "bloquant"), "--fail-on"),
        min_severity=opt.severity(opt.first(min_severity, settings.min_severity, "conseil"), "--min-severity"),
        exit_zero=exit_zero,
        rewrites=name in WITH_REWRITES,
    )
    look = render_options(to_file=output_file is not None, no_color=no_color, show_all=show_all, headline=headline)
    with output(output_file, name) as write:
        code = run(job, renderer(name, look), write)
    start_after(settings)
    return code


def run(job: Job, shown: Renderer, write: Write) -> int:
    """Check the drafts of a job one by one; a draft that cannot be read is named and the others go on."""
    coach = SHELF.coach(job.means)
    told = _told(coach.problems)
    failed, found = False, False
    # When the reader has gone away (`| head`), what was read until then decides.
    with suppress(BrokenPipeError):
        write(shown.start())
        for file in job.files:
            try:
                report = coach.check(read_draft(file, job.encoding), shown_name(file), rewrites=job.rewrites)
            except CoachError as error:
                note(str(error))
                failed = True
                continue
            if not report.text.strip():
                note(f"{shown_name(file)} : ce brouillon est vide, il n’y a rien à relire")
            found = found or any(finding.severity >= job.fail_on for finding in report.findings)
            write(shown.report(_from(report, job.min_severity)))
        write(shown.end())
    # The rules of rewriting are read with the first draft that needs them.
    told += _told(coach.problems[told:])
    failed = failed or told > 0
    return FAILED if failed else FOUND if found and not job.exit_zero else DONE


def _told(problems: Sequence[CoachError]) -> int:
    """Name what could not be read of the phrasebooks on standard error; return how much there was."""
    for problem in problems:
        note(str(problem))
    return len(problems)


def _from(report: Report, least: Severity) -> Report:
    if least == Severity.CONSEIL:
        return report
    return replace(report, findings=tuple(finding for finding in report.findings if finding.severity >= least))
