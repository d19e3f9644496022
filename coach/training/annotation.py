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

_HEAD = re.compile(r"^###[ \t]+(.*)$", re.MULTILINE)
_MARK = re.compile(r"\[\[([^|\[\]]*)\|(.+?)\]\]", re.DOTALL)

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
            found += sorted(path.glob("*.txt"))
        elif path.exists():
            found.append(path)
        else:
            raise InputError(f"{path} : ce dossier ou ce fichier n’existe pas")
    if not found:
        raise InputError("aucun brouillon annoté (.txt) à lire")
    return found


def read_corpus(paths: Iterable[Path]) -> list[Annotated]:
    """Return the drafts of some files and folders, in order. Raise InputError for the first that is malformed."""
    drafts: list[Annotated] = []
    for file in corpus_files(paths):
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            raise InputError(f"{file} : ce fichier n’est pas en UTF-8") from None
        except OSError as error:
            raise InputError(f"{file} : lecture impossible ({reason(error)})") from None
        drafts += parse(text, file)
    return drafts


def parse(text: str, file: Path) -> Iterator[Annotated]:
    """Yield the drafts of a text. Raise InputError, with the line, for one that is malformed."""
    heads = list(_HEAD.finditer(text))
    if not heads:
        raise InputError(f"{file} : aucun brouillon ; chacun commence par « ### nom | canal | secteur | étiquettes »")
    names: set[str] = set()
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        line = text.count("\n", 0, head.start()) + 1
        fields = [*map(str.strip, head[1].split("|")), "", "", ""]
        if fields[0] in names:
            raise InputError(f"{file}:{line} : deux brouillons s’appellent « {fields[0]} »")
        names.add(fields[0])
        labels = frozenset(filter(None, map(str.strip, fields[3].split(","))))
        for label in sorted(labels):
            _known(label, LABELS, "étiquette", f"{file}:{line}")
        body, faults = _faults(text[head.end() : end].strip("\n"), file, line)
        yield Annotated(fields[0], file.stem, body, faults, labels)


def _faults(body: str, file: Path, line: int) -> tuple[str, tuple[tuple[Span, str], ...]]:
    text, last = "", 0
    found: list[tuple[Span, str]] = []
    for mark in _MARK.finditer(body):
        place = f"{file}:{line + 1 + body.count(chr(10), 0, mark.start())}"
        _known(mark[1], CATEGORIES, "catégorie", place)
        text += body[last : mark.start()]
        found.append((Span(len(text), len(text) + len(mark[2])), mark[1]))
        text += mark[2]
        last = mark.end()
    text += body[last:]
    if "[[" in text or "]]" in text:
        raise InputError(f"{file}:{line} : un crochet double n’est pas fermé, ou pas ouvert, dans ce brouillon")
    return text, tuple(found)


def _known(name: str, names: Collection[str], what: str, place: str) -> None:
    if name not in names:
        close = difflib.get_close_matches(name, names, n=1)
        hint = f" ; vouliez-vous dire « {close[0]} » ?" if close else ""
        raise InputError(f"{place} : {what} inconnue « {name} »{hint}")
