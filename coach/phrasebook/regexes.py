"""The regular expressions of a book, compiled once for all runs rather than once a run.

A pattern takes a millisecond to compile, for its classes hold thousands of symbols, and a first draft calls for
dozens: more time than all the rest of the check. Python compiles an expression to a list of numbers, which its engine
takes back in a hundredth of that time. They are kept beside the compiled book, each written when first needed; of a
draft they tell no more than which patterns were once tried.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import struct
import zlib
from array import array
from importlib import import_module
from pathlib import Path
from typing import Any

_RECORD = struct.Struct("<III")  # the number of the pattern, the length of what follows, its checksum


class Regexes:
    """Compiles the patterns of a book. `file` keeps what was compiled; None, or a file that fails, keeps nothing."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._kept: dict[int, memoryview] | None = None
        self._new: list[bytes] = []

    def compile(self, number: int, regex: str) -> re.Pattern[str]:
        """Return the compiled regular expression of a pattern, known by its number."""
        if self._file is None:
            return re.compile(regex)
        if self._kept is None:
            self._kept = _read(self._file)
        kept = self._kept.get(number)
        try:
            if kept is not None:
                return _thaw(regex, *marshal.loads(kept))  # noqa: S302  checked, in the user's own folder
            parts = _freeze(regex)
            compiled = _thaw(regex, *parts)
        except Exception:  # noqa: BLE001  another Python may hold other wonders inside: its own door is always open
            self._file = None
            return re.compile(regex)
        data = marshal.dumps(parts)
        self._new.append(_RECORD.pack(number, len(data), zlib.crc32(data)) + data)
        return compiled

    def save(self) -> None:
        """Keep what was compiled since the last time. Whatever goes wrong with it is no harm."""
        if not self._new or self._file is None:
            return
        data, self._new = b"".join(self._new), []
        with contextlib.suppress(OSError):
            # Added at the end, in one go: another run may be doing the same.
            place = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(place, data)
            finally:
                os.close(place)


def _read(file: Path) -> dict[int, memoryview]:
    """Return what a file keeps, by number; a spoiled one is dropped whole."""
    kept: dict[int, memoryview] = {}
    with contextlib.suppress(OSError):
        data = memoryview(file.read_bytes())
        at = 0
        while at < len(data):
            number, length, checksum = _RECORD.unpack(data[at : at + _RECORD.size].tobytes().ljust(_RECORD.size))
            start, at = at + _RECORD.size, at + _RECORD.size + length
            if at > len(data) or zlib.crc32(data[start:at]) != checksum:
                file.unlink(missing_ok=True)
                return {}
            kept[number] = data[start:at]
    return kept


def _freeze(regex: str) -> tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]:
    """Return the compiled form of a regular expression, as `re` makes it, in plain data."""
    parser, compiler = _inside("re._parser"), _inside("re._compiler")
    parsed = parser.parse(regex, 0)
    names: dict[str, int] = dict(parsed.state.groupdict)
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = array("I", compiler._code(parsed, 0))
    return parsed.state.flags, code.tobytes(), parsed.state.groups - 1, names, tuple(by_number)


def _thaw(
    regex: str, flags: int, code: bytes, groups: int, names: dict[str, int], by_number: tuple[str | None, ...]
) -> re.Pattern[str]:
    numbers = array("I")
    numbers.frombytes(code)
    compiled: re.Pattern[str] = _inside("_sre").compile(regex, flags, numbers.tolist(), groups, names, by_number)
    return compiled


def _inside(name: str) -> Any:  # noqa: ANN401  these modules have no types
    """Return a module of Python that is not meant for others: all of them are asked for here."""
    return import_module(name)
