"""The rules of rewriting, from the files of `reecritures/`: what becomes of a clause at fault.

They are written in the language of the phrasebooks, kept apart from them: a check does without, and pays nothing for
them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.errors import PhrasebookError
from coach.model import CHANNELS, KINDS, Severity
from coach.phrasebook.entry import CATEGORY_SEVERITY, REWRITING, Contexts, Entry, Place, Rewriting
from coach.phrasebook.faults import Faults
from coach.phrasebook.folders import LEXICON, lexicons, rule_files
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml

SCOPES = ("passage", "proposition", "phrase", "coupure", "pointe")
FILE_KEYS = ("theme", "description", "listes", "formules", "canaux", "noms", "entrees")
ENTRY_KEYS = ("id", "pour", "reperer", "sauf", "remplace", "devient", "note", "exemples")
_VOICES = 4
# The faults that the learned reader finds, and no pattern: « appris.condescendance ».
LEARNED = "appris"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules as entries, the best first, with the words that their templates draw on, and what could not be read.

    `formulas` are wordings by person: je and vous, nous and vous, je and tu, nous and tu; `channels` those that a
    channel says otherwise. `nouns` are the nouns of infinitives, with their article.
    """

    entries: tuple[Entry, ...]
    formulas: Mapping[str, tuple[str, ...]]
    channels: Mapping[str, Mapping[str, tuple[str, ...]]]
    nouns: Mapping[str, str]
    errors: tuple[Exception, ...]


def load_rules(folders: Iterable[Path]) -> Rules:
    """Read the rules of every folder; a broken file or rule is named and the rest still read."""
    folders = list(folders)
    reader = _RuleReader()
    for file in lexicons(folders):
        reader.lists_of(file)
    for file in rule_files(folders):
        reader.read(file)
    return Rules(tuple(reader.entries), reader.formulas, reader.channels(), reader.nouns, tuple(reader.errors))


class _RuleReader:
    """Reads files of rules one after the other; the lists of a lexicon serve those after it."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.formulas: dict[str, tuple[str, ...]] = {}
        self.nouns: dict[str, str] = {}
        # By formula: its place, and its wording in each channel that has one of its own.
        self._in_channels: dict[str, tuple[Value, dict[str, tuple[str, ...]]]] = {}
        self.errors: list[Exception] = []
        self._shared: dict[str, Node] = {}
        # The lists that could not be read.
        self._unread: set[str] = set()

    def lists_of(self, file: Path) -> None:
        """Take the lists of a lexicon; its faults are told where it is read as a phrasebook."""
        try:
            content = read_yaml(read_text(file), str(file)).content
        except PhrasebookError:
            return
        if isinstance(content, dict):
            self._shared, self._unread = Faults(self._unread).lists(content.get("listes"), self._shared)

    def read(self, file: Path) -> None:
        """Read one file of rules."""
        faults = Faults()
        try:
            keys = faults.keys(read_yaml(read_text(file), str(file)), FILE_KEYS, ["theme"])
        except PhrasebookError as error:
            self.errors.append(error)
            return
        listed = Faults(self._unread)
        lists, unread = listed.lists(keys.get("listes"), self._shared)
        if file.name == LEXICON:
            self._shared, self._unread = lists, unread
        for name, value in faults.pairs(keys.get("formules")).items():
            # A team that words a formula anew means it for all channels, unless it says more.
            if name in self.formulas:
                self._in_channels.pop(name, None)
            with faults.kept():
                self.formulas[name] = _formula(value)
        self._channels(faults, keys.get("canaux"))
        self.nouns |= {name: faults.text(value) for name, value in faults.pairs(keys.get("noms")).items()}
        values = faults.items(keys.get("entrees"))
        self.errors += [*faults.errors, *listed.errors]
        for value in values:
            entry, errors = _entry(value, lists, unread, {entry.id for entry in self.entries})
            self.errors += errors
            # What a formula lacks would be told again of each rule that names it.
            if entry is not None and faults.sound:
                self.entries.append(entry)

    def channels(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return the formulas that each channel says otherwise, once all files are read; name those that are none."""
        found: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in CHANNELS}
        for name, (value, wordings) in self._in_channels.items():
            if name not in self.formulas:
                message = f"« {name} » n’est pas une formule ; « canaux » redit ce qui est sous « formules »"
                self.errors.append(value.error(message))
            else:
                for channel, texts in wordings.items():
                    found[channel][name] = texts
        return found

    def _channels(self, faults: Faults, value: Value | None) -> None:
        for channel, formulas in faults.keys(value, CHANNELS).items() if value is not None else ():
            for name, one in faults.pairs(formulas).items():
                with faults.kept():
                    self._in_channels.setdefault(name, (one, {}))[1][channel] = _formula(one)


def _formula(value: Value) -> tuple[str, ...]:
    texts = [text for text, _ in value.texts()]
    if len(texts) not in (2, _VOICES):
        raise value.error("une formule a deux tournures (je, nous), ou quatre (et les mêmes en tutoyant)")
    return tuple(texts if len(texts) == _VOICES else texts * 2)


def _entry(
    value: Value, lists: Mapping[str, Node], unread: Collection[str], known: Collection[str]
) -> tuple[Entry | None, list[PhrasebookError]]:
    """Return a rule, and its faults; None when it has some."""
    faults = Faults(unread)
    keys = faults.keys(value, ENTRY_KEYS, ["id", "pour", "devient", "note"])
    name = faults.read(lambda: keys["id"].name(what="identifiant"), "") if "id" in keys else ""
    if name in known:
        faults.add(value.error(f"la règle « {name} » existe déjà"))
    scope = "proposition"
    if "remplace" in keys:
        scope = faults.read(lambda: keys["remplace"].name(SCOPES, "étendue"), scope)
    entry = Entry(
        id=name,
        place=Place(value.file, value.line),
        category=None,
        signal=REWRITING,
        severity=Severity.CONSEIL,
        message="",
        why="",
        patterns=faults.patterns(keys.get("reperer"), lists),
        exceptions=Contexts(sentence=faults.patterns(keys.get("sauf"), lists)),
        softened_by=(),
        reframings=(),
        to_flag=(),
        to_leave=(),
        rewriting=Rewriting(
            categories=faults.each(keys.get("pour"), _served),
            scope=scope,
            templates=faults.each(keys.get("devient"), _template),
            note=faults.text(keys.get("note")),
            examples=faults.each(keys.get("exemples"), _example),
        ),
    )
    return entry if faults.sound else None, faults.in_order()


def _served(value: Value) -> str:
    """Return a category, or the identifier of an entry of the phrasebooks (« condescendance.je-repete »)."""
    category, _, entry = str(value.content).partition(".")
    if entry and category in (*CATEGORY_SEVERITY, LEARNED):
        return str(value.content)
    return value.name(CATEGORY_SEVERITY, "catégorie")


def _template(value: Value) -> tuple[str, str]:
    keys = value.mapping(KINDS)
    if len(keys) != 1:
        raise value.error(f'une tournure s’écrit « genre : "phrase" » ; genres : {", ".join(KINDS)}')
    ((kind, text),) = keys.items()
    return kind, "" if text.content == "" else text.text()


def _example(value: Value) -> tuple[str, str, Place]:
    keys = value.mapping(("avant", "apres"), ("avant", "apres"))
    after = keys["apres"]
    return keys["avant"].text(), "" if after.content == "" else after.text(), Place(value.file, value.line)
