"""Reads CSV: one message a row, with columns for the conversation, who speaks, what is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain, islice

from coach.transcripts import dates
from coach.transcripts.base import Problem, Role, Settings, Source, Speaker, Transcript, Turn
from coach.transcripts.csv_columns import announced, columns, delimiter_of
from coach.transcripts.csv_records import Record, records
from coach.transcripts.gathering import Grouper
from coach.transcripts.html import looks_html, text_of
from coach.transcripts.notes import Notes, line_place
from coach.transcripts.role_words import role_of, speaker_of
from coach.transcripts.roles import attributed
from coach.transcripts.text_lines import head_text, text_lines

_FIRST_LINES = 20
_NO_HEADINGS = (
    "les colonnes ne sont pas reconnues ; la première ligne les nomme : conversation, auteur, rôle, texte, date"
)
_NO_TEXT = "aucune colonne ne contient le texte des messages ; indiquez laquelle dans les réglages (texte)"
_NOBODY = "aucune colonne ne dit qui parle ; indiquez laquelle dans les réglages (auteur ou role)"
_ONE = "aucune colonne ne sépare les conversations : tout le fichier en est une ; indiquez laquelle (conversation)"
_EMPTY = "cette ligne n’a pas de texte ; elle n’est pas lue"
_NO_ROW = "aucun message sous les en-têtes"
_WIDE = "cette ligne a plus de cellules que d’en-têtes ; elle n’est pas lue"
_ABOVE = "cette ligne précède les en-têtes ; elle n’est pas lue"
_NO_CONVERSATION = "cette ligne ne dit pas sa conversation ; elle est rattachée à celle du dessus"
_DATE = "cette date n’est pas lisible (jour/mois/année attendus) ; le tour est lu sans date"


class CsvText:
    """The reader of CSV, whatever separates the cells."""

    name = "csv"

    def recognises(self, name: str, head: bytes) -> int:
        """Return how sure it is: by headings that are known, or by the suffix."""
        lines = head_text(head).splitlines()[:_FIRST_LINES]
        delimiter, count = delimiter_of(lines, {})
        best = max((columns(_plain(line, delimiter), {}) for line in lines), key=len, default={})
        if count > 1 and "texte" in best:
            return 90 if count > 2 else 80
        return 60 if lines and name.lower().endswith((".csv", ".tsv")) else 0

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the conversations; rows that can't be read are counted as problems."""
        notes = Notes(source.name)
        lines = text_lines(source, settings, notes)
        first = list(islice(lines, _FIRST_LINES))
        delimiter = announced(first) or delimiter_of(first, settings.columns)[0]
        rows = records(chain(first, lines), delimiter, notes)
        found = _headings(rows, settings.columns, notes)
        if found is None or "texte" not in found[1]:
            yield Problem(source.name, "", _NO_TEXT if found else _NO_HEADINGS)
        else:
            yield from _missing(source, settings, found[1])
            for each in _conversations(rows, *found, source.name, notes):
                yield attributed(each, settings) if isinstance(each, Transcript) else each
        yield from notes.close()


def _plain(line: str, delimiter: str) -> list[str]:
    return [cell.strip(' "\r\n') for cell in line.split(delimiter)]


def _headings(rows: Iterator[Record], mapping: Mapping[str, str], notes: Notes) -> tuple[int, dict[str, int]] | None:
    """Return how many columns there are and which ones are known, from the first row that looks like headings."""
    above: list[Record] = []
    nearest: tuple[int, dict[str, int]] | None = None
    for row in islice(rows, _FIRST_LINES):
        found = columns(row.cells, mapping)
        if "texte" in found:
            for other in above:
                notes.count(line_place(other.line), _ABOVE)
            return len(row.cells), found
        nearest = nearest or ((len(row.cells), found) if len(found) > 1 else None)
        above.append(row)
    return nearest


def _missing(source: Source, settings: Settings, found: Mapping[str, int]) -> Iterator[Problem]:
    """Yield what the columns lack."""
    for ours, theirs in settings.columns.items():
        if ours not in found:
            yield Problem(source.name, "", f"aucune colonne ne s’appelle « {theirs} » ({ours} dans les réglages)")
    if not {"auteur", "role"} & found.keys():
        yield Problem(source.name, "", _NOBODY)
    if "conversation" not in found:
        yield Problem(source.name, "", _ONE)


def _conversations(
    rows: Iterator[Record], width: int, at: Mapping[str, int], source: str, notes: Notes
) -> Iterator[Transcript | Problem]:
    grouper = Grouper(source)
    conversation = "" if "conversation" in at else _stem(source)
    row = None
    for row in rows:
        place = line_place(row.line)
        cell = {ours: row.cells[index].strip() for ours, index in at.items() if index < len(row.cells)}
        if any(cell.strip() for cell in row.cells[width:]):
            notes.count(place, _WIDE)
            continue
        if not cell.get("texte"):
            notes.count(place, _EMPTY)
            continue
        if "conversation" in at and not cell.get("conversation"):
            notes.count(place, _NO_CONVERSATION)
        conversation = cell.get("conversation") or conversation or _stem(source)
        turn = Turn(_speaker(cell), _text(cell["texte"]), _moment(cell, place, notes), place)
        yield from grouper.add(conversation, [turn], cell.get("canal", ""), cell.get("motif", ""))
    yield from grouper.close()
    if row is None:
        notes.add("", _NO_ROW)


def _stem(source: str) -> str:
    """Return what to call the one conversation of a file."""
    return source.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or "1"


def _text(cell: str) -> str:
    text = text_of(cell) if looks_html(cell) else cell
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _speaker(cell: Mapping[str, str]) -> Speaker:
    """Return who speaks: the role of its own column first, then one that stands with the name."""
    named, said = speaker_of(cell.get("auteur", "")), cell.get("role", "")
    role = role_of(said)
    if role is Role.UNKNOWN and said:
        other = speaker_of(said)
        role, named = other.role, named if named.name else Speaker(other.name, named.role)
    return Speaker(named.name, named.role if role is Role.UNKNOWN else role)


def _moment(cell: Mapping[str, str], place: str, notes: Notes) -> datetime | None:
    day, hour = cell.get("date", ""), cell.get("heure", "")
    found = dates.parse(day or hour)
    clock = dates.clock(hour) if day and hour else None
    if (found is None and day) or (clock is None and day and hour):
        notes.count(place, _DATE)
    return datetime.combine(found.date(), clock, found.tzinfo) if found and clock else found
