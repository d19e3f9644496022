"""What every output format shares: the options it gets and the three calls it answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.model import Report


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How the output is to look. The data formats read none of it."""

    width: int = 80
    color: bool = False
    unicode: bool = True
    show_all: bool = False
    headline: bool = False


class Renderer(ABC):
    """Turn reports into text, one at a time.

    The whole output is `start() + report(r1) + report(r2) + … + end()`; nothing of a report is kept beyond its own
    call, so that a long run can be written as it goes.
    """

    def __init__(self, options: RenderOptions) -> None:
        self.options = options

    def start(self) -> str:
        """Return what comes before the first report."""
        return ""

    @abstractmethod
    def report(self, report: Report) -> str:
        """Return the text of one report."""

    def end(self) -> str:
        """Return what comes after the last report."""
        return ""
