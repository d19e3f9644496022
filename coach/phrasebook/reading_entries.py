"""From an entry as it stands in a file to what the phrasebook holds; every fault of it is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.errors import PhrasebookError
from coach.model import SEVERITY_SLUGS, Severity
from coach.phrasebook.entry import CATEGORY_SEVERITY, SIGNALS, TALK_SIGNALS, Contexts, Entry, Place, Written
from coach.phrasebook.example_text import marked_examples
from coach.phrasebook.faults import Faults
from coach.phrasebook.folders import TALK_FOLDER
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value

SHARED_KEYS = (
    "categorie", "signal", "gravite", "titre", "pourquoi", "sauf", "sauf_avant", "sauf_apres", "sauf_phrase",
    "adouci_par", "incertain_sans", "reformuler", "source",
)  # fmt: skip
# An entry of a conversation flags nobody: it has neither gravity nor anything to say instead.
TALK_SHARED_KEYS = ("categorie", "signal", "titre", "sauf", "sauf_avant", "sauf_apres", "sauf_phrase", "source")
_OWN = ("id", "reperer", "exemples")


@dataclass(slots=True)
class Source:
    """A phrasebook file being read: its lists, what its entries share, and what of both could not be read.

    `talk` is for a file of « conversation/ ».
    """

    name: str
    lists: Mapping[str, Node]
    unread: set[str]
    talk: bool = False
    shared: Mapping[str, Value] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that entries may share."""
        return TALK_SHARED_KEYS if self.talk else SHARED_KEYS


def read_entry(file: Source, value: Value) -> tuple[Entry | None, list[PhrasebookError]]:
    """Return an entry, and its faults; None when it has some."""
    faults = Faults(file.unread, file.meant)
    own = faults.keys(value, (*_OWN, *file.keys), _OWN)
    keys = {**file.shared, **own}
    category, signal = _talk_kind(faults, keys, value) if file.talk else _kind(faults, keys, value)
    severity = CATEGORY_SEVERITY[category] if category else Severity.CONSEIL
    if "gravite" in keys:
        slug = faults.read(lambda: keys["gravite"].name(SEVERITY_SLUGS, "degré de gravité"), severity.slug)
        severity = Severity.from_slug(slug)
    for key in ("titre",) if "signal" in keys or file.talk else ("titre", "pourquoi"):
        faults.need(key, keys, value)
    to_flag, to_leave = marked_examples(faults, keys.get("exemples"))
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
    if keys["signal"].content in TALK_SIGNALS:
        message = f"le signal « {keys['signal'].content} » ne sert que dans un dossier « {TALK_FOLDER}/ »"
        faults.add(keys["signal"].error(message))
        return None, None
    return None, faults.read(lambda: keys["signal"].name(SIGNALS, "signal"), None)


def _talk_kind(faults: Faults, keys: Mapping[str, Value], value: Value) -> tuple[None, str | None]:
    """Return the signal of an entry of a conversation, when it is readable."""
    if "signal" not in keys or "categorie" in keys:
        if "categorie" in keys or "signal" not in faults.meant:
            message = f"une entrée d’un dossier « {TALK_FOLDER}/ » a un « signal », jamais de « categorie »"
            faults.add(value.error(message))
        return None, None
    if keys["signal"].content in SIGNALS:
        message = f"le signal « {keys['signal'].content} » ne sert pas dans un dossier « {TALK_FOLDER}/ »"
        faults.add(keys["signal"].error(f"{message} ; possibles : {', '.join(TALK_SIGNALS)}"))
        return None, None
    return None, faults.read(lambda: keys["signal"].name(TALK_SIGNALS, "signal"), None)


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
