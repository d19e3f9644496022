"""Figures that don't mislead: rates with their intervals, and when there is too little to say anything.

Needs SciPy (`pip install 'coach-fr[review]'`). Messages of one conversation resemble one another, so the interval of
the team is drawn by conversation, what it widens weighs in every comparison, and an adviser is compared with the team
at the size of the sample: a funnel, not a league table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.errors import ConfigError

try:
    import numpy as np
    from scipy import special
except ModuleNotFoundError as error:
    raise ConfigError("coach review a besoin de SciPy : pip install 'coach-fr[review]'") from error

FEWEST_MESSAGES = 30
FEWEST_CONVERSATIONS = 10
LEVEL = 0.95
_DRAWS = 2000
_AT_ONCE = 200
# Normal deviates of the two limits of a funnel, 95 % and 99.8 %.
WARNING, ALERT = 1.96, 3.09


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the limits between which the true one very probably is."""

    value: float
    low: float
    high: float


def is_enough(messages: int, conversations: int) -> bool:
    """Tell whether there is enough to say something of a group."""
    return messages >= FEWEST_MESSAGES and conversations >= FEWEST_CONVERSATIONS


def wilson(count: int, total: int, level: float = LEVEL) -> Interval:
    """Return the share `count / total` with its Wilson interval; of nothing, anything may be true."""
    if not total:
        return Interval(0.0, 0.0, 1.0)
    z = float(special.ndtri((1 + level) / 2))
    share = count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Interval(share, low if count else 0.0, high if count < total else 1.0)


def poisson(count: int, total: int, per: int = 100, level: float = LEVEL) -> Interval:
    """Return how many events there are per `per` messages, with the exact interval of Poisson."""
    if not total:
        return Interval(0.0, 0.0, math.inf)
    tail = (1 - level) / 2
    low = float(special.gammaincinv(count, tail)) if count else 0.0
    high = float(special.gammaincinv(count + 1, 1 - tail))
    return Interval(count * per / total, low * per / total, high * per / total)


@dataclass(frozen=True, slots=True)
class Clustered:
    """A rate whose interval was drawn by conversation; `effect` is how much wider the variance is than by message."""

    rate: Interval
    effect: float


def bootstrap(clusters: Mapping[tuple[int, int], int], seed: int, level: float = LEVEL) -> Clustered:
    """Return the share of flagged messages, its interval by drawing whole conversations again.

    `clusters` says how many conversations have (messages, flagged messages). A bootstrap that never sees two different
    rates says nothing of chance: the interval is at least Wilson's at the size of the sample.
    """
    kinds = sorted(clusters)
    counts = np.array([clusters[kind] for kind in kinds])
    sizes, flagged = np.array([kind[0] for kind in kinds]), np.array([kind[1] for kind in kinds])
    conversations, total, count = int(counts.sum()), int(counts @ sizes), int(counts @ flagged)
    plain = wilson(count, total, level)
    if conversations < 2 or not 0 < count < total:
        return Clustered(plain, 1.0)
    rng = np.random.default_rng(seed)
    rates = []
    for _ in range(_DRAWS // _AT_ONCE):
        drawn = rng.multinomial(conversations, counts / conversations, size=_AT_ONCE)
        rates.append((drawn @ flagged) / (drawn @ sizes))
    found = np.concatenate(rates)
    tail = 100 * (1 - level) / 2
    low, high = (float(each) for each in np.percentile(found, [tail, 100 - tail]))
    share = count / total
    effect = max(1.0, float(found.var()) / (share * (1 - share) / total))
    return Clustered(Interval(share, min(low, plain.low), max(high, plain.high)), effect)


def unlikely(count: int, total: int, rate: float, effect: float = 1.0) -> float:
    """Return how probable a share at least so far from `rate` is by chance alone (two-sided, exact binomial).

    The sample is made smaller by `effect`, since messages of one conversation are not independent.
    """
    if not total or not 0 < rate < 1:
        return 1.0
    n, k = total / effect, count / effect
    above = float(special.betainc(k, n - k + 1, rate)) if k > 0 else 1.0
    below = 1 - float(special.betainc(k + 1, n - k, rate)) if k < n else 1.0
    return min(1.0, 2 * min(above, below))


def differ(before: tuple[int, int], now: tuple[int, int], effect: float = 1.0) -> float:
    """Return how probable such a gap between two shares, (count, total) each, is by chance alone (two-sided).

    Both samples are made smaller by `effect`, since messages of one conversation are not independent.
    """
    (a, n), (b, m) = before, now
    if not n or not m:
        return 1.0
    pooled = (a + b) / (n + m)
    variance = pooled * (1 - pooled) * (1 / n + 1 / m) * effect
    return 1.0 if variance <= 0 else float(special.erfc(abs(a / n - b / m) / math.sqrt(2 * variance)))


def funnel(total: float, rate: float, z: float, effect: float = 1.0) -> tuple[float, float]:
    """Return the limits between which a sample of this size falls by chance."""
    half = z * math.sqrt(rate * (1 - rate) * effect / total)
    return max(0.0, rate - half), min(1.0, rate + half)


def benjamini_hochberg(chances: Sequence[float]) -> list[float]:
    """Return the probabilities adjusted for having looked at many groups, in the order given."""
    order = sorted(range(len(chances)), key=lambda at: chances[at], reverse=True)
    adjusted = [1.0] * len(chances)
    least = 1.0
    for rank, at in zip(range(len(chances), 0, -1), order, strict=True):
        least = min(least, chances[at] * len(chances) / rank)
        adjusted[at] = least
    return adjusted


def quantile(counted: Mapping[int, int], share: float) -> int:
    """Return the smallest value that at least this share of what was counted does not pass; 0 of nothing."""
    wanted = share * sum(counted.values())
    done = 0
    for value in sorted(counted):
        done += counted[value]
        if done >= wanted:
            return value
    return 0
