"""The trainers' grid, `grille.yaml`: what is looked at, for how many points, by whom, and by what coach knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.checks.scores import LOST
from coach.checks.strengths import PRAISED
from coach.errors import ConfigError, PhrasebookError
from coach.phrasebook.entry import CATEGORY_SEVERITY
from coach.phrasebook.folders import GRID_FILE, builtin_folder
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml
from coach.review.signs import SIGNS

FILE_KEYS = ("theme", "description", "sections", "eliminatoires")
SECTION_KEYS = ("titre", "criteres")
PROOFS = ("avec", "avec_un_de", "sans")
KEYS = ("critere", "poids", "cote", "qui", "si", *PROOFS)
ELIMINATORY_KEYS = ("critere", "qui", "sans")
SIDES = ("forme", "fond")
TOOL, TRAINER, BOTH = "outil", "formateur", "les deux"
WHO = (TOOL, TRAINER, BOTH)
POINTS = 100
# All that coach can see of a conversation.
KNOWN = (*CATEGORY_SEVERITY, *LOST, *PRAISED, *SIGNS)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the grid. Of an eliminatory one, the weight is 0 and the side is empty."""

    section: str
    name: str
    weight: int
    side: str
    who: str
    every: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        """Tell whether coach looks at it, alone or before the trainer."""
        return self.who != TRAINER


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole grid, in the order of its file."""

    title: str
    criteria: tuple[Criterion, ...]
    eliminatory: tuple[Criterion, ...]

    @property
    def seen(self) -> int:
        """Return how many of the 100 points coach can look at."""
        return sum(each.weight for each in self.criteria if each.seen)


def load_grid(file: Path | None = None) -> Grid:
    """Read a grid: the one given, which stands alone, else coach's. Raise ConfigError with file and line."""
    file = file or builtin_folder() / GRID_FILE
    try:
        return _grid(read_yaml(read_text(file), str(file)))
    except PhrasebookError as error:
        raise ConfigError(str(error)) from None


def _grid(root: Value) -> Grid:
    keys = root.mapping(FILE_KEYS, ["sections"])
    criteria = tuple(each for section in keys["sections"].items() for each in _section(section))
    total = sum(each.weight for each in criteria)
    if total != POINTS:
        raise keys["sections"].error(f"les poids font {total} en tout ; ils doivent faire {POINTS}")
    eliminatory = tuple(map(_eliminatory, keys["eliminatoires"].items() if "eliminatoires" in keys else []))
    seen: set[str] = set()
    for each in (*criteria, *eliminatory):
        if each.name in seen:
            raise root.error(f"le critère « {each.name} » est écrit deux fois")
        seen.add(each.name)
    return Grid(keys["theme"].text() if "theme" in keys else "", criteria, eliminatory)


def _section(value: Value) -> Iterator[Criterion]:
    keys = value.mapping(SECTION_KEYS, SECTION_KEYS)
    title = keys["titre"].text()
    for each in keys["criteres"].items():
        yield _criterion(each, title)


def _criterion(value: Value, section: str) -> Criterion:
    keys = value.mapping(KEYS, ["critere", "poids", "cote", "qui"])
    who = _who(keys["qui"])
    _proofs(value, keys, who)
    return Criterion(
        section=section,
        name=keys["critere"].text(),
        weight=_weight(keys["poids"]),
        side=keys["cote"].name(SIDES, "côté"),
        who=who,
        every=_signs(keys.get("avec")),
        one_of=_signs(keys.get("avec_un_de")),
        none=_signs(keys.get("sans")),
        only_if=_signs(keys.get("si")),
    )


def _eliminatory(value: Value) -> Criterion:
    keys = value.mapping(ELIMINATORY_KEYS, ["critere", "qui"])
    who = _who(keys["qui"])
    _proofs(value, keys, who)
    return Criterion("Éliminatoire", keys["critere"].text(), 0, "", who, none=_signs(keys.get("sans")))


def _proofs(value: Value, keys: dict[str, Value], who: str) -> None:
    given = [key for key in (*PROOFS, "si") if key in keys]
    if who == TRAINER and given:
        raise keys[given[0]].error(f"« {given[0]} » est pour coach, et ce critère est noté par le formateur seul")
    if who != TRAINER and not set(given) & set(PROOFS):
        raise value.error("à quoi coach le voit-il ? il manque « sans », « avec » ou « avec_un_de »")


def _who(value: Value) -> str:
    if value.content not in WHO:
        raise value.error(f"qui note ? possibles : {', '.join(WHO)}")
    return str(value.content)


def _weight(value: Value) -> int:
    text = value.content
    if not isinstance(text, str) or not (text.isascii() and text.isdigit()) or not 0 < int(text[:9]) <= POINTS:
        raise value.error(f"un nombre de points de 1 à {POINTS} est attendu ici")
    return int(text)


def _signs(value: Value | None) -> tuple[str, ...]:
    if value is None:
        return ()
    found = tuple(each.name(KNOWN, "signe") for each in value.items())
    if not found:
        raise value.error("cette liste est vide")
    return found
