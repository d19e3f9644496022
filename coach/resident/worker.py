"""The child of one call: it takes on the caller's folder, variables and streams, answers, and ends."""

from __future__ import annotations

import io
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from coach.resident import wire

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

Run = Callable[[list[str]], int]
_STREAMS = 3


@dataclass(frozen=True, slots=True)
class StreamKind:
    """How the caller's interpreter writes one of its streams."""

    encoding: str
    errors: str
    terminal: bool


@dataclass(frozen=True, slots=True)
class Call:
    """What a caller asks for, in its own world."""

    identity: str
    folder: str
    mask: int
    streams: tuple[StreamKind, ...]
    arguments: list[str]
    variables: dict[str, str]

    @property
    def terminals(self) -> int:
        """Return how many of standard output and error are terminals: those come with the request."""
        return sum(stream.terminal for stream in self.streams[1:])

    @classmethod
    def read(cls, fields: Sequence[bytes]) -> Self:
        """Return the call that a request holds. Raise ValueError when it holds none."""
        identity, folder, mask, *rest = map(os.fsdecode, fields)
        streams, count, rest = rest[:_STREAMS], int(rest[_STREAMS]), rest[_STREAMS + 1 :]
        if len(streams) != _STREAMS or not 0 <= count <= len(rest):
            raise ValueError
        pairs = (variable.partition("=") for variable in rest[count:])
        return cls(
            identity,
            folder,
            int(mask),
            tuple(_kind(*stream.split()) for stream in streams),
            rest[:count],
            {name: value for name, equals, value in pairs if name and equals},
        )


def _kind(encoding: str, errors: str, terminal: str) -> StreamKind:
    return StreamKind(encoding, errors, terminal == "1")


def serve(call: Call, connection: socket.socket, files: Sequence[int], run: Run) -> None:
    """Answer a call on its connection; `files` are the caller's standard output and error, when terminals."""
    connection.setblocking(True)
    take_on(call, connection, files)
    code = run(call.arguments)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    with suppress(OSError):
        connection.sendall(wire.frame(wire.DONE, str(code).encode()))


def take_on(call: Call, connection: socket.socket, files: Sequence[int]) -> None:
    """Become the caller, as far as what is read and written goes. Raise OSError when its folder is closed to us."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(call.folder)
    os.umask(call.mask)
    os.environ.clear()
    os.environ.update(call.variables)
    time.tzset()
    for own, file in zip((at for at in (1, 2) if call.streams[at].terminal), files, strict=True):
        os.dup2(file, own)
    sending = _Sending(connection)
    kinds = dict(zip(("stdin", "stdout", "stderr"), call.streams, strict=True))
    sys.stdin = _text(io.BufferedReader(_Input(connection, sending, kinds["stdin"])), kinds["stdin"])
    sys.stdout = _text(io.BufferedWriter(_Output(sending, wire.OUT, 1, kinds["stdout"])), kinds["stdout"])
    sys.stderr = _text(io.BufferedWriter(_Output(sending, wire.ERR, 2, kinds["stderr"])), kinds["stderr"])
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]


def _text(buffer: io.BufferedReader | io.BufferedWriter, kind: StreamKind) -> io.TextIOWrapper:
    return io.TextIOWrapper(buffer, encoding=kind.encoding, errors=kind.errors, line_buffering=True)


class _Sending:
    """The frames on their way, in the order of what was written."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, letter: bytes, data: bytes = b"") -> None:
        self._connection.sendall(wire.frame(letter, data))


class _Output(io.RawIOBase):
    """A stream of the caller's: what is written goes back as frames, what is asked of it is asked of the real one."""

    def __init__(self, sending: _Sending, letter: bytes, file: int, kind: StreamKind) -> None:
        self._sending, self._letter, self._file, self._kind = sending, letter, file, kind

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file

    def isatty(self) -> bool:
        return self._kind.terminal

    def write(self, data: ReadableBuffer) -> int:
        content = bytes(data)
        self._sending.send(self._letter, content)
        return len(content)


class _Input(io.RawIOBase):
    """The caller's standard input, asked for when it is first read."""

    def __init__(self, connection: socket.socket, sending: _Sending, kind: StreamKind) -> None:
        self._connection, self._sending, self._kind = connection, sending, kind
        self._left: memoryview | None = None

    def readable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._kind.terminal

    def readinto(self, buffer: WriteableBuffer) -> int:
        if self._left is None:
            self._sending.send(wire.INPUT_WANTED)
            size = int.from_bytes(self._exactly(wire.LENGTH), "big")
            self._left = memoryview(self._exactly(size))
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._left))
        target[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def _exactly(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            more = self._connection.recv(size - len(data))
            if not more:
                # The caller has gone away: there is nobody to answer.
                raise KeyboardInterrupt
            data += more
        return bytes(data)
