"""Frozen values that cross the borders between the parts of the program.

Offsets count Unicode code points in the text exactly as it was read; spans are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

# Who may read a draft: « all » is the phrasebooks and the learned reader.
READERS = ("all", "phrasebooks")


class Severity(IntEnum):
    """How grave a finding is; comparable, the graver the greater."""

    CONSEIL = 1
    A_REPRENDRE = 2
    BLOQUANT = 3

    @property
    def slug(self) -> str:
        """Return the name used in JSON, options and phrasebooks."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def from_slug(cls, slug: str) -> Severity:
        """Return the severity called `slug`; raise KeyError for any other word."""
        return _SEVERITIES[slug]


_SEVERITIES = {severity.slug: severity for severity in Severity}
SEVERITY_SLUGS = tuple(_SEVERITIES)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text: `text[start:end]`."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Tell whether the two stretches share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault found in the adviser's own words."""

    rule: str
    category: str
    severity: Severity
    span: Span
    line: int
    column: int
    text: str
    message: str
    why: str
    reframings: tuple[str, ...] = ()
    softened_by: str | None = None
    # Orders findings of equal severity, the heaviest first; not part of the published data.
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """Something that the draft as a whole lacks."""

    label: str
    message: str
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that the draft does well, with its evidence."""

    strength: str
    span: Span
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch that was not read as the adviser's words: citation, historique, signature or mentions."""

    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scores:
    """Two marks out of 100; the lower one is the draft's."""

    forme: int
    fond: int

    @property
    def total(self) -> int:
        """Return the lower of the two marks."""
        return min(self.forme, self.fond)


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of one draft. `findings` are sorted by start."""

    source: str
    text: str = field(repr=False)
    findings: tuple[Finding, ...]
    labels: tuple[Label, ...]
    strengths: tuple[Strength, ...]
    skipped: tuple[Skipped, ...]
    scores: Scores
    # The sentence that would make the worst headline; None when nothing is at fault.
    riskiest: Span | None = None

    def gravest(self) -> tuple[Finding, ...]:
        """Return the findings, the gravest first, then in reading order."""
        return tuple(sorted(self.findings, key=lambda f: (-f.severity, -f.weight, f.span.start)))
