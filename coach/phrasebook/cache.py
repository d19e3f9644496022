"""The compiled book on disk, under a key of its content: a run then loads neither YAML nor the verb table.

The cache holds phrasebooks only, never a draft. It is a convenience: whatever goes wrong with it, the book is compiled.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from coach.phrasebook import book as format_of
from coach.phrasebook.book import CompiledBook, CompiledRules
from coach.phrasebook.folders import builtin_folder, lexicons, phrasebook_files, rule_files, talk_files

if TYPE_CHECKING:
    from coach.phrasebook.entry import Phrasebook

__all__ = [
    "builtin_folder",
    "cache_folder",
    "is_compiled",
    "load_book",
    "load_compiled_rules",
    "load_talk_book",
    "regexes_file",
]

_KEPT = 8
_BOOK, _RULES, _TALK, _REGEXES = ".book", ".rules", ".talk", ".regex"
_CHECKSUM = 4


def load_book(folders: Sequence[Path], margins: Sequence[Path] = ()) -> CompiledBook:
    """Return the compiled book of the folders and margins, from the cache when their content has not changed."""

    def read() -> Phrasebook:
        from coach.phrasebook.loader import load_phrasebooks

        return load_phrasebooks(folders, margins)

    return _book(_key([*phrasebook_files(folders), *margins]), _BOOK, read)


def load_talk_book(folders: Sequence[Path]) -> CompiledBook:
    """Return the compiled book of what is read in conversations, from the cache when its content has not changed."""

    def read() -> Phrasebook:
        from coach.phrasebook.loader import load_talk

        return load_talk(folders)

    return _book(_key([*lexicons(folders), *talk_files(folders)]), _TALK, read)


def _book(key: str, suffix: str, read: Callable[[], Phrasebook]) -> CompiledBook:
    # RuntimeError: a user without a home folder.
    with contextlib.suppress(OSError, RuntimeError):
        kept = _read(cache_folder() / (key + suffix))
        if kept is not None:
            return cast("CompiledBook", kept)
    # The compiler, YAML and the verb table are loaded only now that they are needed.
    from coach.phrasebook.compiled import compile_book

    book = compile_book(read())
    with contextlib.suppress(OSError, RuntimeError):
        _write(cache_folder() / (key + suffix), {**book, "key": key})
        book["key"] = key
    return book


def is_compiled(folders: Sequence[Path], margins: Sequence[Path] = ()) -> bool:
    """Tell whether the book and the rules of rewriting are in the cache. Raise PhrasebookError for a missing folder."""
    with contextlib.suppress(OSError, RuntimeError):
        kept = cache_folder()
        book = kept / (_key([*phrasebook_files(folders), *margins]) + _BOOK)
        return book.is_file() and (kept / (_rules_key(folders) + _RULES)).is_file()
    return False


def load_compiled_rules(folders: Sequence[Path]) -> CompiledRules:
    """Return the rules of rewriting of the folders, from the cache when their content has not changed."""
    key = _rules_key(folders)
    with contextlib.suppress(OSError, RuntimeError):
        kept = _read(cache_folder() / (key + _RULES))
        if kept is not None:
            return cast("CompiledRules", kept)
    from coach.french.conjugation import form_table
    from coach.phrasebook.compiled import compile_book
    from coach.phrasebook.entry import Phrasebook
    from coach.phrasebook.rewriting import load_rules

    rules = load_rules(folders)
    compiled: CompiledRules = {
        "book": {**compile_book(Phrasebook(rules.entries, rules.errors)), "key": key},
        "formulas": _plain(rules.formulas),
        "channels": {channel: _plain(formulas) for channel, formulas in rules.channels.items()},
        "nouns": dict(rules.nouns),
        "forms": form_table(),
    }
    with contextlib.suppress(OSError, RuntimeError):
        _write(cache_folder() / (key + _RULES), compiled)
    return compiled


def _plain(formulas: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in formulas.items()}


def regexes_file(book: CompiledBook) -> Path | None:
    """Return where the compiled regular expressions of a book are kept, beside it; None when it is kept nowhere."""
    return cache_folder() / (book["key"] + _REGEXES) if book["key"] else None


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
    digest = hashlib.sha256(_code())
    for file in files:
        _digest(digest, file)
        digest.update(str(file).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]


def _rules_key(folders: Sequence[Path]) -> str:
    return _key([*lexicons(folders), *rule_files(folders)])


@cache
def _code() -> bytes:
    """Return a digest of the code that compiles: it is that of the process, read once for all its books."""
    digest = hashlib.sha256(f"{format_of.FORMAT} {sys.version}".encode())
    here = Path(__file__).parent
    for file in (*sorted(here.glob("*.py")), *sorted((here.parent / "french").glob("*.py"))):
        _digest(digest, file)
    return digest.digest()


def _digest(digest: hashlib._Hash, file: Path) -> None:
    with contextlib.suppress(OSError):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)} ".encode() + content)


def _read(file: Path) -> object:
    """Return what a file keeps, or None when it is spoiled: Python's own format must not be read unchecked."""
    data = memoryview(file.read_bytes())
    if len(data) <= _CHECKSUM or zlib.crc32(data[_CHECKSUM:]) != int.from_bytes(data[:_CHECKSUM], "little"):
        return None
    return marshal.loads(data[_CHECKSUM:])  # noqa: S302  checked above, in the user's own folder


def _write(file: Path, book: CompiledBook | CompiledRules) -> None:
    """Write a book for its owner only, all at once, and drop the oldest of the others."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = marshal.dumps(book)  # type: ignore[arg-type]  # a TypedDict of plain data
    with tempfile.NamedTemporaryFile("wb", dir=file.parent, suffix=".tmp", delete=False) as draft:
        draft.write(zlib.crc32(data).to_bytes(_CHECKSUM, "little") + data)
    Path(draft.name).replace(file)
    others = sorted(file.parent.glob(f"*{file.suffix}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in others[_KEPT:]:
        old.unlink(missing_ok=True)
        old.with_suffix(_REGEXES).unlink(missing_ok=True)
