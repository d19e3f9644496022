"""What a draft does well: the signals that are worth a word of praise."""

from __future__ import annotations

from coach.checks.draft import Draft
from coach.model import Strength

PRAISED = ("reconnaissance", "raison", "issue", "engagement-date", "prevention", "reformulation")


def strengths(draft: Draft) -> tuple[Strength, ...]:
    """Return one strength a kind, at its first evidence, in reading order."""
    found: list[Strength] = []
    for name in PRAISED:
        for hit in draft.signals.get(name, ()):
            span = draft.reading.span(hit.first, hit.last)
            found.append(Strength(name, span, draft.text[span.start : span.end], hit.entry["message"]))
            break
    return tuple(sorted(found, key=lambda strength: strength.span))
