"""Where phrasebooks are: the folders and the files in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coach.errors import PhrasebookError

# Folders may hold these beside phrasebooks, read by other parts: what may be granted, what replies are marked by.
MARGINS_FILE = "marges.yaml"
GRID_FILE = "grille.yaml"
OTHER_FILES = {MARGINS_FILE, GRID_FILE}
# The rules of rewriting stand in a folder of theirs; the lexicon's lists serve them too.
RULES_FOLDER = "reecritures"
# So does what only a review of whole conversations reads.
TALK_FOLDER = "conversation"
LEXICON = "lexique.yaml"


def builtin_folder() -> Path:
    """Return the folder of the phrasebooks that come with coach: in the wheel, or beside an editable install."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_phrasebooks"
    return shipped if shipped.is_dir() else package.parent / "phrasebooks"


def phrasebook_files(folders: Iterable[Path]) -> list[Path]:
    """Return the phrasebook files of the folders, sorted inside each. Raise PhrasebookError for a missing folder."""
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise PhrasebookError("ce dossier de phrases n’existe pas", folder)
        found += sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".yml") and p.name not in OTHER_FILES)
    return found


def margin_files(folder: Path, added: Iterable[Path] = ()) -> list[Path]:
    """Return the margins of a folder, if it holds some, then those added to them, each once."""
    own = folder / MARGINS_FILE
    return list(dict.fromkeys([*([own] if own.is_file() else []), *added]))


def rule_files(folders: Iterable[Path]) -> list[Path]:
    """Return the files of rules of rewriting of the folders, sorted inside each, the lexicons first."""
    return _inside(RULES_FOLDER, folders)


def talk_files(folders: Iterable[Path]) -> list[Path]:
    """Return the files of what is read in conversations, sorted inside each folder, the lexicons first."""
    return _inside(TALK_FOLDER, folders)


def lexicons(folders: Iterable[Path]) -> list[Path]:
    """Return the lexicons of the folders: their lists serve the folders inside too."""
    return [folder / LEXICON for folder in folders if (folder / LEXICON).is_file()]


def _inside(name: str, folders: Iterable[Path]) -> list[Path]:
    found = phrasebook_files(folder / name for folder in folders if (folder / name).is_dir())
    return sorted(found, key=lambda file: file.name != LEXICON)
