"""What is older than allowed, taken out of the history for good.

A database keeps the bytes of what is deleted until others take their place; so what stays is written to a new file,
which takes the place of the old one while nobody else can open it.
"""

# ruff: noqa: S608  what is put into the queries are names of the schema

from __future__ import annotations

import glob
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.errors import reason
from coach.history.schema import BY_CONVERSATION, CREATE
from coach.history.store import HistoryError, Store, opened

# Nothing ends after it was reviewed: a wrong date to come would keep a conversation for ever. Of a NULL and a date,
# the least is the date.
_OLD = "SELECT conversation FROM conversations WHERE least(dernier, enregistree) < ?"
_SUFFIX = ".purge"


@dataclass(frozen=True, slots=True)
class Purged:
    """How much went."""

    conversations: int
    remarks: int


def purge(file: Path, before: datetime, waiting: Callable[[str], object]) -> Purged:
    """Take out the conversations that ended before a moment, or were reviewed before it when they have no date.

    Reviews of which nothing is left go too, and so do names without a message. Raise HistoryError when the file
    cannot be used; it is then as it was.
    """
    with opened(file, waiting, create=False) as store:
        new = file.with_name(f".{file.name}.{secrets.token_hex(4)}{_SUFFIX}")
        try:
            # What a purge that was killed has left.
            for left in file.parent.glob(f".{glob.escape(file.name)}.*{_SUFFIX}*"):
                left.unlink()
            with store.sentences():
                gone = Purged(
                    _count(store, f"SELECT count(*) FROM ({_OLD})", before),
                    _count(store, f"SELECT count(*) FROM remarques WHERE conversation IN ({_OLD})", before),
                )
                _copy(store, new, before)
            if sys.platform == "win32":  # there an open file cannot be replaced
                store.close()
            new.replace(file)
        except OSError as error:
            raise HistoryError(f"{file} : purge impossible ({reason(error)})") from None
        finally:
            new.unlink(missing_ok=True)
    return gone


def _copy(store: Store, new: Path, before: datetime) -> None:
    here = store.rows("SELECT current_database()")[0][0].replace('"', '""')
    path = os.fspath(new).replace("'", "''")
    store.rows(f"ATTACH '{path}' AS purgee")
    store.rows("USE purgee")
    store.rows(CREATE)
    old = f'"{here}"'
    fill = f"INSERT INTO {{}} SELECT * FROM {old}.{{}}"
    store.rows(fill.format("histoire", "histoire"))
    kept = f"WHERE conversation NOT IN ({_OLD.replace('FROM ', f'FROM {old}.')})"
    for table in BY_CONVERSATION:
        store.rows(f"{fill.format(table, table)} {kept}", [before])
    store.rows(
        f"{fill.format('relectures', 'relectures')} WHERE debut >= ? OR relecture IN (SELECT relecture FROM lectures)",
        [before],
    )
    store.rows(f"{fill.format('conseillers', 'conseillers')} WHERE conseiller IN (SELECT conseiller FROM messages)")
    store.rows(f"USE {old}")
    store.rows("CHECKPOINT purgee")
    store.rows("CHECKPOINT")


def _count(store: Store, query: str, before: datetime) -> int:
    count: int = store.rows(query, [before])[0][0]
    return count
