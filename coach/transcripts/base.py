"""What every reader of transcripts shares: conversations, their turns, and what could not be read of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import BinaryIO, Protocol


class Role(Enum):
    """Who speaks in a turn. UNKNOWN is never guessed away: such turns are counted and reported."""

    ADVISER = "conseiller"
    CUSTOMER = "client"
    BOT = "robot"
    SYSTEM = "systeme"
    NOTE = "note"  # an internal note, between colleagues
    UNKNOWN = "inconnu"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a turn: the name or the identifier of the export, "" when it gives none."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation. `place` is where it stands in its source, for people: « ligne 12 »."""

    speaker: Speaker
    text: str = field(repr=False)
    at: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation: its turns in order, and what the export says of it; "" where it says nothing."""

    source: str
    id: str
    turns: tuple[Turn, ...]
    channel: str = ""
    reason: str = ""  # the reason of contact (motif)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: a row, a message, a whole file; the rest goes on."""

    source: str
    place: str
    message: str  # French, no full stop

    def __str__(self) -> str:
        """Return the sentence for people."""
        return f"{self.source}, {self.place} : {self.message}" if self.place else f"{self.source} : {self.message}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the team says of its exports: who its advisers are, and how its columns are called.

    `advisers` are names or identifiers, `domains` the ends of the team's e-mail addresses, both in lower case;
    `columns` maps our names (conversation, auteur, role, texte, date, canal, motif) to those of the export.
    """

    advisers: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of an archive: its name for people, and its bytes, which may be read only once."""

    name: str
    stream: BinaryIO


class Reader(Protocol):
    """A format: whether a file is of it, and its conversations."""

    name: str

    def recognises(self, name: str, head: bytes) -> int:
        """Return how sure it is, 0 to 100, from the name and the first 64 KiB: the surest reader takes the file."""

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the conversations in order, as they are read; what is malformed as a Problem, and go on."""
