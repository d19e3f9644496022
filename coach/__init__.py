"""coach: flags blunt refusals and blame in French replies to customers, and suggests what to say instead.

>>> from coach import Coach
>>> report = Coach().check("Non, ce n'est pas possible.")
>>> [finding.category for finding in report.findings]
['non-sec', 'impossibilite']
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which costs more to load than all that the resident process's client does
if TYPE_CHECKING:
    from coach.engine import Coach
    from coach.errors import CoachError
    from coach.model import Finding, Label, Report, Scores, Severity, Skipped, Span, Strength

__all__ = ["Coach", "CoachError", "Finding", "Label", "Report", "Scores", "Severity", "Skipped", "Span", "Strength"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # The command line imports this package before it knows what is wanted of it: nothing comes before it is used.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = {"Coach": "engine", "CoachError": "errors"}.get(name, "model")
    return getattr(import_module(f"coach.{home}"), name)
