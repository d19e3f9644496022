"""The words of an annotation: categories and labels, as people write them and as they are counted."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection

from coach.phrasebook.entry import PARENTS
from coach.training.annotation import CATEGORIES, LABELS

# A finer category counts for its parent, or not at all: these are those of the project's evaluation, to the letter, so
# that its figures and ours agree. `a-completer` is nobody's fault of tone; it stays apart in the tables.
FINER: dict[str, str | None] = {**PARENTS, "minimisation": "mot-noir", "refus-flou": None}
WRITTEN = (*CATEGORIES, *(name for name, parent in FINER.items() if parent))
NOTHING = "rien"
_SEPARATORS = re.compile(r"[;,\n|]")


class UnknownWordError(ValueError):
    """A word that is no category or label; `str(error)` is what to tell the trainer."""


def counted(category: str) -> str | None:
    """Return the category under which one of the tool counts, or None."""
    return FINER.get(category, category)


def categories(cell: str) -> frozenset[str] | None:
    """Return the categories of a cell, « reproche ; impossibilité »; none for « rien », None for an empty cell."""
    found = _words(cell, WRITTEN, "catégorie inconnue")
    return None if found is None else frozenset(name for word in found if (name := counted(word)))


def labels(cell: str) -> frozenset[str] | None:
    """Return the labels of a cell, « sans-issue »; none for « rien », None for an empty cell."""
    return _words(cell, LABELS, "manque inconnu")


def _words(cell: str, known: Collection[str], what: str) -> frozenset[str] | None:
    words = [word for part in _SEPARATORS.split(cell) if (word := _slug(part))]
    if not words:
        return None
    if NOTHING in words and len(set(words)) > 1:
        raise UnknownWordError(f"« {NOTHING} » ne va pas avec d’autres mots")
    for word in words:
        if word != NOTHING and word not in known:
            close = difflib.get_close_matches(word, [*known, NOTHING], n=1)
            hint = f"vouliez-vous dire « {close[0]} » ?" if close else f"possibles : {', '.join((*known, NOTHING))}"
            raise UnknownWordError(f"{what} « {word} » ; {hint}")
    return frozenset(words) - {NOTHING}


def _slug(word: str) -> str:
    """Return a word as its slug: « Mise en doute » is mise-en-doute, « Défausse » is defausse."""
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return "-".join(re.split(r"[\s_-]+", plain.strip(" '’«»\"\u00a0.").lower()))
