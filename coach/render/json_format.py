"""`--format json`: one document, written report by report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render.base import Renderer, RenderOptions
from coach.render.json_data import VERSION, dumps, report_data

if TYPE_CHECKING:
    from coach.model import Report


class JsonRenderer(Renderer):
    """Write one document whose `reports` are laid one a line."""

    def __init__(self, options: RenderOptions) -> None:
        super().__init__(options)
        self._separator = "\n"

    def start(self) -> str:
        """Open the document."""
        self._separator = "\n"
        return f'{{"version": {VERSION}, "reports": ['

    def report(self, report: Report) -> str:
        """Return the report, after a comma unless it is the first."""
        separator, self._separator = self._separator, ",\n"
        return separator + dumps(report_data(report))

    def end(self) -> str:
        """Close the document."""
        return "\n]}\n"


RENDERER = JsonRenderer
