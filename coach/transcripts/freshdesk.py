"""Freshdesk and Freshservice: tickets with their conversations, or the conversations alone."""

from __future__ import annotations

from collections.abc import Iterator

from coach.transcripts.base import Role, Speaker
from coach.transcripts.fields import Object, UnreadableError, as_object, inner, items, label, moment, words
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader
from coach.transcripts.talks import Reading, Said, Talk, numbered

# https://developers.freshdesk.com/api/#tickets: where a ticket comes from.
_SOURCES = {"1": "email", "2": "portail", "3": "telephone", "7": "chat", "9": "formulaire", "10": "email"}
_OUTBOUND = "10"  # a mail that the team wrote first
_NOT_TICKET = "ce n’est ni un ticket Freshdesk ni un de ses messages (clés « conversations » ou « incoming »)"


class Freshdesk(JsonReader):
    """Reads Freshdesk."""

    name = "freshdesk"
    lists = frozenset({"tickets", "results"})
    signs = (
        frozenset({"incoming", "private", "body_text"}),
        frozenset({"incoming", "private", "user_id", "body"}),
        frozenset({"description_text", "conversations"}),
    )

    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return the request and the replies of a ticket, or one message that stands alone."""
        whole = as_object(record)
        ticket = inner(whole, "ticket") or whole
        replies = whole.get("conversations", ticket.get("conversations"))
        if isinstance(replies, list):
            return Talk(
                label(ticket, "id", "ticket_id"),
                _messages(ticket, items(replies)),
                lambda message: _request(message) if message is ticket else _said(message, reading),
                _SOURCES.get(label(ticket, "source"), ""),
                label(ticket, reading.settings.columns.get("motif", "type")),
            )
        if not {"incoming", "private"} & whole.keys():
            raise UnreadableError(_NOT_TICKET)
        return Talk(label(whole, "ticket_id"), [("", record)], lambda message: _said(message, reading), whole=False)


def _messages(ticket: Object, replies: list[Json]) -> Iterator[tuple[str, Json]]:
    if "description_text" in ticket or "description" in ticket:
        yield "demande", ticket if isinstance(ticket, dict) else None
    yield from numbered(replies)


def _request(ticket: Object) -> Said:
    role = Role.ADVISER if label(ticket, "source") == _OUTBOUND else Role.CUSTOMER
    person = inner(ticket, "requester") if role is Role.CUSTOMER else inner(ticket, "responder")
    name = label(person, "name", "email") or label(ticket, "requester_id" if role is Role.CUSTOMER else "responder_id")
    text = words(ticket, "description_text", "description", html=("description",))
    return Said(Speaker(name, role), text, moment(ticket.get("created_at")))


def _said(message: Object, reading: Reading) -> Said:
    name = label(inner(message, "user"), "name", "email") or label(message, "user_id", "from_email")
    text = words(message, "body_text", "body", html=("body",))
    return Said(Speaker(name, _role(message, reading)), text, moment(message.get("created_at")))


def _role(message: Object, reading: Reading) -> Role:
    incoming = message.get("incoming")
    if message.get("private") is True:
        return Role.NOTE
    if incoming is True:
        return Role.CUSTOMER
    if incoming is False:
        return Role.ADVISER
    return reading.role(label(message, "user_id"), label(message, "from_email"))
