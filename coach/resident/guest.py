"""A connection to the resident process, from its first byte to its answer."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field

from coach.resident import wire

# How long a request may take to come whole, and a child to end once its caller has gone away.
PATIENCE = 2.0
# Standard output and error.
FILES = 2


@dataclass(slots=True)
class Guest:
    """A connection, from its first byte to its answer."""

    connection: socket.socket
    until: float
    data: bytearray = field(default_factory=bytearray)
    files: list[int] = field(default_factory=list)
    child: int = 0
    missed: int = -1  # where the child says what it had to load

    def take(self) -> list[bytes] | None:
        """Read what has come; return the fields of the request once it is whole. Raise ValueError for what is none."""
        try:
            data, files, _, _ = socket.recv_fds(self.connection, 1 << 16, FILES)
        except BlockingIOError:
            return None
        self.data += data
        self.files += files
        size = int.from_bytes(self.data[: wire.LENGTH], "big")
        if not data or size > wire.MOST_REQUEST or len(self.files) > FILES:
            raise ValueError
        if len(self.data) < wire.LENGTH + max(size, 1):
            return None
        fields = bytes(self.data[wire.LENGTH : wire.LENGTH + size]).split(b"\0")
        self.data.clear()
        return fields

    def say(self, data: bytes) -> None:
        """Send a few bytes, which always fit; whoever does not read them has gone away."""
        with suppress(OSError):
            self.connection.send(data)

    def has_gone_away(self) -> bool:
        """Tell whether nobody is at the other end any more."""
        poll = select.poll()
        poll.register(self.connection, 0)
        return bool(poll.poll(0))

    def interrupt(self, how: int = signal.SIGINT) -> None:
        """End the child: Ctrl-C is what a caller who has gone away would have given it."""
        self.until = time.monotonic() + PATIENCE
        with suppress(ProcessLookupError):
            os.kill(self.child, how)

    def close(self) -> None:
        """Let go of the connection and of the caller's streams."""
        self.connection.close()
        for file in self.files:
            os.close(file)
        self.files.clear()
        if self.missed >= 0:
            os.close(self.missed)
            self.missed = -1
