"""Annotated sets: the JSON lines of the project's evaluation, and the `[[catégorie|mots]]` text of the corpus."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from coach.calibration.values import Message, Opinion
from coach.drafts import read_draft
from coach.errors import InputError
from coach.model import Span
from coach.training.annotation import CATEGORIES, LABELS, parse
from coach.transcripts.base import Problem

# Who annotated a set that does not say it.
ANNOTATION = "annotation"
_HEAD = re.compile(r"^###", re.MULTILINE)
_PLACED = re.compile(r":(\d+) : ")


class MalformedError(ValueError):
    """A draft that cannot be read; `str(error)` says why."""


def read_lines(file: Path, encoding: str | None = None) -> Iterator[Message | Problem]:
    """Yield the drafts of a set of JSON lines, and the lines that cannot be read."""
    for line, written in enumerate(read_draft(str(file), encoding).removeprefix("\ufeff").split("\n"), 1):
        if not written.strip():
            continue
        try:
            yield _draft(json.loads(written), f"{file}:{line}")
        except MalformedError as error:
            yield Problem(str(file), f"ligne {line}", str(error))
        # A number of five thousand digits is refused as a mere value.
        except (ValueError, RecursionError):
            yield Problem(str(file), f"ligne {line}", "cette ligne n’est pas du JSON")


def _draft(found: object, place: str) -> Message:
    if not isinstance(found, dict) or not isinstance(found.get("text"), str) or not found["text"].strip():
        raise MalformedError("un objet avec un « text » est attendu")
    text = found["text"]
    spans, listed = found.get("spans", []), found.get("labels", [])
    if not isinstance(spans, list) or not isinstance(listed, list):
        raise MalformedError("« spans » et « labels » sont des listes")
    faults = tuple(sorted(_fault(each, text) for each in spans))
    for label in listed:
        if label not in LABELS:
            raise MalformedError(f"étiquette inconnue « {label} »")
    name = found.get("id")
    opinion = Opinion(frozenset(category for _, category in faults), frozenset(listed), faults)
    # Two files of the same drafts are two opinions only when they say whose: otherwise each draft stands by itself.
    rater = found.get("annotator")
    key = f"{name} {text}" if rater else place
    return Message(key, str(name or place), text, {str(rater or ANNOTATION): opinion})


def _fault(each: object, text: str) -> tuple[Span, str]:
    if not isinstance(each, Mapping) or each.get("category") not in CATEGORIES:
        category = each.get("category") if isinstance(each, Mapping) else each
        raise MalformedError(f"catégorie inconnue « {category} »")
    start, end = each.get("start"), each.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise MalformedError(f"une faute va de « start » à « end » dans le texte ({start}, {end})")
    return Span(start, end), str(each["category"])


def read_marked(file: Path, encoding: str | None = None) -> Iterator[Message | Problem]:
    """Yield the drafts of a text of annotated drafts, and the malformed ones. Raise InputError when it has none."""
    text = read_draft(str(file), encoding).removeprefix("\ufeff").replace("\r\n", "\n")
    starts = [match.start() for match in _HEAD.finditer(text)]
    if not starts:
        next(parse(text, file))
    names: set[str] = set()
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
        line = text.count("\n", 0, start)
        try:
            # One draft at a time, on its own lines: a malformed one does not take the others along.
            for one in parse("\n" * line + text[start:end], file):
                if one.name in names:
                    yield Problem(str(file), f"ligne {line + 1}", f"deux brouillons s’appellent « {one.name} »")
                    continue
                names.add(one.name)
                opinion = Opinion(frozenset(name for _, name in one.faults), one.labels, one.faults)
                yield Message(f"{file} {one.name}", one.name, one.text, {ANNOTATION: opinion})
        except InputError as error:
            place, why = _placed(str(error), line + 1)
            yield Problem(str(file), place, why)


def _placed(sentence: str, line: int) -> tuple[str, str]:
    """Return the line and the reason of an error."""
    match = _PLACED.search(sentence)
    return (f"ligne {match[1]}", sentence[match.end() :]) if match else (f"ligne {line}", sentence)
