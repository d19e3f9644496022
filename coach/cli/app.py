"""The `coach` command: its subcommands, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from coach import __version__
from coach.cli import completion
from coach.cli.calibrate import calibrate
from coach.cli.check import FAILED, check
from coach.cli.french import FrenchCommand, FrenchGroup, usage_sentence
from coach.cli.lsp import lsp
from coach.cli.phrasebook import phrasebook_app
from coach.cli.reframe import reframe
from coach.cli.resident import resident_app
from coach.cli.review import review
from coach.cli.streams import leave_stdout, note
from coach.cli.train import train
from coach.errors import CoachError, reason

app = typer.Typer(
    cls=FrenchGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Relit vos réponses aux clients : signale ce qui peut blesser, dit pourquoi, propose mieux.",
    epilog='Essayez : echo "Non, ce n\'est pas possible." | coach',
)
app.command("check", cls=FrenchCommand)(check)
app.command("reframe", cls=FrenchCommand)(reframe)
app.command("review", cls=FrenchCommand)(review)
app.command("lsp", cls=FrenchCommand)(lsp)
app.command("calibrate", cls=FrenchCommand)(calibrate)
app.command("train", cls=FrenchCommand)(train)
app.add_typer(phrasebook_app, name="phrasebook")
app.add_typer(resident_app, name="resident")


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"coach {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Affiche la version.", callback=_show_version, is_eager=True)
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            completion.INSTALL,
            help=f"Complète commandes et options dans le shell, reconnu ou nommé : {', '.join(completion.SHELLS)}.",
        ),
    ] = False,
    show_completion: Annotated[
        bool, typer.Option(completion.SHOW, help="Affiche ce que cette option écrirait, sans rien installer.")
    ] = False,
) -> None:
    """Hold the options that stand before any command; those of completion are taken up before, by `run`."""


@cache
def _command() -> Callable[..., object]:
    """Return the command line, built once: a resident process has it ready."""
    return typer.main.get_command(app)


def main() -> None:
    """Run the command line; the console script calls it."""
    for name in ("stdout", "stderr"):
        # Closed by the caller (`>&-`), who only wants the exit code.
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  until the process ends
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one call and return its exit code."""
    try:
        if completion.is_asked(arguments):
            return completion.carry_out(arguments)
        completion.ready()
        code = _command()(_with_command(arguments), standalone_mode=False, prog_name="coach")
        return code if isinstance(code, int) else 0
    except CoachError as error:
        note(str(error))
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        leave_stdout()
        note(f"lecture ou écriture impossible ({reason(error)})")
    except Exception as error:  # noqa: BLE001  the last resort: one sentence, never a traceback over a draft
        if hasattr(error, "format_message"):
            note(usage_sentence(error))
        else:
            note(_unforeseen(error))
    return FAILED


def _unforeseen(error: Exception) -> str:
    """Return the sentence for a fault of our own; it names the place in the code, never the text being read."""
    if os.environ.get("COACH_DEBUG"):
        raise error
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return (
        f"panne imprévue de coach ({type(error).__name__}, {place}) ; merci de la signaler. COACH_DEBUG=1 montre tout."
    )


def _with_command(arguments: list[str]) -> list[str]:
    """Read `coach` alone, or with options of `check` only, as `coach check`; alone in a terminal it shows its help."""
    if not arguments:
        return ["--help"] if sys.stdin is None or sys.stdin.isatty() else ["check"]
    first = arguments[0]
    if first == "-" or (first.startswith("-") and first not in ("--help", "--version")):
        return ["check", *arguments]
    return arguments
