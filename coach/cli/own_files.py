"""What coach itself wrote, known by what it holds and not by its name: it is no export, and it may be precious."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from coach.errors import InputError

REPORT = "un rapport de coach"
WORKSHEET = "une feuille à annoter de coach"
DISCUSSED = "une feuille de désaccords de coach"
HISTORY = "un historique de coach"

# The mark of our pages stands in their head.
_HEAD = 4000
_DELIMITERS = ";,\t"
_MOST_CELL = 1_000_000
_BASE = slice(8, 12), b"DUCK"
_JOURNAL = ".wal"
_JSON = re.compile(r'\{\s*"version": 1,\s*(?:"scope": \{|"source": .*"round_trips": |"review": \{)')


def kind(file: Path) -> str:
    """Return in French what a file of coach is; "" when it is not one, or cannot be read."""
    if file.suffix == _JOURNAL and kind(file.with_suffix("")) == HISTORY:
        return HISTORY
    head = _head(file)
    where, mark = _BASE
    if head[where] == mark:
        return HISTORY
    from coach.transcripts.text_lines import head_text

    text = head_text(head)
    return _sheet(text.partition("\n")[0]) or (REPORT if _is_report(text) else "")


def is_page(file: Path) -> bool:
    """Tell whether a file is one of our pages. Raise OSError when it cannot be read."""
    from coach.render.review_html_parts import GENERATOR

    if file.is_symlink() or not file.is_file():
        return False
    with file.open(encoding="utf-8", errors="replace") as text:
        return GENERATOR in text.read(_HEAD)


def is_blank(file: Path) -> bool:
    """Tell whether nobody has written in a worksheet yet. Raise InputError when it cannot be read."""
    from coach.drafts import read_draft

    csv.field_size_limit(max(csv.field_size_limit(), _MOST_CELL))
    text = read_draft(str(file)).removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text.partition("\n")[0]))
    try:
        asked = [at for at, name in enumerate(map(_plain, next(rows, []))) if name in _asked()]
        return not any(row[at].strip() for row in rows for at in asked if at < len(row))
    except csv.Error:
        raise InputError(f"{file} : cette feuille n’est pas lisible") from None


def _head(file: Path) -> bytes:
    """Return the first bytes of an ordinary file. Of a pipe they would be lost to its reader."""
    try:
        if not file.is_file():
            return b""
        with file.open("rb") as stream:
            return stream.read(_HEAD)
    except (OSError, ValueError):
        return b""


def _is_report(text: str) -> bool:
    from coach.render.csv_format import csv_rows
    from coach.render.review_csv_format import COLUMNS
    from coach.render.review_html_parts import GENERATOR
    from coach.render.review_wording import SCOPE, TITLE

    first, _, rest = text.partition("\n")
    rule = rest.partition("\n")[0]
    as_text = first.strip() == SCOPE and len(rule.strip()) >= len(SCOPE) and len(set(rule.strip())) == 1
    return (
        (text.lstrip().startswith("<!DOCTYPE html>") and GENERATOR in text)
        or text.startswith((csv_rows([COLUMNS]).strip(), f"# {TITLE}\n\n## {SCOPE}\n"))
        or as_text
        or _JSON.match(text) is not None
    )


def _sheet(first: str) -> str:
    """Return what sheet a first line heads, as written by us or saved again by a spreadsheet."""
    from coach.render.calibration_csv_format import DISCUSSED as DISCUSSED_COLUMNS
    from coach.review.worksheet import CONTEXT, KEY, MESSAGE

    try:
        heads = {_plain(cell) for cell in next(csv.reader([first], delimiter=_delimiter(first)), [])}
    except csv.Error:
        return ""
    if {MESSAGE, *_asked()} <= heads and heads & {KEY, CONTEXT}:
        return WORKSHEET
    return DISCUSSED if heads == set(DISCUSSED_COLUMNS) else ""


def _asked() -> frozenset[str]:
    from coach.review.worksheet import CATEGORIES, COMMENT, LABELS

    return frozenset((CATEGORIES, LABELS, COMMENT))


def _plain(cell: str) -> str:
    """Return the head of a column without the name of who annotates: « catégories (Claire) » is « catégories »."""
    name = " ".join(cell.split()).lower()
    head = name.partition(" (")[0]
    return head if head in _asked() else name


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)
