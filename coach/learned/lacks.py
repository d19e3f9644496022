"""What a draft lacks, by what both readers found in it and by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.learned import features as f
from coach.learned.odds import chance

if TYPE_CHECKING:
    from collections.abc import Collection

    from coach.learned.reader import Judgement, LearnedReader

STRENGTHS = ("reconnaissance", "raison", "issue", "engagement-date")
_REFUSALS = ("impossibilite", "non-sec")
_FACT_VALUE = 0.25


def facts(
    judgement: Judgement, scored: Collection[str], labels: Collection[str], seen: Collection[str], good: Collection[str]
) -> set[str]:
    """Return what was found in a draft, as features: which of the `scored` labels, categories and strengths."""
    found = {f"={'+' if name in labels else '-'}{name}" for name in scored}
    found.update(f"=c{name}" for name in seen)
    found.update(f"=n{name}" for name in _REFUSALS if name not in seen)
    marks = {f"{'+' if name in good else '-'}{name}" for name in STRENGTHS}
    found.update("=s" + mark for mark in marks)
    found.update(f"=x{name} {mark}" for name in seen for mark in marks)
    chances = list(map(chance, judgement.logits))
    found.add(f"=m{int(5 * max(chances, default=0.0))}")
    found.add(f"=k{min(sum(each > 0.5 for each in chances), 3)}")
    found.add(f"=w{min(sum(map(len, judgement.sentences)) // 10, 9)}")
    found.add(f"=p{min(len(judgement.sentences), 6)}")
    if any("0" in forms for forms in judgement.sentences):
        found.add("=0")
    return found


def weighed(facts_found: set[str], words: set[str]) -> list[tuple[str, float]]:
    """Return the features of a draft with what each is worth, in a fixed order."""
    value = f.share_value(len(words))
    return [(each, _FACT_VALUE) for each in sorted(facts_found)] + [(each, value) for each in sorted(words)]


def lacking(reader: LearnedReader, facts_found: set[str], words: set[str]) -> dict[str, float]:
    """Return how likely the draft is to lack each thing, by label."""
    value = f.share_value(len(words))
    totals = zip(reader.model.biases["labels"], _sums(reader, facts_found), _sums(reader, words), strict=True)
    return {
        name: chance(bias + fact * _FACT_VALUE + word * value)
        for name, (bias, fact, word) in zip(reader.model.lacks, totals, strict=True)
    }


def _sums(reader: LearnedReader, found: set[str]) -> tuple[float, ...]:
    # In whole numbers, so that the order of a set, which changes from run to run, never shows.
    scale = reader.model.labels.scale
    return tuple([total * scale for total in map(sum, zip(*map(reader.lack.__getitem__, found), strict=True))])
