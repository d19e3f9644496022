"""The two marks of a draft, by a rule that a trainer can work out by hand.

*Forme* starts at 100 and loses 25 for each bloquant, 12 for each a-reprendre, 4 for each conseil.
*Fond* starts at 100 and loses for each label what LOST says, or OTHER for one that it does not name. Neither goes
below 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Finding, Label, Scores, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

_COST = {Severity.BLOQUANT: 25, Severity.A_REPRENDRE: 12, Severity.CONSEIL: 4}
LOST = {
    "sans-issue": 30,
    "courtoisie-vide": 40,
    "sans-pourquoi": 20,
    "sans-empathie": 20,
    "sans-suite": 20,
    "impersonnel": 10,
    "besoin-non-explore": 10,
    "sans-prevention": 5,
    "trop-long": 5,
}
OTHER = 5


def scores(findings: Iterable[Finding], labels: Iterable[Label]) -> Scores:
    """Return the marks of a draft with these findings and labels."""
    forme = 100 - sum(_COST[finding.severity] for finding in findings)
    fond = 100 - sum(LOST.get(label.label, OTHER) for label in labels)
    return Scores(max(0, forme), max(0, fond))
