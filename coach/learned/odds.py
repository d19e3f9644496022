"""Chances and their log odds."""

from __future__ import annotations

from math import exp, log


def odds(chance: float) -> float:
    """Return the log odds of a chance, kept within reason."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return log(chance / (1 - chance))


def chance(logit: float) -> float:
    """Return the chance of log odds."""
    return 1 / (1 + exp(-logit)) if logit > -500 else 0.0
