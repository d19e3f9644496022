"""What a draft does well: the signals that are worth a word of praise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks.evidence import standing_signals
from coach.model import Strength

if TYPE_CHECKING:
    from coach.checks.draft import Draft

PRAISED = ("reconnaissance", "raison", "issue", "engagement-date", "prevention", "reformulation")


def strengths(draft: Draft) -> tuple[Strength, ...]:
    """Return one strength a kind, at its first evidence outside the faults, in reading order.

    A reason is praised where something is refused: elsewhere it is a mere explanation.
    """
    found: list[Strength] = []
    for name in PRAISED:
        if name not in draft.signals or (name == "raison" and not draft.refuses):
            continue
        hit = next(standing_signals(draft, name), None)
        if hit is not None:
            span = draft.reading.span(hit.first, hit.last)
            found.append(Strength(name, span, draft.text[span.start : span.end], hit.entry["message"]))
    return tuple(sorted(found, key=lambda strength: strength.span))
