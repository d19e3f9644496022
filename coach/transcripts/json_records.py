"""The records of a JSON source, whatever its layout: one a line, items of an array, or of a list in an object."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import BinaryIO

from coach.transcripts.base import Problem, Settings, Source
from coach.transcripts.json_bytes import by_lines, opened
from coach.transcripts.json_load import WRONG, Json, Loader, Record, spread
from coach.transcripts.json_scan import MOST_BYTES, ScanError, Scanner, TooLongError, UnfinishedError
from coach.transcripts.notes import NBSP, line_place

_EMPTY = "ce fichier est vide"
_NOT_JSON = "ce n’est pas du JSON"
_UNFINISHED = "le texte s’arrête au milieu ; ce qui précède est lu"
_ENDLESS = "un guillemet ou une accolade n’est pas fermé"
_LONG = f"cet élément dépasse {MOST_BYTES >> 20}{NBSP}Mo"
_LOST = "la suite du fichier n’a pas pu être lue"


def records(source: Source, settings: Settings, lists: frozenset[str]) -> Iterator[Record | Problem]:
    """Yield the records of a source, and a Problem for each that cannot be read.

    The keys of `lists` hold records when they hold an array inside an object at the top; any other object at the top
    is a record. Raise InputError when the source is binary or its encoding unknown.
    """
    head, stream, encoding = opened(source, settings)
    reading = _Reading(Loader(source.name, encoding), lists)
    if not head.strip(b" \t\r\n\x00"):
        yield Problem(source.name, "", _EMPTY)
    elif by_lines(source.name, head):
        yield from reading.lines(stream)
    else:
        yield from reading.values(Scanner(stream))


class _Reading:
    """Reads the records of one source."""

    def __init__(self, loader: Loader, lists: frozenset[str]) -> None:
        self._loader = loader
        self._lists = lists

    def lines(self, stream: BinaryIO) -> Iterator[Record | Problem]:
        """Yield one record a line."""
        number = 0
        while line := stream.readline(MOST_BYTES):
            number += 1
            place = line_place(number)
            whole = line.endswith(b"\n") or len(line) < MOST_BYTES
            if not whole:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MOST_BYTES)
                yield self._loader.problem(place, _LONG)
            elif line.strip(b" \t\r\n\x00,"):
                yield from spread(self._loader.record(place, line), self._lists)

    def values(self, scanner: Scanner) -> Iterator[Record | Problem]:
        """Yield the records of a text that is not one a line: an array, an object, or several of them."""
        number = 0
        while first := scanner.peek():
            number += 1
            place = "" if number == 1 else f"document{NBSP}{number}"
            if first == b"[":
                scanner.step()
                yield from self._items(scanner, "élément", place)
            elif first == b"{":
                scanner.step()
                yield from self._members(scanner, place)
            else:
                yield self._loader.problem(place, _NOT_JSON)
                if not scanner.skip_to(b"\n{"):
                    return
        if not number:  # nothing but the marks between values
            yield self._loader.problem("", _NOT_JSON)

    def _items(self, scanner: Scanner, noun: str, inside: str) -> Generator[Record | Problem, None, bool]:
        """Yield the items of the array that the scanner is in; return whether it has an end."""
        number = 0
        while (first := scanner.peek()) != b"]":
            number += 1
            place = ", ".join(filter(None, (inside, f"{noun}{NBSP}{number}")))
            if not first:
                yield self._loader.problem(place, _UNFINISHED)
                return False
            mark = scanner.mark()
            try:
                data = scanner.value()
            except ScanError as error:
                if mark is None or not scanner.skip_to(mark):
                    scanner.skip_all()
                    yield self._loader.problem(place, _last_words(error))
                    return False
                yield self._loader.problem(place, _ENDLESS if isinstance(error, UnfinishedError) else _LONG)
            else:
                yield self._loader.record(place, data)
        scanner.step()
        return True

    def _members(self, scanner: Scanner, place: str) -> Iterator[Record | Problem]:
        """Yield the lists of the object that the scanner is in, then the object without them; or all of it as one."""
        header: dict[str, Json] = {}
        streamed, whole = False, True
        try:
            while whole and scanner.peek() != b"}":
                key = self._key(scanner)
                if scanner.peek() == b"[" and key in self._lists:
                    streamed = True
                    scanner.step()
                    whole = yield from self._items(scanner, key, place)
                    continue
                member = self._loader.record(place, scanner.value())
                if isinstance(member, Problem):
                    yield member
                else:
                    header[key] = member.value
            scanner.step()
        except (ScanError, ValueError) as error:
            found = scanner.skip_to(b"\n{")
            yield self._loader.problem(place, WRONG if found else _last_words(error))
            whole = False
        if streamed or whole:
            yield Record(place, header, side=streamed)

    def _key(self, scanner: Scanner) -> str:
        """Return the key that the scanner stands at. Raise ValueError when it is none."""
        if scanner.peek() != b'"':
            raise UnfinishedError if not scanner.peek() else ValueError
        key = self._loader.load(scanner.value())
        if not isinstance(key, str) or not scanner.peek():
            raise UnfinishedError
        return key


def _last_words(error: Exception) -> str:
    """Return what is said of a value after which nothing more can be read."""
    if isinstance(error, UnfinishedError):
        return _UNFINISHED
    return f"{_LONG if isinstance(error, TooLongError) else WRONG} ; {_LOST}"
