"""The team's settings: `coach.yaml`, in the working folder or in the user's configuration folder.

Whatever stands on the command line wins over the file.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import ConfigError, PhrasebookError
from coach.model import READERS, SEVERITY_SLUGS

if TYPE_CHECKING:
    from coach.phrasebook.strict_yaml import Value

FILE_NAME = "coach.yaml"
MARGINS_NAME = "marges.yaml"
KEYS = ("phrases", "marges", "format", "gravite_minimale", "gravite_bloquante", "encodage", "lecteurs", "modele")
# The process that waits for the next draft.
RESIDENT_KEYS = ("resident", "resident_minutes")
RESIDENT_MINUTES, MOST_RESIDENT_MINUTES = 15, 24 * 60
# What `coach review` needs to know of the team's exports, what it marks by, and what it keeps.
REVIEW_KEYS = ("conseillers", "domaines", "colonnes", "allers-retours", "grille", "historique", "conserver-citations")
YES_NO = ("oui", "non")
COLUMNS = ("conversation", "auteur", "role", "texte", "date", "canal", "motif")


@dataclass(frozen=True, slots=True)
class TripLimits:
    """Exchanges per case: how many are expected, and from beyond how many on they call for a look."""

    expected: int = 3
    alert: int = 6


@dataclass(frozen=True, slots=True)
class TripRules:
    """The limits of exchanges per case: the usual ones, and those of channels, by their names in lower case."""

    usual: TripLimits = TripLimits()
    channels: Mapping[str, TripLimits] = field(default_factory=dict)

    def of(self, channel: str) -> TripLimits:
        """Return the limits that hold on a channel."""
        return self.channels.get(_fold(channel), self.usual)


@dataclass(frozen=True, slots=True)
class Config:
    """Settings read from a file; None where it says nothing. Paths are relative to the file's folder."""

    phrasebooks: tuple[Path, ...] = ()
    margins: Path | None = None
    format: str | None = None
    min_severity: str | None = None
    fail_on: str | None = None
    encoding: str | None = None
    readers: str | None = None
    model: Path | None = None
    resident: bool = True
    resident_minutes: int = RESIDENT_MINUTES
    # Names or identifiers of the advisers and ends of their addresses, in lower case; our columns by theirs.
    advisers: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    trips: TripRules = TripRules()
    grid: Path | None = None
    history: Path | None = None
    keep_quotes: bool = False


def load_config(file: Path | None = None, formats: Iterable[str] | None = None, folder: Path | None = None) -> Config:
    """Read a settings file: the one given, else the first that exists. Raise ConfigError with file and line.

    `formats` are the words that the key `format` may hold; any word, when they are not given. `folder` is where to look
    first, the working folder otherwise.
    """
    if file is None:
        file = next(filter(_is_file, usual_places(folder)), None)
        if file is None:
            return Config()
    # YAML costs some milliseconds, which a run without settings does not pay.
    from coach.phrasebook.strict_yaml import read_yaml

    try:
        keys = read_yaml(_read(file), str(file)).mapping((*KEYS, *RESIDENT_KEYS, *REVIEW_KEYS))
        here = file.parent
        return Config(
            phrasebooks=tuple(here / text for text, _ in keys["phrases"].texts()) if "phrases" in keys else (),
            margins=here / keys["marges"].text() if "marges" in keys else None,
            format=keys["format"].name(formats, "format") if "format" in keys else None,
            min_severity=keys["gravite_minimale"].name(SEVERITY_SLUGS, "degré") if "gravite_minimale" in keys else None,
            fail_on=keys["gravite_bloquante"].name(SEVERITY_SLUGS, "degré") if "gravite_bloquante" in keys else None,
            encoding=_encoding(keys["encodage"]) if "encodage" in keys else None,
            readers=keys["lecteurs"].name(READERS, "lecteurs") if "lecteurs" in keys else None,
            model=here / keys["modele"].text() if "modele" in keys else None,
            resident=keys["resident"].name(YES_NO, "resident") == "oui" if "resident" in keys else True,
            resident_minutes=_minutes(keys.get("resident_minutes")),
            advisers=_folded(keys.get("conseillers")),
            domains=_folded(keys.get("domaines")),
            columns=_columns(keys["colonnes"]) if "colonnes" in keys else {},
            trips=_trips(keys["allers-retours"]) if "allers-retours" in keys else TripRules(),
            grid=here / keys["grille"].text() if "grille" in keys else None,
            history=here / keys["historique"].text() if "historique" in keys else None,
            keep_quotes="conserver-citations" in keys and keys["conserver-citations"].name(YES_NO) == "oui",
        )
    except PhrasebookError as error:
        raise ConfigError(str(error)) from None


def usual_places(folder: Path | None = None) -> Iterator[Path]:
    """Yield where settings may stand: in a folder, or the working folder, then in the user's own."""
    yield Path(FILE_NAME) if folder is None else folder / FILE_NAME
    with suppress(RuntimeError):  # a user without a home folder
        yield user_folder() / FILE_NAME


def user_folder() -> Path:
    """Return the user's configuration folder, by the habits of the system."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "coach"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "coach"


def margins_in_order(settings: Config, given: Path | None = None) -> list[Path]:
    """Return the files of margins to read over the built-in one: the user's, the settings', the one of the call."""
    found = list(filter(_is_file, user_margins()))
    found += [file for file in (settings.margins, given) if file is not None]
    return list(dict.fromkeys(found))


def user_margins() -> Iterator[Path]:
    """Yield where the user's own margins may stand."""
    with suppress(RuntimeError):  # a user without a home folder
        yield user_folder() / MARGINS_NAME


def _is_file(file: Path) -> bool:
    """Tell whether a file can be seen; a folder closed to us holds no settings of ours."""
    with suppress(OSError):
        return file.is_file()
    return False


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _folded(value: Value | None) -> frozenset[str]:
    return frozenset(_fold(text) for text, _ in value.texts()) if value else frozenset()


def _minutes(value: Value | None) -> int:
    if value is None:
        return RESIDENT_MINUTES
    text = value.content if isinstance(value.content, str) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST_RESIDENT_MINUTES):
        raise value.error(f"un nombre de minutes de 1 à {MOST_RESIDENT_MINUTES} est attendu ici")
    return int(text)


def _columns(value: Value) -> dict[str, str]:
    return {name: column.text() for name, column in value.mapping(COLUMNS).items()}


def _trips(value: Value) -> TripRules:
    keys = value.mapping(("attendu", "alerte", "canaux"))
    usual = _limits(value, {name: keys[name] for name in keys if name != "canaux"}, TripLimits())
    if "canaux" not in keys:
        return TripRules(usual)
    channels = keys["canaux"]
    # The names of channels are the team's own.
    named = channels.mapping(channels.content if isinstance(channels.content, dict) else ())
    return TripRules(
        usual, {_fold(name): _limits(each, each.mapping(("attendu", "alerte")), usual) for name, each in named.items()}
    )


def _limits(value: Value, keys: Mapping[str, Value], usual: TripLimits) -> TripLimits:
    expected = _count(keys["attendu"]) if "attendu" in keys else usual.expected
    alert = _count(keys["alerte"]) if "alerte" in keys else max(usual.alert, expected)
    if alert < expected:
        raise value.error(f"« alerte » ({alert}) est plus petit que « attendu » ({expected})")
    return TripLimits(expected, alert)


def _count(value: Value) -> int:
    if not isinstance(value.content, str) or not re.fullmatch(r"[1-9][0-9]{0,3}", value.content):
        raise value.error("un nombre de 1 à 9999 est attendu ici")
    return int(value.content)


def _encoding(value: Value) -> str:
    name = value.name(what="encodage")
    try:
        codecs.lookup(name)
    except LookupError:
        raise value.error(f"encodage inconnu « {name} » ; essayez utf-8, cp1252, latin-1 ou utf-16") from None
    return name


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{file} : ce fichier de réglages n’existe pas") from None
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{file} : ce fichier de réglages est illisible (un texte en UTF-8 est attendu)") from None
