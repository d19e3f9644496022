"""How far raters agree on a yes or no, beyond chance. Needs the `calibrate` extra.

Where a fault is rare, Cohen's kappa falls though raters agree nearly everywhere; Gwet's AC1 does not, so the two are
read together, with the plain agreement and the prevalence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.errors import ConfigError

try:
    import krippendorff
    import numpy as np
except ModuleNotFoundError as error:
    raise ConfigError("coach calibrate a besoin de krippendorff : pip install 'coach-fr[calibrate]'") from error

# What a rater said of each unit; a unit that is not in it was not rated.
Ratings = Mapping[int, bool]
_FEWEST_RATERS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two raters on the units that both rated: how many, and how many of each combination."""

    both: int = 0
    first_only: int = 0
    second_only: int = 0
    neither: int = 0

    @property
    def units(self) -> int:
        """Return how many units both rated."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def agreement(self) -> float | None:
        """Return the share of units on which they say the same; None without units."""
        return (self.both + self.neither) / self.units if self.units else None

    @property
    def prevalence(self) -> float | None:
        """Return the share of « yes » among what both said."""
        return (2 * self.both + self.first_only + self.second_only) / (2 * self.units) if self.units else None

    @property
    def kappa(self) -> float | None:
        """Return Cohen's kappa; None where chance alone would agree always."""
        if self.agreement is None:
            return None
        first = (self.both + self.first_only) / self.units
        second = (self.both + self.second_only) / self.units
        return _beyond(self.agreement, first * second + (1 - first) * (1 - second))

    @property
    def ac1(self) -> float | None:
        """Return Gwet's AC1."""
        if self.agreement is None or self.prevalence is None:
            return None
        return _beyond(self.agreement, 2 * self.prevalence * (1 - self.prevalence))

    @property
    def pabak(self) -> float | None:
        """Return the kappa adjusted for prevalence and bias."""
        return None if self.agreement is None else 2 * self.agreement - 1


def _beyond(agreement: float, chance: float) -> float | None:
    return None if chance >= 1 else (agreement - chance) / (1 - chance)


def pair(first: Ratings, second: Ratings) -> Pair:
    """Return how two raters stand to one another."""
    common = first.keys() & second.keys()
    both = sum(first[unit] and second[unit] for unit in common)
    ones, others = sum(first[unit] for unit in common), sum(second[unit] for unit in common)
    return Pair(both, ones - both, others - both, len(common) - ones - others + both)


def alpha(raters: Sequence[Ratings]) -> float | None:
    """Return Krippendorff's alpha of yes and no; None where nothing varies, or nothing was rated twice."""
    units = sorted(set().union(*raters)) if raters else []
    data = [[float(rater[unit]) if unit in rater else np.nan for unit in units] for rater in raters]
    table = np.array(data, dtype=float).reshape(len(raters), len(units))
    shared = table[:, (~np.isnan(table)).sum(axis=0) >= _FEWEST_RATERS]
    if len(np.unique(shared[~np.isnan(shared)])) < 2:
        return None
    return float(krippendorff.alpha(reliability_data=shared, level_of_measurement="nominal"))
