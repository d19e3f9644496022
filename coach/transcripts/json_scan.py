"""The values of a JSON text of any size, one at a time, as bytes: nothing is kept but the value at hand.

A parser that reads the whole text stops at its first mistake. This one only looks for where values end, so that a
mistake costs the value it stands in, and the standard parser, which is in C, reads each value.
"""

from __future__ import annotations

import re
from typing import BinaryIO

# No conversation comes near it; a longer value is not kept in memory.
MOST_BYTES = 64 * 1024 * 1024
_CHUNK = 64 * 1024
_BETWEEN = re.compile(rb"[\s,:\x00]*+")
_PLAIN = re.compile(rb"[^\s,:\]}\x00]++")
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
# Up to the next bracket outside a string, or the start of a string whose end is not there yet.
_NO_BRACKET = re.compile(rb'(?:[^"{}\[\]]++|' + _STRING.pattern + rb")*+", re.DOTALL)


class ScanError(Exception):
    """A value whose end was not found."""


class UnfinishedError(ScanError):
    """A value without an end: the text stops in the middle of it."""


class TooLongError(ScanError):
    """A value past MOST_BYTES."""


class Scanner:
    """Reads a stream of UTF-8, or of any encoding in which brackets and quotes are those of ASCII."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._bytes = b""
        self._at = 0
        self._ended = False
        self._indent: bytes | None = None

    def peek(self) -> bytes:
        """Go past what stands between two values; return the next byte, b"" at the end."""
        self._indent = None
        while True:
            end = _BETWEEN.match(self._bytes, self._at).end()  # type: ignore[union-attr]  # it matches anywhere
            line = self._bytes.rfind(b"\n", self._at, end)
            if line >= 0:
                self._indent = self._bytes[line:end]
            self._at = end
            if end < len(self._bytes):
                return self._bytes[end : end + 1]
            if not self._more():
                return b""

    def step(self) -> None:
        """Go past the byte that `peek` showed."""
        self._at += 1

    def value(self) -> bytes:
        """Return the value that begins at the byte that `peek` showed. Raise UnfinishedError or TooLongError."""
        first = self._bytes[self._at : self._at + 1]
        length = self._nested() if first in (b"{", b"[") else self._single(_STRING if first == b'"' else _PLAIN)
        data = self._bytes[self._at : self._at + length]
        self._at += length
        return data

    def mark(self) -> bytes | None:
        """Return how the line begins on which the value of `peek` stands: its end, indent, bracket; None inside a line.

        In a text laid out in lines, values of the same list begin alike, and those inside them do not.
        """
        return None if self._indent is None else self._indent + self._bytes[self._at : self._at + 1]

    def skip_to(self, mark: bytes) -> bool:
        """Go on to the next place after this one that begins with `mark`; False when there is none."""
        start = self._at + 1
        while True:
            found = self._bytes.find(mark, start)
            if found >= 0:
                self._at = found + len(mark) - 1
                return True
            self._at = max(self._at, len(self._bytes) - len(mark))
            start = 0
            if not self._more():
                self._at = len(self._bytes)
                return False

    def skip_all(self) -> None:
        """Go to the end."""
        self._bytes, self._at, self._ended = b"", 0, True

    def _single(self, pattern: re.Pattern[bytes]) -> int:
        while True:
            match = pattern.match(self._bytes, self._at)
            if match is None and pattern is _PLAIN:
                return 1  # a bracket that closes nothing
            # A number may go on in the next bytes; a string has its own end.
            if match and (pattern is _STRING or match.end() < len(self._bytes)):
                return match.end() - self._at
            if not self._more():
                if match is None:
                    raise UnfinishedError
                return match.end() - self._at

    def _nested(self) -> int:
        depth = length = 0
        while True:
            end = _NO_BRACKET.match(self._bytes, self._at + length).end()  # type: ignore[union-attr]
            bracket = self._bytes[end : end + 1]
            length = end - self._at
            if bracket in (b"", b'"'):
                if not self._more():
                    raise UnfinishedError
                continue
            length += 1
            depth += 1 if bracket in b"{[" else -1
            if depth == 0:
                return length

    def _more(self) -> bool:
        """Read on; what stands before the present place is forgotten. The longer the value, the larger the reads."""
        if len(self._bytes) - self._at > MOST_BYTES:
            raise TooLongError
        if self._ended:
            return False
        data = self._stream.read(max(_CHUNK, len(self._bytes) - self._at))
        self._bytes = self._bytes[self._at :] + data
        self._at = 0
        return bool(data)
