"""Reads mails: `.eml` files, one mail each, and `.mbox` files, a whole mailbox each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.transcripts.base import Problem, Settings, Source, Transcript
from coach.transcripts.mail import Mail, read_mail
from coach.transcripts.notes import NBSP, Notes
from coach.transcripts.streams import with_head
from coach.transcripts.threads import threads

# A mail with its attachments; no mail server lets a larger one pass.
MOST_BYTES = 64 * 1024 * 1024
# Letters of the mails that are held to gather threads: past it a thread may be given in two parts.
MOST_HELD = 32_000_000
_LARGE = f"ce courriel dépasse {MOST_BYTES >> 20}{NBSP}Mo ; il n’est pas lu"
_PARTED = "cette boîte est trop grande pour être tenue entière : un fil qui passe ici est lu en deux parties"
_NO_MAIL = "aucun courriel n’est lisible dans cette boîte"
_FIELD = re.compile(rb"(?P<name>[!-9;-~]{1,76}):[ \t]?|[ \t]+\S|\r?$")
_USUAL = frozenset(
    (b"from", b"date", b"subject", b"message-id", b"received", b"return-path", b"to", b"mime-version", b"delivered-to")
)
# Thunderbird writes « From - » and a date, Gmail and others an address and a date.
_BOUNDARY = re.compile(rb"From (?:.*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*[0-9]{2}:[0-9]{2}|\S+@\S+\s*$|-\s*$)")
_PIECE = 1024 * 1024


class Eml:
    """The reader of a mail. The mails of a folder make threads together: `mail` gives one to be gathered."""

    name = "eml"

    def recognises(self, name: str, head: bytes) -> int:
        """Return how sure it is, by the fields of the header, or the suffix."""
        named = name.lower().endswith(".eml")
        return (95 if named else 85) if _has_header(head) else 60 if named and head.strip() else 0

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the one mail of the file as a conversation."""
        found = self.mail(source, settings)
        yield from threads([found], source.name, settings) if isinstance(found, Mail) else (found,)

    def mail(self, source: Source, settings: Settings, place: str = "") -> Mail | Problem:
        """Return the mail of a source, or what stands in the way."""
        data = source.stream.read(MOST_BYTES + 1)
        found = _LARGE if len(data) > MOST_BYTES else read_mail(data, place, settings)
        return Problem(source.name, "", found) if isinstance(found, str) else found


class Mbox:
    """The reader of mailboxes."""

    name = "mbox"

    def recognises(self, name: str, head: bytes) -> int:
        """Return how sure it is, by the line that stands before each mail."""
        first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").partition(b"\n")
        if _BOUNDARY.match(first) and _has_header(rest):
            return 96
        return 60 if name.lower().endswith((".mbox", ".mbx")) and b"\nFrom " in b"\n" + head else 0

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the threads of the mailbox; mails without text and malformed ones as problems."""
        notes = Notes(source.name)
        held, size, none = list[Mail](), 0, True
        for number, data in enumerate(_mails(source), 1):
            place = f"courriel{NBSP}{number}"
            found = _LARGE if data is None else read_mail(data, place, settings)
            if isinstance(found, str):
                yield Problem(source.name, place, found)
                continue
            none = False
            held.append(found)
            size += len(found.turn.text)
            if size > MOST_HELD:
                notes.count(place, _PARTED)
                yield from threads(held, source.name, settings)
                held, size = [], 0
        yield from threads(held, source.name, settings)
        if none:
            yield Problem(source.name, "", _NO_MAIL)
        yield from notes.close()


def _mails(source: Source) -> Iterator[bytes | None]:
    """Yield the mails of a mailbox; None for one that is too large."""
    _, stream = with_head(source.stream)
    lines: list[bytes] = []
    size, blank, begun = 0, True, False
    while line := stream.readline(_PIECE):
        if blank and line.startswith(b"From ") and _BOUNDARY.match(line):
            if begun:
                yield b"".join(lines) if size <= MOST_BYTES else None
            lines, size, begun, blank = [], 0, False, True
            continue
        begun = begun or bool(line.strip())
        size += len(line)
        if size <= MOST_BYTES:
            # A line of a mail that begins with « From » bears a mark more than it was written with.
            lines.append(line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line)
        else:
            lines.clear()
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= MOST_BYTES else None


def _has_header(head: bytes) -> bool:
    """Tell whether bytes begin with the fields of a mail."""
    usual: set[bytes] = set()
    for line in head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n")[:200]:
        match = _FIELD.match(line)
        if match is None or not line.strip():
            break
        if match["name"]:
            usual.add(match["name"].lower())
    return len(usual & _USUAL) > 1 and bool(usual & {b"from", b"date", b"message-id", b"received", b"return-path"})
