"""Gorgias: tickets with their messages, or the messages alone."""

from __future__ import annotations

from coach.transcripts.base import Role, Speaker
from coach.transcripts.fields import Object, UnreadableError, as_object, first_label, inner, items, label, moment, words
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader
from coach.transcripts.talks import Reading, Said, Talk, numbered

_BODIES = ("stripped_text", "body_text", "stripped_html", "body_html")
_NOT_TICKET = "ce n’est ni un ticket Gorgias ni un de ses messages (clés « messages » ou « from_agent »)"


class Gorgias(JsonReader):
    """Reads Gorgias. The stripped text is the message without the mails that it answers."""

    name = "gorgias"
    lists = frozenset({"tickets", "data"})
    signs = (
        frozenset({"from_agent", "body_text"}),
        frozenset({"from_agent", "stripped_text"}),
        frozenset({"from_agent", "created_datetime"}),
        frozenset({"from_agent", "sender", "channel"}),
    )

    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return the messages of a ticket, or one message that stands alone."""
        ticket = as_object(record)
        messages = ticket.get("messages")
        columns = reading.settings.columns
        if isinstance(messages, list):
            reason = label(ticket, columns["motif"]) if "motif" in columns else first_label(ticket, "tags", "name")
            return Talk(
                label(ticket, "id"),
                numbered(items(messages)),
                lambda message: _said(message, reading),
                label(ticket, "channel"),
                reason,
            )
        if "from_agent" not in ticket:
            raise UnreadableError(_NOT_TICKET)
        return Talk(
            label(ticket, "ticket_id"),
            [("", record)],
            lambda message: _said(message, reading),
            label(ticket, "channel"),
            whole=False,
        )


def _said(message: Object, reading: Reading) -> Said:
    sender = inner(message, "sender")
    name = label(sender, "name", "email", "id")
    at = moment(message.get("sent_datetime")) or moment(message.get("created_datetime"))
    text = words(message, *_BODIES, html=("stripped_html", "body_html"))
    return Said(Speaker(name, _role(message, sender, reading)), text, at)


def _role(message: Object, sender: Object, reading: Reading) -> Role:
    from_agent = message.get("from_agent")
    places = {label(message, "channel"), label(message, "via"), label(inner(message, "source"), "type")}
    if message.get("public") is False or "internal-note" in places:
        return Role.NOTE
    if from_agent is False:
        return Role.CUSTOMER
    if from_agent is True:
        return Role.BOT if "rule" in places else Role.ADVISER
    return reading.role(label(sender, "email"), label(sender, "name"), label(sender, "id"))
