"""Where the faults and the signals of a draft stand: what counts as evidence, and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coach.checks.draft import Draft
from coach.phrasebook.matcher import Hit

# An acknowledgement stays one though a « mais » takes it back, and an apology though it grovels.
KIND_FAULTS = frozenset({"empathie-annulee", "excuse-conditionnelle", "servilite"})
# Words that put the customer down or turn them away: no trouble of theirs is left alone with these.
ROUGH = frozenset({"donner-tort", "dernier-mot", "reproche", "mise-en-doute", "defausse", "impossibilite", "non-sec"})
DENIALS = frozenset({"donner-tort", "dernier-mot", "reproche", "mise-en-doute"})


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


def refuses(draft: Draft) -> bool:
    """Tell whether something is refused: a « non » that only denies what the customer says refuses nothing."""
    faults = draft.faults
    for number, fault in enumerate(faults):
        category = fault.entry["category"]
        if category == "impossibilite":
            return True
        if category == "non-sec":
            after = faults[number + 1] if number + 1 < len(faults) else None
            denies = after is not None and after.entry["category"] in DENIALS and after.sentence - fault.sentence <= 1
            if not denies or _answers(draft, fault):
                return True
    return False


def _answers(draft: Draft, fault: Hit) -> bool:
    """Tell whether the sentence before a fault is a question."""
    if not fault.sentence:
        return False
    before = draft.reading.span(*draft.reading.sentences[fault.sentence - 1])
    return draft.text[before.start : before.end].rstrip(" »\"\u00a0\u202f").endswith("?")


def words_left(draft: Draft) -> int:
    """Return how many words stand outside the faults."""
    return len(draft.reading.symbols) - sum(fault.last - fault.first for fault in draft.faults)
