"""The records of a JSON source, from their bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from coach.transcripts.base import Problem
from coach.transcripts.json_bytes import decode
from coach.transcripts.notes import NBSP

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_DEEP = "ces données sont trop imbriquées"
WRONG = "ce JSON est mal formé"


@dataclass(frozen=True, slots=True)
class Record:
    """One value and where it stands. `side` says that it is what an object around a list holds beside it."""

    place: str
    value: Json
    side: bool = False


class Loader:
    """Reads the records of one source."""

    def __init__(self, source: str, encoding: str | None) -> None:
        self._source = source
        self._encoding = encoding

    def problem(self, place: str, message: str) -> Problem:
        """Return a problem of this source."""
        return Problem(self._source, place, message)

    def record(self, place: str, data: bytes) -> Record | Problem:
        """Return the record that some bytes are, or what is wrong with them."""
        try:
            return Record(place, self.load(data))
        except RecursionError:
            return Problem(self._source, place, _DEEP)
        except ValueError:
            return Problem(self._source, place, WRONG)

    def load(self, data: bytes) -> Json:
        """Return a value. Line ends inside strings, which the standard forbids and exports have, are accepted."""
        value: Json = json.loads(decode(data.strip(b" \t\r\n\x00,"), self._encoding), strict=False)
        return value


def spread(record: Record | Problem, names: frozenset[str]) -> Iterator[Record | Problem]:
    """Yield the records of the lists in a record, then what stands beside them; or the record when it has none."""
    value = None if isinstance(record, Problem) else record.value
    lists: dict[str, list[Json]] = {}
    if isinstance(value, dict):
        lists = {key: each for key, each in value.items() if key in names and isinstance(each, list)}
    elif isinstance(value, list) and any(map(_holds_list, value)):
        lists = {"élément": value}
    for key, values in lists.items():
        yield from (Record(f"{record.place}, {key}{NBSP}{at}", each) for at, each in enumerate(values, 1))
    if not lists:
        yield record
    elif isinstance(value, dict):
        yield Record(record.place, {key: each for key, each in value.items() if key not in lists}, side=True)


def _holds_list(value: Json) -> bool:
    """Return whether a value of an array is a conversation, not a message."""
    return isinstance(value, list) or (
        isinstance(value, dict) and any(isinstance(each, list) for each in value.values())
    )
