"""Frozen values that cross the borders between the parts of the program.

Offsets count Unicode code points in the text exactly as it was read; spans are half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
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
class Rewrite:
    """A rewriting of a sentence: `text` takes the place of the characters of `span`.

    `scope` is what it replaces: « passage » (some words), « proposition » (a clause) or « phrase » (the sentence);
    « coupure » only ends the sentence there and begins another; « pointe » takes a clause away.
    `kind` is what it turns the sentence to: see KINDS. `note` says in one line what changed, and why.
    """

    span: Span
    text: str
    scope: str
    kind: str
    note: str


# What a rewriting does, by name: it offers, gives the reason then offers, asks about the need, helps for next time,
# says the fact without blame, says sorry once, takes out what hurts, or leaves the sentence to the adviser.
KINDS = ("offre", "raison", "question", "prevention", "fait", "excuse", "retrait", "a-completer")
LEFT_TO_ADVISER = "a-completer"
# The channels that the form of a draft may tell; « avis » is the public answer to a review.
CHANNELS = ("mail", "lettre", "chat", "avis")


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
    # How sure its category is, from 0 to 1: what the phrasebooks know by its words is. Not part of the published data.
    certainty: float = 1.0
    # The sentence rewritten, the best first, when it was asked for.
    rewrites: tuple[Rewrite, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence at fault: what is said of it, and its rewritings, the best first; there is always one."""

    span: Span
    text: str
    findings: tuple[Finding, ...]
    rewrites: tuple[Rewrite, ...]


@dataclass(frozen=True, slots=True)
class Reframed:
    """A draft with the rewritings of its sentences at fault, in reading order; a clean draft has no passage."""

    text: str = field(repr=False)
    passages: tuple[Passage, ...]

    @property
    def best(self) -> str:
        """Return the draft with the best rewriting of each passage."""
        return self.written([passage.rewrites[0] for passage in self.passages])

    def written(self, choices: Sequence[Rewrite | None]) -> str:
        """Return the draft with one choice a passage; None leaves the sentence as it stands."""
        parts: list[str] = []
        done = 0
        for choice in choices:
            if choice is not None:
                # Two sentences taken out side by side both claim the blanks between them.
                parts += self.text[done : max(done, choice.span.start)], choice.text
                done = choice.span.end
        return "".join((*parts, self.text[done:]))
