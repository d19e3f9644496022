"""The rules of rewriting, from the files of `reecritures/`: what becomes of a clause at fault.

They are written in the language of the phrasebooks, kept apart from them: a check does without, and pays nothing for
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.errors import PhrasebookError
from coach.model import CHANNELS, KINDS, Severity
from coach.phrasebook.entry import CATEGORY_SEVERITY, REWRITING, Contexts, Entry, Place, Rewriting
from coach.phrasebook.folders import LEXICON, lexicons, rule_files
from coach.phrasebook.language import PatternError, read_list
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml
from coach.phrasebook.written import written_patterns

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

    def lists_of(self, file: Path) -> None:
        """Take the lists of a lexicon; its faults are told where it is read as a phrasebook."""
        try:
            content = read_yaml(read_text(file), str(file)).content
            if isinstance(content, dict) and "listes" in content:
                self._lists(content["listes"], self._shared)
        except PhrasebookError:
            return

    def read(self, file: Path) -> None:
        """Read one file of rules."""
        try:
            keys = read_yaml(read_text(file), str(file)).mapping(FILE_KEYS, ["theme"])
            lists = self._shared if file.name == LEXICON else dict(self._shared)
            if "listes" in keys:
                self._lists(keys["listes"], lists)
            for name, value in _pairs(keys.get("formules")):
                # A team that words a formula anew means it for all channels, unless it says more.
                if name in self.formulas:
                    self._in_channels.pop(name, None)
                self.formulas[name] = _formula(value)
            self._channels(keys.get("canaux"))
            for name, value in _pairs(keys.get("noms")):
                self.nouns[name] = value.text()
            values = keys["entrees"].items() if "entrees" in keys else []
        except PhrasebookError as error:
            self.errors.append(error)
            return
        for value in values:
            try:
                self.entries.append(_entry(value, lists, {entry.id for entry in self.entries}))
            except PhrasebookError as error:
                self.errors.append(error)

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

    def _channels(self, value: Value | None) -> None:
        for channel, formulas in value.mapping(CHANNELS).items() if value is not None else ():
            for name, one in _pairs(formulas):
                self._in_channels.setdefault(name, (one, {}))[1][channel] = _formula(one)

    @staticmethod
    def _lists(value: Value, lists: dict[str, Node]) -> None:
        for name, one in _pairs(value):
            try:
                lists[name] = read_list([text for text, _ in one.texts()], lists)
            except PatternError as error:
                raise one.error(f"liste « {name} » : {error}") from None


def _pairs(value: Value | None) -> list[tuple[str, Value]]:
    if value is None:
        return []
    if not isinstance(value.content, dict):
        raise value.error("une liste de clés (« clé : valeur ») est attendue ici")
    return list(value.content.items())


def _formula(value: Value) -> tuple[str, ...]:
    texts = [text for text, _ in value.texts()]
    if len(texts) not in (2, _VOICES):
        raise value.error("une formule a deux tournures (je, nous), ou quatre (et les mêmes en tutoyant)")
    return tuple(texts if len(texts) == _VOICES else texts * 2)


def _entry(value: Value, lists: Mapping[str, Node], known: set[str]) -> Entry:
    keys = value.mapping(ENTRY_KEYS, ["id", "pour", "devient", "note"])
    name = keys["id"].name(what="identifiant")
    if name in known:
        raise value.error(f"la règle « {name} » existe déjà")
    return Entry(
        id=name,
        place=Place(value.file, value.line),
        category=None,
        signal=REWRITING,
        severity=Severity.CONSEIL,
        message="",
        why="",
        patterns=written_patterns(keys.get("reperer"), lists),
        exceptions=Contexts(sentence=written_patterns(keys.get("sauf"), lists)),
        softened_by=(),
        reframings=(),
        to_flag=(),
        to_leave=(),
        rewriting=Rewriting(
            categories=tuple(_served(each) for each in keys["pour"].items()),
            scope=keys["remplace"].name(SCOPES, "étendue") if "remplace" in keys else "proposition",
            templates=tuple(_template(each) for each in keys["devient"].items()),
            note=keys["note"].text(),
            examples=tuple(_example(each) for each in keys["exemples"].items()) if "exemples" in keys else (),
        ),
    )


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
