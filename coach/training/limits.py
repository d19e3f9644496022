"""From which chance on something is said: tried on fresh drafts, before they joined the corpus."""

from __future__ import annotations

from collections.abc import Sequence

from coach.learned.opinion import CERTAIN_REPLY, LOWERED, SURE, WITHDRAWN
from coach.training.annotation import LABELS
from coach.training.lessons import GRAVE

# The least chance at which the learned reader speaks alone, and the share of it that must be right by category.
_LEAST_SURE = 0.55
_RIGHT = 0.70
_STEPS = tuple(at / 100 for at in range(int(_LEAST_SURE * 100), 91, 2))
_FEWEST = 12
# Below these a finding of the phrasebooks is a look-alike, or weighs one degree less.
_WITHDRAWN, _LOWERED = 0.42, 0.45
# Above both of these the learned reader speaks as gravely as a phrasebook would.
_SURE, _CERTAIN_REPLY = 0.9, 3.5
# Nearly an even chance: on fresh drafts the balance of precision and recall of labels is flat from 0.35 to 0.5.
_LABEL = 0.45

Weighed = tuple[float, str, bool, bool]


def limits(weighed: Sequence[Weighed]) -> dict[str, float]:
    """Return the limits, by category, label, and what happens to a phrasebook's finding.

    `weighed` has for each candidate its chance, its category, whether a phrasebook found it, and whether it is right.
    """
    found = {name: _limit(weighed, name) for name in GRAVE}
    revision = {WITHDRAWN: _WITHDRAWN, LOWERED: _LOWERED, SURE: _SURE, CERTAIN_REPLY: _CERTAIN_REPLY}
    return {**found, **dict.fromkeys(LABELS, _LABEL), **revision}


def _limit(weighed: Sequence[Weighed], category: str) -> float:
    own = [(chance, right) for chance, name, by_phrases, right in weighed if name == category and not by_phrases]
    for limit in _STEPS:
        above = [right for chance, right in own if chance > limit]
        if len(above) < _FEWEST or sum(above) >= _RIGHT * len(above):
            return limit if len(above) >= _FEWEST else max(limit, 0.7)
    return _STEPS[-1]
