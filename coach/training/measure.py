"""How good reports are, by the rules of the project's evaluation: two findings meet where they share a character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.model import Finding, Severity
from coach.phrasebook.entry import CATEGORY_SEVERITY, PARENTS
from coach.training.annotation import LABELS, Annotated

# The finer categories and the annotated category that each refines; None: not annotated.
REFINES: dict[str, str | None] = {
    **PARENTS,
    "minimisation": "mot-noir",
    "refus-flou": None,
    "a-completer": None,
}


def annotated_category(name: str) -> str | None:
    """Return the annotated category that a category of the tool counts for, or None."""
    return REFINES.get(name, name)


@dataclass
class Tally:
    """Hits among what was annotated (gold) and among what was found."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, annotated: Annotated, findings: Iterable[Finding], labels: Iterable[str]) -> None:
        """Count one draft."""
        found = [(one, name) for one in findings if (name := annotated_category(one.category))]
        grave = [one for one, _ in found if one.severity >= Severity.A_REPRENDRE]
        for span, name in annotated.faults:
            self._count(f"exact {name} gold", any(one.span.meets(span) and other == name for one, other in found))
            if CATEGORY_SEVERITY[name] >= Severity.A_REPRENDRE:
                self._count("detect gold", any(one.span.meets(span) for one in grave))
        for one, name in found:
            right = any(one.span.meets(span) and other == name for span, other in annotated.faults)
            self._count(f"exact {name} found", right)
        for one in grave:
            self._count("detect found", any(one.span.meets(span) for span, _ in annotated.faults))
        if not any(CATEGORY_SEVERITY[name] >= Severity.A_REPRENDRE for _, name in annotated.faults):
            self._count("clean found", not grave)
        given = set(labels).intersection(LABELS)
        for name in annotated.labels:
            self._count(f"labels {name} gold", name in given)
        for name in given:
            self._count(f"labels {name} found", name in annotated.labels)

    def _count(self, name: str, hit: bool) -> None:
        self.counts[name] += 1
        self.counts[name + " hit"] += hit

    def share(self, name: str, of: str) -> float:
        """Return the share of hits, of « gold » or « found », over all the counts whose names begin so."""
        wholes = [key for key in self.counts if key.startswith(name) and key.endswith(of)]
        whole = sum(self.counts[key] for key in wholes)
        return sum(self.counts[key + " hit"] for key in wholes) / whole if whole else 1.0

    def f1(self, name: str) -> float:
        """Return the harmonic mean of precision and recall."""
        precision, recall = self.share(name, "found"), self.share(name, "gold")
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def row(self) -> dict[str, float]:
        """Return the usual figures."""
        return {
            "precision": self.share("detect", "found"),
            "rappel": self.share("detect", "gold"),
            "F1": self.f1("detect"),
            "exact": self.f1("exact"),
            "étiquettes": self.f1("labels"),
            "silence": self.share("clean", "found"),
        }
