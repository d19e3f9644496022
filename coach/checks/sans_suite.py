"""A draft after which the customer does not know what happens now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks import courtoisie_vide
from coach.checks.evidence import ROUGH, sends_away, shows, standing_signals, words_left
from coach.model import Label

if TYPE_CHECKING:
    from coach.checks.draft import Draft

LABEL = Label(
    "sans-suite",
    "Rien ne dit au client ce qui se passe maintenant : ni étape, ni contact, ni date.",
    (
        "Terminez par la prochaine étape : « Je [action] et je vous rappelle [date]. »",
        "Donnez un moyen de vous joindre : « Vous pouvez m’écrire ici, ou m’appeler au [numéro]. »",
    ),
)
_ONLY_SCORN = 6


def label(draft: Draft) -> Label | None:
    """Return the label when neither a next step, nor a contact, nor a date tells what happens now.

    Even a vague promise counts as a next step, and so does an order that leads somewhere. Only drafts that turn
    the customer away, scold them or are empty are looked at: a plain answer needs no next step.
    """
    if not (draft.has_category(*ROUGH) or _is_only_scorn(draft) or courtoisie_vide.label(draft)):
        return None
    for finding in draft.findings:
        if finding.category == "promesse-vague" or (finding.category == "injonction" and not sends_away(finding.text)):
            return None
    if shows(draft, "issue", "contact", "engagement-date", "suite", "demarche"):
        return None
    # « Rien avant le 3 » : a date in the sentence of a fault is that of the refusal or of the blame.
    faulty = {fault.sentence for fault in draft.faults if fault.entry["category"] in ROUGH | {"condescendance"}}
    return None if any(hit.sentence not in faulty for hit in standing_signals(draft, "echeance")) else LABEL


def _is_only_scorn(draft: Draft) -> bool:
    return draft.has_category("condescendance", "familiarite", "riposte") and words_left(draft) < _ONLY_SCORN
