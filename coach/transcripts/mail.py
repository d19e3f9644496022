"""One mail: who wrote it, when, what, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from coach.errors import InputError
from coach.transcripts.base import Role, Settings, Speaker, Turn
from coach.transcripts.mail_body import body_of
from coach.transcripts.role_words import speaker_of
from coach.transcripts.roles import listed

_ID = re.compile(r"<[^<>\s]+>")
_ANSWER = re.compile(r"\s*(?:(?:re|ré|réf|rép|aw|sv|fwd?|tr|wg)(?:\s?\[[0-9]+\])?\s?:\s*)+", re.IGNORECASE)
_TAG = re.compile(r"\s*\[[^\]]{1,40}\]\s*")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as a thread needs it: its own identifier, those it answers, its subject and its people."""

    id: str
    answers: tuple[str, ...]
    subject: str
    is_answer: bool  # its subject says so
    people: frozenset[str]
    turn: Turn


def read_mail(data: bytes, place: str, settings: Settings) -> Mail | str:
    """Return a mail, or in French why it holds nothing to read."""
    try:
        message = message_from_bytes(data)
        if not any(message.get(name) for name in ("From", "Sender", "Date", "Subject", "Message-ID")):
            return "ce n’est pas un courriel : il n’a pas d’en-tête"
        text = body_of(message)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, HeaderParseError):
        # The library stumbles over some malformed mails; which of these errors it raises changes with its version.
        return "ce courriel est mal formé ; il n’est pas lu"
    except InputError as error:
        return str(error)
    if not text:
        return "ce courriel n’a pas de texte (vide, ou seulement des pièces jointes) ; il n’est pas lu"
    subject = header(message, "Subject")
    bare = _TAG.sub(" ", _ANSWER.sub("", _TAG.sub(" ", subject), count=1)).casefold()
    return Mail(
        next(_ids(message, "Message-ID"), ""),
        tuple(dict.fromkeys((*_ids(message, "References"), *_ids(message, "In-Reply-To")))),
        " ".join(bare.split()),
        _ANSWER.match(_TAG.sub(" ", subject)) is not None,
        frozenset(_addresses(message)),
        Turn(_author(message, settings), text, _date(message), place),
    )


def header(message: Message, name: str) -> str:
    """Return a header on one line, its encoded words read; "" when there is none."""
    return _decoded(_raw(message, name))


def _raw(message: Message, name: str) -> str:
    """Return a header as it was sent, the bytes that are no ASCII included."""
    found = (value for other, value in message.raw_items() if other.lower() == name.lower())
    return str(next(found, ""))


def _decoded(raw: str) -> str:
    raw = " ".join(raw.split())
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    return " ".join("".join(_part(*part) for part in parts).split())


def _part(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        part = part.encode("utf-8", "surrogateescape")
    try:
        return part.decode(charset or "utf-8", "replace" if charset else "strict")
    except (LookupError, UnicodeError):
        return part.decode("cp1252", "replace")


def _author(message: Message, settings: Settings) -> Speaker:
    """Return who wrote a mail: a machine that says so, somebody of the team or not, or UNKNOWN."""
    name, address = parseaddr(" ".join((_raw(message, "From") or _raw(message, "Sender")).split()))
    name, address = _decoded(name), address.lower()
    role = _machine(message, address) or listed(address, settings) or listed(name, settings)
    said = speaker_of(name)
    return Speaker(name or address, role or said.role)


def _machine(message: Message, address: str) -> Role | None:
    automatic = header(message, "Auto-Submitted").lower().partition(";")[0].strip()
    if message.get_content_type() == "multipart/report" or address.startswith(("mailer-daemon", "postmaster@")):
        return Role.SYSTEM
    if automatic.startswith("auto-replied") or message.get("X-Autoreply") or message.get("X-Autorespond"):
        return Role.BOT
    return Role.SYSTEM if automatic and automatic != "no" else None


def _addresses(message: Message) -> Iterator[str]:
    for name in ("From", "To", "Cc"):
        yield from (address.lower() for _, address in getaddresses([header(message, name)]) if "@" in address)


def _ids(message: Message, name: str) -> Iterator[str]:
    yield from _ID.findall(_raw(message, name))


def _date(message: Message) -> datetime | None:
    try:
        at = parsedate_to_datetime(_raw(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # « -0000 » says that the zone is not known: it is UTC.
    return at if at.tzinfo else at.replace(tzinfo=UTC)
