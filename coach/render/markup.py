"""Text of an export made fit for a page."""

from __future__ import annotations

from html import escape

from coach.render.review_wording import spaced

_SPACES = "\u00a0\u202f"


def shown(text: str) -> str:
    """Return a text as a page may hold it: no markup, no control or direction character of an export."""
    return escape("".join(char if char.isprintable() or char in _SPACES else "\ufffd" for char in spaced(text)))
