"""The faults of one thing being read, all of them: what only follows from another fault is left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from coach.errors import PhrasebookError
from coach.phrasebook.entry import Written
from coach.phrasebook.language import PatternError, UnknownListError, read_list
from coach.phrasebook.nodes import Node
from coach.phrasebook.strict_yaml import Value
from coach.phrasebook.written import written_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

Read = TypeVar("Read")


class Faults:
    """Goes on reading after a fault, and keeps each; `meant` are the keys that misspelt ones stood for.

    `unread` names the lists that could not be read: that a pattern names one of them is no fault of its own.
    """

    def __init__(self, unread: Collection[str] = (), meant: Collection[str] = ()) -> None:
        self.errors: list[PhrasebookError] = []
        self.meant = set(meant)
        self.unread = unread
        # Whether what is read may be used: a fault elsewhere can forbid it too.
        self.sound = True

    def add(self, error: PhrasebookError) -> None:
        """Keep a fault."""
        self.sound = False
        self.errors.append(error)

    def in_order(self) -> list[PhrasebookError]:
        """Return the faults as they stand in the file."""
        return sorted(self.errors, key=lambda error: error.line or 0)

    def take(self, others: Faults) -> None:
        """Add the faults of a part."""
        self.sound = self.sound and others.sound
        self.errors += others.errors

    def read(self, step: Callable[[], Read], otherwise: Read) -> Read:
        """Return what a step reads, or something in its place when it meets a fault."""
        try:
            return step()
        except PhrasebookError as error:
            self.add(error)
            return otherwise

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the fault that ends a block."""
        try:
            yield
        except PhrasebookError as error:
            self.add(error)

    def keys(self, value: Value, allowed: Sequence[str], required: Iterable[str] = ()) -> dict[str, Value]:
        """Return the known keys of a value; a missing one that an unknown one stands for is one fault."""
        pairs = self.read(value.pairs, None)
        if pairs is None:
            # Nothing is said of the keys of what has none.
            self.meant.update(allowed)
            return {}
        for unknown in value.unknown_keys(allowed):
            self.add(unknown.error)
            if unknown.meant is not None:
                self.meant.add(unknown.meant)
        for key in required:
            self.need(key, pairs, value)
        return {key: one for key, one in pairs.items() if key in allowed}

    def pairs(self, value: Value | None) -> dict[str, Value]:
        """Return the keys and values of what may have any."""
        nothing: dict[str, Value] = {}
        return nothing if value is None else self.read(value.pairs, nothing)

    def need(self, key: str, keys: Mapping[str, Value], value: Value) -> None:
        """Note that a key is missing, unless it is there or misspelt."""
        if key not in keys and key not in self.meant:
            self.add(value.error(f"il manque la clé « {key} »"))

    def text(self, value: Value | None) -> str:
        """Return a text; "" when there is none."""
        return "" if value is None else self.read(value.text, "")

    def texts(self, value: Value | None) -> list[tuple[str, int]]:
        """Return the texts of a list with their lines, those that can be read."""
        found: list[tuple[str, int]] = []
        for one in [] if value is None else value.several():
            with self.kept():
                found.append((one.text(), one.line))
        return found

    def items(self, value: Value | None) -> list[Value]:
        """Return the values of a list."""
        return [] if value is None else self.read(value.items, [])

    def each(self, value: Value | None, reader: Callable[[Value], Read]) -> tuple[Read, ...]:
        """Return what a reader makes of each value of a list, where it can be read."""
        found: list[Read] = []
        for one in self.items(value):
            with self.kept():
                found.append(reader(one))
        return tuple(found)

    def patterns(self, value: Value | None, lists: Mapping[str, Node]) -> tuple[Written, ...]:
        """Return the patterns of a list, those that can be read."""
        found: list[Written] = []
        for text, line in self.texts(value):
            assert value is not None  # noqa: S101  it has texts
            with self.kept():
                try:
                    found.append(written_pattern(value.file, text, line, lists))
                except UnknownListError as error:
                    self.sound = False
                    if error.name not in self.unread:
                        raise PhrasebookError(str(error), value.file, line) from None
        return tuple(found)

    def lists(self, value: Value | None, known: Mapping[str, Node]) -> tuple[dict[str, Node], set[str]]:
        """Return the lists of a file added to those that are known, and the names of those that cannot be read."""
        lists, unread = dict(known), set(self.unread)
        for name, one in self.pairs(value).items():
            texts = self.texts(one)
            try:
                lists[name] = read_list([text for text, _ in texts], lists)
                sound = len(texts) == len(one.several())
            except PatternError as error:
                sound = False
                if not (isinstance(error, UnknownListError) and error.name in unread):
                    self.add(one.error(f"liste « {name} » : {error}"))
            if not sound:
                lists.pop(name, None)
                unread.add(name)
        return lists, unread
