"""coach: flags blunt refusals and blame in French replies to customers, and suggests what to say instead.

>>> from coach import Coach
>>> report = Coach().check("Non, ce n'est pas possible.")
>>> [finding.category for finding in report.findings]
['non-sec', 'impossibilite']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.model import Finding, Label, Report, Scores, Severity, Skipped, Span, Strength

if TYPE_CHECKING:
    from coach.engine import Coach

__all__ = ["Coach", "CoachError", "Finding", "Label", "Report", "Scores", "Severity", "Skipped", "Span", "Strength"]
__version__ = "0.1.0"


def __getattr__(name: str) -> type[Coach]:
    # Coach brings spaCy, half a second: `coach --help` and the values above do without.
    if name == "Coach":
        from coach.engine import Coach

        return Coach
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
