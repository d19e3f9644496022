"""A plain text cut into conversations: by lines of `---` or `===`, and by headings such as « Conversation 123 »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from coach.french.lines import fold
from coach.transcripts import dates
from coach.transcripts.folding import aligned
from coach.transcripts.notes import Notes, line_place
from coach.transcripts.plain_lines import turn_line

# Far above any conversation: past it, separators are missing and memory would be the limit.
MOST_CHARACTERS = 16 * 1024 * 1024
_RULE = re.compile(r"\s*(?:[-=*_~#—–]\s?){3,}\s*")
_HEADING = re.compile(
    r"[\W_]*(?:conversation|echange|dossier|ticket|appel|chat|discussion|transcription|session|cas|interaction|contact)"
    r"\s*(?:n ?[-o]?\.?\s?|numero |no |#|:|id )?\s*(?P<id>[a-z]{0,8}[-_/]?[0-9][\w./-]*?)"
    r"(?:\s*[-|(,:;]\s*(?P<rest>.*?))?[\W_]*",
)
# Cheaper than the above: most lines are no heading.
_MAY_HEAD = re.compile(r"[\W_]*(?:con|[eé]|do|ti|ap|ch|di|tr|se|ca|in).*[0-9]", re.IGNORECASE)
_FACT = re.compile(
    r"[\W_]*(?P<key>canal|channel|motif|raison|sujet|objet|date(?: et heure)?|debut|le|identifiant|id|reference|duree"
    r"|fin|(?:conversation|dossier|ticket)(?: id| n ?°?)?|participants|statut)\s*:\s*(?P<value>.*\S)\s*"
)
_KEYS = {"canal": "canal", "channel": "canal", "motif": "motif", "raison": "motif"}
_LONGEST_HEADING = 120


@dataclass(slots=True)
class Block:
    """The lines of one conversation with their numbers, and what its heading says."""

    facts: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[int, str]] = field(default_factory=list)
    begun: bool = False  # a turn was seen
    size: int = 0

    def add(self, number: int, line: str) -> None:
        """Add a line; before the first turn it may be a fact of the heading."""
        if not self.begun and (fact := _fact(line)):
            self.facts.setdefault(*fact)
            return
        self.begun = self.begun or turn_line(line) is not None
        self.lines.append((number, line))
        self.size += len(line)


def blocks(lines: Iterable[str], notes: Notes) -> Iterator[Block]:
    """Yield the conversations of a text, in order. A rule inside a message, before no turn, belongs to the message."""
    block, pending = Block(), list[tuple[int, str]]()
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        if _RULE.fullmatch(line) or (pending and not line.strip()):
            pending.append((number, line))
            continue
        heading = _heading(line)
        if block.begun and (heading or (pending and _begins(line)) or block.size > MOST_CHARACTERS):
            if block.size > MOST_CHARACTERS:
                notes.add(line_place(number), "cette conversation n’en finit pas ; elle est coupée ici")
            yield block
            block = Block()
        elif block.begun:
            for kept in pending:
                block.add(*kept)
        pending = []
        if heading:
            block.facts.update(heading)
        else:
            block.add(number, line)
    yield block


def _begins(line: str) -> bool:
    return turn_line(line) is not None or _fact(line) is not None


def _heading(line: str) -> dict[str, str] | None:
    """Return what a line such as « Conversation 123 – 3 mai 2026 – chat » says; None for any other line."""
    if len(line) > _LONGEST_HEADING or not _MAY_HEAD.match(line):
        return None
    line = normalize("NFC", line)
    match = _HEADING.fullmatch(aligned(line))
    if match is None:
        return None
    facts = {"conversation": line[slice(*match.span("id"))]}
    rest = line[slice(*match.span("rest"))] if match["rest"] else ""
    for part in re.split(r"\s+[-–—|]\s+|\s*[;,|]\s*", rest):
        if dates.find(part):
            facts["date"] = part
        elif fact := _fact(part):
            facts.setdefault(*fact)
        elif part.lower() in ("chat", "mail", "email", "telephone", "sms", "courriel", "téléphone"):
            facts["canal"] = part.lower()
        elif part.strip() and len(part.split()) > 2:
            return None  # a sentence: « Ticket 12 : je reviens vers vous »
    return facts


def _fact(line: str) -> tuple[str, str] | None:
    match = _FACT.fullmatch(fold(line)) if ":" in line else None
    if match is None:
        return None
    value = line.partition(":")[2].strip(" *_")
    key = match["key"].split()[0]
    if key in ("date", "debut", "le"):
        return "date", value
    if key in ("identifiant", "id", "reference", "conversation", "dossier", "ticket"):
        return "conversation", value
    return _KEYS.get(key, key), value
