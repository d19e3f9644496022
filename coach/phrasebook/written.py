"""A pattern as a trainer wrote it, read with its place: entries, margins and rules of rewriting share this."""

from __future__ import annotations

from collections.abc import Mapping

from coach.errors import PhrasebookError
from coach.phrasebook.entry import Place, Written
from coach.phrasebook.language import PatternError, read_pattern
from coach.phrasebook.needs import required_sets
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value


def written_patterns(value: Value | None, lists: Mapping[str, Node]) -> tuple[Written, ...]:
    """Return the patterns of a list (or of one text); raise PhrasebookError for one that cannot be read.

    A pattern must need some word: one that needs none would apply everywhere.
    """
    return () if value is None else tuple(_written(value.file, text, line, lists) for text, line in value.texts())


def _written(file: str, source: str, line: int, lists: Mapping[str, Node]) -> Written:
    try:
        node = read_pattern(source, lists)
    except PatternError as error:
        raise PhrasebookError(str(error), file, line) from None
    if not required_sets(node):
        raise PhrasebookError(f"« {source} » n’exige aucun mot : il s’appliquerait partout", file, line)
    return Written(source, node, Place(file, line))
