"""Where the places of faults are annotated: how much of them coach finds, by the rules of the project's evaluation.

Two findings meet where they share a character. `detect` looks at what is « à reprendre » or worse, whatever its
category; `exact` wants the category right, over all degrees; `clean` is the share of faultless drafts left in peace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.calibration.values import Read
from coach.calibration.vocabulary import counted
from coach.model import Finding, Severity, Span
from coach.phrasebook.entry import CATEGORY_SEVERITY
from coach.training.annotation import CATEGORIES, LABELS

GRAVE = Severity.A_REPRENDRE


@dataclass(frozen=True, slots=True)
class Hits:
    """How many of those found were right, and how many of those annotated were found."""

    right: int = 0
    found: int = 0
    hit: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Return the share of right ones among those found; nothing found is nothing wrong."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share found of those annotated; nothing annotated is nothing missed."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Places:
    """The figures of the drafts whose faults have places."""

    drafts: int
    detect: Hits
    exact: Hits
    labels: Hits
    quiet: int
    clean: int
    categories: dict[str, Hits]
    by_label: dict[str, Hits]


@dataclass(slots=True)
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, of: str, hit: bool) -> None:
        self.counts[f"{name} {of}"] += 1
        self.counts[f"{name} {of} hit"] += hit

    def hits(self, *names: str) -> Hits:
        right, found, hit, gold = (
            sum(self.counts[f"{name} {key}"] for name in names) for key in ("found hit", "found", "gold hit", "gold")
        )
        return Hits(right, found, hit, gold)


def places(read: Iterable[Read]) -> Places | None:
    """Return the figures of the drafts whose faults were marked in place; None when there are none."""
    tally = _Tally()
    drafts = 0
    for one in read:
        for opinion in one.message.opinions.values():
            if opinion.spans is not None:
                drafts += 1
                _spans(tally, opinion.spans, one.findings)
                _labels(tally, opinion.labels or frozenset(), one.labels & frozenset(LABELS))
    if not drafts:
        return None
    # What no annotator knows (`a-completer`) counts as found all the same: it was shown to somebody.
    exact = [key.removesuffix(" found") for key in tally.counts if key.startswith("exact ") and key.endswith(" found")]
    exact += [name for category in CATEGORIES if (name := f"exact {category}") not in exact]
    return Places(
        drafts=drafts,
        detect=tally.hits("detect"),
        exact=tally.hits(*exact),
        labels=tally.hits(*(f"label {label}" for label in LABELS)),
        quiet=tally.counts["clean found hit"],
        clean=tally.counts["clean found"],
        categories={name: tally.hits(f"exact {name}") for name in CATEGORIES},
        by_label={name: tally.hits(f"label {name}") for name in LABELS},
    )


def _spans(tally: _Tally, faults: tuple[tuple[Span, str], ...], findings: tuple[Finding, ...]) -> None:
    named = [(one, name) for one in findings if (name := counted(one.category)) is not None]
    for span, category in faults:
        found = any(one.span.meets(span) and name == category for one, name in named)
        tally.count(f"exact {category}", "gold", found)
        if CATEGORY_SEVERITY[category] >= GRAVE:
            tally.count("detect", "gold", any(one.span.meets(span) and one.severity >= GRAVE for one in findings))
    for one, name in named:
        tally.count(f"exact {name}", "found", any(one.span.meets(span) and name == other for span, other in faults))
        if one.severity >= GRAVE:
            tally.count("detect", "found", any(one.span.meets(span) for span, _ in faults))
    if not any(CATEGORY_SEVERITY[category] >= GRAVE for _, category in faults):
        tally.count("clean", "found", not any(one.severity >= GRAVE for one, _ in named))


def _labels(tally: _Tally, gold: frozenset[str], found: frozenset[str]) -> None:
    for label in gold:
        tally.count(f"label {label}", "gold", label in found)
    for label in found:
        tally.count(f"label {label}", "found", label in gold)
