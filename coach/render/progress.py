"""A progress bar on standard error for a long run; on anything but a terminal, nothing at all."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

# How often the bar is drawn anew, in seconds.
_EVERY = 0.15


class ProgressBar:
    """Shows how far the files have been read, how many messages are checked, how fast, and the time left."""

    def __init__(self, stream: TextIO, total: int, *, color: bool) -> None:
        """Take where to draw, and how many bytes there are to read; 0 when nobody knows, as of standard input."""
        self._bar: Progress | None = None
        if stream.isatty():
            self._bar = _bar(stream, color=color)
            self._task = self._bar.add_task("", total=total or None, done="")
        self._read_before = self._size = 0
        self._open: BinaryIO | None = None
        self._messages = 0
        self._began = self._drawn = time.monotonic()

    def opened(self, stream: BinaryIO) -> None:
        """Note that the next file is being read."""
        self._read_before += self._size
        self._open, self._size = stream, os.fstat(stream.fileno()).st_size

    def advance(self, messages: int) -> None:
        """Note that some messages are checked."""
        self._messages += messages
        now = time.monotonic()
        if self._bar is not None and now - self._drawn >= _EVERY:
            self._drawn = now
            rate = self._messages / max(now - self._began, 0.001)
            done = f"{self._messages} messages, {rate:.0f}/s"
            self._bar.update(self._task, completed=self._read_before + self._position(), done=done)
            self._bar.refresh()

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _position(self) -> int:
        with suppress(OSError, ValueError):  # it is closed: it was read to its end
            return self._open.tell() if self._open is not None else 0
        return self._size


def _bar(stream: TextIO, *, color: bool) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return Progress(
        SpinnerColumn("line"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[done]}"),
        TimeRemainingColumn(),
        console=Console(file=stream, no_color=not color, force_terminal=True),
        auto_refresh=False,  # a thread would be forked into the workers
        transient=True,
    )
