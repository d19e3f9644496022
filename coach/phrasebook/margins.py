"""The team's margins, read from a file of theirs: by topic, what may be offered, why the rule exists, who can do more.

Nothing is offered that this file does not offer: without it, a reframing keeps its visible `[solution]`.
"""

from __future__ import annotations

from pathlib import Path

from coach.errors import PhrasebookError
from coach.model import Severity
from coach.phrasebook.entry import MARGIN, Contexts, Entry, Margin, Place, Written
from coach.phrasebook.language import PatternError, read_pattern
from coach.phrasebook.needs import required_sets
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml

_FILE_KEYS = ("theme", "description", "marges")
_KEYS = ("sujet", "reperer", "offres", "raison", "conseil", "relais")


def load_margins(file: Path, lists: dict[str, Node]) -> tuple[list[Entry], list[Exception]]:
    """Return one entry a topic, and the errors of the topics that cannot be read."""
    try:
        keys = read_yaml(read_text(file), str(file)).mapping(_FILE_KEYS, ["marges"])
        topics = keys["marges"].items()
    except PhrasebookError as error:
        return [], [error]
    entries: list[Entry] = []
    errors: list[Exception] = []
    for topic in topics:
        try:
            entries.append(_entry(topic, lists))
        except PhrasebookError as error:
            errors.append(error)
    return entries, errors


def _entry(value: Value, lists: dict[str, Node]) -> Entry:
    keys = value.mapping(_KEYS, ["sujet", "reperer", "offres"])

    def text(key: str) -> str:
        return keys[key].text() if key in keys else ""

    return Entry(
        id=f"{MARGIN}.{keys['sujet'].name(what='sujet')}",
        place=Place(value.file, value.line),
        category=None,
        signal=MARGIN,
        severity=Severity.CONSEIL,
        message="",
        why="",
        patterns=tuple(_pattern(value.file, *found, lists) for found in keys["reperer"].texts()),
        exceptions=Contexts(),
        softened_by=(),
        reframings=(),
        to_flag=(),
        to_leave=(),
        margin=Margin(
            tuple(found for found, _ in keys["offres"].texts()), text("raison"), text("conseil"), text("relais")
        ),
    )


def _pattern(file: str, source: str, line: int, lists: dict[str, Node]) -> Written:
    try:
        node = read_pattern(source, lists)
    except PatternError as error:
        raise PhrasebookError(str(error), file, line) from None
    if not required_sets(node):
        raise PhrasebookError(f"« {source} » n’exige aucun mot : il s’appliquerait partout", file, line)
    return Written(source, node, Place(file, line))
