"""The words of a mail: its plain text, or its HTML made text; attachments are left out."""

from __future__ import annotations

from email.message import Message

from coach.drafts import decode
from coach.errors import InputError
from coach.transcripts.html import text_of

# Mails within mails, deeper than people nest them.
_DEEPEST = 20


def body_of(message: Message, depth: int = 0) -> str:
    """Return the text of a mail, the quoted history as it stands; "" when it has none.

    Of alternatives the plain one is taken, unless it is empty; the other parts follow one another.
    """
    if depth > _DEEPEST or _is_attached(message):
        return ""
    kind = message.get_content_type()
    if message.is_multipart():
        parts = [part for part in message.get_payload() if isinstance(part, Message)]
        if kind == "message/rfc822":  # a mail that was forwarded as a file
            return ""
        if kind == "multipart/alternative":
            plain = [part for part in parts if part.get_content_type() == "text/plain"]
            rich = [part for part in reversed(parts) if part not in plain]
            return next(filter(None, (body_of(part, depth + 1) for part in [*plain, *rich])), "")
        return "\n\n".join(filter(None, (body_of(part, depth + 1) for part in parts)))
    if kind == "text/html":
        return text_of(_text(message)).strip()
    # A mail of several parts whose parts can't be told is one text.
    is_text = kind in ("text/plain", "text/enriched") or kind.startswith("multipart/")
    return _text(message).strip() if is_text else ""


def _is_attached(message: Message) -> bool:
    return str(message.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _text(message: Message) -> str:
    """Return the text of a part; a charset that is wrong or unknown is found out as for any file."""
    data = message.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = message.get_param("charset")
    try:
        text = data.decode(charset if isinstance(charset, str) and charset else "utf-8")
    except (LookupError, UnicodeError, ValueError):
        try:
            text = decode(data, "")
        except InputError:
            return ""
    return text.replace("\r\n", "\n").replace("\u0000", "")
