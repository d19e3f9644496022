"""Errors meant for people: one clear French sentence, with file and line where there is one."""

from __future__ import annotations

from pathlib import Path


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


class ConfigError(CoachError):
    """A configuration file or an option that cannot be used."""
