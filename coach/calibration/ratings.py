"""Yes or no, by question and by rater: « is there a reproche in this message? », « is something to rephrase? »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.calibration.values import TOOL, Read
from coach.calibration.vocabulary import counted
from coach.model import Severity
from coach.phrasebook.entry import CATEGORY_SEVERITY
from coach.training.annotation import CATEGORIES, LABELS

# The question of the whole message: is there a fault that is « à reprendre » or worse?
TO_REPHRASE = "à reprendre"
_GRAVE = frozenset(name for name in CATEGORIES if CATEGORY_SEVERITY[name] >= Severity.A_REPRENDRE)
QUESTIONS = (TO_REPHRASE, *CATEGORIES, *LABELS)

# By rater, by number of the message.
Ratings = dict[str, dict[int, bool]]


def ratings(read: Sequence[Read], question: str) -> Ratings:
    """Return what everybody says to a question, coach first; a rater who was not asked is not in it."""
    found: Ratings = {TOOL: {}}
    for at, one in enumerate(read):
        for rater, opinion in one.message.opinions.items():
            said = opinion.labels if question in LABELS else opinion.categories
            if said is not None:
                found.setdefault(rater, {})[at] = bool(said & _GRAVE) if question == TO_REPHRASE else question in said
                found[TOOL][at] = _tool_says(one, question)
    return found


def _tool_says(one: Read, question: str) -> bool:
    if question in LABELS:
        return question in one.labels
    if question == TO_REPHRASE:
        # A `[nom]` that masks a name is a blank to coach, and nothing to annotate.
        grave = [each for each in one.findings if each.severity >= Severity.A_REPRENDRE]
        return any(counted(each.category) in CATEGORIES for each in grave)
    return any(counted(each.category) == question for each in one.findings)


def people(given: Mapping[str, Mapping[int, bool]]) -> list[str]:
    """Return the raters who are people, those who rated nothing left out."""
    return [rater for rater, said in given.items() if rater != TOOL and said]


def agreed(given: Mapping[str, Mapping[int, bool]]) -> dict[int, bool]:
    """Return what most people say of each message; where they are divided there is nothing to compare with."""
    votes: dict[int, int] = {}
    for rater in people(given):
        for at, said in given[rater].items():
            votes[at] = votes.get(at, 0) + (1 if said else -1)
    return {at: count > 0 for at, count in votes.items() if count}
