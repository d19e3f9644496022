"""The wire of the language server: which messages it takes, and how it begins and ends.

Texts of drafts are personal data: nothing is logged, no file is written, no port is opened.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Awaitable, Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, PyglsError
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from coach import __version__
from coach.lsp import wording
from coach.lsp.actions import KINDS
from coach.lsp.coaches import Choice
from coach.lsp.desk import Desk

_DONE, _CUT_OFF = 0, 1
_AT_ONCE = 1 << 16
_OPTIONS = {types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=list(KINDS))}


class Protocol(LanguageServerProtocol):
    """The protocol, the drafts left to the desk.

    The documents of pygls end lines where the protocol does not (form feeds, U+2028), so that edits would go astray,
    and would keep every text twice.
    """

    def structure_message(self, data: dict[str, Any]) -> Any:  # noqa: ANN401  as pygls has it
        """Return a message as a value; a request that is none gets its answer, which pygls owes it."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if isinstance(data.get("id"), int | str) and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand the message on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand the message on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand the message on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """A language server that tells faults of its own in one sentence, without a word of the draft."""

    def __init__(self) -> None:
        super().__init__("coach", __version__, protocol_cls=Protocol)
        self.ended_well = False
        self._told: set[str] = set()

    def report_server_error(self, error: Exception, source: type[PyglsError | JsonRpcException]) -> None:
        """Tell the editor, once a kind; what was asked for gets its own answer."""
        if source == FeatureRequestError:
            return
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        sentence = wording.unforeseen(type(error).__name__, place)
        if sentence not in self._told:
            self._told.add(sentence)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, sentence))


def serve(choose: Callable[[Path | None], Choice], files: Callable[[Path | None], tuple[Path, ...]]) -> int:
    """Serve an editor on standard input and output until it ends; return 0 if it took its leave first."""
    _keep_to_ourselves()
    server = Server()
    connect(server, Desk(server, choose, files))
    server.protocol.set_writer(StdoutWriter(sys.stdout.buffer))
    # Whatever else prints must not come between two messages.
    sys.stdout = sys.stderr
    # Cut short: EOFError inside a message, ValueError by a header without an end, OSError when nobody reads any more.
    with suppress(SystemExit, EOFError, ValueError, OSError):
        asyncio.run(_listen(server))
    return _DONE if server.ended_well else _CUT_OFF


async def _listen(server: Server) -> None:
    """Take messages until there are no more.

    The reader of pygls asks a pool of threads for each line; here what has come waits in the loop, and whatever is
    put off with `call_soon` comes after all of it.
    """
    reader = asyncio.StreamReader()
    feeding = threading.Thread(target=_feed, args=(asyncio.get_running_loop(), reader), daemon=True)
    feeding.start()
    await run_async(threading.Event(), reader, server.protocol, error_handler=server.report_server_error)


def _feed(loop: asyncio.AbstractEventLoop, reader: asyncio.StreamReader) -> None:
    # The loop is closed once the server has ended.
    with suppress(RuntimeError):
        with suppress(OSError):
            while data := os.read(sys.stdin.fileno(), _AT_ONCE):
                loop.call_soon_threadsafe(reader.feed_data, data)
        loop.call_soon_threadsafe(reader.feed_eof)


def connect(server: Server, desk: Desk) -> None:
    """Tell the server which messages the desk takes."""
    takes: dict[str, Callable[[Any], object]] = {
        types.INITIALIZED: desk.start,
        types.TEXT_DOCUMENT_DID_OPEN: desk.opened,
        types.TEXT_DOCUMENT_DID_CHANGE: desk.changed,
        types.TEXT_DOCUMENT_DID_SAVE: desk.look,
        types.TEXT_DOCUMENT_DID_CLOSE: desk.closed,
        types.TEXT_DOCUMENT_HOVER: desk.hover,
        types.WORKSPACE_DID_CHANGE_CONFIGURATION: desk.look,
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: desk.look,
        types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: desk.look,
    }
    for name, take in takes.items():
        server.feature(name)(_plain(server, take))
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _OPTIONS[types.TEXT_DOCUMENT_CODE_ACTION])(
        _awaited(server, desk.actions)
    )

    def leave(params: Any = None) -> None:  # noqa: ANN401, ARG001  pygls would take any other type for the server
        server.ended_well = True

    server.feature(types.SHUTDOWN)(leave)


def _plain(server: Server, take: Callable[[Any], object]) -> Callable[[Any], object]:
    def taken(params: Any = None) -> object:  # noqa: ANN401  each message has its own
        try:
            return take(params)
        except Exception as error:  # noqa: BLE001  the message of an error may quote the draft
            server.report_server_error(error, PyglsError)
            return None

    return taken


def _awaited(server: Server, take: Callable[[Any], Awaitable[object]]) -> Callable[[Any], Awaitable[object]]:
    async def taken(params: Any = None) -> object:  # noqa: ANN401  each message has its own
        try:
            return await take(params)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001  the message of an error may quote the draft
            server.report_server_error(error, PyglsError)
            return None

    return taken


def _keep_to_ourselves() -> None:
    """Log nothing, leave no dump of the memory, make no file that others can read."""
    # pygls logs each message, texts included, and asyncio what it was doing.
    logging.disable(logging.CRITICAL)
    os.umask(0o077)
    # There is nothing to put away.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
