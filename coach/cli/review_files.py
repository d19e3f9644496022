"""The files of one review: what is read of what is named, and what is written, which takes nobody's place."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from coach.cli import own_files as own
from coach.cli.sheets import takes
from coach.errors import ConfigError, InputError

if TYPE_CHECKING:
    from coach.resident.ready import Means
    from coach.transcripts.base import Problem
    from coach.transcripts.discover import Place

_Key = tuple[int, int] | str


class Output(NamedTuple):
    """A file that the call is to write, and the option that names it."""

    option: str
    file: Path


def outputs(**named: Path | None) -> tuple[Output, ...]:
    """Return the files that are to be written, by the names of their options."""
    return tuple(Output(f"--{option}", file) for option, file in named.items() if file is not None)


def settings_files(means: Means, *others: Path | None) -> list[Path]:
    """Return the files that say how to review: they are read, and they are no exports."""
    from coach.config import usual_places
    from coach.phrasebook.folders import phrasebook_files, rule_files, talk_files

    folders = [folder for folder in means.phrasebooks if folder.is_dir()]
    named = (file for file in (*others, means.model) if file is not None)
    phrases = (*phrasebook_files(folders), *rule_files(folders), *talk_files(folders))
    return [*named, *usual_places(), *means.margins, *phrases]


def to_read(
    paths: Sequence[str], written: Sequence[Output], sheets: Path | None, settings: Iterable[Path]
) -> tuple[Place | Problem, ...]:
    """Return the exports of what is named. Raise ConfigError, before any is read, when an output would replace one.

    What coach wrote before, and the settings of the call, are no exports: found in a folder or by a pattern they are
    left out; named themselves, they are said to be what they are.
    """
    from coach.transcripts.base import Problem
    from coach.transcripts.discover import find

    _apart(written, sheets)
    targets, read = {_key(each.file): each for each in written}, set(map(_key, settings))
    piped = _streams(sys.stdin) if "-" in paths else ()
    for key in read.union(piped) & targets.keys():
        raise _taken(targets[key])
    named = {_key(Path(path)) for path in paths if path != "-" and os.path.lexists(path)}
    aside = {*targets, *read, *_streams(sys.stdout, sys.stderr)}
    kept: list[Place | Problem] = []
    found = list(find(paths))
    for each in found:
        if isinstance(each, Problem) or each.path is None:
            kept.append(each)
            continue
        key, what = _key(each.path), own.kind(each.path)
        if key in targets and (key in named or not (what or _is_empty(each.path))):
            raise _taken(targets[key])
        if what and key in named:
            kept.append(Problem(each.name, "", f"c’est {what}, pas un export ; il n’y a rien à y relire"))
        elif key in named or not (what or key in aside):
            kept.append(each)
    for output in written:
        _spare(output)
    if found and not kept:
        kept.append(Problem(", ".join(paths), "", "il n’y a là que des fichiers de coach, aucun export à relire"))
    return tuple(kept)


def spare_annotations(files: Iterable[Path], written: Sequence[Output]) -> None:
    """Raise ConfigError when an output would replace an annotated set that is named, or a sheet somebody has filled."""
    named = set(map(_key, files))
    for output in written:
        if _key(output.file) in named:
            raise _taken(output)
        if output.file.is_file() and own.kind(output.file) == own.WORKSHEET:
            _spare(output)


def _apart(written: Sequence[Output], sheets: Path | None) -> None:
    """Raise ConfigError when two outputs are one file."""
    for one, other in combinations(written, 2):
        if _key(one.file) == _key(other.file) and not _is_special(one.file):
            raise _same(one, other.option)
    for one in written:
        if takes(sheets, one.file):
            raise _same(one, "--sheets")


def _same(one: Output, other: str) -> ConfigError:
    return ConfigError(f"{one.option} et {other} écriraient le même fichier, {one.file} ; donnez deux noms")


def _spare(output: Output) -> None:
    """Raise ConfigError when an output would take the place of somebody's work."""
    option, file = output
    if option == "--history" or not file.is_file() or _is_empty(file):
        return
    what = own.kind(file)
    if what in (own.HISTORY, own.DISCUSSED):
        raise ConfigError(f"{option} {file} : c’est {what}, rien n’y est changé ; donnez un autre nom")
    if what == own.WORKSHEET and not _is_blank(file):
        raise ConfigError(
            f"{option} {file} : cette feuille porte déjà des annotations, elle reste intacte ; donnez un autre nom"
        )
    if what != own.WORKSHEET and option == "--worksheet":
        raise ConfigError(
            f"{option} {file} : ce fichier n’est pas une feuille à annoter de coach, il reste intact ; donnez un autre "
            "nom"
        )


def _is_blank(sheet: Path) -> bool:
    try:
        return own.is_blank(sheet)
    except InputError:
        return False


def _taken(output: Output) -> ConfigError:
    return ConfigError(
        f"{output.option} {output.file} : ce fichier est parmi ceux à lire, il reste intact ; donnez un autre nom"
    )


def _key(file: Path) -> _Key:
    """Return what two names of one file have in common, links and all; a path when there is no file yet."""
    try:
        found = file.stat()
        return found.st_dev, found.st_ino
    except (OSError, ValueError):
        return os.path.realpath(file)


def _streams(*streams: TextIO | None) -> Iterator[_Key]:
    """Yield the files that the shell has opened as streams: `coach review . > rapport.txt`."""
    for stream in filter(None, streams):
        with suppress(OSError, ValueError):
            found = os.fstat(stream.fileno())
            if stat.S_ISREG(found.st_mode):
                yield found.st_dev, found.st_ino


def _is_special(file: Path) -> bool:
    """Tell whether a file is a device or a pipe: two outputs may go there."""
    return file.exists() and not file.is_file()


def _is_empty(file: Path) -> bool:
    with suppress(OSError):
        return file.stat().st_size == 0
    return False
