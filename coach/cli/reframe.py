"""`coach reframe`: one draft in, the same draft out with its sentences at fault rewritten."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options as opt
from coach.cli.background import start_after
from coach.cli.check import DONE, FAILED, FOUND
from coach.cli.clipboard import CLIPBOARD, copy, instead_of, pasted
from coach.cli.look import render_options
from coach.cli.streams import DRAFT, fitting, note, output, tell
from coach.config import load_config
from coach.drafts import Encoded, read_encoded, shown_name, spoken_name
from coach.model import Reframed, Rewrite, Severity
from coach.render import FORMATS
from coach.resident.ready import SHELF, Means

if TYPE_CHECKING:
    from coach.engine import Coach

File = Annotated[
    str | None,
    typer.Argument(metavar="FICHIER", help="Brouillon à reformuler ; sans fichier, ou « - » : l’entrée standard."),
]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FICHIER", help="Écrit le brouillon reformulé dans ce fichier.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Montre ce qui change, mot à mot, au lieu du brouillon.")]
Interactive = Annotated[
    bool, typer.Option("--interactive", "-i", help="Demande, phrase par phrase, laquelle des reformulations choisir.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Sans les explications sur la sortie d’erreur.")]
Clipboard = Annotated[
    bool,
    typer.Option(
        "--clipboard",
        help="Lit le brouillon dans le presse-papiers, et l’y remet reformulé s’il ne reste rien à compléter.",
    ),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Sort avec le code 0, même s’il reste à compléter.")]
_PUT_BACK = "le brouillon reformulé est dans le presse-papiers"
_KEPT = "le presse-papiers garde votre brouillon : complétez la reformulation avant de la coller"


@dataclass(frozen=True, slots=True)
class Job:
    """What one call of `coach reframe` is to do, once the draft is read."""

    draft: Encoded
    means: Means
    output_file: Path | None
    # Whether the draft came from the clipboard, and goes back there once nothing in it is left to complete.
    clipboard: bool
    diff: bool
    interactive: bool
    quiet: bool
    exit_zero: bool
    no_color: bool


def reframe(
    file: File = None,
    clipboard: Clipboard = False,
    output_file: Output = None,
    diff: Diff = False,
    interactive: Interactive = False,
    quiet: Quiet = False,
    exit_zero: ExitZero = False,
    phrasebook: opt.Phrasebooks = None,
    marges: opt.Margins = None,
    readers: opt.Readers = None,
    modele: opt.Model = None,
    config: opt.ConfigFile = None,
    encoding: opt.Encoding = None,
    no_color: opt.NoColor = False,
) -> int:
    """Reformule un brouillon : dit ce qui est possible à la place de ce qui blesse, et garde les faits et la décision.

    Codes de sortie : 0, rien à compléter ; 1, il reste un [champ] à compléter ou une phrase bloquante ; 2, un fichier
    ou un réglage est illisible.
    """
    settings = load_config(config, FORMATS)
    means = opt.means(settings, phrasebook, marges, readers, modele)
    if clipboard:
        instead_of([file] if file is not None else ())
        name, draft = CLIPBOARD, Encoded(pasted(), "utf-8")
    else:
        name = "-" if file is None else file
        name, draft = shown_name(name), read_encoded(name, settings.encoding if encoding is None else encoding)
    if not draft.text.strip() and not quiet:
        note(f"{spoken_name(name)} : ce brouillon est vide, il n’y a rien à reformuler")
    code = run(Job(draft, means, output_file, clipboard, diff, interactive, quiet, exit_zero, no_color))
    start_after(settings)
    return code


def run(job: Job) -> int:
    """Rewrite the draft, then say what has changed and what is left to do."""
    with output(job.output_file, DRAFT, job.draft.encoding) as write:
        coach = SHELF.coach(job.means)
        reframed = coach.reframe(job.draft.text, several=job.interactive)
        for problem in coach.problems:
            note(str(problem))
        choices = _choices(job, coach, reframed)
        if job.diff:
            _show_diff(job, reframed, choices)
        result = reframed.written(choices)
        if not job.diff or job.output_file is not None:
            write(fitting(job.draft.mark + result, job.draft.encoding))
    blanks = coach.placeholders(result)
    left = [
        index
        for index, (passage, choice) in enumerate(zip(reframed.passages, choices, strict=True))
        if choice is None and any(finding.severity >= Severity.BLOQUANT for finding in passage.findings)
    ]
    if not job.quiet and job.draft.text.strip():
        from coach.render.reframe_view import ReframeView

        view = ReframeView(reframed, render_options(to_file=False, no_color=job.no_color, stream=sys.stderr))
        # Who has chosen sentence by sentence knows what has changed.
        changes = "" if job.interactive else view.changes(choices, sentences=not job.diff)
        apart = job.output_file is None and sys.stdout.isatty() and sys.stderr.isatty()
        tell("\n" * apart + changes + "\n" * bool(changes) + view.closing(blanks, left))
    if job.clipboard and not job.diff and result != job.draft.text:
        _put_back(job, result, complete=not blanks and not left)
    return FAILED if coach.problems else FOUND if (blanks or left) and not job.exit_zero else DONE


def _put_back(job: Job, result: str, *, complete: bool) -> None:
    """Put the rewriting in the clipboard; one with blanks could be pasted and sent as it is, so it is only shown."""
    if complete:
        copy(result)
    if not job.quiet:
        note(_PUT_BACK if complete else _KEPT)


def _choices(job: Job, coach: Coach, reframed: Reframed) -> Sequence[Rewrite | None]:
    if not job.interactive or not reframed.passages:
        return [passage.rewrites[0] for passage in reframed.passages]
    from coach.cli.console import open_console
    from coach.cli.editor import edit
    from coach.cli.interactive import Dialogue
    from coach.render.reframe_view import ReframeView

    with open_console() as console:
        look = render_options(to_file=False, no_color=job.no_color, stream=console.questions)
        view = ReframeView(reframed, look)
        return Dialogue(
            reframed, console, view, lambda sentence: edit(sentence, console), lambda text: coach.check(text).findings
        ).run()


def _show_diff(job: Job, reframed: Reframed, choices: Sequence[Rewrite | None]) -> None:
    from coach.render.reframe_diff import diff_text

    with output(None, "terminal") as write:
        write(diff_text(reframed, choices, render_options(to_file=False, no_color=job.no_color)))
