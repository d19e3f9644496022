"""The way into the resident process: its socket, the lock beside it, and a process cut off from who started it."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import Self

from coach.resident import place

_WAITING = 128
# No shell opens more files than this; a limit that the system has may be none.
_MOST_FILES = 1 << 16


class Busy(Exception):  # noqa: N818  a state, not a fault
    """Another process serves already."""


class Door:
    """The socket and the lock beside it: one process at a time behind a path."""

    def __init__(self) -> None:
        path = place.socket_path()
        if path is None:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        self._path = Path(path)
        self._lock = -1
        self._listening: socket.socket | None = None
        self._own: os.stat_result | None = None  # what the socket in its folder is like

    def __enter__(self) -> Self:
        """Take the lock. Raise Busy when another process has it, OSError when the folder is not ours alone."""
        folder = self._path.parent
        folder.mkdir(mode=0o700, exist_ok=True)
        if not place.is_safe(str(folder)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        self._lock = os.open(
            self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise Busy from None
        return self

    def opened(self) -> socket.socket:
        """Return the socket, listening. What stands there was left behind by a process that is no more."""
        self._path.unlink(missing_ok=True)
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        mask = os.umask(0o177)
        try:
            self._listening.bind(str(self._path))
        finally:
            os.umask(mask)
        self._own = self._path.lstat()
        self._listening.listen(_WAITING)
        self._listening.setblocking(False)
        return self._listening

    def __exit__(self, *_: object) -> None:
        if self._listening is not None:
            self._listening.close()
        # The folder may have been swept away meanwhile (the user's session has ended), and another process serve there.
        with suppress(OSError):
            if self._own is not None and os.path.samestat(self._own, self._path.lstat()):
                self._path.unlink()
        os.close(self._lock)


def prepare_process() -> None:
    """Leave the terminal, the folder and the files of whoever started this process; leave no dump of its memory."""
    os.chdir("/")
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with suppress(OSError):
        os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for file in range(3):
        os.dup2(nothing, file)
    os.close(nothing)
    # What the caller's shell had open besides: a lock, a pipe that somebody reads to its end.
    os.closerange(3, _MOST_FILES)
