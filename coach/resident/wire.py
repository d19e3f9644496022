"""What client and process say to each other.

A request is its length in four bytes, then fields parted by NUL, which no argument, path or variable can hold. An
answer is frames: a letter, a length in four bytes, the data. The client loads this: nothing heavy here.
"""

from __future__ import annotations

LENGTH = 4
MOST_REQUEST = 1 << 20
# Past this, a draft is read and an answer is made by the client's own process.
MOST_INPUT = 1 << 16
MOST_OUTPUT = 1 << 18

ACCEPTED, REFUSED, OUT, ERR, INPUT_WANTED, DONE = b"A", b"N", b"1", b"2", b"?", b"="
# What a request asks for.
CALL, STATUS, STOP = b"call", b"status", b"stop"
HEAD = 1 + LENGTH


def packed(fields: list[bytes]) -> bytes:
    """Return the bytes of a request."""
    body = b"\0".join(fields)
    return len(body).to_bytes(LENGTH, "big") + body


def frame(letter: bytes, data: bytes = b"") -> bytes:
    """Return the bytes of a frame."""
    return letter + len(data).to_bytes(LENGTH, "big") + data


class Frames:
    """Cuts what arrives into frames."""

    def __init__(self) -> None:
        self._kept = b""

    def fed(self, data: bytes) -> list[tuple[bytes, bytes]]:
        """Return the frames that are whole with these bytes, in order."""
        self._kept += data
        found = []
        while len(self._kept) >= HEAD:
            end = HEAD + int.from_bytes(self._kept[1:HEAD], "big")
            if len(self._kept) < end:
                break
            found.append((self._kept[:1], self._kept[HEAD:end]))
            self._kept = self._kept[end:]
        return found
