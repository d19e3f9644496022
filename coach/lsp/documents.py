"""The drafts that are open in the editor, each as the editor has it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from lsprotocol import types
from pygls.uris import to_fs_path

from coach.lsp.positions import Places
from coach.model import Reframed, Report

# What a reply to a customer is written as; an editor may have no name for it.
_LANGUAGES = frozenset({"", "plaintext", "text", "plain", "txt", "markdown", "mail", "email", "message", "eml"})
_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown", ".eml", ".mail"})
# Longer than any reply, some 16,000 words: reading it at each keystroke would hold the editor up.
MOST_CHARACTERS = 100_000
# Rewriting takes several readings.
MOST_REWRITTEN = 20_000


@dataclass
class Document:
    """A draft as the editor has it, and what was found in it.

    A new version is a new value: nothing found in an older one can be taken for it.
    """

    uri: str
    language: str
    version: int
    text: str = field(repr=False)
    encoding: str
    report: Report | None = field(default=None, repr=False)
    reframed: Reframed | None = field(default=None, repr=False)

    @cached_property
    def places(self) -> Places:
        """Return the places of the text, worked out once."""
        return Places(self.text, self.encoding)

    @property
    def path(self) -> Path | None:
        """Return the file of the draft; None for one that was never saved."""
        path = to_fs_path(self.uri) if self.uri.startswith("file:") else None
        return Path(path) if path else None

    @property
    def is_draft(self) -> bool:
        """Tell whether it may be a reply: code and data are nothing that coach reads."""
        return self.language.lower() in _LANGUAGES or PurePath(self.uri).suffix.lower() in _ENDINGS

    @property
    def too_long(self) -> bool:
        """Tell whether it is too long to be read while it is written."""
        return len(self.text) > MOST_CHARACTERS

    @property
    def rewritable(self) -> bool:
        """Tell whether rewriting it takes no longer than somebody would wait."""
        return len(self.text) <= MOST_REWRITTEN

    def changed(self, changes: Sequence[types.TextDocumentContentChangeEvent], version: int) -> Document:
        """Return the draft after the changes of the editor, each made to what the one before it left."""
        places, text = self.places, self.text
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                span = places.span(change.range)
                text = text[: span.start] + change.text + text[span.end :]
            else:
                text = change.text
            if change is not changes[-1]:
                places = Places(text, self.encoding)
        return Document(self.uri, self.language, version, text, self.encoding)
