"""From the files of a phrasebook folder to entries; a broken entry or file is named and the rest still read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from coach.errors import PhrasebookError
from coach.phrasebook.entry import Entry, Phrasebook, Place
from coach.phrasebook.faults import Faults
from coach.phrasebook.folders import LEXICON, lexicons, phrasebook_files, talk_files
from coach.phrasebook.margins import load_margins
from coach.phrasebook.nodes import Node
from coach.phrasebook.reading_entries import Source, read_entry
from coach.phrasebook.strict_yaml import Value, read_text, read_yaml

__all__ = ["FILE_KEYS", "Reader", "load_phrasebooks", "load_talk", "taken"]

FILE_KEYS = ("theme", "description", "commun", "listes", "entrees")


def load_phrasebooks(folders: Iterable[Path], margins: Sequence[Path] = ()) -> Phrasebook:
    """Read every `*.yaml` of the folders and the margins, each in order. What cannot be read goes to `errors`."""
    reader = Reader()
    reader.read(phrasebook_files(folders))
    topics, faults = load_margins(margins, reader.lists, reader.unread)
    # A fault of what a file shares is met in each of its entries.
    errors = {str(error): error for error in (*reader.errors, *faults)}
    return Phrasebook((*reader.entries, *topics), tuple(errors.values()))


def load_talk(folders: Sequence[Path]) -> Phrasebook:
    """Read what the folders inside say of whole conversations. What cannot be read goes to `errors`.

    The lists of the lexicons serve there too; their faults are told where they are read as phrasebooks.
    """
    reader = Reader(talk=True)
    reader.lists_of(lexicons(folders))
    reader.errors.clear()
    reader.read(talk_files(folders))
    errors = {str(error): error for error in reader.errors}
    return Phrasebook(tuple(reader.entries), tuple(errors.values()))


class Reader:
    """Reads the files of phrasebooks, or of conversations (`talk`): the lists of their lexicons, then the entries."""

    def __init__(self, *, talk: bool = False) -> None:
        self._talk = talk
        self.entries: list[Entry] = []
        self.errors: list[Exception] = []
        self.lists: dict[str, Node] = {}
        # The lists that could not be read.
        self.unread: set[str] = set()
        self._seen: dict[str, Place] = {}

    def read(self, files: Iterable[Path]) -> None:
        """Read the files, in order."""
        roots = self.lists_of(files)
        for file, root in roots:
            self._entries(file, root)

    def lists_of(self, files: Iterable[Path]) -> list[tuple[Path, Value]]:
        """Take the lists of the lexicons among the files; return all files as YAML."""
        roots: list[tuple[Path, Value]] = []
        for file in files:
            try:
                roots.append((file, read_yaml(read_text(file), str(file))))
            except PhrasebookError as error:
                self.errors.append(error)
        for file, root in roots:
            if file.name == LEXICON and isinstance(root.content, dict):
                faults = Faults(self.unread)
                self.lists, self.unread = faults.lists(root.content.get("listes"), self.lists)
                self.errors += faults.errors
        return roots

    def _entries(self, file: Path, root: Value) -> None:
        """Read the entries of a file: none is kept after a fault of what they share, and their own are told too."""
        faults = Faults(self.unread)
        keys = faults.keys(root, FILE_KEYS, ["theme"])
        # The lists of the lexicons serve all files, and were read before.
        own = None if file.name == LEXICON else keys.get("listes")
        # A list that cannot be read spoils only the entries that name it.
        listed = Faults(self.unread)
        source = Source(str(file), *listed.lists(own, self.lists), talk=self._talk)
        if "commun" in keys:
            shared = Faults()
            source.shared, source.meant = shared.keys(keys["commun"], source.keys), shared.meant
            faults.take(shared)
        values = faults.items(keys.get("entrees"))
        self.errors += [*faults.errors, *listed.errors]
        for value in values:
            entry, errors = read_entry(source, value)
            self.errors += errors
            if entry is not None and faults.sound:
                self._keep(entry)

    def _keep(self, entry: Entry) -> None:
        if entry.id in self._seen:
            self.errors.append(taken(entry, self._seen[entry.id]))
            return
        self._seen[entry.id] = entry.place
        self.entries.append(entry)


def taken(entry: Entry, first: Place) -> PhrasebookError:
    """Return the fault of an entry whose identifier is another's."""
    message = f"l’entrée « {entry.id} » existe déjà ({first.file}:{first.line})"
    return PhrasebookError(message, entry.place.file, entry.place.line)
