"""Where the faults and the signals of a draft stand: what counts as evidence, and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coach.checks.draft import Draft
from coach.phrasebook.matcher import Hit

# An acknowledgement stays one though a « mais » takes it back, and an apology though it grovels.
KIND_FAULTS = frozenset({"empathie-annulee", "excuse-conditionnelle", "servilite"})
# Words that put the customer down or turn them away: no trouble of theirs is left alone with these.
ROUGH = frozenset({"donner-tort", "dernier-mot", "reproche", "mise-en-doute", "defausse", "impossibilite", "non-sec"})


def signals(draft: Draft, *names: str, inside: Iterable[str] = ()) -> Iterator[Hit]:
    """Yield the signals of these names that share no word with a fault, save those of the categories `inside`."""
    barring = [fault for fault in draft.faults if fault.entry["category"] not in inside]
    for name in names:
        for hit in draft.signals.get(name, ()):
            if all(hit.first >= fault.last or hit.last <= fault.first for fault in barring):
                yield hit


def has(draft: Draft, *names: str, inside: Iterable[str] = ()) -> bool:
    """Tell whether one of these signals stands in the draft, outside its faults."""
    return any(True for _ in signals(draft, *names, inside=inside))
