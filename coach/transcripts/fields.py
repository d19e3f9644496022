"""What the fields of an export hold, checked: an export's types are never what its documentation says."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from coach.transcripts.dates import parse
from coach.transcripts.html import text_of

if TYPE_CHECKING:
    from coach.transcripts.json_load import Json

Object = Mapping[str, "Json"]

_NO_TEXT = "ce message n’a pas de texte (clé « {} »)"
_NOT_TEXT = "le texte de ce message (clé « {} ») n’en est pas un"
_NOT_OBJECT = "ce n’est pas un objet avec des champs"
# What no file or terminal takes: half characters, and the empty character.
_UNWRITABLE = re.compile("[\ud800-\udfff]")
_LONGEST_DATE = 80


class UnreadableError(Exception):
    """A conversation or a message that is not what its format says; the text says it in French."""


def clean(text: str) -> str:
    """Return a text that can be written anywhere: a half of a character becomes « \ufffd », empty ones go."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\x00", ""))


def as_object(value: Json) -> Object:
    """Return an object. Raise UnreadableError for anything else."""
    if not isinstance(value, dict):
        raise UnreadableError(_NOT_OBJECT)
    return value


def inner(record: Object, key: str) -> Object:
    """Return the object under a key; an empty one when there is none."""
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def items(value: Json) -> list[Json]:
    """Return the items of a list; none when it is not a list."""
    return value if isinstance(value, list) else []


def objects(value: Json) -> Iterable[Object]:
    """Yield the objects of a list."""
    return (each for each in items(value) if isinstance(each, dict))


def label(record: Object, *keys: str) -> str:
    """Return the first name or identifier among some keys; "" when none has one."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return clean(value.strip())
        if isinstance(value, int) and not isinstance(value, bool):
            return _number(value)
        if isinstance(value, float) and value.is_integer():
            return _number(int(value))
    return ""


def words(record: Object, *keys: str, html: Iterable[str] = ()) -> str:
    """Return the text under the first of some keys that has one, "" when they are all empty; those in `html` are HTML.

    Raise UnreadableError when the record has none of the keys, or something else than a text there.
    """
    present = False
    for key in keys:
        if key not in record:
            continue
        present = True
        value = record[key]
        if isinstance(value, bool | list | dict):
            raise UnreadableError(_NOT_TEXT.format(key))
        text = (
            "" if _is_missing(value) else clean(value if isinstance(value, str) else label(record, key) or str(value))
        )
        if text.strip():
            return text_of(text) if key in html else text
    if not present:
        raise UnreadableError(_NO_TEXT.format(keys[0] if keys else ""))
    return ""


def moment(value: object) -> datetime | None:
    """Return when something was said: a date, or seconds, milliseconds or microseconds since 1970; None otherwise."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        text = value.strip()
        return parse(text) if 0 < len(text) <= _LONGEST_DATE else None
    if not isinstance(value, int | float) or isinstance(value, bool) or _is_missing(value) or value <= 0:
        return None
    for unit in (1, 1_000, 1_000_000, 1_000_000_000):
        if value / unit < 1e11:
            return datetime.fromtimestamp(value / unit, UTC)
    return None


def first_label(record: Object, key: str, *names: str) -> str:
    """Return the first name in a list of tags: texts, or objects with a name under one of `names`."""
    for each in items(record.get(key)):
        found = label({"": each}, "") or (label(each, *names) if isinstance(each, dict) else "")
        if found:
            return found
    return ""


def _number(value: int) -> str:
    # Python refuses to write numbers of thousands of figures.
    return str(value) if abs(value) < 10**30 else ""


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))
