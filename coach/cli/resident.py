"""`coach resident`: the warm process behind an instant answer."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options as opt
from coach.cli.check import DONE, FAILED, FOUND
from coach.cli.french import FrenchCommand, FrenchGroup
from coach.cli.streams import PLAIN, note, output
from coach.config import MOST_RESIDENT_MINUTES, RESIDENT_MINUTES, Config, load_config
from coach.errors import ConfigError
from coach.resident import control

_NOT_HERE = "le processus résident demande des sockets Unix, que ce système n’a pas ; coach travaille sans lui"
resident_app = typer.Typer(
    cls=FrenchGroup,
    rich_markup_mode=None,
    help="Garde coach prêt en arrière-plan, pour une réponse immédiate ; aucun texte n’y reste.",
)
Minutes = Annotated[
    int | None,
    typer.Option(
        "--minutes", metavar="N", help=f"S’arrête de lui-même après N minutes sans appel [{RESIDENT_MINUTES}]."
    ),
]


@resident_app.command("start", cls=FrenchCommand)
def start(minutes: Minutes = None, config: opt.ConfigFile = None) -> int:
    """Démarre le processus résident, s’il ne l’est pas déjà."""
    idle = _minutes(minutes, load_config(config))
    if not control.possible():
        note(_NOT_HERE)
        return FAILED
    found = control.status()
    if found is None:
        found = control.start(idle)
        if found is None:
            note("le processus résident n’a pas pu démarrer ; coach travaille sans lui")
            return FAILED
        _say(f"Processus résident démarré (n° {found.process}) : il s’arrête après {_span(found.idle)} sans appel.")
        return DONE
    _say(f"Le processus résident tourne déjà (n° {found.process}).")
    return DONE


@resident_app.command("stop", cls=FrenchCommand)
def stop() -> int:
    """Arrête le processus résident."""
    _say("Processus résident arrêté." if control.stop() else "Aucun processus résident ne tournait.")
    return DONE


@resident_app.command("status", cls=FrenchCommand)
def status() -> int:
    """Dit si le processus résident tourne. Codes de sortie : 0, oui ; 1, non."""
    found = control.status()
    if found is None:
        _say("Aucun processus résident ne tourne ; « coach resident start » le démarre.")
        return FOUND
    memory = _memory(found.process)
    _say(
        f"Processus résident n° {found.process} : prêt depuis {_span(found.seconds)}, "
        f"{found.served} appel{'s' if found.served > 1 else ''}{memory}, "
        f"arrêt après {_span(found.idle)} sans appel."
    )
    return DONE


@resident_app.command(control.SERVE, cls=FrenchCommand, hidden=True)
def serve(minutes: Minutes = None) -> int:
    """Devient le processus résident ; « start » s’en charge."""
    idle = _minutes(minutes, Config())
    if not control.possible():
        note(_NOT_HERE)
        return FAILED
    from coach.cli.app import run
    from coach.cli.background import warm_up
    from coach.resident.door import Busy, prepare_process
    from coach.resident.server import Server

    prepare_process()
    try:
        changed = Server(run, idle * 60, lambda: warm_up(run)).serve()
    except Busy:
        return DONE
    except OSError:
        return FAILED
    if changed:
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606  ourselves, the new code
    return DONE


def _minutes(given: int | None, settings: Config) -> int:
    minutes = settings.resident_minutes if given is None else given
    if not 1 <= minutes <= MOST_RESIDENT_MINUTES:
        raise ConfigError(f"--minutes : un nombre de 1 à {MOST_RESIDENT_MINUTES} est attendu")
    return minutes


def _span(seconds: int) -> str:
    minutes = seconds // 60
    return f"{minutes} min" if minutes else f"{seconds} s"


def _memory(process: int) -> str:
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
        return f", {pages * os.sysconf('SC_PAGE_SIZE') >> 20} Mo de mémoire"
    return ""


def _say(sentence: str) -> None:
    with output(None, PLAIN) as write:
        write(f"{sentence}\n")
