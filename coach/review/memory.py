"""What may be kept of a checked conversation without its text, and a report made of it once the text is read again.

A finding is kept as a rule and a place in the message: its words are found again where they always were, in the export.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from coach.model import Finding, Label, Report, Scores, Severity, Span, Strength
from coach.review.pseudonyms import Mask
from coach.review.quotes import quoted
from coach.review.values import Conversation
from coach.transcripts.base import Transcript


@dataclass(frozen=True, slots=True)
class KeptFault:
    """A finding: what speaks, where, and what the phrasebook says of it. `quote` only when quotes are kept."""

    rule: str
    category: str
    severity: Severity
    start: int
    end: int
    message: str
    reframings: tuple[str, ...]
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class KeptStrength:
    """A strength: which, where, and what is said of it. `quote` only when quotes are kept."""

    strength: str
    start: int
    end: int
    message: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A checked turn. One that `quotes` has a reframing made of its words, which are not kept: it is checked again."""

    number: int
    forme: int
    fond: int
    labels: tuple[str, ...]
    faults: tuple[KeptFault, ...]
    strengths: tuple[KeptStrength, ...]
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class Remembered:
    """A conversation to check for the history: its fingerprint, and its turns if they are known, by their numbers."""

    transcript: Transcript
    fingerprint: str
    turns: dict[int, KeptTurn] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A conversation checked for the history; its turns are None when the history has them."""

    conversation: Conversation
    fingerprint: str
    identity: str
    turns: tuple[KeptTurn, ...] | None


def kept_turn(number: int, report: Report, quoting: Container[str], mask: Mask | None) -> KeptTurn:
    """Return what is kept of a report. `quoting` are the rules whose reframings hold words of the message.

    With a `mask` the sentences of findings and strengths are kept, masked.
    """

    def quote(span: Span) -> str | None:
        return quoted(report.text, span.start, span.end, mask) if mask else None

    return KeptTurn(
        number=number,
        forme=report.scores.forme,
        fond=report.scores.fond,
        labels=tuple(label.label for label in report.labels),
        faults=tuple(
            KeptFault(
                rule=one.rule,
                category=one.category,
                severity=one.severity,
                start=one.span.start,
                end=one.span.end,
                message=one.message,
                reframings=() if one.rule in quoting else one.reframings,
                quote=quote(one.span),
            )
            for one in report.findings
        ),
        strengths=tuple(
            KeptStrength(one.strength, one.span.start, one.span.end, one.message, quote(one.span))
            for one in report.strengths
        ),
        quotes=any(one.rule in quoting for one in report.findings),
    )


def report_of(turn: KeptTurn, text: str) -> Report:
    """Return the report that a turn had, as far as a review reads it."""
    return Report(
        source="",
        text=text,
        findings=tuple(
            Finding(
                rule=one.rule,
                category=one.category,
                severity=one.severity,
                span=Span(one.start, one.end),
                line=0,
                column=0,
                text=text[one.start : one.end],
                message=one.message,
                why="",
                reframings=one.reframings,
            )
            for one in turn.faults
        ),
        labels=tuple(Label(label, "") for label in turn.labels),
        strengths=tuple(
            Strength(one.strength, Span(one.start, one.end), text[one.start : one.end], one.message)
            for one in turn.strengths
        ),
        skipped=(),
        scores=Scores(turn.forme, turn.fond),
        riskiest=None,
    )
