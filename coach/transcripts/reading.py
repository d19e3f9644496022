"""From files to conversations: opened, recognised, read; whatever goes wrong with one, the others are read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from coach.errors import InputError, reason
from coach.transcripts.archives import DAMAGED, expanded
from coach.transcripts.base import Problem, Settings, Source, Transcript
from coach.transcripts.detect import reader_of
from coach.transcripts.discover import Place
from coach.transcripts.mail import Mail
from coach.transcripts.mailboxes import MOST_HELD, Eml
from coach.transcripts.streams import with_head
from coach.transcripts.threads import threads

_BROKEN = "ce fichier est abîmé ; il n’est pas lu, ou pas jusqu’au bout"


def batches(places: Iterable[Place]) -> Iterator[tuple[Place, ...]]:
    """Yield places that are to be read together: the mails of one folder, whose threads run over several files."""
    mails: list[Place] = []
    for place in places:
        if mails and (place.path is None or place.path.parent != _folder(mails[0])):
            yield tuple(mails)
            mails = []
        if place.path is not None and place.path.suffix.lower() == ".eml":
            mails.append(place)
        else:
            yield (place,)
    if mails:
        yield tuple(mails)


def _folder(place: Place) -> Path | None:
    return place.path.parent if place.path else None


def read(
    places: Sequence[Place], settings: Settings, opened: Callable[[BinaryIO], object] | None = None
) -> Iterator[Transcript | Problem]:
    """Yield the conversations of a batch, and a problem for all that is not read, in order.

    `opened` is told each file as it is opened, so that a progress bar may look how far it has been read.
    """
    mails = _Mails(settings)
    for source in _sources(places, opened):
        if isinstance(source, Problem):
            yield source
            continue
        try:
            head, stream = with_head(source.stream)
            reader = reader_of(source.name, head)
            if isinstance(reader, str):
                yield Problem(source.name, "", reader)
            elif isinstance(reader, Eml):
                yield from mails.add(source.name, reader.mail(Source(source.name, stream), settings))
            else:
                yield from mails.leave(source.name)
                yield from reader.read(Source(source.name, stream), settings)
        except (InputError, OSError, *DAMAGED) as error:
            yield _problem(source.name, error)
    yield from mails.flush()


def _sources(places: Iterable[Place], opened: Callable[[BinaryIO], object] | None) -> Iterator[Source | Problem]:
    """Yield the sources of places, members of archives included; one that can't be opened as a problem."""
    for place in places:
        try:
            if place.path is None:
                if sys.stdin is None:
                    raise InputError("l’entrée standard est fermée")
                yield from expanded(Source(place.name, sys.stdin.buffer))
            else:
                with place.path.open("rb") as stream:
                    if opened is not None:
                        opened(stream)
                    yield from expanded(Source(place.name, stream))
        except (InputError, OSError, *DAMAGED) as error:
            yield _problem(place.name, error)


def _problem(name: str, error: Exception) -> Problem:
    if isinstance(error, InputError):
        return Problem(name, "", str(error).removeprefix(f"{name} : "))
    if isinstance(error, OSError) and not isinstance(error, DAMAGED) and error.errno:
        return Problem(name, "", f"lecture impossible ({reason(error)})")
    return Problem(name, "", _BROKEN)


class _Mails:
    """The mails of one folder, held until the next folder begins."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = ""
        self._held: list[tuple[str, Mail]] = []
        self._size = 0

    def add(self, name: str, mail: Mail | Problem) -> Iterator[Transcript | Problem]:
        """Add a mail; yield the threads of the folder before, if this one begins another."""
        yield from self.leave(name)
        self._folder, _, file = name.replace("\\", "/").rpartition("/")
        if isinstance(mail, Problem):
            yield mail
            return
        self._held.append((name, replace(mail, turn=replace(mail.turn, place=file))))
        self._size += len(mail.turn.text)

    def leave(self, name: str) -> Iterator[Transcript | Problem]:
        """Yield the threads that are held, if a source of this name is in another folder or they grow too large."""
        if name.replace("\\", "/").rpartition("/")[0] != self._folder or self._size > MOST_HELD:
            yield from self.flush()

    def flush(self) -> Iterator[Transcript | Problem]:
        """Yield the threads of the mails that are held; a mail alone stands under its own name."""
        held, self._held, self._size = self._held, [], 0
        if len(held) == 1:
            name, mail = held[0]
            yield from threads([replace(mail, turn=replace(mail.turn, place=""))], name, self._settings)
        elif held:
            yield from threads([mail for _, mail in held], self._folder or ".", self._settings)
