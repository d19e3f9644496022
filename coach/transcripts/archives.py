"""Archives opened in memory, zip, gzip, tar: their members are sources like files; nothing is ever written by name."""

from __future__ import annotations

import gzip
import io
import lzma
import shutil
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from coach.errors import InputError
from coach.transcripts.base import Problem, Source
from coach.transcripts.budget import Budget, Counted, TrapError
from coach.transcripts.discover import is_hidden
from coach.transcripts.refusals import OFFICE, refusal
from coach.transcripts.streams import with_head

# What a damaged archive raises while it is opened or one of its members is read.
DAMAGED = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile)
_DEEPEST = 3
_IN_MEMORY = 64 * 1024 * 1024
_DEEP = "cette archive est dans trop d’autres archives ; dépliez-la d’abord"
_LOCKED = "ce fichier est protégé par un mot de passe ; il n’est pas lu"
_METHOD = "cette compression n’est pas connue ; dépliez l’archive d’abord"
_LINK = "ce n’est pas un fichier ordinaire (un lien, peut-être) ; il n’est pas lu"
_BROKEN = "cette archive est abîmée ; elle n’est pas lue, ou pas jusqu’au bout"
_NOTHING = "cette archive ne contient aucun fichier à lire"


def expanded(source: Source, depth: int = 0, around: Budget | None = None) -> Iterator[Source | Problem]:
    """Yield a source, or the members of it when it is an archive, archives among them opened in turn.

    Each one must be read before the next one is asked for. Raises what its streams raise: TrapError, OSError, and
    the errors of `DAMAGED`.
    """
    head, stream = _head(source.stream)
    refused = refusal(head)
    is_zip, is_gzip = head.startswith((b"PK\x03\x04", b"PK\x05\x06")), head.startswith(b"\x1f\x8b")
    is_tar = head[257:262] == b"ustar"
    if refused:
        yield Problem(source.name, "", refused)
    elif not (is_zip or is_gzip or is_tar):
        yield Source(source.name, stream)
    elif depth == _DEEPEST:
        yield Problem(source.name, "", _DEEP)
    elif is_zip:
        yield from _zip(source.name, stream, depth, around)
    elif is_tar:
        yield from _tar(source.name, stream, depth, around)
    else:
        yield from _gzip(source.name, stream, depth, around)


def _head(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    if stream.seekable():
        head = stream.read(1024)
        stream.seek(0)
        return head, stream
    return with_head(stream)


def _gzip(name: str, stream: BinaryIO, depth: int, around: Budget | None) -> Iterator[Source | Problem]:
    packed = Counted(stream)
    budget = Budget(lambda: packed.count, around)
    plain = Counted(cast("BinaryIO", gzip.GzipFile(fileobj=io.BufferedReader(packed))), budget)
    low = name.lower()
    inner = name[:-4] + ".tar" if low.endswith(".tgz") else name[:-3] if low.endswith(".gz") else name
    yield from expanded(Source(inner, io.BufferedReader(plain)), depth + 1, budget)


def _tar(name: str, stream: BinaryIO, depth: int, around: Budget | None) -> Iterator[Source | Problem]:
    found = False
    with tarfile.open(fileobj=stream, mode="r|", errors="replace") as archive:
        for member in archive:
            if member.isdir() or is_hidden(member.name):
                continue
            found = True
            inner = _inner(name, member.name)
            data = archive.extractfile(member) if member.isfile() else None
            if data is None:
                yield Problem(inner, "", _LINK)
            else:
                # Through a buffer of its own: the stream can't go back, whatever tarfile says of it.
                yield from expanded(
                    Source(inner, io.BufferedReader(Counted(cast("BinaryIO", data)))), depth + 1, around
                )
    if not found:
        yield Problem(name, "", _NOTHING)


def _zip(name: str, stream: BinaryIO, depth: int, around: Budget | None) -> Iterator[Source | Problem]:
    if not stream.seekable():
        # The list of a zip stands at its end. A large one goes into a file without a name, gone with the program.
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
            shutil.copyfileobj(stream, copy)
            yield from _zip(name, cast("BinaryIO", copy), depth, around)
        return
    size = stream.seek(0, io.SEEK_END)
    budget = Budget(lambda: size, around)
    with _listed(stream) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names or "mimetype" in names[:1]:
            yield Problem(name, "", OFFICE)
            return
        # Not `is_dir`: it falls over a member without a name.
        members = [
            each for each in archive.infolist() if not each.filename.endswith("/") and not is_hidden(each.filename)
        ]
        for member in sorted(members, key=lambda each: each.filename):
            budget.check()
            yield from _member(archive, member, _inner(name, member.filename), depth, budget)
        if not members:
            yield Problem(name, "", _NOTHING)


def _listed(stream: BinaryIO) -> zipfile.ZipFile:
    """Return a zip whose list of members can be read. Raise InputError or BadZipFile."""
    try:
        return zipfile.ZipFile(stream)
    except NotImplementedError:
        raise InputError(_METHOD) from None
    except (ValueError, struct.error):
        # A list of which a byte is wrong: a date, a name, a length.
        raise zipfile.BadZipFile from None


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, depth: int, budget: Budget
) -> Iterator[Source | Problem]:
    if member.flag_bits & 1:
        yield Problem(name, "", _LOCKED)
        return
    try:
        data = archive.open(member)
    except (NotImplementedError, RuntimeError):
        yield Problem(name, "", _METHOD)
        return
    except zipfile.BadZipFile:
        yield Problem(name, "", _BROKEN)
        return
    with data:
        own = Budget(lambda: member.compress_size, budget)
        yield from _inside(name, Counted(cast("BinaryIO", data), own), depth, own)


def _inside(name: str, data: Counted, depth: int, around: Budget | None) -> Iterator[Source | Problem]:
    """Yield what a member holds; a damaged one doesn't keep the next ones from being read."""
    try:
        yield from expanded(Source(name, io.BufferedReader(data)), depth + 1, around)
    except TrapError as error:
        yield Problem(name, "", str(error))
    except DAMAGED:
        yield Problem(name, "", _BROKEN)


def _inner(archive: str, name: str) -> str:
    """Return what a member is called; a name made to play with a terminal loses its play."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in name.replace("\\", "/"))
    return f"{archive}/{shown.removeprefix('./')}"
