"""Typer in French: help pages and the sentences for a call that cannot be understood."""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

from coach.cli.streams import fitting

HELP = "Affiche cette aide."
_QUOTED = re.compile(r"""(['"])(.*?)\1""")
_EXTRA = re.compile(r"extra arguments?(?:\(s\))? \((.*)\)")
# The usage line says which arguments are needed.
_REQUIRED, _DEFAULT = "  [required]", "[default: "


def help_records(command: Any, ctx: Any) -> dict[str, list[tuple[str, str]]]:
    """Return the arguments and the options of a command with what the help says of them."""
    records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            name, text = record
            text = text.replace(_REQUIRED, "").replace(_DEFAULT, "[sinon : ")
            if param.param_type_name == "argument":
                name = param.metavar or name
            records[param.param_type_name].append((name, HELP if "--help" in param.opts else text))
    return records


def _write_help(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx)).replace("COMMAND [ARGS]", "COMMANDE [ARGUMENTS]")
    formatter.write_usage(ctx.command_path, pieces, prefix="Usage : ")
    command.format_help_text(ctx, formatter)
    records = help_records(command, ctx)
    for title, kind in (("Arguments", "argument"), ("Options", "option")):
        if records[kind]:
            with formatter.section(f"{title} "):
                formatter.write_dl(records[kind])
    if isinstance(command, TyperGroup):
        rows = [(name, found) for name in command.list_commands(ctx) if (found := command.get_command(ctx, name))]
        with formatter.section("Commandes "):
            formatter.write_dl([(name, found.get_short_help_str(200)) for name, found in rows if not found.hidden])
    command.format_epilog(ctx, formatter)


class FrenchCommand(TyperCommand):
    """A command whose help is in French."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page, as the terminal's encoding can hold it."""
        return fitting(super().get_help(ctx), sys.stdout.encoding)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        _write_help(self, ctx, formatter)


class FrenchGroup(TyperGroup):
    """A group of commands whose help is in French."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page, as the terminal's encoding can hold it."""
        return fitting(super().get_help(ctx), sys.stdout.encoding)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        _write_help(self, ctx, formatter)


def usage_sentence(error: Any) -> str:
    """Return the French sentence for an error of the command line, as Typer raises it."""
    kind = type(error).__name__
    ctx = getattr(error, "ctx", None)
    help_line = f" (« {ctx.command_path} --help » montre ce qui est possible)" if ctx is not None else ""
    if kind == "NoSuchOption":
        known = [opt for param in ctx.command.get_params(ctx) for opt in param.opts] if ctx is not None else []
        return f"option inconnue « {error.option_name} »{_close(error.option_name, known) or help_line}"
    if kind == "BadOptionUsage":
        wants = "n’attend pas de valeur" if "not take a value" in error.format_message() else "attend une valeur"
        return f"l’option « {error.option_name} » {wants}{help_line}"
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        return f"il manque {param.metavar or param.name.upper() if param is not None else 'un argument'}{help_line}"
    if kind == "BadParameter":
        param = getattr(error, "param", None)
        return f"valeur inattendue pour {param.opts[-1] if param is not None else 'un argument'}{help_line}"
    message = error.format_message()
    if ctx is not None and isinstance(ctx.command, TyperGroup):
        quoted = _QUOTED.search(message)
        return _unknown_command(quoted[2], ctx, help_line) if quoted else f"il manque une commande{help_line}"
    if extra := _EXTRA.search(message):
        return f"argument en trop « {extra[1]} »{help_line}"
    return f"cet appel n’est pas compris{help_line}"


def _unknown_command(word: str, ctx: Any, help_line: str) -> str:
    hint = _close(word, ctx.command.list_commands(ctx)) or help_line
    if Path(word).is_file():
        hint = f" ; pour relire ce fichier : coach check {word}"
    return f"commande inconnue « {word} »{hint}"


def _close(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f" ; vouliez-vous dire « {close[0]} » ?" if close else ""
