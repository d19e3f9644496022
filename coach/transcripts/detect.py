"""Which reader takes a source: by what it holds, its name only helping."""

from __future__ import annotations

from coach.drafts import sniff
from coach.errors import InputError
from coach.transcripts.base import Reader
from coach.transcripts.registry import READERS

_EMPTY = "ce fichier est vide"
_UNKNOWN = "ce format n’est pas reconnu"
_BINARY = "ce fichier est binaire, ce n’est pas une conversation"


def reader_of(name: str, head: bytes) -> Reader | str:
    """Return the surest reader for a source, or in French why there is none."""
    if not head.strip():
        return _EMPTY
    best = max(READERS, key=lambda reader: reader.recognises(name, head))
    if best.recognises(name, head) > 0:
        return best
    try:
        sniff(head, name)
    except InputError:
        return _BINARY
    return _UNKNOWN
