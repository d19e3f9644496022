"""« Demain », « sous 48 h », « avant vendredi », « le 12 mars »: until when a promise holds."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_WORDS_OF_NUMBERS = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
_COUNT = {"un": 1, "une": 1} | {word: number for number, word in enumerate(_WORDS_OF_NUMBERS.split(), 2)}
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTH_NAMES = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_MONTHS = tuple(_MONTH_NAMES.split())

_ASCII_MONTHS = {"fevrier": 2, "aout": 8, "decembre": 12}
_NUMBER = rf"(\d{{1,3}}|{'|'.join(sorted(_COUNT, key=len, reverse=True))})"
_SPAN = re.compile(
    rf"\b(?:sous|dans|d[’']ici)\s+(?:les?\s+|la\s+)?{_NUMBER}\s*(h\b|heures?|minutes?|min\b|jours?|j\b|semaines?)"
    r"(\s+ouvr[ée]+s?|\s+ouvrables?)?",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b({'|'.join(_DAYS)})\b(?!\s+dernier)", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(
    rf"\b(\d{{1,2}}|1er)\s+({'|'.join((*_MONTHS, *_ASCII_MONTHS))})\b(?:\s+(\d{{4}}))?", re.IGNORECASE
)
# « Le 9 », « jusqu’au 30 », « lundi 17 »: a day of this month or of the next one.
_DAY_ALONE = re.compile(
    rf"\b(?:le|au|{'|'.join(_DAYS)})\s+(\d{{1,2}}|1er)\b(?!\s*(?:h\b|heures?|€|%|[/.:]\d|{'|'.join(_MONTHS)}))",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b(?!\s*(?:€|%|h))")
_WORDS = (
    (re.compile(r"\baprès[- ]demain\b", re.IGNORECASE), 2),
    (re.compile(r"\bdemain\b", re.IGNORECASE), 1),
    (re.compile(r"\b(?:aujourd[’']hui|ce soir|ce midi|cet après-midi|dans la journée|ce jour)\b", re.IGNORECASE), 0),
    (re.compile(r"\b(?:dans l[’']heure|tout de suite)\b", re.IGNORECASE), 0),
    (re.compile(r"\bla semaine prochaine\b", re.IGNORECASE), None),
)


def due(words: str, said: datetime) -> datetime | None:
    """Return the last moment of a promise said at `said`, or None when its words give no date that can be read."""
    for read in (_by_span, _by_month, _by_figures, _by_number, _by_word, _by_day):
        try:
            found = read(words, said)
        except (ValueError, OverflowError):  # « le 31 février »
            continue
        if found is not None:
            return found
    return None


def _by_span(words: str, said: datetime) -> datetime | None:
    match = _SPAN.search(words)
    if match is None:
        return None
    text, unit = match[1].lower(), match[2].lower()
    count = int(text) if text.isdigit() else _COUNT[text]
    if unit.startswith("h"):
        return said + timedelta(hours=count)
    if unit.startswith("m"):
        return said + timedelta(minutes=count)
    if unit.startswith("s"):
        return _end(said + timedelta(weeks=count))
    return _end(_working_days(said, count) if match[3] else said + timedelta(days=count))


def _by_month(words: str, said: datetime) -> datetime | None:
    match = _DAY_OF_MONTH.search(words)
    if match is None:
        return None
    month = match[2].lower()
    number = _ASCII_MONTHS.get(month) or _MONTHS.index(month) + 1
    return _on(said, int(match[1].removesuffix("er")), number, int(match[3]) if match[3] else None)


def _by_figures(words: str, said: datetime) -> datetime | None:
    match = _FIGURES.search(words)
    if match is None:
        return None
    year = None if match[3] is None else int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    return _on(said, int(match[1]), int(match[2]), year)


def _by_number(words: str, said: datetime) -> datetime | None:
    match = _DAY_ALONE.search(words)
    if match is None:
        return None
    day = int(match[1].removesuffix("er"))
    if day < said.day:
        said = said.replace(day=1, month=said.month % 12 + 1, year=said.year + said.month // 12)
    return _end(said.replace(day=day))


def _by_word(words: str, said: datetime) -> datetime | None:
    for pattern, days in _WORDS:
        if pattern.search(words):
            # Next week ends on its Sunday.
            return _end(said + timedelta(days=13 - said.weekday() if days is None else days))
    return None


def _by_day(words: str, said: datetime) -> datetime | None:
    match = _DAY.search(words)
    if match is None:
        return None
    ahead = (_DAYS.index(match[1].lower()) - said.weekday()) % 7
    # « Lundi », said on a Monday, is the next one.
    return _end(said + timedelta(days=ahead or 7))


def _on(said: datetime, day: int, month: int, year: int | None) -> datetime:
    found = said.replace(year=year or said.year, month=month, day=day)
    # « Le 4 janvier », said in December, is the next one.
    if year is None and found < said - timedelta(days=31):
        found = found.replace(year=said.year + 1)
    return _end(found)


def _working_days(said: datetime, count: int) -> datetime:
    while count:
        said += timedelta(days=1)
        count -= said.weekday() < 5
    return said


def _end(day: datetime) -> datetime:
    return day.replace(hour=23, minute=59, second=59, microsecond=0)
