"""The margins: by topic, what the team may offer, within which limits, why the rule exists, who can do more.

`marges.yaml` comes with coach; files of the user and the team are read after it, and a later topic replaces the earlier
one of the same name. Nothing is offered that these files do not offer: a reframing keeps its visible `[solution]`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coach.errors import PhrasebookError
from coach.model import Severity
from coach.phrasebook.entry import Contexts, Entry, Example, Place, Written
from coach.phrasebook.faults import Faults
from coach.phrasebook.granted import MARGIN, Granted
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml

_FILE_KEYS = ("theme", "description", "remplace", "marges")
ALL = "tout"
KEYS = ("sujet", "reperer", "offres", "limites", "raison", "conseil", "relais", "exemples")
EXAMPLE_KEYS = ("reperer", "laisser")
LEAST_EXAMPLES = 2


@dataclass(slots=True)
class Margins:
    """The topics read so far, by name, and the errors of those that could not be read."""

    lists: Mapping[str, Node]
    unread: Collection[str] = ()
    topics: dict[str, Entry] = field(default_factory=dict)
    errors: list[Exception] = field(default_factory=list)

    def read(self, file: Path) -> None:
        """Read one more file over those before it. What cannot be read is noted and changes nothing."""
        faults = Faults()
        try:
            keys = faults.keys(read_yaml(read_text(file), str(file)), _FILE_KEYS, ["marges"])
        except PhrasebookError as error:
            self.errors.append(error)
            return
        values = faults.items(keys.get("marges"))
        alone = "remplace" in keys and bool(faults.read(lambda: keys["remplace"].name([ALL], "remplace"), ""))
        self.errors += faults.errors
        known = {} if alone else self.topics
        found: dict[str, Entry] = {}
        for value in values:
            topic, errors = _topic(value, self, known)
            if topic is not None and (first := found.get(topic.id)):
                name = topic.id.removeprefix(f"{MARGIN}.")
                errors = [value.error(f"le sujet « {name} » est déjà à la ligne {first.place.line}")]
            elif topic is not None:
                found[topic.id] = topic
            self.errors += errors
        if faults.sound:
            self.topics = {**known, **{name.removeprefix(f"{MARGIN}."): topic for name, topic in found.items()}}


def load_margins(
    files: Sequence[Path], lists: Mapping[str, Node], unread: Collection[str] = ()
) -> tuple[list[Entry], list[Exception]]:
    """Return one entry a topic of the files, read in order, and the errors of the topics that cannot be read."""
    margins = Margins(lists, unread)
    for file in files:
        margins.read(file)
    return list(margins.topics.values()), margins.errors


def _topic(value: Value, margins: Margins, known: Mapping[str, Entry]) -> tuple[Entry | None, list[PhrasebookError]]:
    """Return a topic, and its faults; None when it has some."""
    faults = Faults(margins.unread)
    keys = faults.keys(value, KEYS, ["sujet", "offres"])
    name = faults.read(lambda: keys["sujet"].name(what="sujet"), "") if "sujet" in keys else ""
    offers = tuple(text for text, _ in faults.texts(keys.get("offres")))
    patterns = faults.patterns(keys.get("reperer"), margins.lists)
    if "reperer" not in keys and offers:
        faults.need("reperer", keys, value)
    elif "reperer" not in keys and name and "offres" in keys and faults.sound:
        # A topic withdrawn is still recognised: nothing of a neighbouring topic must be offered in its place.
        patterns = faults.read(lambda: _withdrawn(keys["sujet"], name, known), ())
    one = {key: faults.text(keys.get(key)) for key in ("limites", "raison", "conseil", "relais")}
    to_flag, to_leave = _examples(faults, keys.get("exemples"))
    if not faults.sound:
        return None, faults.in_order()
    granted = Granted(name, offers, one["limites"], one["raison"], one["conseil"], one["relais"])
    return _entry(granted, Place(value.file, value.line), patterns, (to_flag, to_leave)), []


def _withdrawn(value: Value, name: str, known: Mapping[str, Entry]) -> tuple[Written, ...]:
    """Return the patterns of a topic on which nothing is offered any more."""
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1)
        hint = f" ; vouliez-vous dire « {close[0]} » ?" if close else ""
        raise value.error(f"il n’y a pas de sujet « {name} » à retirer{hint}")
    return known[name].patterns


def _entry(
    granted: Granted,
    place: Place,
    patterns: tuple[Written, ...],
    examples: tuple[tuple[Example, ...], tuple[Example, ...]],
) -> Entry:
    return Entry(
        id=f"{MARGIN}.{granted.topic}",
        place=place,
        category=None,
        signal=MARGIN,
        severity=Severity.CONSEIL,
        message=f"Vous pouvez proposer : {', '.join(granted.offers)}." if granted.offers else "Rien à proposer ici.",
        why="",
        patterns=patterns,
        exceptions=Contexts(),
        softened_by=(),
        reframings=(),
        to_flag=examples[0],
        to_leave=examples[1],
        margin=granted,
    )


def _examples(faults: Faults, value: Value | None) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the sentences that a topic must catch, and those that it must leave."""
    if value is None:
        return (), ()
    keys = faults.keys(value, EXAMPLE_KEYS, EXAMPLE_KEYS)
    found: list[tuple[Example, ...]] = []
    for key in EXAMPLE_KEYS:
        group = keys.get(key)
        if group is not None and len(group.several()) < LEAST_EXAMPLES:
            faults.add(group.error(f"il faut au moins {LEAST_EXAMPLES} phrases sous « {key} »"))
            group = None if group.content == "" else group
        found.append(tuple(Example(text, (), Place(value.file, line)) for text, line in faults.texts(group)))
    return found[0], found[1]
