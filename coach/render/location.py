"""Where a finding stands, as other programs ask for it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote_from_bytes

if TYPE_CHECKING:
    from coach.model import Finding

STDIN = "<stdin>"
LINE_END = re.compile(r"\r\n|\r|\n")


class Region(NamedTuple):
    """First character and the one after the last, lines and columns counted from 1."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


def region(finding: Finding) -> Region:
    """Return the lines and columns that the finding covers, going by its own start and its words."""
    start_line, start_column = max(finding.line, 1), max(finding.column, 1)
    breaks = list(LINE_END.finditer(finding.text))
    if not breaks:
        return Region(start_line, start_column, start_line, start_column + len(finding.text))
    return Region(start_line, start_column, start_line + len(breaks), len(finding.text) - breaks[-1].end() + 1)


def file_name(source: str) -> str:
    """Return the path with `/` between its parts, or `stdin`."""
    return "stdin" if source == STDIN else PurePath(source).as_posix()


def uri(source: str) -> str:
    """Return a valid URI reference: relative for a relative path, `file:` for an absolute one."""
    name = file_name(source)
    quoted = quote_from_bytes(_name_bytes(name), safe="/")
    if not PurePath(source).is_absolute():
        return quoted
    return f"file://{'' if name.startswith('/') else '/'}{quoted}"


def _name_bytes(name: str) -> bytes:
    # surrogateescape gives back the bytes of a file name that is not UTF-8; other surrogates come from no file system.
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")
