"""Dates as exports and people write them: ISO, day first, « 3 mai 2026 à 10:12 », seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone
from functools import lru_cache

from coach.french.lines import fold, one_of

_FRENCH = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_ENGLISH = {"feb": 2, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8}
_MONTHS = {name: number for number, name in enumerate(_FRENCH, 1)} | _ENGLISH
_MONTH = one_of(
    r"janvier|janv|jan(?:uary)?|fevrier|fevr|fev|feb(?:ruary)?|mars|mar(?:ch)?|avril|avr|apr(?:il)?|mai|may",
    r"juin|june?|juillet|juil|july?|aout|aou|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?",
    r"nov(?:embre|ember)?|dec(?:embre|ember)?",
)
_WEEKDAY = one_of("lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATE = one_of(
    r"(?P<y1>[0-9]{4})[-/.](?P<m1>[0-9]{1,2})[-/.](?P<d1>[0-9]{1,2})",
    r"(?P<y2>[0-9]{4})(?P<m2>[0-9]{2})(?P<d2>[0-9]{2})(?=t|$)",
    r"(?P<d3>[0-9]{1,2})(?P<mark>[-/.])(?P<m3>[0-9]{1,2})(?P=mark)(?P<y3>[0-9]{4}|[0-9]{2})(?![0-9])",
    rf"(?P<d4>[0-9]{{1,2}})(?:er|st|nd|rd|th)?[- ]*(?P<m4>{_MONTH})[.,]?[- ]*(?P<y4>[0-9]{{4}})",
    rf"(?P<m5>{_MONTH})[.]? (?P<d5>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y5>[0-9]{{4}})",
)
CLOCK = (
    r"(?P<hour>[0-9]{1,2}) ?(?:[:h] ?(?P<minute>[0-9]{2})(?:(?: ?[:m] ?|min ?)(?P<second>[0-9]{2})s?"
    r"(?:[.,](?P<part>[0-9]{1,9}))?)?|h)(?: ?(?P<half>[ap])\.?m\b\.?)?(?![0-9])"
)
_COMPACT = r"t(?P<h2>[0-9]{2})(?P<n2>[0-9]{2})(?P<s2>[0-9]{2})?"
_ZONE = r"(?P<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2})?(?: ?\([a-z ]+\))?"
_BETWEEN = r"(?:t|[ ,]*(?:a |at |- )?)"
_WHOLE = rf"(?:{_WEEKDAY}[a-z]*[.,]* )?{_DATE}(?:{_BETWEEN}{CLOCK}|{_COMPACT})?(?: ?{_ZONE})?"
_FULL = re.compile(_WHOLE)
_INSIDE = re.compile(rf"(?<![0-9/.-]){_WHOLE}(?![-/]?[0-9])")
_CLOCK_FIRST = re.compile(rf"{CLOCK}(?: -|,| le)? {_DATE}(?P<zone>)(?P<h2>)(?P<n2>)(?P<s2>)")
_CLOCK_ONLY = re.compile(CLOCK)
_EPOCH = re.compile(r"[0-9]{10}(?:\.[0-9]+)?|[0-9]{13}")


@lru_cache(maxsize=1024)
def parse(text: str) -> datetime | None:
    """Return the moment that a text says, and nothing but it; None when it says none.

    Days come before months, and a month past 12 is no date: which of the two was meant is not guessed. Without a
    zone the moment is naive; a year of two figures is of this century; without a clock it is midnight.
    """
    low = " ".join(fold(text).split())
    if _EPOCH.fullmatch(low):
        seconds = float(low) / (1000 if len(low) == 13 and "." not in low else 1)
        return datetime.fromtimestamp(seconds, UTC)
    match = _FULL.fullmatch(low) or _CLOCK_FIRST.fullmatch(low)
    return None if match is None else _moment(match)


def find(text: str) -> datetime | None:
    """Return the first moment that stands in a text, with its date; None when there is none."""
    match = _INSIDE.search(" ".join(fold(text).split()))
    return None if match is None else _moment(match)


def clock(text: str) -> time | None:
    """Return the time of day that a text says, and nothing but it: « 10:02 », « 10h02 »."""
    match = _CLOCK_ONLY.fullmatch(" ".join(fold(text).split()))
    return None if match is None else _time(match.groupdict())


def _moment(match: re.Match[str]) -> datetime | None:
    found = match.groupdict()
    shape = next(key for key in "12345" if found[f"y{key}"])
    year, month, day = found[f"y{shape}"], found[f"m{shape}"], found[f"d{shape}"]
    at, zone = _time(found), _zone(found["zone"])
    if at is None or (zone is None and found["zone"]):
        return None
    try:
        return datetime(
            int(year) + (2000 if len(year) == 2 else 0),
            int(month) if month.isdigit() else _month(month),
            int(day),
            *(at.hour, at.minute, at.second, at.microsecond),
            tzinfo=zone,
        )
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(number for start, number in _MONTHS.items() if name.startswith(start))


def _time(found: dict[str, str | None]) -> time | None:
    hour = int(found["hour"] or found.get("h2") or 0)
    if found.get("half"):
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    minute = int(found["minute"] or found.get("n2") or 0)
    second = int(found["second"] or found.get("s2") or 0)
    try:
        return time(hour, minute, second, int((found["part"] or "").ljust(6, "0")[:6]))
    except ValueError:
        return None


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes)) if minutes < 24 * 60 else None
