"""The client: hands a call over to the resident process and writes its answer, byte for byte what this process would.

Nothing is written before the answer is whole, and what was read of standard input is kept until then: whatever goes
wrong, `ask` returns None and the caller does the work as if nothing had been tried.
"""

from __future__ import annotations

import os
import sys

from coach.resident import place, wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _socket import socket

# How long the process may take to accept a call, and to say the next thing afterwards.
_ACCEPTS, _ANSWERS = 1.0, 15.0
_MOST_ARGUMENTS = 50
_INTERRUPTED = 130
# Names in the other process's world: its files and its terminal are not ours.
_ELSEWHERE = ("/dev/", "/proc/")
# Calls that talk to the terminal or to the desktop, or that last.
_OWN = ("--interactive", "--watch", "--clipboard", "--help", "--version", "--install-completion", "--show-completion")


def ask(arguments: list[str]) -> int | None:
    """Return the exit code of a call that the resident process has answered; None when it is for this process."""
    if not _may_be_handed_over(arguments):
        return None
    try:
        request = _request(arguments)
        connection = connected()
    except (OSError, ValueError):
        return None
    if connection is None:
        return None
    try:
        return _Call(connection).answer(request)
    except (OSError, ValueError):
        return None
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        connection.close()


def connected() -> socket | None:
    """Return a connection to the resident process; None when there is none that is ours. Raise OSError."""
    path = place.socket_path()
    if path is None or not place.is_safe(place.folder()):
        return None
    import _socket  # `socket` takes a third of the time of a whole call to load

    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    connection.settimeout(_ACCEPTS)
    try:
        connection.connect(path)
        if place.peer_uid(connection) in (None, os.getuid()):
            return connection
    except OSError:
        pass
    connection.close()
    return None


def _may_be_handed_over(arguments: list[str]) -> bool:
    variables = os.environ
    if sys.platform == "win32" or variables.get("COACH_RESIDENT") == "0":
        return False
    if "COACH_DEBUG" in variables or "_COACH_COMPLETE" in variables:
        return False
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        return False
    if arguments and arguments[0] not in ("check", "reframe") and not arguments[0].startswith("-"):
        return False
    return len(arguments) <= _MOST_ARGUMENTS and not any(_is_own(each) or "\0" in each for each in arguments)


def _is_own(argument: str) -> bool:
    if argument.startswith("--"):
        return argument.startswith(_OWN) or any(part in argument for part in _ELSEWHERE)
    # « -qi » asks for a dialogue too.
    return (argument.startswith("-") and "i" in argument) or any(part in argument for part in _ELSEWHERE)


def _request(arguments: list[str]) -> bytes:
    mask = os.umask(0o077)
    os.umask(mask)
    streams = [
        f"{stream.encoding} {stream.errors} {int(stream.isatty())}" for stream in (sys.stdin, sys.stdout, sys.stderr)
    ]
    # No pathlib here: it costs more to load than a call to answer.
    head = [place.identity(), os.getcwd(), str(mask), *streams, str(len(arguments)), *arguments]  # noqa: PTH109
    variables = [name + b"=" + value for name, value in os.environb.items()]
    return wire.packed([wire.CALL, *map(os.fsencode, head), *variables])


class _Call:
    """One call: what has come so far of its answer, and what was read for it."""

    def __init__(self, connection: socket) -> None:
        self._connection = connection
        self._answer: list[tuple[bytes, bytes]] = []
        self._size = 0
        self._read: bytes | None = None

    def answer(self, request: bytes) -> int | None:
        """Send the request, wait for the whole answer, write it; return its code. Raise OSError."""
        code = None
        try:
            self._send(request)
            code = self._received()
            if code is not None and not self._written():
                code = None
        finally:
            if code is None and self._read is not None:
                _read_again(self._read)
        return code

    def _send(self, request: bytes) -> None:
        import _socket

        # A terminal is asked for its width. Anything else stays here: who reads a pipe waits until nobody holds it.
        files = [stream.fileno() for stream in (sys.stdout, sys.stderr) if stream.isatty()]
        rights = b"".join(file.to_bytes(4, sys.byteorder) for file in files)
        more = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, rights)] if rights else []
        sent = self._connection.sendmsg([request], more)
        self._connection.sendall(request[sent:])

    def _received(self) -> int | None:
        frames = wire.Frames()
        while data := self._connection.recv(1 << 16):
            for letter, content in frames.fed(data):
                if letter == wire.DONE:
                    return int(content)
                if not self._taken(letter, content):
                    return None
        return None

    def _taken(self, letter: bytes, content: bytes) -> bool:
        """Take one frame; tell whether to go on."""
        if letter == wire.ACCEPTED:
            self._connection.settimeout(_ANSWERS)
        elif letter == wire.INPUT_WANTED:
            # Who types a draft ends it as often as drafts are asked for: once is all that the other process asks.
            if sys.stdin.isatty():
                return False
            self._read = sys.stdin.buffer.read(wire.MOST_INPUT + 1)
            if len(self._read) > wire.MOST_INPUT:
                return False
            self._connection.sendall(len(self._read).to_bytes(wire.LENGTH, "big") + self._read)
        elif letter in (wire.OUT, wire.ERR):
            self._size += len(content)
            self._answer.append((letter, content))
            return self._size <= wire.MOST_OUTPUT
        else:
            return False
        return True

    def _written(self) -> bool:
        """Write the answer; tell whether it could be: what to say of a full disk is known elsewhere."""
        for letter, content in self._answer:
            stream = sys.stdout if letter == wire.OUT else sys.stderr
            try:
                stream.buffer.write(content)
                stream.flush()
            except BrokenPipeError:
                # The reader has gone away (`| head`), quietly; nor may the end of the process complain.
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            except OSError:
                return False
        return True


def _read_again(data: bytes) -> None:
    """Put back in front of standard input what was read of it."""
    import io

    rest = sys.stdin

    class Again(io.RawIOBase):
        left = memoryview(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            if not self.left:
                return int(rest.buffer.readinto(buffer))  # type: ignore[union-attr]
            size = min(len(buffer), len(self.left))
            buffer[:size] = self.left[:size]
            self.left = self.left[size:]
            return size

    sys.stdin = io.TextIOWrapper(io.BufferedReader(Again()), encoding=rest.encoding, errors=rest.errors)
