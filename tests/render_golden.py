"""The views that are compared with a file; `python tests/render_golden.py` writes the files anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import render_samples as samples

from coach.render import RenderOptions, renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.model import Report

FOLDER = Path(__file__).parent / "data" / "render"

CASES: Mapping[str, tuple[Report, RenderOptions]] = {
    "refusal-40-ascii": (samples.refusal(), RenderOptions(width=40, unicode=False, headline=True)),
    "refusal-60": (samples.refusal(), RenderOptions(width=60, headline=True)),
    "refusal-60-color": (samples.refusal(), RenderOptions(width=60, color=True, headline=True)),
    "refusal-100-all": (samples.refusal("<stdin>"), RenderOptions(width=100, show_all=True)),
    "refusal-200-all-ascii": (samples.refusal(), RenderOptions(width=200, show_all=True, unicode=False)),
    "chat-60": (samples.chat(), RenderOptions(width=60, headline=True)),
    "chat-40-color": (samples.chat(), RenderOptions(width=40, color=True)),
    "clean-60": (samples.clean(), RenderOptions(width=60, headline=True)),
}


def view(name: str) -> str:
    """Return the view, its escape characters made visible so that the file can be read."""
    report, options = CASES[name]
    made = renderer("terminal", options)
    return (made.start() + made.report(report) + made.end()).replace("\x1b", "␛")


def path(name: str) -> Path:
    """Return the file that holds the view."""
    return FOLDER / f"{name}.txt"


if __name__ == "__main__":
    for each in CASES:
        path(each).write_text(view(each), encoding="utf-8", newline="\n")
