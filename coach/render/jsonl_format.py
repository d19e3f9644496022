"""`--format jsonl`: one report a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render.base import Renderer
from coach.render.json_data import dumps, report_data

if TYPE_CHECKING:
    from coach.model import Report


class JsonLinesRenderer(Renderer):
    """Write each report as one physical line."""

    def report(self, report: Report) -> str:
        """Return the report and its line end."""
        return dumps(report_data(report)) + "\n"


RENDERER = JsonLinesRenderer
