"""What the readers of JSON exports have in common; each says what its records are."""

from __future__ import annotations

import abc
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator

from coach.errors import InputError
from coach.transcripts.base import Problem, Settings, Source, Transcript
from coach.transcripts.fields import Object, UnreadableError, as_object
from coach.transcripts.json_load import Json, Record
from coach.transcripts.json_records import records
from coach.transcripts.roles import attributed
from coach.transcripts.talks import Reading, Talk, gathered, problem
from coach.transcripts.text_lines import head_text

_BROKEN_SOURCE = "la lecture s’est arrêtée avant la fin (fichier abîmé)"
# What a damaged archive raises while one of its members is read.
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
_KEY = re.compile(r'"([A-Za-z_][\w.-]{0,60})"\s*:')


class JsonReader(abc.ABC):
    """Reads one kind of export. A child says what its records are."""

    name = ""
    # The keys that hold records when they hold an array inside the object at the top.
    lists: frozenset[str] = frozenset()
    # Keys of the format: all of one group in the head of a file make sure of it.
    signs: tuple[frozenset[str], ...] = ()

    def recognises(self, name: str, head: bytes) -> int:  # noqa: ARG002  # what a file is called proves nothing
        """Return 90 when the head is JSON and has all keys of one of the groups, and 1 more for each key."""
        keys = keys_of(head)
        return max((90 + min(len(group), 9) for group in self.signs if group <= keys), default=0)

    @abc.abstractmethod
    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return the talk of a record. Raise UnreadableError when it is none."""

    def aside(self, record: Object, reading: Reading) -> bool:  # noqa: ARG002
        """Take what stands beside a list of records; return whether that is all this record is for."""
        return True

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the conversations of a source, and a Problem for everything that is not one."""
        reading = Reading(source.name, settings)
        for found in self.found(source, reading):
            yield attributed(found, settings) if isinstance(found, Transcript) else found

    def found(self, source: Source, reading: Reading) -> Iterator[Transcript | Problem]:
        """Yield the conversations, their unknown speakers left so."""
        yield from gathered(self._talks(source, reading), reading)

    def _talks(self, source: Source, reading: Reading) -> Iterator[tuple[str, Talk] | Problem]:
        try:
            for record in records(source, reading.settings, self.lists):
                if isinstance(record, Problem):
                    yield record
                else:
                    yield from self._talk(record, reading)
        except InputError as error:
            yield problem(reading, error)
        except BROKEN:
            yield Problem(source.name, "", _BROKEN_SOURCE)

    def _talk(self, record: Record, reading: Reading) -> Iterator[tuple[str, Talk] | Problem]:
        try:
            if record.side and self.aside(as_object(record.value), reading):
                return
            yield record.place, self.talk(record.value, reading)
        except UnreadableError as error:
            yield Problem(reading.source, record.place, str(error))


def keys_of(head: bytes) -> frozenset[str]:
    """Return the keys that the head of a file has; none when it does not begin like JSON."""
    text = head_text(head).lstrip("\ufeff \t\r\n\x00")
    if not re.match(r'[\[{]\s*(?:["{\[\]}]|$)', text):
        return frozenset()
    return frozenset(_KEY.findall(text))
