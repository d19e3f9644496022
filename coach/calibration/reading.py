"""From files to messages: several files may hold the opinions of several people on the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from coach.calibration.sets import read_lines, read_marked
from coach.calibration.sheet import read_sheet
from coach.calibration.values import TOOL, Message, Opinion
from coach.errors import InputError
from coach.transcripts.base import Problem

_READERS = {".csv": read_sheet, ".tsv": read_sheet, ".jsonl": read_lines, ".txt": read_marked}


@dataclass(slots=True)
class Annotated:
    """The messages read so far, by key, and what could not be read."""

    messages: dict[str, Message] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, found: Message, file: Path) -> None:
        """Add a message, or what somebody else says of one that is known."""
        known = self.messages.get(found.key)
        opinions: dict[str, Opinion] = dict(known.opinions) if known else {}
        for rater, opinion in found.opinions.items():
            if rater.casefold() == TOOL:
                why = f"« {TOOL} » est le nom de l’outil : prenez-en un autre"
                self.problems.append(Problem(str(file), found.ref, why))
            elif rater in opinions:
                why = f"« {rater} » a déjà donné son avis sur ce message ; un nom par personne, un avis par message"
                self.problems.append(Problem(str(file), found.ref, why))
            else:
                opinions[rater] = opinion
        if opinions:
            self.messages[found.key] = replace(known or found, opinions=opinions)


def annotated(paths: Iterable[Path], encoding: str | None = None) -> Annotated:
    """Return what all the files hold. What cannot be read is a problem, and the rest goes on."""
    kept = Annotated()
    for file in annotated_files(paths, kept.problems):
        reader = _READERS.get(file.suffix.lower())
        if reader is None:
            why = f"une feuille de calibrage ou un jeu annoté est attendu ({', '.join(_READERS)})"
            kept.problems.append(Problem(str(file), "", why))
            continue
        try:
            for found in reader(file, encoding):
                if isinstance(found, Problem):
                    kept.problems.append(found)
                else:
                    kept.add(found, file)
        except InputError as error:
            kept.problems.append(_whole(file, str(error)))
    return kept


def _whole(file: Path, sentence: str) -> Problem:
    """Return an error of a whole file, without saying its name twice."""
    rest = sentence.removeprefix(str(file))
    place, _, why = rest.lstrip(": ").partition(" : ") if rest.startswith(":") else ("", "", rest.removeprefix(" : "))
    return Problem(str(file), f"ligne {place}" if place else "", why)


def annotated_files(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    """Yield the annotated files that are named, or stand in a folder that is; a folder without any is a problem."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in _READERS)
        # A set often stands there twice, marked for people and as lines for programs.
        lines = {file.stem for file in files if file.suffix.lower() == ".jsonl"}
        files = [file for file in files if file.suffix.lower() != ".txt" or file.stem not in lines]
        if not files:
            problems.append(Problem(str(path), "", "ce dossier ne contient ni feuille de calibrage ni jeu annoté"))
        yield from files
