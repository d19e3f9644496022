"""What a draft does well: the signals that are worth a word of praise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks.draft import DENIALS, REFUSALS
from coach.checks.evidence import standing_signals
from coach.model import Strength

if TYPE_CHECKING:
    from coach.checks.draft import Draft
    from coach.phrasebook.matcher import Hit

PRAISED = ("reconnaissance", "raison", "issue", "engagement-date", "prevention", "reformulation")


def strengths(draft: Draft) -> tuple[Strength, ...]:
    """Return one strength a kind, at its first evidence outside the faults, in reading order.

    A reason is praised beside the refusal or the way out that it explains: elsewhere it is a mere explanation. A
    request said again only to be denied (« Vous demandez si… : non. ») is no proof of listening.
    """
    found: list[Strength] = []
    for name in PRAISED:
        if name not in draft.signals:
            continue
        for hit in standing_signals(draft, name):
            if _deserved(draft, name, hit):
                span = draft.reading.span(hit.first, hit.last)
                found.append(Strength(name, span, draft.text[span.start : span.end], hit.entry["message"]))
                break
    return tuple(sorted(found, key=lambda strength: strength.span))


def _deserved(draft: Draft, name: str, hit: Hit) -> bool:
    if name == "raison":
        refusals = [fault for fault in draft.faults if fault.entry["category"] in REFUSALS]
        explained = refusals or standing_signals(draft, "issue")
        return any(abs(each.sentence - hit.sentence) <= 1 for each in explained)
    if name == "reformulation":
        denials = (f for f in draft.faults if f.entry["category"] in DENIALS or f.entry["category"] == "non-sec")
        return all(not 0 <= f.sentence - hit.sentence <= 1 for f in denials)
    return True
