"""From the files of a phrasebook folder to entries; a broken entry or file is named and the rest still read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coach.errors import PhrasebookError
from coach.model import SEVERITY_SLUGS, Severity
from coach.phrasebook.entry import (
    CATEGORY_SEVERITY,
    SIGNALS,
    Contexts,
    Entry,
    Example,
    Phrasebook,
    Place,
    Written,
)
from coach.phrasebook.folders import phrasebook_files
from coach.phrasebook.language import PatternError, read_list
from coach.phrasebook.margins import load_margins
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml
from coach.phrasebook.written import written_patterns

_SHARED = (
    "categorie", "signal", "gravite", "titre", "pourquoi", "sauf", "sauf_avant", "sauf_apres", "sauf_phrase",
    "adouci_par", "incertain_sans", "reformuler", "source",
)  # fmt: skip
ENTRY_KEYS = ("id", *_SHARED, "reperer", "exemples")
FILE_KEYS = ("theme", "description", "commun", "listes", "entrees")
_LEAST = {"signaler": 2, "laisser": 2}


@dataclass(slots=True)
class _File:
    """A phrasebook file being read: its lists and what its entries share."""

    name: str
    lists: Mapping[str, Node]
    shared: dict[str, Value] = field(default_factory=dict)

    def patterns(self, value: Value | None) -> tuple[Written, ...]:
        return written_patterns(value, self.lists)


def load_phrasebooks(folders: Iterable[Path], margins: Sequence[Path] = ()) -> Phrasebook:
    """Read every `*.yaml` of the folders and the margins, each in order. What cannot be read goes to `errors`."""
    entries: list[Entry] = []
    errors: list[Exception] = []
    roots: list[tuple[str, Value]] = []
    for file in phrasebook_files(folders):
        try:
            roots.append((str(file), read_yaml(read_text(file), str(file))))
        except PhrasebookError as error:
            errors.append(error)
    lists = _shared_lists(roots, errors)
    seen: dict[str, Place] = {}
    for name, root in roots:
        for entry in _entries(name, root, lists, errors):
            if entry.id in seen:
                first = seen[entry.id]
                message = f"l’entrée « {entry.id} » existe déjà ({first.file}:{first.line})"
                errors.append(PhrasebookError(message, entry.place.file, entry.place.line))
                continue
            seen[entry.id] = entry.place
            entries.append(entry)
    topics, faults = load_margins(margins, lists)
    return Phrasebook((*entries, *topics), (*errors, *faults))


def _shared_lists(roots: list[tuple[str, Value]], errors: list[Exception]) -> dict[str, Node]:
    """Read the lists of the files named lexique.yaml: they serve every file."""
    lists: dict[str, Node] = {}
    for name, root in roots:
        if Path(name).name == "lexique.yaml":
            _collect(errors, lambda root=root: lists.update(_lists(root, lists)))  # type: ignore[misc]
    return lists


def _lists(root: Value, known: Mapping[str, Node]) -> dict[str, Node]:
    keys = root.mapping(FILE_KEYS)
    lists = dict(known)
    if "listes" in keys and isinstance(keys["listes"].content, dict):
        for name, value in keys["listes"].content.items():
            try:
                lists[name] = read_list([text for text, _ in value.texts()], lists)
            except PatternError as error:
                raise value.error(f"liste « {name} » : {error}") from None
    return lists


def _entries(name: str, root: Value, lists: Mapping[str, Node], errors: list[Exception]) -> list[Entry]:
    try:
        keys = root.mapping(FILE_KEYS, ["theme"])
        # The shared lexicon was read before the others: its own lists are all known by now.
        file = _File(name, lists if Path(name).name == "lexique.yaml" else _lists(root, lists))
        file.shared = keys["commun"].mapping(_SHARED) if "commun" in keys else {}
        values = keys["entrees"].items() if "entrees" in keys else []
    except PhrasebookError as error:
        errors.append(error)
        return []
    found: list[Entry] = []
    for value in values:
        _collect(errors, lambda value=value: found.append(_entry(file, value)))  # type: ignore[misc]
    return found


def _collect(errors: list[Exception], step: Callable[[], object]) -> None:
    try:
        step()
    except PhrasebookError as error:
        errors.append(error)


def _entry(file: _File, value: Value) -> Entry:
    own = value.mapping(ENTRY_KEYS, ["id", "reperer", "exemples"])
    keys = {**file.shared, **own}
    category, signal = _kind(keys, value)
    severity = CATEGORY_SEVERITY[category] if category else Severity.CONSEIL
    if "gravite" in keys:
        severity = Severity.from_slug(keys["gravite"].name(SEVERITY_SLUGS, "degré de gravité"))
    for key in ("titre", "pourquoi") if category else ("titre",):
        if key not in keys:
            raise value.error(f"il manque la clé « {key} »")
    to_flag, to_leave = _examples(file, keys["exemples"])
    return Entry(
        id=_id(keys["id"], category),
        place=Place(file.name, value.line),
        category=category,
        signal=signal,
        severity=severity,
        message=keys["titre"].text(),
        why=keys["pourquoi"].text() if "pourquoi" in keys else "",
        patterns=file.patterns(keys["reperer"]),
        exceptions=_contexts(file, own),
        softened_by=tuple(v.name(SIGNALS, "signal") for v in keys["adouci_par"].items())
        if "adouci_par" in keys
        else (),
        unsure_without=file.patterns(keys.get("incertain_sans")),
        reframings=tuple(text for text, _ in keys["reformuler"].texts()) if "reformuler" in keys else (),
        to_flag=to_flag,
        to_leave=to_leave,
        source=keys["source"].text() if "source" in keys else "",
    )


def _contexts(file: _File, own: Mapping[str, Value]) -> Contexts:
    """Read the exceptions: the entry's own and those that the file shares."""

    def both(key: str) -> tuple[Written, ...]:
        return file.patterns(own.get(key)) + file.patterns(file.shared.get(key))

    return Contexts(both("sauf"), both("sauf_avant"), both("sauf_apres"), both("sauf_phrase"))


def _kind(keys: Mapping[str, Value], value: Value) -> tuple[str | None, str | None]:
    if ("categorie" in keys) == ("signal" in keys):
        raise value.error("une entrée a une « categorie » (à signaler) ou un « signal » (à noter), l’un des deux")
    if "categorie" in keys:
        return keys["categorie"].name(CATEGORY_SEVERITY, "catégorie"), None
    return None, keys["signal"].name(SIGNALS, "signal")


def _id(value: Value, category: str | None) -> str:
    name = value.name(what="identifiant")
    if category and not name.startswith(category + "."):
        raise value.error(f"l’identifiant commence par sa catégorie : « {category}.{name.rpartition('.')[2]} »")
    return name


def _examples(file: _File, value: Value) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    keys = value.mapping(_LEAST, _LEAST)
    found: dict[str, tuple[Example, ...]] = {}
    for key, least in _LEAST.items():
        examples = tuple(_example(text, Place(file.name, line)) for text, line in keys[key].texts())
        if len(examples) < least:
            raise keys[key].error(f"il faut au moins {least} exemples sous « {key} »")
        for example in examples:
            if bool(example.spans) != (key == "signaler"):
                wanted = "montre entre [ ] les mots à signaler" if key == "signaler" else "ne contient pas de [ ]"
                raise PhrasebookError(
                    f"un exemple sous « {key} » {wanted} : « {example.text} »", file.name, example.place.line
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
