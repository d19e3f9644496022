"""The examples of an entry as they are written: the words to flag between square brackets."""

from __future__ import annotations

from coach.errors import PhrasebookError
from coach.phrasebook.entry import Example, Place
from coach.phrasebook.strict_yaml import Value

_LEAST = {"signaler": 2, "laisser": 2}


def marked_examples(value: Value) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the sentences to flag and those to leave. Raise PhrasebookError for too few, or marked amiss."""
    keys = value.mapping(_LEAST, _LEAST)
    found: dict[str, tuple[Example, ...]] = {}
    for key, least in _LEAST.items():
        examples = tuple(_example(text, Place(value.file, line)) for text, line in keys[key].texts())
        if len(examples) < least:
            raise keys[key].error(f"il faut au moins {least} exemples sous « {key} »")
        for example in examples:
            if bool(example.spans) != (key == "signaler"):
                wanted = "montre entre [ ] les mots à signaler" if key == "signaler" else "ne contient pas de [ ]"
                raise PhrasebookError(
                    f"un exemple sous « {key} » {wanted} : « {example.text} »", value.file, example.place.line
                )
        found[key] = examples
    return found["signaler"], found["laisser"]


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
