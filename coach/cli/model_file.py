"""The file of a model: found fit to be written before minutes of training, and never written over by mistake."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.streams import note
from coach.errors import ModelError, reason
from coach.learned.places import shipped_model

if TYPE_CHECKING:
    from coach.learned.model import Model

CARD = ".md"


def ready(file: Path, *, replace: bool, for_team: bool) -> None:
    """Raise ModelError, before any training, if a model cannot be written to a file or would take another's place."""
    shipped = shipped_model()
    try:
        if file.is_dir():
            raise ModelError(f"{file} : c’est un dossier ; donnez à --output un nom de fichier")
        if file.suffix == CARD:
            raise ModelError(f"{file} : la fiche du modèle prend ce nom ; donnez à --output un nom en .model")
        if for_team and shipped is not None and file.exists() and file.samefile(shipped):
            raise ModelError(f"{file} : c’est le modèle de coach, qui reste intact ; donnez à --output un autre nom")
        written = [file] if for_team else [file, file.with_suffix(CARD)]
        taken = next((each for each in written if each.exists()), None)
        if taken is not None and not replace:
            raise ModelError(f"{taken} : ce fichier existe déjà ; donnez un autre nom à --output, ou --remplacer")
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=file.parent):
            pass
    except OSError as error:
        raise _refused(file, error) from None


def write_model(model: Model, file: Path, card: str | None) -> None:
    """Write a model, whole or not at all, and its card beside it."""
    from coach.learned.model import save

    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        try:
            save(model, draft)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
        if card is not None:
            file.with_suffix(CARD).write_text(card, "utf-8")
    except OSError as error:
        raise _refused(file, error) from None
    note(f"modèle écrit dans {file}")


def _refused(file: Path, error: OSError) -> ModelError:
    return ModelError(f"{file} : écriture impossible ({reason(error)})")
