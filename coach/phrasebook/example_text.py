"""The examples of an entry as they are written: the words to flag between square brackets."""

from __future__ import annotations

from coach.errors import PhrasebookError
from coach.phrasebook.entry import Example, Place
from coach.phrasebook.faults import Faults
from coach.phrasebook.strict_yaml import Value

_LEAST = {"signaler": 2, "laisser": 2}


def marked_examples(faults: Faults, value: Value | None) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the sentences to flag and those to leave; too few, or marked amiss, are faults."""
    if value is None:
        return (), ()
    keys = faults.keys(value, tuple(_LEAST), _LEAST)
    return _group(faults, "signaler", keys.get("signaler")), _group(faults, "laisser", keys.get("laisser"))


def _group(faults: Faults, key: str, value: Value | None) -> tuple[Example, ...]:
    """Return the examples to flag, or to leave."""
    if value is None:
        return ()
    if len(value.several()) < _LEAST[key]:
        faults.add(value.error(f"il faut au moins {_LEAST[key]} exemples sous « {key} »"))
        # « laisser: » with nothing after it has been told.
        if value.content == "":
            return ()
    found: list[Example] = []
    for text, line in faults.texts(value):
        with faults.kept():
            example = _example(text, Place(value.file, line))
            if bool(example.spans) != (key == "signaler"):
                wanted = "montre entre [ ] les mots à signaler" if key == "signaler" else "ne contient pas de [ ]"
                message = f"un exemple sous « {key} » {wanted} : « {example.text} »"
                raise PhrasebookError(message, value.file, line)
            found.append(example)
    return tuple(found)


def _example(source: str, place: Place) -> Example:
    text = ""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for char in source:
        if char == "[" and opened is None:
            opened = len(text)
        elif char == "]" and opened is not None:
            spans.append((opened, len(text)))
            opened = None
        elif char in "[]":
            raise PhrasebookError(f"crochets mal appariés dans « {source} »", place.file, place.line)
        else:
            text += char
    if opened is not None or any(start == end for start, end in spans):
        raise PhrasebookError(f"crochets mal appariés dans « {source} »", place.file, place.line)
    return Example(text, tuple(spans), place)
