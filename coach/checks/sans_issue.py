"""A refusal that leaves the customer nowhere to go."""

from __future__ import annotations

from coach.checks.draft import Draft
from coach.checks.evidence import has, refuses, signals
from coach.model import Label

_LABEL = Label("sans-issue", "x", ())


def label(draft: Draft) -> Label | None:
    """Return the label when something is refused and no other way is offered anywhere."""
    if not refuses(draft) or has(draft, "issue", "contact", "engagement-date"):
        return None
    if any(hit.entry["id"] == "suite.demarche" for hit in signals(draft, "suite")):
        return None
    paid = {hit.sentence for hit in draft.signals.get("paiement", ())}
    for fault, finding in zip(draft.faults, draft.findings, strict=True):
        if fault.entry["category"] == "injonction" and fault.sentence not in paid and "qu'" not in finding.text:
            return None
    return _LABEL
