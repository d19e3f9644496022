"""Errors meant for people: one clear French sentence, with file and line where there is one."""

from __future__ import annotations

import errno
from pathlib import Path

_REASONS = {
    errno.ENOENT: "ce dossier ou ce fichier n’existe pas",
    errno.EACCES: "vous n’en avez pas le droit",
    errno.EPERM: "vous n’en avez pas le droit",
    errno.EROFS: "rien ne peut être écrit à cet endroit",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.EISDIR: "c’est un dossier",
    errno.ENOTDIR: "le chemin passe par un fichier",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.ENAMETOOLONG: "ce nom est trop long",
}


class CoachError(Exception):
    """A job that could not be done. `str(error)` is the sentence to print."""


class InputError(CoachError):
    """A draft that could not be read (missing, no rights, binary, unknown encoding…)."""


class ModelError(CoachError):
    """A model of the learned reader that cannot be read, written or trained."""


class PhrasebookError(CoachError):
    """A phrasebook or one of its entries that cannot be used."""

    def __init__(self, message: str, file: Path | str | None = None, line: int | None = None) -> None:
        self.file = file
        self.line = line
        self.message = message
        place = "" if file is None else f"{file} : " if line is None else f"{file}:{line} : "
        super().__init__(place + message)


class UnreadFileError(PhrasebookError):
    """A file of phrases of which nothing can be read."""


class ConfigError(CoachError):
    """A configuration file or an option that cannot be used."""


def reason(error: OSError) -> str:
    """Return in French why the system refused, or in its own words when they are rare ones."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
