"""What the tests share: a home of their own, a small phrasebook whose content is known, the command line in process."""

from __future__ import annotations

import io
import os
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The machine may be busy: no example fails for being slow.
settings.register_profile("coach", deadline=None)
settings.load_profile("coach")

# One entry a severity, a signal that softens, and one entry with a slot; nothing else is flagged.
SMALL = """\
theme: "Essai"
entrees:
  - id: non-sec.non
    categorie: non-sec
    titre: "Un non tout nu"
    pourquoi: "Le client l’entend comme un rejet."
    reperer: ["non"]
    sauf: ["non seulement"]
    exemples:
      signaler: ["[Non].", "Ah [non] !"]
      laisser: ["Non seulement.", "Oui."]
  - id: impossibilite.pas-possible
    categorie: impossibilite
    titre: "Une porte qui se ferme"
    pourquoi: "Le refus ne laisse aucune suite."
    reperer: ["ce (n') [est | sera] pas possible"]
    sauf_avant: ["si"]
    adouci_par: [issue]
    reformuler: ["Ce que je peux faire : {solution}."]
    exemples:
      signaler: ["[Ce n'est pas possible].", "[Ce sera pas possible]."]
      laisser: ["Si ce n'est pas possible.", "C'est possible."]
  - id: impossibilite.reprendre
    categorie: impossibilite
    titre: "Un refus de reprendre"
    pourquoi: "Le client garde son problème."
    reperer: ["on (ne) reprend pas {objet} $"]
    reformuler: ["Pour {objet}, voici la suite : {solution}."]
    exemples:
      signaler: ["[On reprend pas le vélo].", "[On ne reprend pas la table]."]
      laisser: ["On reprend le vélo.", "Reprend-on le vélo ?"]
  - id: donner-tort.vous-avez-tort
    categorie: donner-tort
    titre: "Le client perd la face"
    pourquoi: "Il ne lui reste qu’à se défendre."
    reperer: ["vous avez tort"]
    exemples:
      signaler: ["[Vous avez tort].", "Là, [vous avez tort]."]
      laisser: ["Vous avez raison.", "Tort ou raison ?"]
  - id: empathie-annulee.je-comprends-mais
    categorie: empathie-annulee
    titre: "Une empathie reprise"
    pourquoi: "Après « mais », on n’entend plus qu’elle."
    reperer: ["je comprends (,) mais"]
    exemples:
      signaler: ["[Je comprends, mais] voilà.", "[Je comprends mais] non."]
      laisser: ["Je comprends.", "Mais oui."]
  - id: mot-noir.malheureusement
    categorie: mot-noir
    titre: "Un mot qui assombrit"
    pourquoi: "La suite se lit déjà comme une mauvaise nouvelle."
    reperer: ["malheureusement"]
    exemples:
      signaler: ["[Malheureusement] oui.", "Oui, [malheureusement]."]
      laisser: ["Malheur.", "Heureusement."]
  - id: issue.je-propose
    signal: issue
    titre: "Vous proposez une suite."
    reperer: ["je vous propose"]
    exemples:
      signaler: ["[Je vous propose] un avoir.", "Oui, [je vous propose] un échange."]
      laisser: ["Vous proposez.", "Je propose."]
"""

# A draft for each severity of the small phrasebook.
DRAFTS = {
    "bloquant": "Vous avez tort.",
    "a-reprendre": "Je comprends, mais voilà.",
    "conseil": "Malheureusement, il pleut.",
    "rien": "Bonjour, je vous propose un avoir.",
}


@pytest.fixture(scope="session", autouse=True)
def _home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the compiled books in the tests' own cache and the user's settings out, in subprocesses too."""
    with pytest.MonkeyPatch.context() as patch:
        cache = getattr(request.config, "cache", None)
        books = cache.mkdir("coach-books") if cache else tmp_path_factory.mktemp("books")
        patch.setenv("COACH_CACHE_DIR", str(books))
        # Tests of the resident process start their own.
        patch.setenv("COACH_RESIDENT", "0")
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "COACH_DEBUG", "PYTHONIOENCODING", "PYTHONUNBUFFERED"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small phrasebook."""
    folder = tmp_path_factory.getbasetemp() / "small"
    folder.mkdir()
    (folder / "essai.yaml").write_text(SMALL, "utf-8")
    return folder


@pytest.fixture
def small(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the small phrasebook in the place of the built-in ones, and the learned reader aside, for this process."""
    from coach import engine
    from coach.phrasebook import cache

    # Apart from the cache of the built-in books, which keeps only the last few.
    monkeypatch.setenv("COACH_CACHE_DIR", str(small_folder.with_name("small-books")))
    monkeypatch.setattr(cache, "builtin_folder", lambda: small_folder)
    monkeypatch.setattr(engine, "builtin_folder", lambda: small_folder)
    monkeypatch.setattr(engine, "shipped_model", lambda: None)
    return small_folder


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with one draft a severity: bloquant.txt, a-reprendre.txt, conseil.txt, rien.txt."""
    folder = tmp_path / "brouillons"
    folder.mkdir()
    for name, text in DRAFTS.items():
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    monkeypatch.chdir(folder)
    return folder


@dataclass(frozen=True)
class Called:
    """What a call of the command line gave."""

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        return self.data.decode()

    def sentence(self) -> str:
        """Return the one sentence of standard error, after checking that it is one and nothing else was said."""
        assert self.data == b""
        assert self.err.count("\n") == 1
        assert self.err.startswith("coach : ")
        assert "Traceback" not in self.err
        return self.err.removeprefix("coach : ").rstrip("\n")


class _Stream(io.TextIOWrapper):
    def __init__(self, data: io.BytesIO, encoding: str, *, terminal: bool) -> None:
        super().__init__(data, encoding=encoding, newline="\n")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


class Cli:
    """Calls the command line in this process, its streams replaced."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, resident: bool = False) -> None:
        self._monkeypatch = monkeypatch
        self._resident = resident

    def __call__(
        self, *arguments: object, stdin: str | bytes = b"", encoding: str = "utf-8", terminal: bool = False
    ) -> Called:
        from coach.cli.app import run

        out, err = io.BytesIO(), io.BytesIO()
        data = stdin.encode() if isinstance(stdin, str) else stdin
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", _Stream(io.BytesIO(data), "utf-8", terminal=terminal))
            patch.setattr(sys, "stdout", _Stream(out, encoding, terminal=terminal))
            patch.setattr(sys, "stderr", _Stream(err, encoding, terminal=terminal))
            texts = [os.fspath(each) if isinstance(each, os.PathLike) else str(each) for each in arguments]
            code = served(texts, patch) if self._resident else None
            if code is None:
                code = run(texts)
            sys.stdout.flush()
            sys.stderr.flush()
            return Called(code, out.getvalue(), err.getvalue().decode(encoding))


def served(arguments: list[str], patch: pytest.MonkeyPatch) -> int | None:
    """Make a call as the resident process answers it, in a child of this process, patches and all."""
    from coach.resident import client

    patch.setattr(client, "connected", _connection_to_a_child)
    patch.delenv("COACH_RESIDENT", raising=False)
    # No process is to be left behind by a test that shows a terminal.
    patch.setenv("CI", "1")
    return client.ask(arguments)


def _connection_to_a_child() -> socket.socket:
    from coach.cli.app import run
    from coach.resident import wire, worker
    from coach.resident.guest import Guest

    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        try:
            ours.close()
            guest = Guest(theirs, 0.0)
            while (fields := guest.take()) is None:
                pass
            guest.say(wire.frame(wire.ACCEPTED))
            worker.serve(worker.Call.read(fields[1:]), theirs, guest.files, run)
        finally:
            os._exit(0)
    theirs.close()
    return ours


# What these say of check and reframe holds when the resident process answers.
_BOTH_WAYS = ("test_cli", "test_cli_reframe", "test_margins", "test_config")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of the command line both ways: here, and by the resident process."""
    if "cli" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] in _BOTH_WAYS:
        metafunc.parametrize("cli", [False, True], indirect=True, ids=["ici", "résident"])


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Cli:
    """Return the command line, to be called with its arguments."""
    return Cli(monkeypatch, resident=getattr(request, "param", False))
