"""The compiled book on disk, under a key of its content: a run then loads neither YAML nor the verb table.

The cache holds phrasebooks only, never a draft. It is a convenience: whatever goes wrong with it, the book is compiled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from coach.phrasebook import book as format_of
from coach.phrasebook.book import CompiledBook
from coach.phrasebook.folders import builtin_folder, phrasebook_files

__all__ = ["builtin_folder", "cache_folder", "load_book"]

_KEPT = 8


def load_book(folders: Sequence[Path], margins: Path | None = None) -> CompiledBook:
    """Return the compiled book of the folders and margins, from the cache when their content has not changed."""
    name = f"{_key([*phrasebook_files(folders), *([margins] if margins else [])])}.json"
    # RuntimeError: a user without a home folder.
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        book: CompiledBook = json.loads((cache_folder() / name).read_bytes())
        return book
    # The compiler, YAML and the verb table are loaded only now that they are needed.
    from coach.phrasebook.compiled import compile_book
    from coach.phrasebook.loader import load_phrasebooks

    book = compile_book(load_phrasebooks(folders, margins))
    with contextlib.suppress(OSError, RuntimeError):
        _write(cache_folder() / name, book)
    return book


def cache_folder() -> Path:
    """Return the folder of the compiled books, by the habits of the system."""
    if "COACH_CACHE_DIR" in os.environ:
        return Path(os.environ["COACH_CACHE_DIR"])
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "coach"


def _key(files: Sequence[Path]) -> str:
    """Return a digest of all that the compiled book depends on: the phrasebooks and the code that compiles them."""
    digest = hashlib.sha256(f"{format_of.FORMAT} {sys.version_info[:2]}".encode())
    here = Path(__file__).parent
    code = [*sorted(here.glob("*.py")), *sorted((here.parent / "french").glob("*.py"))]
    for file in (*code, *files):
        with contextlib.suppress(OSError):
            content = file.read_bytes()
            digest.update(f"{file.name} {len(content)} ".encode() + content)
        digest.update(str(file).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]


def _write(file: Path, book: CompiledBook) -> None:
    """Write the book for its owner only, all at once, and drop the oldest of the others."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, suffix=".tmp", delete=False) as draft:
        json.dump(book, draft, ensure_ascii=False, separators=(",", ":"))
    Path(draft.name).replace(file)
    others = sorted(file.parent.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in others[_KEPT:]:
        old.unlink(missing_ok=True)
