"""From an entry as it stands in a file to what the phrasebook holds; every fault of it is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.errors import PhrasebookError
from coach.model import SEVERITY_SLUGS, Severity
from coach.phrasebook.entry import CATEGORY_SEVERITY, SIGNALS, Contexts, Entry, Example, Place, Written
from coach.phrasebook.faults import Faults
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value

SHARED_KEYS = (
    "categorie", "signal", "gravite", "titre", "pourquoi", "sauf", "sauf_avant", "sauf_apres", "sauf_phrase",
    "adouci_par", "incertain_sans", "reformuler", "source",
)  # fmt: skip
ENTRY_KEYS = ("id", *SHARED_KEYS, "reperer", "exemples")
_LEAST = {"signaler": 2, "laisser": 2}


@dataclass(slots=True)
class Source:
    """A phrasebook file being read: its lists, what its entries share, and what of both could not be read."""

    name: str
    lists: Mapping[str, Node]
    unread: set[str]
    shared: Mapping[str, Value] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)


def read_entry(file: Source, value: Value) -> tuple[Entry | None, list[PhrasebookError]]:
    """Return an entry, and its faults; None when it has some."""
    faults = Faults(file.unread, file.meant)
    own = faults.keys(value, ENTRY_KEYS, ["id", "reperer", "exemples"])
    keys = {**file.shared, **own}
    category, signal = _kind(faults, keys, value)
    severity = CATEGORY_SEVERITY[category] if category else Severity.CONSEIL
    if "gravite" in keys:
        slug = faults.read(lambda: keys["gravite"].name(SEVERITY_SLUGS, "degré de gravité"), severity.slug)
        severity = Severity.from_slug(slug)
    for key in ("titre",) if "signal" in keys else ("titre", "pourquoi"):
        faults.need(key, keys, value)
    to_flag, to_leave = _examples(faults, keys.get("exemples"))
    entry = Entry(
        id=_id(faults, keys["id"], category) if "id" in keys else "",
        place=Place(file.name, value.line),
        category=category,
        signal=signal,
        severity=severity,
        message=faults.text(keys.get("titre")),
        why=faults.text(keys.get("pourquoi")),
        patterns=faults.patterns(keys.get("reperer"), file.lists),
        exceptions=_contexts(faults, file, own),
        softened_by=faults.each(keys.get("adouci_par"), lambda each: each.name(SIGNALS, "signal")),
        unsure_without=faults.patterns(keys.get("incertain_sans"), file.lists),
        reframings=tuple(text for text, _ in faults.texts(keys.get("reformuler"))),
        to_flag=to_flag,
        to_leave=to_leave,
        source=faults.text(keys.get("source")),
    )
    return entry if faults.sound else None, faults.in_order()


def _kind(faults: Faults, keys: Mapping[str, Value], value: Value) -> tuple[str | None, str | None]:
    """Return the category or the signal of an entry; neither when it is not readable."""
    if ("categorie" in keys) == ("signal" in keys):
        if "categorie" in keys or faults.meant.isdisjoint(("categorie", "signal")):
            message = "une entrée a une « categorie » (à signaler) ou un « signal » (à noter), l’un des deux"
            faults.add(value.error(message))
        return None, None
    if "categorie" in keys:
        return faults.read(lambda: keys["categorie"].name(CATEGORY_SEVERITY, "catégorie"), None), None
    return None, faults.read(lambda: keys["signal"].name(SIGNALS, "signal"), None)


def _contexts(faults: Faults, file: Source, own: Mapping[str, Value]) -> Contexts:
    """Read the exceptions: the entry's own and those that the file shares."""

    def both(key: str) -> tuple[Written, ...]:
        return faults.patterns(own.get(key), file.lists) + faults.patterns(file.shared.get(key), file.lists)

    return Contexts(both("sauf"), both("sauf_avant"), both("sauf_apres"), both("sauf_phrase"))


def _id(faults: Faults, value: Value, category: str | None) -> str:
    name = faults.read(lambda: value.name(what="identifiant"), "")
    if name and category and not name.startswith(category + "."):
        end = name.rpartition(".")[2]
        faults.add(value.error(f"l’identifiant commence par sa catégorie : « {category}.{end} »"))
    return name


def _examples(faults: Faults, value: Value | None) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
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
