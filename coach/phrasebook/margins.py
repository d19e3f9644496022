"""The margins: by topic, what the team may offer, within which limits, why the rule exists, who can do more.

`marges.yaml` comes with coach; files of the user and the team are read after it, and a later topic replaces the earlier
one of the same name. Nothing is offered that these files do not offer: a reframing keeps its visible `[solution]`.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coach.errors import PhrasebookError
from coach.model import Severity
from coach.phrasebook.entry import Contexts, Entry, Example, Place, Written
from coach.phrasebook.granted import MARGIN, Granted
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml
from coach.phrasebook.written import written_patterns

_FILE_KEYS = ("theme", "description", "remplace", "marges")
ALL = "tout"
KEYS = ("sujet", "reperer", "offres", "limites", "raison", "conseil", "relais", "exemples")
EXAMPLE_KEYS = ("reperer", "laisser")
LEAST_EXAMPLES = 2


@dataclass(slots=True)
class Margins:
    """The topics read so far, by name, and the errors of those that could not be read."""

    lists: dict[str, Node]
    topics: dict[str, Entry] = field(default_factory=dict)
    errors: list[Exception] = field(default_factory=list)

    def read(self, file: Path) -> None:
        """Read one more file over those before it. What cannot be read is noted and changes nothing."""
        try:
            keys = read_yaml(read_text(file), str(file)).mapping(_FILE_KEYS, ["marges"])
            values = keys["marges"].items()
            alone = "remplace" in keys and bool(keys["remplace"].name([ALL], "remplace"))
        except PhrasebookError as error:
            self.errors.append(error)
            return
        known = {} if alone else self.topics
        found: dict[str, Entry] = {}
        for value in values:
            try:
                topic = _topic(value, self.lists, known)
                name = topic.margin.topic if topic.margin else ""
                if name in found:
                    raise value.error(f"le sujet « {name} » est déjà à la ligne {found[name].place.line}")
                found[name] = topic
            except PhrasebookError as error:
                self.errors.append(error)
        self.topics = {**known, **found}


def load_margins(files: Sequence[Path], lists: dict[str, Node]) -> tuple[list[Entry], list[Exception]]:
    """Return one entry a topic of the files, read in order, and the errors of the topics that cannot be read."""
    margins = Margins(lists)
    for file in files:
        margins.read(file)
    return list(margins.topics.values()), margins.errors


def _topic(value: Value, lists: dict[str, Node], known: dict[str, Entry]) -> Entry:
    keys = value.mapping(KEYS, ["sujet", "offres"])
    name = keys["sujet"].name(what="sujet")
    offers = tuple(text for text, _ in keys["offres"].texts())
    earlier = known.get(name)
    if "reperer" in keys:
        patterns = written_patterns(keys["reperer"], lists)
    elif offers:
        raise value.error("il manque la clé « reperer »")
    elif earlier is None:
        close = difflib.get_close_matches(name, known, n=1)
        hint = f" ; vouliez-vous dire « {close[0]} » ?" if close else ""
        raise keys["sujet"].error(f"il n’y a pas de sujet « {name} » à retirer{hint}")
    else:
        # A topic withdrawn is still recognised: nothing of a neighbouring topic must be offered in its place.
        patterns = earlier.patterns

    def text(key: str) -> str:
        return keys[key].text() if key in keys else ""

    to_flag, to_leave = _examples(keys["exemples"]) if "exemples" in keys else ((), ())
    granted = Granted(name, offers, text("limites"), text("raison"), text("conseil"), text("relais"))
    return _entry(granted, Place(value.file, value.line), patterns, (to_flag, to_leave))


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


def _examples(value: Value) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the sentences that a topic must catch, and those that it must leave."""
    keys = value.mapping(EXAMPLE_KEYS, EXAMPLE_KEYS)
    caught, left = (
        tuple(Example(text, (), Place(value.file, line)) for text, line in keys[key].texts()) for key in EXAMPLE_KEYS
    )
    for key, examples in zip(EXAMPLE_KEYS, (caught, left), strict=True):
        if len(examples) < LEAST_EXAMPLES:
            raise keys[key].error(f"il faut au moins {LEAST_EXAMPLES} phrases sous « {key} »")
    return caught, left
