"""Which signals of a draft count as evidence, and how much is said beside the faults."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from coach.phrasebook.book import MASKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.checks.draft import Draft
    from coach.phrasebook.matcher import Hit

# What turns the customer away or puts them in the wrong: nobody writes it to a customer without a trouble.
ROUGH = frozenset({"donner-tort", "dernier-mot", "reproche", "mise-en-doute", "defausse", "impossibilite", "non-sec"})


def standing_signals(draft: Draft, *names: str) -> Iterator[Hit]:
    """Yield the signals of these names that share no word with a fault.

    « Bon courage » thrown at the customer is no sympathy, and « pas question qu'on vous rembourse » no offer.
    """
    starts = [fault.first for fault in draft.faults]
    for name in names:
        for hit in draft.signals.get(name, ()):
            # The faults stand in order and apart: the last that begins before the signal ends is the only one to ask.
            near = bisect_left(starts, hit.last) - 1
            if near < 0 or draft.faults[near].last <= hit.first:
                yield hit


def shows(draft: Draft, *names: str) -> bool:
    """Tell whether one of these signals stands in the draft, outside its faults."""
    return next(standing_signals(draft, *names), None) is not None


def asks_something(draft: Draft) -> bool:
    """Tell whether the customer is told to do something that may serve them: « il vous faut un justificatif ».

    To pay serves nobody but the house, and « vous n'avez qu'à… » sends away.
    """
    paid = {hit.sentence for hit in draft.signals.get("paiement", ())}
    for fault, finding in zip(draft.faults, draft.findings, strict=True):
        if finding.category == "injonction" and fault.sentence not in paid and not sends_away(finding.text):
            return True
    return shows(draft, "demarche")


def sends_away(order: str) -> bool:
    """Tell whether an order is of the kind « vous n'avez qu'à… »."""
    return "qu'" in order or "qu’" in order


def words_left(draft: Draft) -> int:
    """Return how many of the adviser's words and marks stand outside the faults."""
    symbols = draft.reading.symbols
    return len(symbols) - symbols.count(MASKED) - sum(fault.last - fault.first for fault in draft.faults)
