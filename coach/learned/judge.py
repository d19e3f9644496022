"""Weighing a finding by what both readers say of it: how likely a trainer is to underline these words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.learned.odds import chance, odds

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from coach.learned.reader import Judgement
    from coach.learned.stretches import Stretch

PHRASES, LEARNED = "phrases", "appris"
BIAS = "biais"
_SURE = 5.0
_MANY_WORDS, _MANY_SENTENCES = 12, 6


def evidence(
    judgement: Judgement,
    stretch: Stretch,
    category: str,
    agreed: float,
    signs: Collection[str],
    rule: str | None = None,
) -> dict[str, float]:
    """Return what speaks for a finding and against it, by name.

    `agreed` is the chance that the model gives its category, `signs` are the signals of its sentence, and `rule` is the
    entry that found it, if one did.
    """
    kind = LEARNED if rule is None else PHRASES
    words = judgement.words(stretch.sentence)[stretch.first : stretch.last]
    found = {
        kind: 1.0,
        f"{kind} sommet": max(words) / 3,
        f"{kind} moyenne": odds(sum(map(chance, words)) / len(words)) / 3,
        f"{kind} phrase": judgement.logits[stretch.sentence] / 3,
        f"{kind} mots": min(len(words), _MANY_WORDS) / _MANY_WORDS,
        f"{kind} {category}": 1.0,
        f"{kind} accord": agreed,
        f"{kind} réponse": max(-_SURE, min(judgement.reply, _SURE)) / _SURE,
        "ailleurs": judgement.elsewhere(stretch.sentence),
        "phrases": min(len(judgement.logits), _MANY_SENTENCES) / _MANY_SENTENCES,
    }
    if rule is not None:
        found[rule] = 1.0
    found.update((f"{kind} avec {sign}", 1.0) for sign in signs)
    return found


def suspicious(found: Mapping[str, float]) -> bool:
    """Tell whether words that only the learned reader sees are more likely than not to hurt, before any judgement."""
    return found[f"{LEARNED} sommet"] + found[f"{LEARNED} phrase"] > 0


def likelihood(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """Return how likely a finding is to be right."""
    return chance(weights.get(BIAS, 0.0) + sum(weights.get(name, 0.0) * value for name, value in found.items()))
