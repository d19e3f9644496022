"""The resident process as the other commands see it: started after a run that did without, warmed before it serves."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from coach.cli.options import means
from coach.config import Config
from coach.resident import control
from coach.resident.ready import SAMPLE, SHELF

_CALLS = (["check"], ["check", "--all"], ["check", "--format", "json"], ["reframe"], ["reframe", "--diff"])


def start_after(settings: Config) -> None:
    """Start the resident process in the background, after a run that did without it in a terminal."""
    if not settings.resident or SHELF.coaches or "CI" in os.environ or os.environ.get(control.SWITCH) == "0":
        return
    if not control.possible() or sys.stderr is None or not sys.stderr.isatty():
        return
    with suppress(OSError):
        if control.status() is None:
            control.start(settings.resident_minutes, wait=False)


def warm_up(run: Callable[[list[str]], int]) -> None:
    """Load what calls need, by making some."""
    SHELF.prepare(("", means(Config(), None, None, None, None)))
    streams = sys.stdin, sys.stdout, sys.stderr
    try:
        for call in _CALLS:
            sys.stdin = _text(SAMPLE.encode())
            sys.stdout, sys.stderr = _text(), _text()
            run(call)
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams


def _text(data: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), "utf-8")
