"""Output formats: each is one module, `<name>_format.py`, imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module

from coach.render.base import Renderer, RenderOptions

__all__ = ["FORMATS", "RenderOptions", "Renderer", "renderer"]

FORMATS: tuple[str, ...] = ("terminal", "json", "jsonl", "sarif", "github", "csv")


def renderer(name: str, options: RenderOptions) -> Renderer:
    """Return a new renderer of the format called `name`; raise KeyError for any other word."""
    if name not in FORMATS:
        raise KeyError(name)
    made: Renderer = import_module(f"coach.render.{name}_format").RENDERER(options)
    return made
