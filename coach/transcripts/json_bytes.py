"""The bytes of a JSON source: in UTF-8 or an encoding of the same brackets, and whether each line is an object."""

from __future__ import annotations

import codecs
import io
import json
from typing import BinaryIO

from coach.drafts import sniff
from coach.errors import InputError
from coach.transcripts.base import Settings, Source
from coach.transcripts.streams import HEAD, as_text, with_head

_SAME_BRACKETS = frozenset({"utf-8", "ascii", "cp1252", "iso8859-1", "iso8859-15"})
_LOOK = 10  # lines


def opened(source: Source, settings: Settings) -> tuple[bytes, BinaryIO, str | None]:
    """Return the first bytes of a source, a stream of all of it, and the encoding of its texts if one is known.

    Raise InputError when the source is binary or its encoding unknown.
    """
    head, stream = with_head(source.stream)
    encoding = settings.encoding or sniff(head, source.name)
    encoding = None if encoding == "utf-8-sig" else encoding
    if encoding is not None and _codec(encoding).name not in _SAME_BRACKETS:
        stream = io.BufferedReader(_Recoded(stream, encoding))
        head, stream = with_head(stream)
        encoding = None
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
        head = head[len(codecs.BOM_UTF8) :]
    return head, stream, encoding


def by_lines(name: str, head: bytes) -> bool:
    """Return whether a text has one object a line: then a mistake costs its line, whatever it is."""
    lines = [line.strip() for line in head.split(b"\n")]
    if len(head) >= HEAD:
        lines.pop()  # cut short
    filled = [line for line in lines if line]
    if len(filled) > 1 and filled[0].startswith(b"["):
        return filled[0].endswith(b"]") and filled[1].startswith(b"[")
    if name.lower().endswith((".jsonl", ".ndjson", ".jsonlines", ".ldjson")):
        return not head.lstrip().startswith(b"[")
    first = filled[:_LOOK]
    return len(filled) > 1 and sum(map(_is_object, first)) * 2 >= len(first)


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and isinstance(json.loads(decode(line, None)), dict)
    except (ValueError, RecursionError):
        return False


def decode(data: bytes, encoding: str | None) -> str:
    """Return the text of one record: UTF-8 if its bytes are, Windows-1252 otherwise, unless the team says it."""
    if encoding is not None:
        return data.decode(encoding, "replace")
    for name in ("utf-8", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _codec(encoding: str) -> codecs.CodecInfo:
    try:
        return codecs.lookup(encoding)
    except LookupError:
        raise InputError(f"encodage inconnu « {encoding} » ; essayez utf-8, cp1252, latin-1 ou utf-16") from None


class _Recoded(io.RawIOBase):
    """A stream in another encoding, read as UTF-8. What the encoding does not have becomes « \ufffd »."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._text = as_text(stream, encoding, "")
        self._left = b""

    def readable(self) -> bool:
        """Say yes, as the buffer above asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer."""
        if not self._left:
            self._left = self._text.read(len(buffer)).removeprefix("\ufeff").encode("utf-8", "replace")
        data, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
