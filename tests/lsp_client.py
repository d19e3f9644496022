"""A language client for the tests: JSON-RPC over the pipes of a server's process, as an editor speaks it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Far above what anything here takes; the machine may be busy.
PATIENCE = 60.0
Json = dict[str, Any]


def on_small(folder: Path) -> list[str]:
    """Return the command of a server on the small phrasebook, without the learned reader."""
    patch = f"""
from pathlib import Path
from coach import engine
from coach.lsp import compiling
from coach.phrasebook import cache
engine.builtin_folder = cache.builtin_folder = compiling.builtin_folder = lambda: Path({str(folder)!r})
engine.shipped_model = lambda: None
"""
    code = f"{patch}\ncompiling.CODE = {patch!r} + compiling.CODE\nfrom coach.cli.app import main; main()"
    return [sys.executable, "-c", code, "lsp"]


REAL = [sys.executable, "-m", "coach", "lsp"]


class Client:
    """An editor with one server. Answers to what it asks come in order; the rest is kept until it is asked for."""

    def __init__(self, command: list[str], *arguments: str, cwd: Path | None = None) -> None:
        self.process = subprocess.Popen(
            [*command, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd
        )
        self._messages: queue.Queue[Json | None] = queue.Queue()
        self._kept: list[Json] = []
        self._number = 0
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        out = self.process.stdout
        assert out is not None
        while line := out.readline():
            length = int(line.removeprefix(b"Content-Length: "))
            while out.readline().strip():
                pass
            self._messages.put(json.loads(out.read(length)))
        self._messages.put(None)

    def raw(self, data: bytes) -> None:
        """Write bytes as they are."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: Json) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method: str, params: Json | None = None) -> None:
        self.send({"method": method, "params": params or {}})

    def ask(self, method: str, params: Json | None = None) -> Any:
        """Return the result of a request; an error fails the test."""
        self._number += 1
        number = self._number
        # Two messages take none.
        self.send({"id": number, "method": method, **({} if params is None else {"params": params})})
        answer = self.wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, wanted: Callable[[Json], bool]) -> Json:
        """Return the first message that is wanted, those that came before it kept for later."""
        for at, message in enumerate(self._kept):
            if wanted(message):
                return self._kept.pop(at)
        while True:
            found = self._messages.get(timeout=PATIENCE)
            assert found is not None, "the server has ended"
            if wanted(found):
                return found
            if "id" in found and "method" in found:
                self.send({"id": found["id"], "result": None})
            self._kept.append(found)

    def said(self, method: str) -> Any:
        """Wait for a notification or a request of the server, and return what it says."""
        return self.wait(lambda message: message.get("method") == method)["params"]

    def kept(self, method: str) -> list[Json]:
        """Return what has come of a kind so far, and was not asked for."""
        return [message["params"] for message in self._kept if message.get("method") == method]

    # --- what an editor does ------------------------------------------------------------------------------------------

    def start(self, folder: Path | None = None, **capabilities: Any) -> Json:
        """Begin, with a folder open or none; return what the server can do."""
        folders = [{"uri": folder.as_uri(), "name": folder.name}] if folder else None
        params = {"processId": None, "rootUri": None, "workspaceFolders": folders, "capabilities": capabilities}
        result = self.ask("initialize", params)
        self.notify("initialized")
        return dict(result["capabilities"])

    def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, version: int, *changes: Json) -> None:
        identifier = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": list(changes)})

    def close(self, uri: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri: str, version: int | None = None) -> list[Json]:
        """Wait for the diagnostics of a version of a draft, the next ones if none is named."""

        def wanted(message: Json) -> bool:
            if message.get("method") != "textDocument/publishDiagnostics":
                return False
            params = message["params"]
            return params["uri"] == uri and (version is None or params.get("version") == version)

        return list(self.wait(wanted)["params"]["diagnostics"])

    def hover(self, uri: str, line: int, character: int) -> str | None:
        position = {"line": line, "character": character}
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        return None if found is None else str(found["contents"]["value"])

    def actions(self, uri: str, place: Json, only: list[str] | None = None) -> list[Json]:
        context: Json = {"diagnostics": []} | ({} if only is None else {"only": only})
        params = {"textDocument": {"uri": uri}, "range": place, "context": context}
        return list(self.ask("textDocument/codeAction", params) or [])

    def end(self) -> int:
        """Take leave as the protocol wants it; return the exit code."""
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)

    def errors(self) -> str:
        """Return what the process wrote on standard error; it has ended."""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self._reading.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            with suppress(BrokenPipeError):
                stream.close()


def place(line: int, start: int, end: int | None = None) -> Json:
    """Return a range on one line."""
    last = start if end is None else end
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": last}}


def applied(text: str, edits: list[Json]) -> str:
    """Return a text after the edits of a code action, places counted in UTF-16, the last edit made first."""

    def at(position: Json) -> int:
        before = "".join(text.splitlines(keepends=True)[: position["line"]])
        return len(before.encode("utf-16-le")) + 2 * int(position["character"])

    units = text.encode("utf-16-le")
    for start, end, new in sorted(
        ((at(edit["range"]["start"]), at(edit["range"]["end"]), edit["newText"]) for edit in edits), reverse=True
    ):
        units = units[:start] + new.encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le")
