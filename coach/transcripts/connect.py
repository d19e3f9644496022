"""Amazon Connect: chat transcripts, and Contact Lens analyses of calls and chats."""

from __future__ import annotations

from collections.abc import Iterator

from coach.transcripts.base import Role, Speaker
from coach.transcripts.fields import (
    Object,
    UnreadableError,
    as_object,
    first_label,
    inner,
    items,
    label,
    moment,
    objects,
    words,
)
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader
from coach.transcripts.talks import Reading, Said, Talk, numbered

_ROLES = {
    "AGENT": Role.ADVISER,
    "SUPERVISOR": Role.ADVISER,
    "CUSTOMER": Role.CUSTOMER,
    "SYSTEM": Role.SYSTEM,
    "CUSTOM_BOT": Role.BOT,
}
# Events of the session, and choices in a menu, whose content is JSON.
_SYSTEM = ("application/vnd.amazonaws.connect.event.", "application/vnd.amazonaws.connect.message.interactive")
_NOT_CONTACT = "ce n’est pas une transcription Amazon Connect (clé « Transcript »)"


class Connect(JsonReader):
    """Reads Amazon Connect: one contact a file, or one a line."""

    name = "amazon-connect"
    signs = (
        frozenset({"Transcript", "ParticipantRole"}),
        frozenset({"Transcript", "ParticipantId", "Content"}),
        frozenset({"ConversationCharacteristics", "Categories"}),
        frozenset({"Segments", "Transcript"}),
        frozenset({"ParticipantRole", "ContentType", "AbsoluteTime"}),
    )

    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return the messages of a contact."""
        contact = as_object(record)
        segments = contact.get("Segments")
        messages = [*_spoken(items(segments))] if segments is not None else contact.get("Transcript")
        if not isinstance(messages, list):
            raise UnreadableError(_NOT_CONTACT)
        roles = {
            label(each, "ParticipantId"): label(each, "ParticipantRole")
            for each in objects(contact.get("Participants"))
        }
        columns = reading.settings.columns
        return Talk(
            label(contact, "ContactId", "InitialContactId") or label(inner(contact, "CustomerMetadata"), "ContactId"),
            numbered(messages),
            lambda message: _said(message, roles),
            label(contact, "Channel").lower() or ("chat" if "ChatTranscriptVersion" in contact else ""),
            label(contact, columns["motif"])
            if "motif" in columns
            else first_label(inner(contact, "Categories"), "MatchedCategories"),
        )


def _spoken(segments: list[Json]) -> Iterator[Json]:
    """Yield what is said in the segments of a running analysis; other segments are findings about it."""
    for segment in segments:
        if not isinstance(segment, dict):
            yield segment
        elif said := segment.get("Transcript", segment.get("Utterance")):
            yield said


def _said(message: Object, roles: dict[str, str]) -> Said:
    who = label(message, "ParticipantId")
    role = _ROLES.get(label(message, "ParticipantRole") or roles.get(who, who), Role.UNKNOWN)
    kind = label(message, "Type")
    at = moment(message.get("AbsoluteTime", inner(message, "Time").get("AbsoluteTime")))
    name = label(message, "DisplayName") or (who if who not in _ROLES else "")
    if label(message, "ContentType").startswith(_SYSTEM) or kind == "EVENT":
        return Said(Speaker(name, Role.BOT if role is Role.BOT else Role.SYSTEM), _content(message), at)
    if kind == "ATTACHMENT" or "Attachments" in message:
        return Said(Speaker(name, role), _content(message), at)
    return Said(Speaker(name, role), words(message, "Content", "PartialContent"), at)


def _content(message: Object) -> str:
    return words(message, "Content") if "Content" in message else ""
