"""Reads Parquet: one message a row, or one conversation with a list of messages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from coach.errors import InputError
from coach.transcripts.base import Problem, Settings, Source, Transcript
from coach.transcripts.fields import UnreadableError
from coach.transcripts.json_reader import BROKEN
from coach.transcripts.notes import NBSP, line_place
from coach.transcripts.roles import attributed
from coach.transcripts.rows import talk_of
from coach.transcripts.talks import Reading, Talk, gathered, problem

_MAGIC = b"PAR1"
_BATCH = 1000  # rows
_MOST_BYTES = 256 * 1024 * 1024
_MISSING = "lire ce format demande la bibliothèque « pyarrow » : pip install 'coach-fr[review]'"
_BROKEN = "ce fichier Parquet est abîmé, ou ce n’en est pas un"
_PACKED = f"au-dessus de {_MOST_BYTES >> 20}{NBSP}Mo, un fichier Parquet se lit hors de son archive ; sortez-le d’abord"


class Parquet:
    """The reader of Parquet, by batches of rows."""

    name = "parquet"

    def recognises(self, name: str, head: bytes) -> int:  # noqa: ARG002  # the first bytes are proof
        """Return 100 when the file begins as Parquet does."""
        return 100 if head.startswith(_MAGIC) else 0

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the conversations of a source, and a Problem for each row that is not one."""
        reading = Reading(source.name, settings)
        for found in gathered(_talks(source, reading), reading):
            yield attributed(found, settings) if isinstance(found, Transcript) else found


def _talks(source: Source, reading: Reading) -> Iterator[tuple[str, Talk] | Problem]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        yield Problem(source.name, "", _MISSING)
        return
    try:
        stream = _seekable(source.stream)
        if stream is None:
            yield Problem(source.name, "", _PACKED)
            return
        with pq.ParquetFile(stream) as table:
            yield from _rows(table.iter_batches(batch_size=_BATCH), source, reading)
    except InputError as error:
        yield problem(reading, error)
    except (pa.ArrowException, *BROKEN):
        yield Problem(source.name, "", _BROKEN)


def _rows(batches: Iterator[object], source: Source, reading: Reading) -> Iterator[tuple[str, Talk] | Problem]:
    number = 0
    for batch in batches:
        for row in batch.to_pylist():  # type: ignore[attr-defined]  # pyarrow has no types
            number += 1
            place = line_place(number)
            try:
                yield place, talk_of(row, reading)
            except UnreadableError as error:
                yield Problem(source.name, place, str(error))


def _seekable(stream: BinaryIO) -> BinaryIO | None:
    """Return a stream whose end can be read first; None when that would take too much memory."""
    if stream.seekable():
        return stream
    data = stream.read(_MOST_BYTES + 1)
    return io.BytesIO(data) if len(data) <= _MOST_BYTES else None
