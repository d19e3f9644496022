"""Output formats: each is one module, `<name>_format.py`, imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from coach.render.base import Renderer, RenderOptions

if TYPE_CHECKING:
    from coach.calibration.figures import Calibration
    from coach.render.review_base import ReviewRenderer

__all__ = [
    "CALIBRATION_FORMATS",
    "FORMATS",
    "REVIEW_FORMATS",
    "RenderOptions",
    "Renderer",
    "calibration_view",
    "renderer",
    "review_renderer",
]

FORMATS: tuple[str, ...] = ("terminal", "json", "jsonl", "sarif", "github", "csv")
# What `coach review` writes; « html » is for --report.
REVIEW_FORMATS: tuple[str, ...] = ("terminal", "json", "jsonl", "csv", "markdown")


# What `coach calibrate` writes.
CALIBRATION_FORMATS: tuple[str, ...] = ("terminal", "json", "csv", "markdown")


def renderer(name: str, options: RenderOptions) -> Renderer:
    """Return a new renderer of the format called `name`; raise KeyError for any other word."""
    if name not in FORMATS:
        raise KeyError(name)
    made: Renderer = import_module(f"coach.render.{name}_format").RENDERER(options)
    return made


def review_renderer(name: str, options: RenderOptions) -> ReviewRenderer:
    """Return a new renderer of reviews of the format called `name`; raise KeyError for any other word."""
    if name not in (*REVIEW_FORMATS, "html"):
        raise KeyError(name)
    made: ReviewRenderer = import_module(f"coach.render.review_{name}_format").RENDERER(options)
    return made


def calibration_view(name: str, options: RenderOptions, calibration: Calibration) -> str:
    """Return a calibration in the format called `name`; raise KeyError for any other word."""
    if name not in CALIBRATION_FORMATS:
        raise KeyError(name)
    shown: str = import_module(f"coach.render.calibration_{name}_format").view(options, calibration)
    return shown
