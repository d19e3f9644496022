"""What subtitles share, WebVTT and SRT: blocks with a line of times, and the speaker in front of the words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coach.transcripts.base import Role, Speaker, Turn
from coach.transcripts.notes import Notes, line_place
from coach.transcripts.plain_lines import How, turn_line
from coach.transcripts.role_words import speaker_of

_TIME = r"(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,3}"
TIMES = re.compile(rf"\s*(?P<start>{_TIME})[0-9]*\s*-->\s*{_TIME}.*", re.DOTALL)
_BROKEN = re.compile(r"[0-9]{1,4}:[0-9]{2}.*>")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+(?P<name>[^>]*))?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[0-9:.]+>|</>|\{\\[^{}]*\}")
_SEPARATE = re.compile(r"\s*(?:>>|[-–—])\s+")
_WRONG_TIMES = "les heures de cette réplique sont illisibles ; elle n’est pas lue"
_STRAY = "ce texte n’est à aucune réplique ; il n’est pas lu"


@dataclass(slots=True)
class Cue:
    """A block of subtitles: when it begins, and its lines."""

    start: str
    line: int
    text: list[str] = field(default_factory=list)


def cues(lines: Iterable[str], notes: Notes, skipped: tuple[str, ...] = ()) -> Iterator[Cue]:
    """Yield the cues of a file; blocks without times that begin with a word of `skipped` are comments and the like.

    Any other text outside a cue is counted as a problem, unless it is the number or the name of one.
    """
    for block in _blocks(lines):
        cue: Cue | None = None
        before: list[tuple[int, str]] = []
        for number, line in block:
            if match := TIMES.fullmatch(line):
                if cue:
                    if cue.text and cue.text[-1].isdigit():
                        cue.text.pop()  # the number of the next cue, without a blank line above
                    yield cue
                cue = Cue(match["start"], number)
            elif cue:
                cue.text.append(line)
            else:
                before.append((number, line))
        if cue:
            yield cue
        if before[0:1] and before[0][1].split()[0].rstrip(":") not in skipped:
            _count_stray(before if cue is None else before[:-1], notes)


def _blocks(lines: Iterable[str]) -> Iterator[list[tuple[int, str]]]:
    """Yield the runs of lines that are not blank, with their numbers."""
    block: list[tuple[int, str]] = []
    for number, raw in enumerate(lines, 1):
        if line := raw.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _count_stray(lines: list[tuple[int, str]], notes: Notes) -> None:
    """Count the lines that belong to no cue; after times that can't be read, all of them at once."""
    if any("-->" in line or _BROKEN.match(line) for _, line in lines):
        notes.count(line_place(lines[0][0]), _WRONG_TIMES)
        return
    for number, line in lines:
        if not line.isdigit():
            notes.count(line_place(number), _STRAY)


def turns(found: Iterable[Cue], notes: Notes) -> tuple[Turn, ...]:
    """Return the turns of all cues; those in which the same speaker goes on are one.

    A cue without a name goes on with the speaker of the one above when names stand before a colon, as subtitles have
    it; after a voice span of WebVTT, or at the beginning, nobody is known to speak.
    """
    done: list[tuple[Speaker, str, list[str]]] = []
    carried = Speaker("", Role.UNKNOWN)
    for cue in found:
        said = list(_said(cue.text))
        if not any(text for _, text, _ in said):
            notes.count(line_place(cue.line), "cette réplique est vide")
        for speaker, text, voiced in said:
            now = carried if speaker is None else speaker
            carried = Speaker("", Role.UNKNOWN) if voiced else now
            if not text:
                continue
            if done and done[-1][0] == now and (speaker is None or now.name or now.role is not Role.UNKNOWN):
                done[-1][2].append(text)
            else:
                done.append((now, cue.start, [text]))
    return tuple(Turn(speaker, " ".join(texts), None, start) for speaker, start, texts in done)


def _said(lines: list[str]) -> Iterator[tuple[Speaker | None, str, bool]]:
    """Yield who says what in a cue, and whether a voice span says so; None where the cue names nobody."""
    whole = "\n".join(lines)
    voices = list(_VOICE.finditer(whole))
    before = whole[: voices[0].start()] if voices else whole
    for part in _parts(before):
        speaker, text = _prefixed(part)
        if text or speaker:
            yield speaker, text, False
    ends = [*(match.start() for match in voices[1:]), len(whole)]
    for match, end in zip(voices, ends, strict=False):
        name = html.unescape(match["name"] or "").strip()
        yield speaker_of(name) if name else Speaker("", Role.UNKNOWN), _bare(whole[match.end() : end]), True


def _parts(text: str) -> Iterator[str]:
    """Yield the lines of a cue, those that go on joined with the one above."""
    part = ""
    for line in text.split("\n"):
        clean = _bare(line)
        if part and _prefixed(clean)[0]:
            yield part
            part = clean
        else:
            part = f"{part} {clean}".strip()
    yield part


def _prefixed(text: str) -> tuple[Speaker | None, str]:
    turn = turn_line(text)
    if turn and turn.how is not How.STAMP:
        return turn.speaker, turn.text
    if match := _SEPARATE.match(text):  # somebody else speaks, who is not named
        return Speaker("", Role.UNKNOWN), text[match.end() :]
    return None, text


def _bare(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())
