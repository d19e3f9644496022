"""Strict YAML: texts are quoted, keys are known and single, and every error has its file and line.

Plain `safe_load` turns `on` into true and `12:30` into 750, cuts after ` #` and keeps the last of two equal keys;
here plain scalars are only names (`bloquant`, `reproche.faute`), and everything else stands between quotes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from coach.errors import PhrasebookError, UnreadFileError
from coach.phrasebook.yaml_french import explained

_NAME = re.compile(r"[\w.-]+\Z")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "il n’existe pas",
    IsADirectoryError: "c’est un dossier",
    PermissionError: "vous n’en avez pas le droit",
}
_QUOTED = ("'", '"', "|", ">")


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key that nobody asked for, as an error, and the one that it may have meant."""

    error: PhrasebookError
    meant: str | None


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a YAML file and its line: a text, a list of values, or keys with their values."""

    file: str
    line: int
    content: str | list[Value] | dict[str, Value]
    quoted: bool = True

    def error(self, message: str) -> PhrasebookError:
        """Return an error that points at this value."""
        return PhrasebookError(message, self.file, self.line)

    def mapping(self, allowed: Iterable[str], required: Iterable[str] = ()) -> dict[str, Value]:
        """Return the keys and values; raise PhrasebookError for an unknown or a missing key."""
        keys = self.pairs()
        allowed = list(allowed)
        for unknown in self.unknown_keys(allowed):
            raise unknown.error
        for key in required:
            if key not in keys:
                raise self.error(f"il manque la clé « {key} »")
        return keys

    def pairs(self) -> dict[str, Value]:
        """Return the keys and values, whatever they are called."""
        if not isinstance(self.content, dict):
            raise self.error("une liste de clés (« clé : valeur ») est attendue ici")
        return self.content

    def unknown_keys(self, allowed: Sequence[str]) -> Iterator[UnknownKey]:
        """Yield the keys that are none of `allowed`."""
        for key, value in self.pairs().items():
            if key not in allowed:
                close = difflib.get_close_matches(key, allowed, n=1)
                hint = (
                    f" ; vouliez-vous dire « {close[0]} » ?" if close else f" ; clés possibles : {', '.join(allowed)}"
                )
                yield UnknownKey(value.error(f"clé inconnue « {key} »{hint}"), close[0] if close else None)

    def items(self) -> list[Value]:
        """Return the values of a list; raise PhrasebookError for anything else."""
        if not isinstance(self.content, list):
            raise self.error("une liste (lignes qui commencent par « - ») est attendue ici")
        return self.content

    def text(self) -> str:
        """Return a text, which must stand between quotes."""
        if not isinstance(self.content, str):
            raise self.error("un texte entre guillemets est attendu ici")
        if not self.quoted and not self.content:
            raise self.error("rien n’est écrit ici ; un texte entre guillemets droits est attendu")
        if not self.quoted:
            raise self.error(f'ce texte se met entre guillemets droits : "{self.content}"')
        if not self.content.strip():
            raise self.error("ce texte est vide")
        return self.content

    def name(self, among: Iterable[str] | None = None, what: str = "nom") -> str:
        """Return a name; raise PhrasebookError, with a suggestion, when it is not one of `among`."""
        if not isinstance(self.content, str) or not _NAME.match(self.content):
            raise self.error(f"un {what} est attendu ici (lettres, chiffres, points et tirets)")
        if among is not None and self.content not in (known := list(among)):
            close = difflib.get_close_matches(self.content, known, n=1)
            hint = f" ; vouliez-vous dire « {close[0]} » ?" if close else f" ; possibles : {', '.join(known)}"
            raise self.error(f"{what} : « {self.content} » n’existe pas{hint}")
        return self.content

    def texts(self) -> list[tuple[str, int]]:
        """Return the texts of a list with their lines; a text alone counts as a list of one."""
        return [(value.text(), value.line) for value in self.several()]

    def several(self) -> list[Value]:
        """Return the values of a list; any other value counts as a list of one."""
        return self.content if isinstance(self.content, list) else [self]


def read_text(file: Path) -> str:
    """Return the text of a YAML file. Raise UnreadFileError when it cannot be read or is not UTF-8."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        why = _REASONS.get(type(error)) or error.strerror
        raise UnreadFileError(f"fichier illisible ({why})", file) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UnreadFileError("ce fichier n’est pas en UTF-8", file, line) from None


def read_yaml(text: str, file: str) -> Value:
    """Read one YAML document. Raise UnreadFileError with the line for what is not strict YAML."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        sentence, line = explained(error, text)
        raise UnreadFileError(sentence, file, line) from None
    except RecursionError:
        raise UnreadFileError("YAML trop profondément imbriqué", file) from None
    if root is None:
        raise UnreadFileError("ce fichier est vide", file, 1)
    return _convert(root, file, set())


def _convert(node: yaml.Node, file: str, seen: set[int]) -> Value:
    line = node.start_mark.line + 1
    # `&nom` and `*nom` put one node in several places, in itself even: ten lines of them can unfold into millions.
    if id(node) in seen:
        raise UnreadFileError("les renvois de YAML (« &nom », « *nom ») ne sont pas admis", file, line)
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Value(file, line, node.value, quoted=node.style in _QUOTED)
    if isinstance(node, yaml.SequenceNode):
        return Value(file, line, [_convert(child, file, seen) for child in node.value])
    keys: dict[str, Value] = {}
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise UnreadFileError("cette clé n’est pas un mot", file, key.start_mark.line + 1)
        if key.value in keys:
            raise UnreadFileError(f"clé « {key.value} » écrite deux fois", file, key.start_mark.line + 1)
        value = _convert(child, file, seen)
        line_of = value.line if isinstance(value.content, str) else key.start_mark.line + 1
        keys[key.value] = Value(file, line_of, value.content, value.quoted)
    return Value(file, line, keys)
