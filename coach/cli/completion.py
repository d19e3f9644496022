"""Completion in the shell: Typer's scripts, asked for and told of in French. Nothing of the engine is loaded."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from coach.cli.streams import PLAIN, output
from coach.errors import ConfigError

INSTALL, SHOW = "--install-completion", "--show-completion"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_PROGRAM = "coach"
# What the shell's script sets when it asks for words.
ASKS = "_COACH_COMPLETE"


def ready() -> None:
    """Let Typer's own shells answer, when it is a shell that asks."""
    if ASKS in os.environ:
        from typer._completion_classes import completion_init

        completion_init()


def is_asked(arguments: Sequence[str]) -> bool:
    """Tell whether a call is about completion."""
    return bool(arguments) and arguments[0].partition("=")[0] in (INSTALL, SHOW)


def carry_out(arguments: Sequence[str]) -> int:
    """Install the completion of a shell, or show it. Raise ConfigError when the shell is not known."""
    option, _, given = arguments[0].partition("=")
    rest = ([given] if given else []) + list(arguments[1:])
    if len(rest) > 1:
        raise ConfigError(f"{option} : un seul shell est attendu ({', '.join(SHELLS)})")
    shell = _shell(option, rest)
    with output(None, PLAIN) as write:
        write(_installed(shell) if option == INSTALL else _script(shell))
    return 0


def among(words: Sequence[str]) -> Callable[[str], list[str]]:
    """Return what completes a value that is one of a few words."""
    # Typer knows the parameter by this name.
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


def _shell(option: str, given: Sequence[str]) -> str:
    name = given[0] if given else _detected()
    if name not in SHELLS:
        what = f"shell inconnu « {name} »" if given else "le shell n’est pas reconnu"
        raise ConfigError(f"{option} : {what} ; nommez-le : {', '.join(SHELLS)}")
    return name


def _detected() -> str:
    import shellingham

    try:
        return str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        return ""


def _script(shell: str) -> str:
    from typer._completion_shared import get_completion_script

    return f"{get_completion_script(prog_name=_PROGRAM, complete_var=ASKS, shell=shell)}\n"


def _installed(shell: str) -> str:
    from typer._completion_shared import install

    try:
        _, path = install(shell, _PROGRAM, ASKS)
    except FileNotFoundError:
        # PowerShell is asked where its profile stands.
        raise ConfigError(f"{INSTALL} : {shell} n’est pas installé ici") from None
    return f"Complétion pour {shell} écrite dans {path} ; elle sert dès le prochain terminal.\n"
