"""x"""

from __future__ import annotations

from coach.checks import courtoisie_vide
from coach.checks.draft import Draft
from coach.checks.evidence import ROUGH, has, signals, words_left
from coach.model import Label

_LABEL = Label("sans-suite", "x", ())


def label(draft: Draft) -> Label | None:
    for finding in draft.findings:
        if finding.category == "promesse-vague" or (finding.category == "injonction" and "qu'" not in finding.text):
            return None
    if not draft.has_category(*ROUGH):
        if courtoisie_vide.label(draft) is not None: return _LABEL
        if not (draft.has_category("condescendance") and words_left(draft) < 8):
            return None
    if has(draft, "issue", "contact", "engagement-date"):
        return None
    bad = {fault.sentence for fault in draft.faults if fault.entry["category"] in ROUGH | {"condescendance"}}
    for hit in signals(draft, "suite"):
        if hit.entry["id"] != "suite.echeance" or hit.sentence not in bad:
            return None
    return _LABEL
