"""Reads WebVTT and SRT: each file is one conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.transcripts.base import Problem, Settings, Source, Transcript, Turn
from coach.transcripts.cues import TIMES, cues, turns
from coach.transcripts.notes import Notes
from coach.transcripts.roles import attributed
from coach.transcripts.text_lines import head_text, text_lines

_NO_CUE = "aucune réplique n’est lisible dans ce fichier de sous-titres"
_STEM = re.compile(r"(?:\.(?:vtt|srt|transcript|cc|[a-z]{2}(?:-[A-Za-z]{2})?))+$", re.IGNORECASE)


class WebVtt:
    """The reader of WebVTT, as Teams, Zoom and others export the transcripts of calls."""

    # The libraries at hand leave out in silence what is malformed, and read a file whole.
    name = "webvtt"

    def recognises(self, name: str, head: bytes) -> int:
        """Return how sure it is, by the first line that the format demands, or the suffix."""
        text = head_text(head).lstrip("\ufeff\r\n ")
        if re.match(r"WEBVTT(?=\s|$)", text):
            return 100
        return 70 if name.lower().endswith(".vtt") and _has_times(text) else 0

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the one conversation of the file, and what could not be read of it."""
        notes = Notes(source.name)
        lines = _after_header(text_lines(source, settings, notes))
        yield from _conversation(source, settings, turns(cues(lines, notes, ("NOTE", "STYLE", "REGION")), notes), notes)


class SubRip:
    """The reader of SRT."""

    name = "srt"

    def recognises(self, name: str, head: bytes) -> int:
        """Return how sure it is, by the times in the first lines."""
        text = head_text(head)
        first = [line for line in text.splitlines()[:12] if line.strip()][:2]
        if any(map(TIMES.fullmatch, first)):
            return 90
        return 70 if name.lower().endswith(".srt") and _has_times(text) else 0

    def read(self, source: Source, settings: Settings) -> Iterator[Transcript | Problem]:
        """Yield the one conversation of the file, and what could not be read of it."""
        notes = Notes(source.name)
        yield from _conversation(
            source, settings, turns(cues(text_lines(source, settings, notes), notes), notes), notes
        )


def _conversation(
    source: Source, settings: Settings, found: tuple[Turn, ...], notes: Notes
) -> Iterator[Transcript | Problem]:
    if found:
        name = source.name.replace("\\", "/").rpartition("/")[2]
        yield attributed(Transcript(source.name, _STEM.sub("", name) or "1", found), settings)
    else:
        yield Problem(source.name, "", _NO_CUE)
    yield from notes.close()


def _after_header(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines with those of the header made blank, so that all keep their numbers."""
    header = True
    for number, line in enumerate(lines, 1):
        if number == 1 and not line.startswith("WEBVTT"):
            header = False
        if header and (not line.strip() or TIMES.fullmatch(line.strip())):
            header = False
        yield "\n" if header else line


def _has_times(text: str) -> bool:
    return any("-->" in line for line in text.splitlines()[:200])
