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
    TALK_SIGNALS,
    Contexts,
    Entry,
    Phrasebook,
    Place,
    Written,
)
from coach.phrasebook.example_text import marked_examples
from coach.phrasebook.folders import LEXICON, TALK_FOLDER, lexicons, phrasebook_files, talk_files
from coach.phrasebook.language import PatternError, read_list
from coach.phrasebook.margins import load_margins
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml
from coach.phrasebook.written import written_patterns

_SHARED = (
    "categorie", "signal", "gravite", "titre", "pourquoi", "sauf", "sauf_avant", "sauf_apres", "sauf_phrase",
    "adouci_par", "incertain_sans", "reformuler", "source",
)  # fmt: skip
# An entry of a conversation flags nobody: it has neither gravity nor anything to say instead.
_TALK_SHARED = ("categorie", "signal", "titre", "sauf", "sauf_avant", "sauf_apres", "sauf_phrase", "source")
_OWN = ("id", "reperer", "exemples")
FILE_KEYS = ("theme", "description", "commun", "listes", "entrees")


@dataclass(slots=True)
class _File:
    """A phrasebook file being read: its lists and what its entries share; `talk` for one of « conversation/ »."""

    name: str
    lists: Mapping[str, Node]
    talk: bool = False
    shared: dict[str, Value] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that entries may share."""
        return _TALK_SHARED if self.talk else _SHARED

    def patterns(self, value: Value | None) -> tuple[Written, ...]:
        return written_patterns(value, self.lists)


def load_phrasebooks(folders: Iterable[Path], margins: Sequence[Path] = ()) -> Phrasebook:
    """Read every `*.yaml` of the folders and the margins, each in order. What cannot be read goes to `errors`."""
    errors: list[Exception] = []
    roots = _roots(phrasebook_files(folders), errors)
    lists = _shared_lists(roots, {}, errors)
    entries = _singles((entry for root in roots for entry in _entries(root, lists, errors)), errors)
    topics, faults = load_margins(margins, lists)
    return Phrasebook((*entries, *topics), (*errors, *faults))


def load_talk(folders: Sequence[Path]) -> Phrasebook:
    """Read what the folders inside say of whole conversations. What cannot be read goes to `errors`.

    The lists of the lexicons serve there too; their faults are told where they are read as phrasebooks.
    """
    errors: list[Exception] = []
    untold: list[Exception] = []
    common = _shared_lists(_roots(lexicons(folders), untold), {}, untold)
    roots = _roots(talk_files(folders), errors)
    lists = _shared_lists(roots, common, errors)
    entries = _singles((entry for root in roots for entry in _entries(root, lists, errors, talk=True)), errors)
    return Phrasebook(tuple(entries), tuple(errors))


def _roots(files: Iterable[Path], errors: list[Exception]) -> list[tuple[str, Value]]:
    """Return the content of each file that is YAML, with its name."""
    roots: list[tuple[str, Value]] = []
    for file in files:
        _collect(errors, lambda file=file: roots.append((str(file), read_yaml(read_text(file), str(file)))))  # type: ignore[misc]
    return roots


def _singles(entries: Iterable[Entry], errors: list[Exception]) -> list[Entry]:
    """Return the entries, of those with the same identifier the first."""
    kept: list[Entry] = []
    seen: dict[str, Place] = {}
    for entry in entries:
        if entry.id in seen:
            first = seen[entry.id]
            message = f"l’entrée « {entry.id} » existe déjà ({first.file}:{first.line})"
            errors.append(PhrasebookError(message, entry.place.file, entry.place.line))
            continue
        seen[entry.id] = entry.place
        kept.append(entry)
    return kept


def _shared_lists(
    roots: list[tuple[str, Value]], known: Mapping[str, Node], errors: list[Exception]
) -> dict[str, Node]:
    """Return the lists that are known and those of the files named lexique.yaml: they serve every file."""
    lists = dict(known)
    for name, root in roots:
        if Path(name).name == LEXICON:
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


def _entries(
    named: tuple[str, Value], lists: Mapping[str, Node], errors: list[Exception], *, talk: bool = False
) -> list[Entry]:
    name, root = named
    try:
        keys = root.mapping(FILE_KEYS, ["theme"])
        # The shared lexicon was read before the others: its own lists are all known by now.
        file = _File(name, lists if Path(name).name == LEXICON else _lists(root, lists), talk)
        file.shared = keys["commun"].mapping(file.keys) if "commun" in keys else {}
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
    own = value.mapping((*_OWN, *file.keys), _OWN)
    keys = {**file.shared, **own}
    category, signal = _talk_kind(keys, value) if file.talk else _kind(keys, value)
    severity = CATEGORY_SEVERITY[category] if category else Severity.CONSEIL
    if "gravite" in keys:
        severity = Severity.from_slug(keys["gravite"].name(SEVERITY_SLUGS, "degré de gravité"))
    for key in ("titre", "pourquoi") if category else ("titre",):
        if key not in keys:
            raise value.error(f"il manque la clé « {key} »")
    to_flag, to_leave = marked_examples(keys["exemples"])
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
    if keys["signal"].content in TALK_SIGNALS:
        message = f"le signal « {keys['signal'].content} » ne sert que dans un dossier « {TALK_FOLDER}/ »"
        raise keys["signal"].error(message)
    return None, keys["signal"].name(SIGNALS, "signal")


def _talk_kind(keys: Mapping[str, Value], value: Value) -> tuple[None, str]:
    if "signal" not in keys or "categorie" in keys:
        raise value.error(f"une entrée d’un dossier « {TALK_FOLDER}/ » a un « signal », jamais de « categorie »")
    if keys["signal"].content in SIGNALS:
        message = f"le signal « {keys['signal'].content} » ne sert pas dans un dossier « {TALK_FOLDER}/ »"
        raise keys["signal"].error(f"{message} ; possibles : {', '.join(TALK_SIGNALS)}")
    return None, keys["signal"].name(TALK_SIGNALS, "signal")


def _id(value: Value, category: str | None) -> str:
    name = value.name(what="identifiant")
    if category and not name.startswith(category + "."):
        raise value.error(f"l’identifiant commence par sa catégorie : « {category}.{name.rpartition('.')[2]} »")
    return name
