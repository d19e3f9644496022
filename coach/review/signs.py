"""What only a whole conversation shows to a grid, beside the findings: greeting, name, leave-taking, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coach.model import Finding, Report
from coach.phrasebook.entry import CATEGORY_SEVERITY, PARENTS
from coach.review.language import TalkReader
from coach.review.pseudonyms import addresses_by_name
from coach.transcripts.base import Turn

GREETING, NAME, LEAVE, UNANSWERED, UNRESOLVED = "salutation", "nom", "conge", "question-sans-reponse", "non-resolu"
SIGNS = (GREETING, NAME, LEAVE, UNANSWERED, UNRESOLVED)
# A finding that a context made lighter than its category is: half a fault.
HALF, WHOLE = 0.5, 1.0


def observed(
    turns: Sequence[Turn], reports: Mapping[int, Report], talk: TalkReader, *, unanswered: bool, unresolved: bool
) -> dict[str, float]:
    """Return what coach sees of a conversation's advisers, and how much of it, WHOLE or HALF. `reports` holds one."""
    found: dict[str, float] = {}
    for report in reports.values():
        for category, weight in _faults(report.findings):
            found[category] = max(weight, found.get(category, 0.0))
        found.update(dict.fromkeys((label.label for label in report.labels), WHOLE))
        found.update(dict.fromkeys((strength.strength for strength in report.strengths), WHOLE))
    found.update(dict.fromkeys(_manners([turns[at].text for at in sorted(reports)], talk), WHOLE))
    if unanswered:
        found[UNANSWERED] = WHOLE
    if unresolved:
        found[UNRESOLVED] = WHOLE
    return found


def _faults(findings: Iterable[Finding]) -> Iterator[tuple[str, float]]:
    for one in findings:
        weight = HALF if one.severity < CATEGORY_SEVERITY[one.category] else WHOLE
        yield one.category, weight
        # A finer category is one of its parent's too.
        if one.category in PARENTS:
            yield PARENTS[one.category], weight


def _manners(texts: Sequence[str], talk: TalkReader) -> Iterator[str]:
    if talk.greets(texts[0]):
        yield GREETING
    if any(map(addresses_by_name, texts)):
        yield NAME
    # After the goodbye there may be one more answer.
    if any(map(talk.takes_leave, texts[:-3:-1])):
        yield LEAVE
