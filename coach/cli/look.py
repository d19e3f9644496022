"""How what people read is to look: the options, the environment and the terminal decide."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from coach.render import RenderOptions


def render_options(
    *, to_file: bool, no_color: bool, show_all: bool = False, headline: bool = False, stream: TextIO | None = None
) -> RenderOptions:
    """Return how the output is to look on `stream` or standard output: the options, the environment, the terminal."""
    stream = stream or sys.stdout
    terminal = not to_file and stream.isatty()
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
    color = (terminal and os.environ.get("TERM") != "dumb") or (forced and not to_file)
    return RenderOptions(
        width=_width(stream if terminal else None),
        color=color and not no_color and not os.environ.get("NO_COLOR"),
        unicode=to_file or (stream.encoding or "").lower().replace("-", "").startswith("utf"),
        show_all=show_all,
        headline=headline,
    )


def _width(terminal: TextIO | None) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    if terminal is None:
        return 80
    with suppress(OSError, ValueError):
        return os.get_terminal_size(terminal.fileno()).columns or 80
    return 80
