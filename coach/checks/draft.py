"""What a check sees of a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.model import Finding, Severity, Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.phrasebook.matcher import Hit, Reading

REFUSALS = frozenset({"impossibilite", "non-sec"})
# After these, « Non, vous vous trompez », the « non » denies what the customer says: it refuses nothing.
DENIALS = frozenset({"donner-tort", "dernier-mot", "reproche", "mise-en-doute"})
# « Ah ben mais non »: what may stand before the « non » without saying what it is about.
_INTERJECTIONS = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft read: its text, its sentences, its findings and the signals of the phrasebooks found in it.

    `faults` are the matches behind `findings`, in the same order.
    """

    text: str
    reading: Reading
    skipped: tuple[Skipped, ...]
    findings: Sequence[Finding]
    faults: Sequence[Hit]
    signals: Mapping[str, Sequence[Hit]]
    categories: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Note the categories of the findings: nearly every check asks for them."""
        object.__setattr__(self, "categories", frozenset(finding.category for finding in self.findings))

    def has(self, *signals: str) -> bool:
        """Tell whether any of the signals was found."""
        return not self.signals.keys().isdisjoint(signals)

    def has_category(self, *categories: str) -> bool:
        """Tell whether any finding is of one of the categories."""
        return not self.categories.isdisjoint(categories)

    @property
    def refuses(self) -> bool:
        """Tell whether something is refused to the customer: a « non » that only denies what they say is no refusal."""
        if self.categories.isdisjoint(REFUSALS):
            return False
        for number, fault in enumerate(self.faults):
            category = fault.entry["category"]
            if category == "impossibilite" or (category == "non-sec" and not self._denies(number)):
                return True
        return False

    @property
    def grave(self) -> bool:
        """Tell whether a finding is `a-reprendre` or worse."""
        return any(finding.severity >= Severity.A_REPRENDRE for finding in self.findings)

    def _denies(self, number: int) -> bool:
        """Tell whether a « non » is a denial: blame or doubt follows it, and nothing asked for came before."""
        fault = self.faults[number]
        after = self.faults[number + 1] if number + 1 < len(self.faults) else None
        if after is None or after.entry["category"] not in DENIALS or after.sentence > fault.sentence + 1:
            return False
        # « À propos du geste, c'est non » says what it refuses.
        if fault.first - self.reading.sentences[fault.sentence][0] > _INTERJECTIONS:
            return False
        return not (fault.sentence and self._asks(fault.sentence - 1))

    def _asks(self, sentence: int) -> bool:
        span = self.reading.span(*self.reading.sentences[sentence])
        return "?" in self.text[span.end - 2 : span.end]
