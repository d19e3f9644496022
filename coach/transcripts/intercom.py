"""Intercom: conversations with the message that opened them and their parts, bodies in HTML."""

from __future__ import annotations

from collections.abc import Iterator

from coach.transcripts.base import Role, Speaker
from coach.transcripts.fields import Object, UnreadableError, as_object, first_label, inner, items, label, moment, words
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader
from coach.transcripts.talks import Reading, Said, Talk, numbered

_ROLES = {
    "admin": Role.ADVISER,
    "user": Role.CUSTOMER,
    "lead": Role.CUSTOMER,
    "contact": Role.CUSTOMER,
    "bot": Role.BOT,
    "operator": Role.BOT,
    "campaign": Role.BOT,
}
# A part that is no comment may come with a reply that the customer reads: « répondre et clore ».
_SPOKEN = frozenset({"comment", "open", "close", "assignment", "assign_and_reopen", "quick_reply", "participant_added"})
_AUTOMATIC = frozenset({"automated", "campaigns_initiated", "operator_initiated"})
_NOT_CONVERSATION = "ce n’est pas une conversation Intercom (clés « source » et « conversation_parts »)"


class Intercom(JsonReader):
    """Reads Intercom conversations and tickets."""

    name = "intercom"
    lists = frozenset({"conversations", "data", "tickets"})
    signs = (
        frozenset({"conversation_parts", "part_type"}),
        frozenset({"conversation_parts", "source", "delivered_as"}),
        frozenset({"ticket_parts", "part_type"}),
        frozenset({"part_type", "author", "body", "created_at"}),
    )

    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return the message that opened a conversation, then its parts."""
        talk = as_object(record)
        opening = talk.get("source", talk.get("conversation_message"))
        parts = talk.get("conversation_parts", talk.get("ticket_parts"))
        if isinstance(parts, dict):
            parts = parts.get("conversation_parts", parts.get("ticket_parts"))
        if not isinstance(parts, list) and not isinstance(opening, dict):
            raise UnreadableError(_NOT_CONVERSATION)
        columns = reading.settings.columns
        return Talk(
            label(talk, "id"),
            _messages(opening, items(parts)),
            lambda part: _said(part, talk, reading),
            label(inner(talk, "source"), "type"),
            label(talk, columns["motif"]) if "motif" in columns else first_label(inner(talk, "tags"), "tags", "name"),
        )


def _messages(opening: Json, parts: list[Json]) -> Iterator[tuple[str, Json]]:
    if opening is not None:
        yield "premier message", opening
    yield from numbered(parts, "partie")


def _said(part: Object, talk: Object, reading: Reading) -> Said:
    author = inner(part, "author")
    at = moment(part.get("created_at"))
    name = label(author, "name", "email", "id")
    aside = _aside(part)
    redacted = part.get("redacted") is True
    if redacted or (aside is Role.SYSTEM and part.get("body") is None):
        return Said(Speaker(name, Role.SYSTEM), "", at)
    if "part_type" not in part and at is None:
        at = moment(talk.get("created_at"))
    role = aside or _author(author, reading)
    return Said(Speaker(name, role), words(part, "body", html=("body",)), at)


def _aside(part: Object) -> Role | None:
    """Return the role of a part that no customer reads or nobody wrote."""
    kind = label(part, "part_type")
    if "note" in kind:
        return Role.NOTE
    if kind and (kind not in _SPOKEN or (kind != "comment" and not part.get("body"))):
        return Role.SYSTEM
    return Role.BOT if label(part, "delivered_as") in _AUTOMATIC else None


def _author(author: Object, reading: Reading) -> Role:
    if author.get("from_ai_agent") is True or author.get("is_ai_answer") is True:
        return Role.BOT
    role = _ROLES.get(label(author, "type"), Role.UNKNOWN)
    return role if role is not Role.UNKNOWN else reading.role(label(author, "id"), label(author, "email"))
