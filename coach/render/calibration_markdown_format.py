"""`--format markdown` of a calibration: all of it, for the minutes of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render.calibration_document import TITLE, document
from coach.render.review_markdown_format import markdown

if TYPE_CHECKING:
    from coach.calibration.figures import Calibration
    from coach.render.base import RenderOptions


def view(options: RenderOptions, calibration: Calibration) -> str:  # noqa: ARG001  the same whatever the screen
    """Return the report."""
    return markdown(TITLE, document(calibration))
