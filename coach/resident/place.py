"""Where the resident process listens: a socket for each user and each installation of coach.

Loaded by the client: nothing here may import what is heavy.
"""

from __future__ import annotations

import os
import sys
from binascii import crc32

from coach import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _socket import socket

# A socket's path has about a hundred bytes.
_LONGEST = 100


def identity() -> str:
    """Return what client and process must have in common for their answers to be the same."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH120, PTH100  pathlib is heavy
    return "\n".join((__version__, here, sys.prefix, sys.version, sys.getfilesystemencoding()))


def folder() -> str:
    """Return the folder of the sockets of this user; it may not exist yet."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    if base and os.path.isabs(base):  # noqa: PTH117
        return f"{base}/coach"
    base = os.environ.get("TMPDIR", "")
    if not os.path.isabs(base):  # noqa: PTH117
        base = "/tmp"  # noqa: S108  the folder in it is the user's own, and closed: see is_safe
    return f"{base.rstrip('/')}/coach-{os.getuid()}"


def socket_path() -> str | None:
    """Return the path of the socket, or None where a socket cannot have it."""
    path = f"{folder()}/{crc32(identity().encode('utf-8', 'surrogateescape')):08x}.sock"
    return path if len(os.fsencode(path)) < _LONGEST else None


def is_safe(path: str) -> bool:
    """Tell whether a folder is one, is the user's own, and is closed to everybody else."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    # 0o040000: a folder, not a link to one.
    return found.st_mode & 0o170000 == 0o040000 and found.st_uid == os.getuid() and not found.st_mode & 0o077


def peer_uid(connection: socket) -> int | None:
    """Return the user at the other end of a socket, or None where the system does not say. Raise OSError."""
    import _socket

    if sys.platform == "linux":
        # struct ucred: process, user, group.
        return int.from_bytes(connection.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)[4:8], sys.byteorder)
    if sys.platform == "darwin":
        # LOCAL_PEERCRED gives a struct xucred: version, user, groups.
        return int.from_bytes(connection.getsockopt(0, 1, 76)[4:8], sys.byteorder)
    return None
