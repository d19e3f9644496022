"""Genesys Cloud: transcripts of calls and chats by Speech and Text Analytics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from coach.transcripts.base import Role, Speaker
from coach.transcripts.fields import Object, UnreadableError, as_object, items, label, moment, objects, words
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader
from coach.transcripts.notes import NBSP
from coach.transcripts.talks import Reading, Said, Talk

_ROLES = {
    "internal": Role.ADVISER,
    "agent": Role.ADVISER,
    "user": Role.ADVISER,
    "external": Role.CUSTOMER,
    "customer": Role.CUSTOMER,
    "acd": Role.BOT,
    "ivr": Role.BOT,
    "bot": Role.BOT,
    "botflow": Role.BOT,
    "workflow": Role.BOT,
}
_SINCE_1970 = 100_000_000_000  # in milliseconds: a smaller number counts from the start of the call
_NOT_CONVERSATION = "ce n’est pas une transcription Genesys Cloud (clé « transcripts »)"


class Genesys(JsonReader):
    """Reads Genesys Cloud. `decoratedText` has the punctuation that `text` has not."""

    name = "genesys"
    lists = frozenset({"conversations", "results", "entities"})
    signs = (
        frozenset({"transcripts", "phrases"}),
        frozenset({"participantPurpose", "phrases"}),
        frozenset({"transcripts", "conversationId", "communicationId"}),
    )

    def talk(self, record: Json, reading: Reading) -> Talk:  # noqa: ARG002
        """Return the phrases of a conversation."""
        talk = as_object(record)
        if not isinstance(talk.get("transcripts"), list):
            raise UnreadableError(_NOT_CONVERSATION)
        team = _team(talk)
        start = _milliseconds(talk.get("startTime")) or _milliseconds(talk.get("conversationStartTime"))
        return Talk(
            label(talk, "conversationId", "id"),
            _phrases(items(talk["transcripts"])),
            lambda phrase: _said(phrase, start, team),
            label(talk, "mediaType"),
        )


def _phrases(transcripts: list[Json]) -> Iterator[tuple[str, Json]]:
    for number, transcript in enumerate(transcripts, 1):
        before = f"transcription{NBSP}{number}, " if len(transcripts) > 1 else ""
        phrases = transcript.get("phrases") if isinstance(transcript, dict) else transcript
        if isinstance(phrases, list):
            yield from ((f"{before}phrase{NBSP}{at}", phrase) for at, phrase in enumerate(phrases, 1))
        else:
            yield before.rstrip(", "), phrases  # to be said unreadable


def _team(talk: Object) -> str:
    """Return the name of the adviser, when there is only one: a phrase does not say which one speaks."""
    names = {
        label(each, "name", "userName", "userId")
        for each in objects(talk.get("participants"))
        if _ROLES.get(label(each, "participantPurpose", "purpose").lower()) is Role.ADVISER
    } - {""}
    return names.pop() if len(names) == 1 else ""


def _said(phrase: Object, start: int, team: str) -> Said:
    role = _ROLES.get(label(phrase, "participantPurpose", "purpose").lower(), Role.UNKNOWN)
    text = words(phrase, "decoratedText", "text")
    return Said(Speaker(team if role is Role.ADVISER else "", role), text, _at(phrase.get("startTimeMs"), start))


def _at(value: Json, start: int) -> datetime | None:
    at = _milliseconds(value)
    if at >= _SINCE_1970:
        return moment(at)
    return moment(start + at) if start >= _SINCE_1970 and value is not None else None


def _milliseconds(value: Json) -> int:
    if isinstance(value, str) and (at := moment(value)):
        return int(at.timestamp() * 1000)
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**15
    return int(value) if good else 0  # type: ignore[arg-type]  # a number, as was just asked
