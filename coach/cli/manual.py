"""The manual page, from the same words as the help: `python -m coach.cli.manual > coach/cli/coach.1`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperGroup

from coach.cli.app import app
from coach.cli.french import HELP, help_records

_CODES = (
    ("0", "Rien au niveau demandé ; rien à compléter."),
    ("1", "Il y a de quoi reprendre, ou un champ à compléter."),
    ("2", "Un fichier, une option, un réglage ou des phrases sont illisibles ; le reste est fait."),
    ("130", "Interrompu par Ctrl-C."),
)
_FILES = (
    ("coach.yaml", "Réglages de l’équipe : dans le dossier courant, sinon dans ~/.config/coach."),
    ("marges.yaml", "Ce que l’équipe peut accorder, dans ~/.config/coach."),
    ("~/.cache/coach", "Les phrases compilées ; jamais un brouillon."),
)
_VARIABLES = (
    ("COACH_RESIDENT", "À 0 : se passe du processus résident."),
    ("COACH_CACHE_DIR", "Dossier des phrases compilées."),
    ("NO_COLOR", "Sans couleurs."),
    ("COLUMNS", "Largeur de ce qui est affiché."),
    ("CI", "Présente : le processus résident ne démarre pas de lui-même."),
)
_EXAMPLES = (
    ('echo "Non, ce n\'est pas possible." | coach', "Relit un brouillon."),
    ("coach reframe reponse.txt --diff", "Montre ce qui changerait, mot à mot."),
    ("coach review exports/ --report rapport.html", "Relit des conversations et écrit le rapport."),
)


def manual() -> str:
    """Return the page, in the language of man."""
    command: Any = typer.main.get_command(app)
    ctx = typer.Context(command, info_name="coach")
    return "\n".join((*_head(command), *_commands(command, ctx), *_tail())) + "\n"


def _head(command: Any) -> Iterator[str]:
    yield '.\\" Écrit par coach.cli.manual ; ne pas modifier à la main.'
    yield '.TH COACH 1 "" "coach" "Manuel de coach"'
    yield ".SH NOM"
    yield r"coach \- relit les réponses aux clients, dit pourquoi elles blessent, propose mieux"
    yield ".SH SYNOPSIS"
    yield r".B coach"
    yield _text("[COMMANDE] [OPTIONS] [FICHIER]...")
    yield ".SH DESCRIPTION"
    yield _text(command.help or "")
    yield ".PP"
    yield _text("Sans commande, un brouillon sur l’entrée standard est relu comme par « coach check ».")


def _commands(command: Any, ctx: Any) -> Iterator[str]:
    yield ".SH COMMANDES"
    yield from _of_group(command, ctx, "coach")


def _of_group(group: Any, ctx: Any, path: str) -> Iterator[str]:
    for name in group.list_commands(ctx):
        found = group.get_command(ctx, name)
        if found is None or found.hidden:
            continue
        if isinstance(found, TyperGroup):
            yield from _of_group(found, typer.Context(found, parent=ctx, info_name=name), f"{path} {name}")
            continue
        inner = typer.Context(found, parent=ctx, info_name=name)
        pieces = " ".join(found.collect_usage_pieces(inner))
        yield f'.SS "{_text(f"{path} {name} {pieces}")}"'
        # One paragraph a blank line apart, as the help has them.
        for number, paragraph in enumerate((found.help or "").split("\n\n")):
            if number:
                yield ".PP"
            yield _text(" ".join(paragraph.split()))
        for records in help_records(found, inner).values():
            for option, text in records:
                if text != HELP:
                    yield from _item(option, text)


def _tail() -> Iterator[str]:
    for title, rows in (
        ("CODES DE SORTIE", _CODES),
        ("FICHIERS", _FILES),
        ("ENVIRONNEMENT", _VARIABLES),
        ("EXEMPLES", _EXAMPLES),
    ):
        yield f'.SH "{title}"'
        for name, text in rows:
            yield from _item(name, text)
    yield '.SH "VOIR AUSSI"'
    yield _text("Les guides du conseiller et du formateur, dans le dossier des phrases.")


def _item(name: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_text(name)}"
    yield _text(text)


def _text(text: str) -> str:
    """Return a text that man shows as it is: its own signs are escaped."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return re.sub(r"^([.'])", r"\\&\1", escaped)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(manual())
