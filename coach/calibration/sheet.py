"""Worksheets that trainers filled: the messages of `coach review --worksheet` with their categories."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.calibration.values import TOOL, Message, Opinion
from coach.calibration.vocabulary import UnknownWordError, categories, labels
from coach.drafts import read_draft
from coach.errors import InputError
from coach.review.worksheet import CATEGORIES, COMMENT, CONVERSATION, KEY, LABELS, MESSAGE, TURN
from coach.transcripts.base import Problem

_NAMED = re.compile(rf"({CATEGORIES}|{LABELS}|{COMMENT})(?:\s*\((.+)\))?\Z", re.IGNORECASE)
_DELIMITERS = ";,\t"
_MOST_CELL = 1_000_000
# A spreadsheet may keep the apostrophe that stops a formula.
_STOPPED = re.compile(r"'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a row. The columns of each rater: categories, labels, comment."""

    message: int
    key: int | None
    talk: int | None
    turn: int | None
    raters: dict[str, dict[str, int]]


def read_sheet(file: Path, encoding: str | None = None) -> Iterator[Message | Problem]:
    """Yield the messages of a worksheet that somebody rated, and what cannot be read of it.

    A rater is named in the head of a column, « catégories (Claire) »; without a name, the file's is taken. Raise
    InputError for a file that is no worksheet.
    """
    text = read_draft(str(file), encoding).removeprefix("\ufeff")
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    csv.field_size_limit(_MOST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: _Columns | None = None
    line = 1
    try:
        for row in rows:
            if columns is None:
                columns = _columns(row, file)
            elif any(cell.strip() for cell in row):
                yield from _message(row, columns, file, line)
            line = rows.line_num + 1
    except csv.Error:
        yield Problem(str(file), f"ligne {line}", "cette ligne n’est pas lisible, la suite non plus")
    if columns is None:
        raise InputError(f"{file}:1 : cette feuille est vide")


def _columns(head: list[str], file: Path) -> _Columns:
    names = [" ".join(cell.split()).lower() for cell in head]
    if MESSAGE not in names:
        raise InputError(
            f"{file}:1 : il n’y a pas de colonne « {MESSAGE} » ; une feuille de calibrage vient de "
            "coach review --worksheet"
        )
    raters: dict[str, dict[str, int]] = {}
    for at, cell in enumerate(head):
        if match := _NAMED.match(" ".join(cell.split())):
            what, of = match[1].lower(), raters.setdefault((match[2] or file.stem).strip(), {})
            if what in of:
                raise InputError(
                    f"{file}:1 : il y a deux colonnes « {cell.strip()} » ; nommez qui annote : « {what} (Claire) »"
                )
            of[what] = at
    if not any(CATEGORIES in each for each in raters.values()):
        raise InputError(f"{file}:1 : il n’y a pas de colonne « {CATEGORIES} » ; l’en-tête ne doit pas changer")
    if TOOL in map(str.casefold, raters):
        raise InputError(f"{file}:1 : « {TOOL} » est le nom de l’outil ; nommez qui annote : « {CATEGORIES} (Claire) »")
    key, talk, turn = (names.index(name) if name in names else None for name in (KEY, CONVERSATION, TURN))
    return _Columns(names.index(MESSAGE), key, talk, turn, raters)


def _turn(number: str) -> str:
    return f"{TURN} {number.strip()}" if number.strip() else ""


def _unstopped(text: str) -> str:
    return text[1:] if _STOPPED.match(text) else text


def _message(row: list[str], columns: _Columns, file: Path, line: int) -> Iterator[Message | Problem]:
    def cell(at: int | None) -> str:
        return row[at] if at is not None and at < len(row) else ""

    text = _unstopped(cell(columns.message))
    if not text.strip():
        yield Problem(str(file), f"ligne {line}", "le message de cette ligne est vide")
        return
    opinions = {}
    for rater, where in columns.raters.items():
        try:
            said = Opinion(
                categories(cell(where.get(CATEGORIES))),
                labels(cell(where.get(LABELS))),
                comment=cell(where.get(COMMENT)).strip(),
            )
        except UnknownWordError as error:
            yield Problem(str(file), f"ligne {line}", str(error))
            continue
        if said.categories is not None or said.labels is not None:
            opinions[rater] = said
    if opinions:
        ref = ", ".join(filter(None, (_unstopped(cell(columns.talk)).strip(), _turn(cell(columns.turn)))))
        yield Message(cell(columns.key).strip() or f"texte {text}", ref, text, opinions)
