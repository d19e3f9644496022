"""Starts, stops and asks after the resident process."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coach.resident import wire
from coach.resident.client import connected

# From the start of the process to its first answer: where nothing is compiled yet, it compiles the phrasebooks.
_STARTS = 120.0
_ENDS = 5.0
# The name of the command that serves, and the variable that turns all this off.
SERVE = "serve"
SWITCH = "COACH_RESIDENT"


@dataclass(frozen=True, slots=True)
class Status:
    """What the resident process says of itself."""

    process: int
    seconds: int
    served: int
    idle: int


def possible() -> bool:
    """Tell whether this system has what it takes: sockets in the file system, and forks."""
    return sys.platform != "win32" and hasattr(os, "fork")


def status() -> Status | None:
    """Return what the resident process says of itself, or None when there is none."""
    answer = _asked(wire.STATUS)
    with suppress(ValueError, TypeError):
        return Status(*map(int, answer.split())) if answer else None
    return None


def stop() -> bool:
    """Stop the resident process and wait for its end. Return False when there was none."""
    if not (answer := _asked(wire.STOP)):
        return False
    until = time.monotonic() + _ENDS
    while _lives(int(answer)) and time.monotonic() < until:
        time.sleep(0.01)
    return True


def start(minutes: int, *, wait: bool = True) -> Status | None:
    """Start the resident process in the background; return its status once it answers, None when it does not come.

    Without `wait`, return None at once.
    """
    here = str(Path(__file__).parents[2])
    code = f"import sys; {here!r} in sys.path or sys.path.insert(0, {here!r}); from coach.__main__ import main; main()"
    # -P: what stands in the present folder is not coach, whatever its name.
    command = [sys.executable, "-P", "-c", code, "resident", SERVE, "--minutes", str(minutes)]
    nothing = [(os.POSIX_SPAWN_OPEN, file, os.devnull, os.O_RDWR, 0) for file in range(3)]
    # Not by `subprocess`, which waits for what it has started, or complains.
    try:
        process = os.posix_spawn(sys.executable, command, {**os.environ, SWITCH: "0"}, file_actions=nothing)
    except OSError:
        return None
    until = time.monotonic() + _STARTS
    while wait and time.monotonic() < until:
        if found := status():
            return found
        if process and (ended := os.waitpid(process, os.WNOHANG))[0]:
            if ended[1]:
                return status()
            # Another one has been quicker, and may still be loading.
            process = 0
        time.sleep(0.02)
    return None


def _asked(what: bytes) -> str:
    """Return the answer to a question, or "" when there is none."""
    if not possible():
        return ""
    connection = None
    try:
        connection = connected()
        if connection is None:
            return ""
        connection.sendall(wire.packed([what]))
        frames = wire.Frames()
        while data := connection.recv(1024):
            for letter, content in frames.fed(data):
                if letter == wire.DONE:
                    return content.decode()
    except OSError:
        pass
    finally:
        if connection is not None:
            connection.close()
    return ""


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
