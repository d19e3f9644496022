"""A pattern as a trainer wrote it, read with its place: entries, margins and rules of rewriting share this."""

from __future__ import annotations

from collections.abc import Mapping

from coach.errors import PhrasebookError
from coach.phrasebook.entry import Place, Written
from coach.phrasebook.language import PatternError, UnknownListError, read_pattern
from coach.phrasebook.needs import required_sets
from coach.phrasebook.nodes import Node


def written_pattern(file: str, source: str, line: int, lists: Mapping[str, Node]) -> Written:
    """Return a pattern. Raise PhrasebookError when it cannot be read, UnknownListError for a list that is not there.

    A pattern must need some word: one that needs none would apply everywhere.
    """
    try:
        node = read_pattern(source, lists)
    except UnknownListError:
        raise
    except PatternError as error:
        raise PhrasebookError(str(error), file, line) from None
    if not required_sets(node):
        raise PhrasebookError(f"« {source} » n’exige aucun mot : il s’appliquerait partout", file, line)
    return Written(source, node, Place(file, line))
