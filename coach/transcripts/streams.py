"""Streams that may be read only once: a look at their first bytes, and what they hold given back whole."""

from __future__ import annotations

import io
from typing import BinaryIO

# What a reader sees of a source before it says whether it is of its format.
HEAD = 64 * 1024


class Rejoined(io.RawIOBase):
    """The first bytes of a stream, already read, and then the rest; closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Say yes, as the buffer above asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with the head while it lasts, then with what the stream gives."""
        data: bytes | memoryview = self._head[: len(buffer)]
        if data:
            self._head = self._head[len(data) :]
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def with_head(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that gives all of it: the same one when it can go back."""
    head = b""
    while len(head) < HEAD:
        more = stream.read(HEAD - len(head))
        if not more:
            break
        head += more
    if stream.seekable():  # a file on disk: some formats are read from their end
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, io.BufferedReader(Rejoined(head, stream), HEAD)


def as_text(stream: BinaryIO, encoding: str, newline: str) -> io.TextIOWrapper:
    """Return the text of a stream, « \ufffd » where the encoding has none; whoever opened the stream closes it."""
    # A text closes the stream that it reads of as soon as nobody asks for it any more; this one has its own to close.
    return io.TextIOWrapper(io.BufferedReader(Rejoined(b"", stream)), encoding, errors="replace", newline=newline)
