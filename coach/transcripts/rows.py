"""Messages and conversations whose keys are known by their usual names, or as the team's settings say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.transcripts.base import Role, Speaker
from coach.transcripts.csv_columns import columns, key
from coach.transcripts.fields import Object, UnreadableError, as_object, inner, label, moment, words
from coach.transcripts.html import looks_html, text_of
from coach.transcripts.role_words import role_of, speaker_of
from coach.transcripts.talks import Reading, Said, Talk, numbered

if TYPE_CHECKING:
    from coach.transcripts.json_load import Json

# The names of a list of messages inside a conversation, as `key` gives them.
_LISTS = (
    "messages", "turns", "tours", "utterances", "dialogue", "dialog", "conversation", "echanges", "echange",
    "transcript", "transcription", "events", "comments", "commentaires", "replies", "reponses", "items", "lines",
    "lignes",
)  # fmt: skip
_PEOPLE = ("name", "nom", "displayName", "displayedName", "display_name", "email", "id")
_ROLES = ("role", "type", "kind")
_NO_TEXT = (
    "le texte des messages n’est pas reconnu ; indiquez dans les réglages comment s’appellent vos champs (texte, "
    "auteur, conversation…)"
)
_MIXED = "ce message ne dit pas sa conversation, au contraire d’autres avant lui"


def talk_of(value: Json, reading: Reading) -> Talk:
    """Return a record as a talk: a list of messages, an object with such a list, or one message.

    Messages that never say their conversation are all of one, which has no name. Raise UnreadableError.
    """
    mapping = reading.settings.columns
    if isinstance(value, list):
        return Talk("", numbered(value), lambda message: _said(message, reading))
    record = as_object(value)
    found = _keys(record, mapping)
    messages = _messages(record, mapping.get("messages", ""))
    if messages is None and "texte" not in found:
        raise UnreadableError(_NO_TEXT)
    name = _named(record, found, "conversation")
    if messages is not None:
        name = name or label(record, "id", "_id")
    elif name:
        reading.named = True
    elif reading.named:
        raise UnreadableError(_MIXED)
    return Talk(
        name,
        [("", value)] if messages is None else numbered(messages),
        lambda message: _said(message, reading),
        _named(record, found, "canal"),
        _named(record, found, "motif"),
        whole=messages is not None,
    )


def _messages(record: Object, mapped: str) -> list[Json] | None:
    """Return the list of messages of a conversation: the one that the settings name, or the first of a usual name."""
    if mapped:
        place, name = _at(record, mapped)
        value = place.get(name)
        return value if isinstance(value, list) else None
    lists = {key(name): value for name, value in record.items() if isinstance(value, list)}
    return next((lists[name] for name in _LISTS if name in lists), None)


def _said(message: Object, reading: Reading) -> Said:
    found = _keys(message, reading.settings.columns)
    if "texte" not in found:
        raise UnreadableError(_NO_TEXT)
    text = words(*_at(message, found["texte"]))
    speaker = _speaker(message, found, reading)
    return Said(speaker, text_of(text) if looks_html(text) else text, _moment(message, found))


def _moment(message: Object, found: Mapping[str, str]) -> datetime | None:
    values = []
    for ours in ("date", "heure"):
        place, name = _at(message, found.get(ours, ""))
        values.append(place.get(name))
    day, hour = values
    both = moment(f"{day} {hour}") if isinstance(day, str) and isinstance(hour, str) else None
    return both or moment(day) or moment(hour)


def _speaker(message: Object, found: Mapping[str, str], reading: Reading) -> Speaker:
    """Return who speaks: the role that the export gives first, then one that stands with the name."""
    place, name = _at(message, found.get("auteur", ""))
    person = inner(place, name)
    if person:
        named = Speaker(label(person, *_PEOPLE), role_of(label(person, *_ROLES)))
    else:
        named = speaker_of(label(place, name) or label(message, *_PEOPLE[:-1]))
    said = _named(message, found, "role")
    role = role_of(said)
    if role is Role.UNKNOWN:
        role = speaker_of(said).role if said else role
    if role is Role.UNKNOWN:
        role = named.role
    if role is Role.UNKNOWN:
        role = reading.role(said, label(person, "email"), label(person, "id"))
    return Speaker(named.name or (said if role is Role.UNKNOWN else ""), role)


def _keys(record: Object, mapping: Mapping[str, str]) -> Mapping[str, str]:
    return _found(tuple(record), tuple(sorted(mapping.items())))


@lru_cache(maxsize=256)
def _found(names: tuple[str, ...], settings: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return the names that an export gives to our columns; a name with points leads inside objects."""
    mapping = dict(settings)
    found = {ours: names[at] for ours, at in columns(names, mapping).items()}
    return found | {ours: path for ours, path in settings if "." in path and path.partition(".")[0] in names}


def _named(record: Object, found: Mapping[str, str], ours: str) -> str:
    place, name = _at(record, found.get(ours, ""))
    return label(place, name) or label(inner(place, name), *_PEOPLE)


def _at(record: Object, path: str) -> tuple[Object, str]:
    """Return the object in which the last name of a path stands, and that name."""
    if path in record:
        return record, path
    *outer, last = path.split(".")
    for name in outer:
        record = inner(record, name)
    return record, last
