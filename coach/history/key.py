"""What tells a conversation from every other, and what checks from what checked before."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from coach import __version__
from coach.learned.places import shipped_model
from coach.phrasebook.folders import builtin_folder, margin_files, phrasebook_files, talk_files
from coach.review.pseudonyms import folded

if TYPE_CHECKING:
    from coach.review.run import Job
    from coach.review.values import Conversation
    from coach.transcripts.base import Transcript

_SIZE = 16
# The parts of the program whose code decides on what is found in a message.
_CODE = (
    "checks",
    "french",
    "learned",
    "phrasebook",
    "engine.py",
    "findings.py",
    "drafts.py",
    "model.py",
    "review/check.py",
)


def key_of(job: Job) -> str:
    """Return a digest of all that a result depends on beside the conversation: names of folders are no part of it."""
    package = Path(__file__).parents[1]
    builtin = builtin_folder()
    digest = _digest([__version__, job.readers])
    model = None if job.readers == "phrasebooks" else job.model or shipped_model()
    folders = [builtin, *job.phrasebooks]
    files = [*phrasebook_files(folders), *talk_files(folders), *margin_files(builtin, job.margins)]
    for file in (*_code(package), *files, *([model] if model else [])):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)} ".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()


def _code(package: Path) -> Iterable[Path]:
    for part in _CODE:
        place = package / part
        yield from sorted(place.glob("*.py")) if place.is_dir() else [place]


def fingerprint(transcript: Transcript, key: str) -> str:
    """Return a digest of what was said, by whom and when, and of what checks; where it was read is no part of it."""
    digest = _digest([key, transcript.channel, transcript.reason])
    for turn in transcript.turns:
        _add(digest, turn.speaker.role.value, turn.speaker.name, turn.at.isoformat() if turn.at else "", turn.text)
    return digest.hexdigest()


def case_of(conversation: Conversation, identity: str) -> str:
    """Return a digest of the case: the same for a conversation and what it has become since.

    A dated conversation is known by its number and its beginning, in whatever file; an undated one by its number and
    its file, since « 1 » is a number that many files give.
    """
    start = conversation.first.isoformat() if conversation.first else f"\0{conversation.source}"
    return _digest([identity, start]).hexdigest()


def words_of(names: Iterable[str]) -> str:
    """Return a digest of some texts."""
    return _digest(names).hexdigest()


def pseudonym(name: str, salt: bytes) -> str:
    """Return what an adviser is called in one history file; nobody without it can tell that two are the same."""
    one = folded(name)
    return blake2b(_bytes(one), digest_size=8, key=salt).hexdigest() if one else ""


def _digest(texts: Iterable[str]) -> blake2b:
    digest = blake2b(digest_size=_SIZE)
    _add(digest, *texts)
    return digest


def _add(digest: blake2b, *texts: str) -> None:
    for text in texts:
        data = _bytes(text)
        # With their lengths, so that no two lists of texts give the same bytes.
        digest.update(len(data).to_bytes(8, "little") + data)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
