"""« 365d », « 52s », « 12m », « 1a »: how long something is kept."""

from __future__ import annotations

import calendar
import re
from datetime import datetime, timedelta

from coach.errors import ConfigError

_AGE = re.compile(r"([1-9]\d{0,4}) ?([djwsmya])")


def limit(age: str, now: datetime) -> datetime:
    """Return the moment before which everything is older than `age`; raise ConfigError when it is no age.

    Days are d or j, weeks w or s, months m, years y or a.
    """
    match = _AGE.fullmatch(age.strip().lower())
    try:
        if match is not None:
            return _before(now, int(match[1]), match[2])
    except (ValueError, OverflowError):  # before the year 1
        pass
    raise ConfigError(
        f"--purge-older-than : « {age} » n’est pas une durée ; écrivez par exemple 365d (ou 365j), 52s, 12m ou 1a"
    )


def _before(now: datetime, count: int, unit: str) -> datetime:
    if unit in "djws":
        return now - timedelta(days=count * (7 if unit in "ws" else 1))
    months = now.year * 12 + now.month - 1 - count * (12 if unit in "ya" else 1)
    year, month = months // 12, months % 12 + 1
    return now.replace(year=year, month=month, day=min(now.day, calendar.monthrange(year, month)[1]))
