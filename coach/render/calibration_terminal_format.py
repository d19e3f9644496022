"""`--format terminal` of a calibration: the figures, then what there is to talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render.calibration_document import METHOD, document
from coach.render.review_terminal_format import TerminalRenderer

if TYPE_CHECKING:
    from coach.calibration.figures import Calibration
    from coach.render.base import RenderOptions


def view(options: RenderOptions, calibration: Calibration) -> str:
    """Return the view."""
    return TerminalRenderer(options).view(document(calibration), METHOD[0])
