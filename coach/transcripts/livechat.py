"""LiveChat (text.com): chats with their threads of events, from the archives of the Agent Chat API."""

from __future__ import annotations

from collections.abc import Iterator

from coach.transcripts.base import Role, Speaker
from coach.transcripts.fields import (
    Object,
    UnreadableError,
    as_object,
    first_label,
    items,
    label,
    moment,
    objects,
    words,
)
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader
from coach.transcripts.notes import NBSP
from coach.transcripts.talks import Reading, Said, Talk

_ROLES = {"agent": Role.ADVISER, "customer": Role.CUSTOMER, "bot": Role.BOT}
_SPOKEN = frozenset({"message", "rich_message", "file"})
_NO_TYPE = "cet événement ne dit pas ce qu’il est (clé « type »)"
_NOT_CHAT = "ce n’est pas un échange LiveChat (clés « thread », « threads » ou « events »)"


class LiveChat(JsonReader):
    """Reads LiveChat. What is neither a message nor a file (forms, ratings, system messages) is nobody's words."""

    name = "livechat"
    lists = frozenset({"chats", "chats_summary"})
    signs = (
        frozenset({"events", "author_id", "visibility"}),
        frozenset({"events", "author_id", "recipients"}),
        frozenset({"events", "author_id", "thread"}),
        frozenset({"chats", "thread", "users"}),
        frozenset({"threads", "events", "users"}),
    )

    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return the events of a chat. Its identifier is the chat's and the thread's: a chat goes on for years."""
        chat = as_object(record)
        threads = [chat["thread"]] if "thread" in chat else items(chat.get("threads")) or [record]
        if not any(isinstance(thread, dict) and "events" in thread for thread in threads):
            raise UnreadableError(_NOT_CHAT)
        users = {label(user, "id"): user for user in objects(chat.get("users"))}
        only: Object = next(iter(objects(threads)), {}) if len(threads) == 1 else {}
        columns = reading.settings.columns
        return Talk(
            "/".join(filter(None, (label(chat, "id", "chat_id"), label(only, "id") if only is not record else ""))),
            _events(threads),
            lambda event: _said(event, users, reading),
            "chat",
            label(chat, columns["motif"]) if "motif" in columns else _tag(threads),
        )


def _tag(threads: list[Json]) -> str:
    return next(filter(None, (first_label(thread, "tags", "name") for thread in objects(threads))), "")


def _events(threads: list[Json]) -> Iterator[tuple[str, Json]]:
    for number, thread in enumerate(threads, 1):
        before = f"fil{NBSP}{number}, " if len(threads) > 1 else ""
        events = thread.get("events") if isinstance(thread, dict) else thread
        if isinstance(events, list):
            yield from ((f"{before}message{NBSP}{at}", event) for at, event in enumerate(events, 1))
        else:
            yield before.rstrip(", "), events  # to be said unreadable


def _said(event: Object, users: dict[str, Object], reading: Reading) -> Said:
    kind = label(event, "type")
    if not kind:
        raise UnreadableError(_NO_TYPE)
    key = label(event, "author_id")
    user = users.get(key, {})
    role = _ROLES.get(label(user, "type"), Role.UNKNOWN)
    if role is Role.UNKNOWN:
        role = reading.role(key, label(user, "name"), label(user, "email"))
    if "agents" in (label(event, "visibility"), label(event, "recipients")):
        role = Role.NOTE
    elif kind not in _SPOKEN:
        role = Role.SYSTEM
    return Said(Speaker(label(user, "name", "email") or key, role), _text(event, kind), moment(event.get("created_at")))


def _text(event: Object, kind: str) -> str:
    if kind == "message" or "text" in event:
        return words(event, "text")
    lines = [
        words(each, key) for each in objects(event.get("elements")) for key in ("title", "subtitle") if key in each
    ]
    return "\n".join(filter(None, lines))
