"""`coach lsp` as an editor meets it: a process, messages on its pipes, and what it says, does and leaves behind."""

from __future__ import annotations

import asyncio
import errno
import os
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pygls", reason="demande pygls (extra « editor »)")

from lsp_client import REAL, Client, applied, on_small, place

from coach import Coach
from coach.lsp.documents import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Cli

URI = "untitled:Untitled-1"
# Two greetings in emoji, of two and four UTF-16 units, before what is at fault.
DRAFT = """Bonjour Madame Roy 😀,

👋🏽 Vous auriez dû lire la notice. Ce n'est pas possible.
Malheureusement, il pleut.
"""
ENTRY = """\
theme: "Essai"
entrees:
  - id: jargon.zut
    categorie: jargon
    titre: "Un mot de la maison"
    pourquoi: "Le client ne le connaît pas."
    reperer: ["{words}"]
    exemples:
      signaler: ["[{words}].", "Ah, [{words}] !"]
      laisser: ["Oui.", "Non."]
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Return an editor with a server on the phrasebooks that come with coach."""
    with Client(REAL, cwd=tmp_path_factory.mktemp("lsp")) as client:
        client.start(workspace={"workspaceEdit": {"documentChanges": True}})
        yield client


@pytest.fixture(scope="module")
def coach() -> Coach:
    """Return what the server should say the same as."""
    return Coach()


@pytest.fixture
def small_server(small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the command of a server on the small phrasebook."""
    monkeypatch.setenv("COACH_CACHE_DIR", str(small_folder.with_name("small-books")))
    return on_small(small_folder)


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in found]


# --- what an adviser sees ---------------------------------------------------------------------------------------------


def test_findings_are_shown_where_they_are_as_the_editor_counts(real: Client, coach: Coach) -> None:
    uri = "file:///tmp/brouillon.md"
    real.open(uri, DRAFT, "markdown")
    found = real.diagnostics(uri, 1)
    expected = coach.check(DRAFT).findings
    assert [(one["source"], one["code"], one["severity"]) for one in found] == [
        ("coach", one.rule, {"bloquant": 1, "a-reprendre": 2, "conseil": 3}[one.severity.slug]) for one in expected
    ]
    assert [one["range"]["start"]["line"] + 1 for one in found] == [one.line for one in expected]
    # The wave and its colour are two characters of two units each.
    (blame,) = (one for one in found if one["code"].startswith("reproche."))
    assert blame["range"] == place(2, 5, 5 + len("Vous auriez dû lire"))
    for one, finding in zip(found, expected, strict=True):
        assert one["message"].replace("\u00a0", " ") == f"{finding.message}\n{finding.why}".replace("\u00a0", " ")
    real.close(uri)
    assert real.diagnostics(uri) == []


def test_the_pointer_shows_why_and_what_to_say_instead(real: Client, coach: Coach) -> None:
    real.open(URI, DRAFT)
    real.diagnostics(URI, 1)
    at = DRAFT.index("possible")
    (finding,) = (one for one in coach.check(DRAFT).findings if one.span.start <= at < one.span.end)
    shown = real.hover(URI, 2, 50)
    assert shown is not None
    assert finding.why in shown.replace("\u00a0", " ")
    assert shown.count("→ ") == len(finding.reframings)
    # Past the end of the words, nothing; on the first line, the whole.
    assert real.hover(URI, 2, 57) is None
    assert "forme" in (real.hover(URI, 0, 3) or "")
    real.close(URI)


def test_rewriting_all_gives_what_coach_reframe_gives(real: Client, cli: Cli) -> None:
    real.open(URI, DRAFT)
    real.diagnostics(URI, 1)
    (action,) = real.actions(URI, place(0, 0), ["refactor"])
    assert action["kind"] == "refactor.rewrite"
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": URI, "version": 1}
    assert applied(DRAFT, change["edits"]) == cli("reframe", "-q", stdin=DRAFT).out
    real.close(URI)


def test_a_quick_fix_rewrites_its_sentence_and_nothing_else(real: Client, coach: Coach) -> None:
    real.open(URI, DRAFT)
    real.diagnostics(URI, 1)
    reframed = coach.reframe(DRAFT, several=True)
    at = DRAFT.index("possible")
    (passage,) = (one for one in reframed.passages if one.span.start <= at < one.span.end)
    fixes = [action for action in real.actions(URI, place(2, 50)) if action["kind"] == "quickfix"]
    assert len(fixes) == len(passage.rewrites)
    for fix, rewrite in zip(fixes, passage.rewrites, strict=True):
        (change,) = fix["edit"]["documentChanges"]
        choices = [rewrite if one is passage else None for one in reframed.passages]
        assert applied(DRAFT, change["edits"]) == reframed.written(choices)
        assert codes(fix["diagnostics"]) == [finding.rule for finding in passage.findings]
    assert [fix.get("isPreferred") for fix in fixes][:1] == [True]
    assert real.actions(URI, place(2, 50), ["source"]) == []
    real.close(URI)


def test_a_draft_without_fault_offers_nothing(real: Client) -> None:
    real.open(URI, "Bonjour, je vous propose un avoir.")
    assert real.diagnostics(URI, 1) == []
    assert real.actions(URI, place(0, 3)) == []
    real.close(URI)


# --- as it is written -------------------------------------------------------------------------------------------------


def test_each_change_is_read(small_server: list[str]) -> None:
    with Client(small_server) as client:
        client.start()
        client.open(URI, "😀 Bonjour.\n")
        assert client.diagnostics(URI, 1) == []
        client.change(URI, 2, {"range": place(0, 3, 10), "text": "Vous avez tort"})
        (found,) = client.diagnostics(URI, 2)
        assert found["range"] == place(0, 3, 17)
        # Two changes in one message, the second counted in what the first one left.
        client.change(
            URI, 3, {"range": place(0, 0, 3), "text": ""}, {"range": place(0, 0), "text": "Oui. Malheureusement, "}
        )
        assert [one["range"]["start"]["character"] for one in client.diagnostics(URI, 3)] == [5, 22]
        client.change(URI, 4, {"text": "Rien."})
        assert client.diagnostics(URI, 4) == []
        assert client.end() == 0


def test_changes_that_come_together_are_read_once(small_server: list[str]) -> None:
    with Client(small_server) as client:
        client.start()
        client.open(URI, "")
        client.diagnostics(URI, 1)
        for version, letter in enumerate("Vous avez tort. " * 20, 2):
            client.change(URI, version, {"range": place(0, version - 2), "text": letter})
        assert len(client.diagnostics(URI, version)) == 20
        assert len(client.kept("textDocument/publishDiagnostics")) < version - 1
        # What is asked is answered of the draft as it is then.
        client.change(URI, version + 1, {"text": "Malheureusement."})
        assert "assombrit" in (client.hover(URI, 0, 3) or "")


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)])
def test_the_editor_chooses_how_places_are_counted(small_server: list[str], encoding: str, start: int) -> None:
    with Client(small_server) as client:
        can = client.start(general={"positionEncodings": [encoding]})
        assert can["positionEncoding"] == encoding
        client.open(URI, "😀 Vous avez tort")
        (found,) = client.diagnostics(URI, 1)
        assert found["range"]["start"]["character"] == start


def test_an_editor_without_versions_gets_plain_changes(small_server: list[str]) -> None:
    with Client(small_server) as client:
        client.start()
        client.open(URI, "Vous avez tort. Bonjour.")
        client.diagnostics(URI, 1)
        actions = client.actions(URI, place(0, 3))
        assert actions
        assert all(set(action["edit"]["changes"]) == {URI} for action in actions)


def test_only_drafts_are_read_and_a_book_is_not(small_server: list[str]) -> None:
    with Client(small_server) as client:
        client.start()
        client.open("file:///tmp/a.py", "# Vous avez tort", "python")
        client.open("untitled:Untitled-2", "Vous avez tort. " * (MOST_CHARACTERS // 10), "markdown")
        (found,) = client.diagnostics("untitled:Untitled-2", 1)
        assert (found["severity"], found["code"]) == (3, "trop-long-a-relire")
        assert client.hover("file:///tmp/a.py", 0, 4) is None
        assert client.actions("untitled:Untitled-2", place(0, 4)) == []
        assert {params["uri"] for params in client.kept("textDocument/publishDiagnostics")} <= {"untitled:Untitled-2"}


# --- settings and phrasebooks -----------------------------------------------------------------------------------------


def test_a_phrasebook_that_changes_is_read_again(small_server: list[str], tmp_path: Path) -> None:
    phrases = tmp_path / "phrases"
    phrases.mkdir()
    (tmp_path / "coach.yaml").write_text('phrases: ["phrases"]\n', "utf-8")
    (phrases / "a.yaml").write_text(ENTRY.format(words="zut alors"), "utf-8")
    with Client(small_server) as client:
        client.start(tmp_path)
        uri = (tmp_path / "brouillon.txt").as_uri()
        client.open(uri, "Zut alors. Flûte alors.")
        (found,) = client.diagnostics(uri, 1)
        assert found["range"] == place(0, 0, 9)
        (phrases / "a.yaml").write_text(ENTRY.format(words="flûte alors"), "utf-8")
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})
        (found,) = client.diagnostics(uri, 1)
        assert found["range"] == place(0, 11, 22)
        assert client.end() == 0


def test_settings_are_those_of_the_folder_and_are_read_again(small_server: list[str], tmp_path: Path) -> None:
    (tmp_path / "coach.yaml").write_text("gravite_minimale: bloquant\n", "utf-8")
    with Client(small_server) as client:
        client.start(tmp_path)
        client.open(URI, "Malheureusement, vous avez tort.")
        assert codes(client.diagnostics(URI, 1)) == ["donner-tort.vous-avez-tort"]
        (tmp_path / "coach.yaml").write_text("gravite_minimale: conseil\n", "utf-8")
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        assert codes(client.diagnostics(URI, 1)) == ["mot-noir.malheureusement", "donner-tort.vous-avez-tort"]


def test_no_word_of_the_editor_is_needed(small_server: list[str], tmp_path: Path) -> None:
    with Client(small_server) as client:
        client.start(tmp_path)
        client.open(URI, "Malheureusement, vous avez tort.")
        assert len(client.diagnostics(URI, 1)) == 2
        (tmp_path / "coach.yaml").write_text("gravite_minimale: bloquant\n", "utf-8")
        assert len(client.diagnostics(URI, 1)) == 1


def test_a_module_in_the_folder_of_the_editor_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.lsp import compiling
    from coach.resident.ready import Means

    (tmp_path / "json.py").write_text("from pathlib import Path; Path('lancé').touch()", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(compiling, "CODE", "import json")
    asyncio.run(compiling.compiled(Means()))
    assert not (tmp_path / "lancé").exists()


def test_what_is_closed_to_us_is_told_and_the_rest_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.lsp import coaches
    from coach.resident.ready import Means

    team = Means(phrasebooks=(tmp_path,))

    def made(means: Means) -> Coach:
        if means == team:
            raise PermissionError(errno.EACCES, "", str(tmp_path))
        return plain

    plain, told = object.__new__(Coach), list[str]()
    monkeypatch.setattr(coaches, "_made", made)
    monkeypatch.setattr("coach.lsp.compiling.needed", lambda _: False)

    async def prepared() -> Coach | None:
        kept = coaches.Coaches(
            lambda _: coaches.Choice(team), lambda _: (), lambda sentence, **_: told.append(sentence), done.set
        )
        assert kept.coach(None) is None
        await asyncio.wait_for(done.wait(), 60)
        return kept.coach(None)

    done = asyncio.Event()
    assert asyncio.run(prepared()) is plain
    assert told == [f"{tmp_path} : lecture impossible (vous n’en avez pas le droit)"]


def test_what_is_broken_is_told_once_and_the_rest_works(small_server: list[str], tmp_path: Path) -> None:
    phrases = tmp_path / "phrases"
    phrases.mkdir()
    (phrases / "a.yaml").write_text('theme: "Essai"\nentres: []\n', "utf-8")
    (tmp_path / "coach.yaml").write_text('phrases: ["phrases"]\n', "utf-8")
    with Client(small_server) as client:
        client.start(tmp_path)
        client.open(URI, "Vous avez tort.")
        assert len(client.diagnostics(URI, 1)) == 1
        told = client.said("window/showMessage")
        while told["type"] == 3:
            told = client.said("window/showMessage")
        assert "a.yaml:2" in told["message"]
        # The same fault again, beside a new one: settings that mean nothing.
        (tmp_path / "coach.yaml").write_text("phrase: x\n", "utf-8")
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        assert "coach.yaml:1" in client.said("window/showMessage")["message"]
        client.change(URI, 2, {"text": "Non."})
        assert len(client.diagnostics(URI, 2)) == 1
        assert client.kept("window/showMessage") == []


def test_a_fault_that_comes_back_is_told_again(small_server: list[str], tmp_path: Path) -> None:
    phrases = tmp_path / "phrases"
    phrases.mkdir()
    (tmp_path / "coach.yaml").write_text('phrases: ["phrases"]\n', "utf-8")
    with Client(small_server) as client:
        client.start(tmp_path)
        client.open(URI, "Vous avez tort.")
        client.diagnostics(URI)
        for file, sound, broken in (
            (phrases / "a.yaml", ENTRY.format(words="zut alors"), 'theme: "Essai"\nentres: []\n'),
            (tmp_path / "coach.yaml", 'phrases: ["phrases"]\n', "phrase: x\n"),
        ):
            for _ in range(2):
                file.write_text(broken, "utf-8")
                client.notify("workspace/didChangeWatchedFiles", {"changes": []})
                while f"{file.name}:" not in (told := client.said("window/showMessage"))["message"]:
                    assert told["type"] == 3
                # Read again: once broken, once sound.
                client.diagnostics(URI)
                file.write_text(sound, "utf-8")
                client.notify("workspace/didChangeWatchedFiles", {"changes": []})
                client.diagnostics(URI)


def test_the_rest_of_many_faults_is_counted() -> None:
    from coach.lsp import wording

    assert [wording.more_problems(count).replace("\u00a0", " ") for count in (1, 2)] == [
        "… et une autre ; « coach phrasebook test » montre tout.",
        "… et 2 autres ; « coach phrasebook test » montre tout.",
    ]


def whole(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


# --- beginnings, ends, accidents --------------------------------------------------------------------------------------


def test_the_end_is_orderly_or_not(small_server: list[str]) -> None:
    with Client(small_server) as client:
        client.start()
        assert client.end() == 0
        assert client.errors() == ""
    with Client(small_server) as client:
        client.start()
        client.notify("exit")
        assert client.process.wait(60) == 1
    with Client(small_server) as client:
        client.start()
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert client.process.wait(60) == 1
        assert client.errors() == ""


@pytest.mark.parametrize(
    "data",
    [
        whole(b"{secret: }"),
        whole(b"secret"),
        whole(b"[]"),
        whole(b'{"jsonrpc": "1.0", "method": "secret"}'),
        whole(b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"secret": 1}}'),
        whole(b"[" * 5000),
        b"Content-Length: many\r\n\r\n",
        b"X: y\r\n" + whole(b"\xff\xfe"),
    ],
)
def test_a_message_that_is_none_is_passed_over(small_server: list[str], data: bytes) -> None:
    with Client(small_server) as client:
        client.start()
        client.raw(data)
        client.open(URI, "Vous avez tort.")
        assert len(client.diagnostics(URI, 1)) == 1
        assert client.end() == 0
        assert client.errors() == ""


def test_requests_that_make_no_sense_get_an_error(small_server: list[str]) -> None:
    with Client(small_server) as client:
        client.start()
        for number, message in enumerate(
            (
                {"method": "textDocument/hover", "params": {"textDocument": "secret"}},
                {"method": "textDocument/unheardOf", "params": {}},
                {"method": "workspace/executeCommand", "params": {"command": "rm", "arguments": ["secret"]}},
            ),
            100,
        ):
            client.send({"id": number, **message})
            answer = client.wait(lambda found, number=number: found.get("id") == number)  # type: ignore[misc]
            assert "error" in answer
        # Of drafts that were never opened, or are closed.
        client.change(URI, 2, {"text": "secret"})
        client.close(URI)
        assert client.hover(URI, 0, 0) is None
        assert client.end() == 0
        assert client.errors() == ""


def test_nothing_of_a_draft_is_left_in_a_file(small_server: list[str], tmp_path: Path, monkeypatch: Any) -> None:
    cache, folder = tmp_path / "cache", tmp_path / "dossier"
    folder.mkdir()
    for name in ("TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME", "HOME", "COACH_CACHE_DIR"):
        monkeypatch.setenv(name, str(cache))
    cache.mkdir()
    with Client(small_server, cwd=folder) as client:
        client.start(folder)
        client.open(URI, "Vous avez tort, Clothilde.")
        client.diagnostics(URI, 1)
        client.actions(URI, place(0, 3))
        client.close(URI)
        assert client.end() == 0
        assert client.errors() == ""
    assert list(folder.iterdir()) == []
    files = [file for file in cache.rglob("*") if file.is_file()]
    assert files
    for file in files:
        assert b"clothilde" not in file.read_bytes().lower()
        assert sys.platform == "win32" or stat.S_IMODE(file.stat().st_mode) & 0o077 == 0


def test_by_hand_it_says_what_it_is_for(cli: Cli) -> None:
    called = cli("lsp", terminal=True)
    assert called.code == 2
    assert "éditeur" in called.sentence()


def test_without_its_library_it_says_how_to_get_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in ("pygls", "lsprotocol")]:
        monkeypatch.setitem(sys.modules, name, None)
    for name in [name for name in sys.modules if name.startswith("coach.lsp.")]:
        monkeypatch.delitem(sys.modules, name)
    called = cli("lsp")
    assert called.code == 2
    assert "pip install 'coach-fr[editor]'" in called.sentence()


@pytest.mark.skipif(not os.path.exists("/proc/self/limits"), reason="demande /proc")  # noqa: PTH110
def test_its_memory_is_never_dumped(small_server: list[str]) -> None:
    from pathlib import Path

    with Client(small_server) as client:
        client.start()
        limits = Path(f"/proc/{client.process.pid}/limits").read_text("ascii")
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        assert core.split()[4:6] == ["0", "0"]
