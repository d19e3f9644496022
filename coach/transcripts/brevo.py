"""Brevo Conversations: events of its webhooks, or their messages alone."""

from __future__ import annotations

from coach.transcripts.base import Role, Speaker
from coach.transcripts.fields import Object, UnreadableError, as_object, inner, label, moment, words
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader
from coach.transcripts.talks import Reading, Said, Talk, numbered

_ROLES = {"agent": Role.ADVISER, "visitor": Role.CUSTOMER, "bot": Role.BOT, "system": Role.SYSTEM, "note": Role.NOTE}
# Written once for many visitors, or by a machine.
_AUTOMATIC = ("isBot", "isTrigger", "isPushed")
_NOT_EVENT = "ce n’est ni une conversation Brevo ni un de ses messages (clés « messages » ou « type »)"


class Brevo(JsonReader):
    """Reads Brevo. A conversation goes on over several events, and some repeat its messages: they are gathered."""

    name = "brevo"
    lists = frozenset({"conversations", "events", "data"})
    signs = (
        frozenset({"eventName", "conversationId", "visitor"}),
        frozenset({"conversationId", "messages", "visitorId"}),
        frozenset({"visitorId", "type", "text", "createdAt"}),
        frozenset({"eventName", "visitor", "messages"}),
    )

    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return the messages of an event, or one message that stands alone."""
        event = as_object(record)
        messages = event.get("messages")
        if not isinstance(messages, list):
            if isinstance(event.get("message"), dict):
                messages = [event["message"]]
            elif "type" in event and ("text" in event or "file" in event or "visitorId" in event):
                messages = [record]
            else:
                raise UnreadableError(_NOT_EVENT)
        visitor = inner(event, "visitor")
        alone = messages == [record]
        return Talk(
            label(event, "conversationId", "visitorId") or label(visitor, "id") or label(event, "id"),
            [("", record)] if alone else numbered(messages),
            lambda message: _said(message, visitor, reading),
            label(visitor, "source"),
            label(event, reading.settings.columns["motif"]) if "motif" in reading.settings.columns else "",
            whole=False,
        )


def _said(message: Object, visitor: Object, reading: Reading) -> Said:
    kind = label(message, "type")
    role = _ROLES.get(kind, Role.UNKNOWN)
    if any(message.get(sign) is True for sign in _AUTOMATIC):
        role = Role.BOT
    if role is Role.UNKNOWN:
        role = reading.role(label(message, "agentId"), label(message, "agentName"))
    customer = label(visitor, "displayedName", "id") or label(message, "visitorId")
    name = customer if role is Role.CUSTOMER else label(message, "agentName", "agentId")
    attached = "text" not in message and ("file" in message or "attachments" in message)
    text = "" if attached else words(message, "text", "html", html=("html",))
    return Said(Speaker(name, role), text, moment(message.get("createdAt")))
