"""What the language server does with each message: it keeps the drafts, reads them, and answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from coach.lsp import actions, findings
from coach.lsp.coaches import Choice, Coaches
from coach.lsp.documents import Document
from coach.model import Severity

# How often files are looked at: not every editor tells that they have changed.
_LOOKS_EVERY = 2.0
# A draft that is read as fast as this is read at each keystroke; a longer one once the keys rest a little.
_AT_ONCE = 0.03
_LONGEST_REST = 1.0
# An editor asks what could be done wherever the pointer rests; while it moves, nobody reads the answer.
_POINTER_RESTS = 0.1
# Words that were read are forgotten after so many readings, and with each draft that is closed.
_FORGETS_AFTER = 500


class Desk:
    """The drafts of one editor."""

    def __init__(
        self,
        server: LanguageServer,
        choose: Callable[[Path | None], Choice],
        files: Callable[[Path | None], tuple[Path, ...]],
    ) -> None:
        self._server = server
        self._coaches = Coaches(choose, files, self._show, self._read_all)
        self._documents: dict[str, Document] = {}
        self._waiting: dict[str, asyncio.Handle] = {}
        self._took: dict[str, float] = {}
        self._readings = 0

    def start(self, _: object) -> None:
        """Make a Coach ready, and ask the editor to tell when the team's files change."""
        self._coaches.coach(self._first_folder())
        watching = self._server.client_capabilities.workspace
        files = watching.did_change_watched_files if watching else None
        if files is not None and files.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*.{yaml,yml,model}")])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self._server.client_register_capability(
                types.RegistrationParams([types.Registration(method, method, options)])
            )
        self._look_again()

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a draft that was opened, and read it."""
        item = params.text_document
        agreed = self._server.workspace.position_encoding
        encoding = types.PositionEncodingKind(agreed or types.PositionEncodingKind.Utf16).value
        document = Document(item.uri, item.language_id, item.version, item.text, encoding)
        if document.is_draft:
            self._documents[item.uri] = document
            self._read(item.uri)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the changes of a draft, and read it again."""
        uri = params.text_document.uri
        document = self._documents.get(uri)
        if document is None:
            return
        self._documents[uri] = document.changed(params.content_changes, params.text_document.version)
        loop, took = asyncio.get_running_loop(), self._took.get(uri, 0.0)
        if took > _AT_ONCE:
            self._put_off(uri, loop.call_later(min(2 * took, _LONGEST_REST), self._read, uri))
        elif uri not in self._waiting:
            # After all changes that have come already: what they replace need not be read.
            self._put_off(uri, loop.call_soon(self._read, uri))

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Put a draft away, and forget its words."""
        uri = params.text_document.uri
        self._put_off(uri, None)
        self._took.pop(uri, None)
        if self._documents.pop(uri, None) is not None:
            self._coaches.forget()
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def look(self, _: object) -> None:
        """Look whether settings or phrasebooks have changed."""
        self._coaches.look()

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return what is said of the words under the pointer."""
        document = self._up_to_date(params.text_document.uri)
        return None if document is None else findings.hover(document, params.position)

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        """Return the rewritings that can be applied at a place."""
        uri = params.text_document.uri
        document = self._up_to_date(uri)
        if document is None or not document.rewritable or document.report is None:
            return None
        if not any(finding.severity >= Severity.A_REPRENDRE for finding in document.report.findings):
            return None
        if document.reframed is None and params.context.trigger_kind == types.CodeActionTriggerKind.Automatic:
            await asyncio.sleep(_POINTER_RESTS)
            if self._documents.get(uri) is not document:
                return None
        coach = self._coaches.coach(self._folder(document))
        if coach is None:
            return None
        if document.reframed is None:
            document.reframed = coach.reframe(document.text, several=True)
        blanks = len(coach.placeholders(document.reframed.best))
        return actions.actions(document, document.reframed, params, blanks, versioned=self._versioned)

    @property
    def _versioned(self) -> bool:
        workspace = self._server.client_capabilities.workspace
        edits = workspace.workspace_edit if workspace else None
        return bool(edits and edits.document_changes)

    def _put_off(self, uri: str, reading: asyncio.Handle | None) -> None:
        """Let a later reading of a draft, or none, take the place of the one that is waited for."""
        if (before := self._waiting.pop(uri, None)) is not None:
            before.cancel()
        if reading is not None:
            self._waiting[uri] = reading

    def _up_to_date(self, uri: str) -> Document | None:
        """Return a draft, read as it is now."""
        if uri in self._waiting:
            self._read(uri)
        return self._documents.get(uri)

    def _read(self, uri: str) -> None:
        """Read a draft and tell the editor what was found, unless its Coach is still being made."""
        self._put_off(uri, None)
        document = self._documents.get(uri)
        if document is None:
            return
        if not document.too_long:
            folder = self._folder(document)
            coach = self._coaches.coach(folder)
            if coach is None:
                return
            started = time.thread_time()
            report = coach.check(document.text, uri)
            self._took[uri] = time.thread_time() - started
            least = self._coaches.choice(folder).least
            shown = tuple(finding for finding in report.findings if finding.severity >= least)
            document.report = replace(report, findings=shown)
            self._readings += 1
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, findings.diagnostics(document), document.version)
        )
        if self._readings >= _FORGETS_AFTER:
            self._readings = 0
            self._coaches.forget()

    def _read_all(self) -> None:
        for uri, document in list(self._documents.items()):
            document.reframed = None
            self._read(uri)

    def _look_again(self) -> None:
        asyncio.get_running_loop().call_later(_LOOKS_EVERY, self._look_again)
        self._coaches.look()

    def _folder(self, document: Document) -> Path | None:
        """Return the folder whose settings count for a draft: of those open in the editor the nearest, or the first."""
        path = document.path
        if path is None:
            return self._first_folder()
        around = [folder for folder in self._folders() if path.is_relative_to(folder)]
        return max(around, key=lambda folder: len(folder.parts)) if around else self._first_folder() or path.parent

    def _first_folder(self) -> Path | None:
        return next(iter(self._folders()), None)

    def _folders(self) -> Iterable[Path]:
        workspace = self._server.workspace
        named = [to_fs_path(folder.uri) for folder in workspace.folders.values()]
        return [Path(folder) for folder in (named or [workspace.root_path]) if folder]

    def _show(self, sentence: str, *, fault: bool = True) -> None:
        kind = types.MessageType.Warning if fault else types.MessageType.Info
        self._server.window_show_message(types.ShowMessageParams(kind, f"coach : {sentence}"))
