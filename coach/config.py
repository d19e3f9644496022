"""The team's settings: `coach.yaml`, in the working folder or in the user's configuration folder.

Whatever stands on the command line wins over the file.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from coach.errors import ConfigError, PhrasebookError
from coach.model import SEVERITY_SLUGS

FILE_NAME = "coach.yaml"
KEYS = ("phrases", "marges", "format", "gravite_minimale", "gravite_bloquante", "encodage")


@dataclass(frozen=True, slots=True)
class Config:
    """Settings read from a file; None where it says nothing. Paths are relative to the file's folder."""

    phrasebooks: tuple[Path, ...] = ()
    margins: Path | None = None
    format: str | None = None
    min_severity: str | None = None
    fail_on: str | None = None
    encoding: str | None = None


def load_config(file: Path | None = None) -> Config:
    """Read a settings file: the one given, else the first that exists. Raise ConfigError with file and line."""
    if file is None:
        file = next((each for each in (Path(FILE_NAME), user_folder() / FILE_NAME) if each.is_file()), None)
        if file is None:
            return Config()
    # YAML costs some milliseconds, which a run without settings does not pay.
    from coach.phrasebook.strict_yaml import read_yaml

    try:
        keys = read_yaml(_read(file), str(file)).mapping(KEYS)
        here = file.parent
        return Config(
            phrasebooks=tuple(here / text for text, _ in keys["phrases"].texts()) if "phrases" in keys else (),
            margins=here / keys["marges"].text() if "marges" in keys else None,
            format=keys["format"].name() if "format" in keys else None,
            min_severity=keys["gravite_minimale"].name(SEVERITY_SLUGS, "degré") if "gravite_minimale" in keys else None,
            fail_on=keys["gravite_bloquante"].name(SEVERITY_SLUGS, "degré") if "gravite_bloquante" in keys else None,
            encoding=keys["encodage"].name() if "encodage" in keys else None,
        )
    except PhrasebookError as error:
        raise ConfigError(str(error)) from None


def user_folder() -> Path:
    """Return the user's configuration folder, by the habits of the system."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "coach"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "coach"


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{file} : ce fichier de réglages n’existe pas") from None
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{file} : ce fichier de réglages est illisible (un texte en UTF-8 est attendu)") from None
