"""Annotated drafts: what trainers write to teach the learned reader.

    ### nom | canal | secteur | sans-issue, sans-suite
    Bonjour, [[impossibilite|ce n'est pas possible]].

Each draft begins with a line of this form, its labels last; faults stand between brackets after their category.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.errors import InputError, reason
from coach.model import Span
from coach.phrasebook.folders import builtin_folder
from coach.phrasebook.strict_yaml import read_text, read_yaml

_HEAD = re.compile(r"^###[ \t]*(.*)$", re.MULTILINE)
_MARK = re.compile(r"\[\[([^|\[\]]*)\|(.+?)\]\]", re.DOTALL)
_BRACKETS = re.compile(r"\[\[|\]\]")
_BOM = "\ufeff"

CATEGORIES = (
    "non-sec",
    "donner-tort",
    "reproche",
    "mise-en-doute",
    "condescendance",
    "impossibilite",
    "defausse",
    "paravent",
    "empathie-annulee",
    "servilite",
    "surpromesse",
    "injonction",
    "promesse-vague",
    "jargon",
    "mot-noir",
)
SETTINGS = "corpus.yaml"
_ROLES = ("accordes", "ordinaires")
_BROKEN = " : crochets doubles mal fermés, ou sans catégorie ou sans mots ; une faute s’écrit [[catégorie|ses mots]]"
LABELS = ("sans-issue", "sans-pourquoi", "sans-empathie", "courtoisie-vide", "sans-suite", "impersonnel")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A draft with its faults, sorted by place, and what it lacks. `author` is the name of its file."""

    name: str
    author: str
    text: str
    faults: tuple[tuple[Span, str], ...]
    labels: frozenset[str]


def builtin_corpus() -> Path:
    """Return the folder of the annotated drafts that come with coach."""
    return builtin_folder() / "corpus"


@dataclass(frozen=True, slots=True)
class Roles:
    """What some authors are there for.

    `tuned` are those after whose drafts the phrasebooks were written: they teach, and measure nothing. `plain` wrote
    ordinary French that is no reply to a customer: they teach what is harmless, and lack nothing.
    """

    tuned: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


def roles(paths: Iterable[Path]) -> Roles:
    """Return the authors' roles, as `corpus.yaml` of each folder names them."""
    found: dict[str, set[str]] = {key: set() for key in _ROLES}
    for file in (path / SETTINGS for path in paths):
        if file.is_file():
            keys = read_yaml(read_text(file), str(file)).mapping(_ROLES)
            for key, value in keys.items():
                found[key].update(text for text, _ in value.texts())
    return Roles(*(frozenset(found[key]) for key in _ROLES))


def corpus_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files of the paths: each file, and the `.txt` of each folder, sorted."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            files = sorted(path.glob("*.txt"))
            if not files:
                raise InputError(f"{path} : aucun fichier .txt de brouillons annotés dans ce dossier")
            found += files
        elif path.exists():
            found.append(path)
        else:
            raise InputError(f"{path} : ce dossier ou ce fichier n’existe pas")
    return found


def read_corpus(paths: Iterable[Path]) -> list[Annotated]:
    """Return the drafts of some files and folders, in order. Raise InputError for the first that is malformed."""
    drafts: list[Annotated] = []
    for file in corpus_files(paths):
        try:
            text = file.read_text("utf-8").removeprefix(_BOM)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise InputError(f"{file}:{line} : ce fichier n’est pas en UTF-8 ; enregistrez-le en UTF-8") from None
        except OSError as error:
            raise InputError(f"{file} : lecture impossible ({reason(error)})") from None
        drafts += parse(text, file)
    return drafts


def parse(text: str, file: Path) -> Iterator[Annotated]:
    """Yield the drafts of a text. Raise InputError, with the line, for one that is malformed."""
    heads = list(_HEAD.finditer(text))
    if not heads:
        raise InputError(f"{file}:1 : aucun brouillon ; chacun commence par « ### nom | canal | secteur | étiquettes »")
    _nothing_before(text[: heads[0].start()], file)
    names: set[str] = set()
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        place = f"{file}:{_line(text, head.start())}"
        name, labels = _head(head[1], place)
        if name in names:
            raise InputError(f"{place} : deux brouillons s’appellent « {name} »")
        names.add(name)
        bounds = _trimmed(text, head.end(), end)
        if not text[slice(*bounds)].strip():
            raise InputError(f"{place} : le brouillon « {name} » est vide")
        body, faults = _faults(text, *bounds, file)
        yield Annotated(name, file.stem, body, faults, labels)


def _nothing_before(text: str, file: Path) -> None:
    if text.strip():
        line = _line(text, len(text) - len(text.lstrip()))
        raise InputError(f"{file}:{line} : ce texte n’est à aucun brouillon ; il y manque une ligne « ### nom »")


def _head(fields: str, place: str) -> tuple[str, frozenset[str]]:
    """Return the name and the labels that the first line of a draft gives."""
    name, channel, sector, listed, *others = [*map(str.strip, fields.split("|")), "", "", ""]
    # A label out of its place would teach that the draft lacks nothing.
    if not name or any(others) or not set(LABELS).isdisjoint((name, channel, sector)):
        raise InputError(f"{place} : cette ligne s’écrit « ### nom | canal | secteur | étiquette, étiquette »")
    labels = frozenset(filter(None, map(str.strip, listed.split(","))))
    for label in sorted(labels):
        _known(label, LABELS, "étiquette", place)
    return name, labels


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a part of a text without the empty lines around it."""
    while start < end and text[start] == "\n":
        start += 1
    while start < end and text[end - 1] == "\n":
        end -= 1
    return start, end


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _faults(text: str, start: int, end: int, file: Path) -> tuple[str, tuple[tuple[Span, str], ...]]:
    """Return the draft that stands in a part of a text, without its marks, and what they say."""
    body, last = "", start
    found: list[tuple[Span, str]] = []
    for mark in _MARK.finditer(text, start, end):
        place = f"{file}:{_line(text, mark.start())}"
        _no_brackets(text, last, mark.start(), file)
        if _BRACKETS.search(mark[2]) or not mark[2].strip():
            raise InputError(place + _BROKEN)
        _known(mark[1], CATEGORIES, "catégorie", place)
        body += text[last : mark.start()]
        found.append((Span(len(body), len(body) + len(mark[2])), mark[1]))
        body += mark[2]
        last = mark.end()
    _no_brackets(text, last, end, file)
    return body + text[last:end], tuple(found)


def _no_brackets(text: str, start: int, end: int, file: Path) -> None:
    stray = _BRACKETS.search(text, start, end)
    if stray is not None:
        raise InputError(f"{file}:{_line(text, stray.start())}{_BROKEN}")


def _known(name: str, names: Collection[str], what: str, place: str) -> None:
    if name not in names:
        close = difflib.get_close_matches(name, names, n=1)
        hint = f" ; vouliez-vous dire « {close[0]} » ?" if close else ""
        raise InputError(f"{place} : {what} inconnue « {name} »{hint}")
