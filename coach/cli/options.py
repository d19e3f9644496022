"""The options that several commands share, and what they come to once the settings file is read."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

from coach.cli.completion import among
from coach.config import Config, margins_in_order
from coach.errors import ConfigError
from coach.model import READERS, SEVERITY_SLUGS, Severity
from coach.render import FORMATS
from coach.resident.ready import Means

_LEVELS = " | ".join(SEVERITY_SLUGS)


def format_option(formats: Iterable[str]) -> OptionInfo:
    """Return the option that names one of a command's formats."""
    names = tuple(formats)
    option: OptionInfo = typer.Option(
        "--format", metavar="NOM", help=f"Format de sortie : {', '.join(names)}.", autocompletion=among(names)
    )
    return option


Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FICHIER", help="Brouillons à relire ; sans fichier, ou « - » : l’entrée standard."),
]
Format = Annotated[str | None, format_option(FORMATS)]
Output = Annotated[Path | None, typer.Option("--output", metavar="FICHIER", help="Écrit le résultat dans ce fichier.")]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="NIVEAU",
        help=f"Niveau qui donne le code de sortie 1 : {_LEVELS} [bloquant].",
        autocompletion=among(SEVERITY_SLUGS),
    ),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Sort avec le code 0 quoi que dise la relecture.")]
MinSeverity = Annotated[
    str | None,
    typer.Option(
        "--min-severity",
        metavar="NIVEAU",
        help=f"Niveau à partir duquel montrer : {_LEVELS}.",
        autocompletion=among(SEVERITY_SLUGS),
    ),
]
ShowAll = Annotated[
    bool, typer.Option("--all", help="Montre toutes les remarques, pas seulement les trois plus graves.")
]
Phrasebooks = Annotated[
    list[Path] | None,
    typer.Option("--phrasebook", metavar="DOSSIER", help="Ajoute un dossier de phrases (plusieurs fois possible)."),
]
Margins = Annotated[
    Path | None, typer.Option("--marges", metavar="FICHIER", help="Marges de manœuvre de l’équipe (marges.yaml).")
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FICHIER", help="Réglages de l’équipe (sinon coach.yaml s’il existe)."),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar="NOM", help="Encodage des brouillons (sinon reconnu tout seul).")
]
Readers = Annotated[
    str | None,
    typer.Option(
        "--readers",
        metavar="NOM",
        help=f"Qui relit : {' | '.join(READERS)} (les phrases seules) [all].",
        autocompletion=among(READERS),
    ),
]
Model = Annotated[
    Path | None, typer.Option("--modele", metavar="FICHIER", help="Modèle appris par l’équipe (voir coach train).")
]
NoColor = Annotated[bool, typer.Option("--no-color", help="Sans couleurs.")]
FromClipboard = Annotated[bool, typer.Option("--clipboard", help="Lit le brouillon dans le presse-papiers.")]
Watch = Annotated[bool, typer.Option("--watch", help="Relit le fichier à chaque enregistrement, jusqu’à Ctrl-C.")]
Headline = Annotated[
    bool, typer.Option("--titre", help="Montre la phrase la plus risquée comme un titre du journal de demain.")
]


def means(
    settings: Config, phrasebook: Sequence[Path] | None, marges: Path | None, who: str | None, modele: Path | None
) -> Means:
    """Return what a Coach is made of: folders and margins add up, an option wins over a setting otherwise.

    Raise ConfigError for margins that are not there: they are looked for before anything is compiled.
    """
    if marges is not None and (marges.is_dir() or not marges.exists()):
        raise ConfigError(
            f"{marges} : fichier illisible ({'c’est un dossier' if marges.is_dir() else 'il n’existe pas'})"
        )
    return Means(
        phrasebooks=(*settings.phrasebooks, *(phrasebook or ())),
        margins=tuple(margins_in_order(settings, marges)),
        readers=one_of(first(who, settings.readers, "all"), READERS, "--readers"),
        model=modele or settings.model,
    )


def first(option: str | None, setting: str | None, default: str) -> str:
    """Return the first word that is given; an empty one counts as given, to be refused by name."""
    return option if option is not None else setting if setting is not None else default


def severity(word: str, option: str) -> Severity:
    """Return the severity that an option names; raise ConfigError for any other word."""
    return Severity.from_slug(one_of(word, SEVERITY_SLUGS, option))


def one_of(word: str, known: Iterable[str], option: str, listing: str | None = None) -> str:
    """Return the word if it is known; raise ConfigError with the nearest one, `listing` or all of them otherwise."""
    known = list(known)
    if word in known:
        return word
    close = difflib.get_close_matches(word, known, n=1)
    hint = f"vouliez-vous dire « {close[0]} » ?" if close else listing or f"possibles : {', '.join(known)}"
    raise ConfigError(f"{option} : valeur inconnue « {word} » ; {hint}")
