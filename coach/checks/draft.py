"""What a check sees of a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.model import Finding, Severity, Skipped
from coach.phrasebook.matcher import Hit, Reading

REFUSALS = frozenset({"impossibilite", "non-sec"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft read: its text, its sentences, its findings and the signals of the phrasebooks found in it."""

    text: str
    reading: Reading
    skipped: Sequence[Skipped]
    findings: Sequence[Finding]
    faults: Sequence[Hit]
    signals: Mapping[str, Sequence[Hit]]

    def has(self, *signals: str) -> bool:
        """Tell whether any of the signals was found."""
        return any(name in self.signals for name in signals)

    def has_category(self, *categories: str) -> bool:
        """Tell whether any finding is of one of the categories."""
        return any(finding.category in categories for finding in self.findings)

    @property
    def refuses(self) -> bool:
        """Tell whether something is refused to the customer."""
        return any(finding.category in REFUSALS for finding in self.findings)

    @property
    def grave(self) -> bool:
        """Tell whether a finding is `a-reprendre` or worse."""
        return any(finding.severity >= Severity.A_REPRENDRE for finding in self.findings)
