"""The lines of a source, whatever its encoding, one at a time: a file takes no more memory than its longest line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from coach.drafts import sniff
from coach.errors import InputError
from coach.transcripts.base import Settings, Source
from coach.transcripts.notes import Notes, line_place
from coach.transcripts.streams import as_text, with_head

# No line of a conversation comes near it; a longer one is read in pieces.
LONGEST_LINE = 4 * 1024 * 1024
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_REPLACED = "\ufffd"
_BINARY = "ce fichier est binaire, ce n’est pas un texte"
_WRONG = "des caractères illisibles dans cet encodage sont remplacés par « \ufffd »"
_MIXED = "cette ligne n’est pas en UTF-8 comme les autres ; elle est lue en Windows-1252"
_LONG = f"cette ligne dépasse {LONGEST_LINE >> 20}\u00a0Mo ; elle est lue en plusieurs morceaux"


def text_lines(source: Source, settings: Settings, notes: Notes) -> Iterator[str]:
    """Yield the lines of a source with their ends; none when it is binary, which the notes then say.

    Without an encoding in the settings: a byte order mark decides, or the empty bytes of UTF-16; then each line is
    UTF-8 if its bytes are, Windows-1252 otherwise, so that a file glued from two exports is read as well.
    """
    head, stream = with_head(source.stream)
    try:
        encoding = settings.encoding or sniff(head, source.name)
    except InputError:
        notes.add("", _BINARY)
        return
    raw = _declared(stream, encoding, notes) if encoding else _found(stream, notes)
    for number, line in enumerate(raw, 1):
        text = line.removeprefix("\ufeff") if number == 1 else line
        # Old exports end their lines with a lone carriage return.
        yield from _LINE.findall(text) if "\r" in text.rstrip("\r\n") else (text,)


def head_text(head: bytes) -> str:
    """Return the first bytes of a file as a text; "" for binary data."""
    try:
        encoding = sniff(head, "")
    except InputError:
        return ""
    if encoding:
        return head.decode(encoding, "replace").removeprefix("\ufeff")
    text = head.decode("utf-8", "replace")
    # The head may end inside a letter.
    return head.decode("cp1252", "replace") if _REPLACED in text[:-3] else text


def _declared(stream: BinaryIO, encoding: str, notes: Notes) -> Iterator[str]:
    reader = as_text(stream, encoding, "\n")
    number = 0
    while line := reader.readline(LONGEST_LINE):
        number += 1
        if _REPLACED in line:
            notes.count(line_place(number), _WRONG)
        if len(line) == LONGEST_LINE:
            notes.count(line_place(number), _LONG)
        yield line


def _found(stream: BinaryIO, notes: Notes) -> Iterator[str]:
    number, utf8 = 0, False
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            notes.count(line_place(number), _LONG)
            line += _rest_of_letter(stream, line)
        try:
            text = line.decode("utf-8")
            utf8 = utf8 or not line.isascii()
        except UnicodeDecodeError:
            text = _windows(line)
            if utf8:
                notes.count(line_place(number), _MIXED)
        yield text


def _windows(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:  # the five bytes that Windows-1252 lacks
        return line.decode("latin-1")


def _rest_of_letter(stream: BinaryIO, piece: bytes) -> bytes:
    """Return the bytes that are missing of the UTF-8 letter in which a piece may have been cut."""
    for back in range(1, min(4, len(piece) + 1)):
        byte = piece[-back]
        if byte & 0xC0 != 0x80:
            needed = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC0 else 1
            return stream.read(max(needed - back, 0))
    return b""
