"""The file of the history: opened for one call at a time, for its owner only, and nothing that is not ours touched."""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import ConfigError, reason
from coach.history.schema import CREATE, VERSION

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# No thread beside ours, which would be forked into the workers; nothing on the network, nothing beside the file.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "async_threads": 0,
    "memory_limit": "512MB",
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
PATIENCE = 10.0
_STEP = 0.25
_MISSING = "l’historique a besoin de DuckDB : pip install 'coach-fr[review]'"
# What stands in every base of DuckDB, after a sum of eight bytes. It would open a CSV too, and keep nothing of ours.
_MARK, _MARK_AT = b"DUCK", 8
_LOCKED = ("set lock", "being used by another", "cannot access the file")


class HistoryError(ConfigError):
    """A history that cannot be opened, read or written."""


@contextmanager
def opened(
    file: Path, waiting: Callable[[str], object], patience: float | None = None, *, create: bool = True
) -> Iterator[Store]:
    """Give the history of a file, made if need be. Raise HistoryError when it cannot be used.

    While another call has it, `waiting` is told once and the opening is tried again for `patience` seconds.
    """
    # What DuckDB writes beside the file, too, is for its owner only.
    before = os.umask(0o077)
    try:
        store = Store(file, _connection(file, waiting, PATIENCE if patience is None else patience, create=create))
        try:
            yield store
        finally:
            store.close()
    finally:
        os.umask(before)


class Store:
    """An open history: its connection, and the salt of its pseudonyms."""

    def __init__(self, file: Path, connection: DuckDBPyConnection) -> None:
        self.file = file
        self._connection = connection
        with self.sentences():
            try:
                self.salt = self._ready()
                # Only now is it known to be ours.
                _private(file)
            except BaseException:
                connection.close()
                raise

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; of none for an instruction."""
        return self._connection.execute(query, list(values)).fetchall()

    def fill(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """Append rows to a table, all at once: row by row would cost a hundred times more."""
        if not rows:
            return
        types = self.rows("SELECT data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table])
        lists = ", ".join(f"unnest(?::{kind}[])" for (kind,) in types)
        # The name and the types are the schema's own.
        query = f"INSERT INTO {table} SELECT {lists}"
        self._connection.execute(query, [[_storable(cell) for cell in column] for column in zip(*rows, strict=True)])

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Make of what is written in the block one whole: all of it is kept, or nothing."""
        with self.sentences():
            self._connection.begin()
            try:
                yield
                self._connection.commit()
            except BaseException:
                with suppress(Exception):
                    self._connection.rollback()
                raise

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """Turn what DuckDB says of a failure into a sentence."""
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            raise HistoryError(f"{self.file} : historique inutilisable ({_why(error)})") from None

    def close(self) -> None:
        """Close the file; what was written goes from the journal into it."""
        with self.sentences():
            self._connection.close()

    def _ready(self) -> bytes:
        """Return the salt, once the tables are there. Raise HistoryError when the file is another program's."""
        tables = {name for (name,) in self.rows("SELECT table_name FROM duckdb_tables()")}
        if not tables:
            self._connection.begin()
            self._connection.execute(CREATE)
            self.rows("INSERT INTO histoire VALUES (?, ?, ?)", [VERSION, datetime.now(), secrets.token_bytes(16)])
            self._connection.commit()
        elif "histoire" not in tables:
            raise HistoryError(
                f"{self.file} : cette base DuckDB n’est pas un historique de coach ; choisissez un autre nom"
            )
        version, salt = self.rows("SELECT version, sel FROM histoire")[0]
        if version > VERSION:
            raise HistoryError(
                f"{self.file} : cet historique a été écrit par une version plus récente de coach ; mettez coach à jour"
            )
        return bytes(salt)


def _connection(file: Path, waiting: Callable[[str], object], patience: float, *, create: bool) -> DuckDBPyConnection:
    try:
        import duckdb
    except ModuleNotFoundError:
        raise HistoryError(_MISSING) from None
    until, told = time.monotonic() + patience, False
    while True:
        _usable(file, create=create)
        try:
            return duckdb.connect(str(file), config=_SETTINGS)
        except duckdb.Error as error:
            if not any(word in str(error) for word in _LOCKED):
                raise HistoryError(f"{file} : ce fichier n’est pas un historique de coach, ou il est abîmé") from None
        if time.monotonic() >= until:
            raise HistoryError(
                f"{file} : une autre relecture se sert de cet historique ; relancez quand elle sera finie"
            )
        if not told:
            waiting(f"{file} : une autre relecture se sert de cet historique ; j’attends un instant")
            told = True
        time.sleep(_STEP)


def _usable(file: Path, *, create: bool) -> None:
    """Raise HistoryError when a file, or the journal beside it, cannot be ours."""
    try:
        for each in (file, Path(f"{file}.wal")):
            if each.is_symlink():
                raise HistoryError(f"{each} : c’est un lien ; indiquez le fichier de l’historique lui-même")
            if os.path.lexists(each) and not stat.S_ISREG(each.stat().st_mode):
                raise HistoryError(f"{each} : ce n’est pas un fichier ordinaire")
        if file.exists():
            if not os.access(file, os.R_OK | os.W_OK):
                raise HistoryError(f"{file} : vous n’avez pas le droit de lire et d’écrire cet historique")
            _is_base(file, create=create)
        elif not create:
            raise HistoryError(f"{file} : cet historique n’existe pas")
        elif not file.parent.is_dir():
            raise HistoryError(f"{file} : le dossier de cet historique n’existe pas")
    except OSError as error:
        raise HistoryError(f"{file} : historique inutilisable ({reason(error)})") from None


def _is_base(file: Path, *, create: bool) -> None:
    """Raise HistoryError for a file of another kind, which is left as it is. An empty one makes room for a history."""
    with file.open("rb") as stream:
        head = stream.read(_MARK_AT + len(_MARK))
    if head[_MARK_AT:] == _MARK:
        return
    if head or not create:
        raise HistoryError(f"{file} : ce n’est pas un historique de coach, il reste intact ; donnez un autre nom")
    # Another call may have just made it, and be about to fill it.
    time.sleep(_STEP)
    if not file.stat().st_size:
        file.unlink()


def _private(file: Path) -> None:
    try:
        file.chmod(0o600)
    except OSError as error:
        raise HistoryError(f"{file} : historique inutilisable ({reason(error)})") from None


def _storable(cell: object) -> object:
    """Return a cell as a database may hold it: half a character, as names of files have some, is none of Unicode."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) and not cell.isascii() else cell


def _why(error: Exception) -> str:
    return "le disque est plein" if "No space left" in str(error) else type(error).__name__
