"""The resident process itself, in processes of their own: what it answers, and what it survives."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.resident import control, place, wire

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    pytest.skip("no Unix sockets", allow_module_level=True)

ROOT = Path(__file__).parents[1]
COACH = [sys.executable, "-c", "from coach.__main__ import main; main()"]
DRAFT = "Bonjour Madame Roy, non, ce n'est pas possible. Vous auriez dû lire la notice.\nCordialement, Paul\n"
ANSWERED = 60.0


@dataclass(frozen=True)
class Answer:
    code: int
    out: bytes
    err: bytes


@dataclass(frozen=True)
class World:
    """A runtime folder of its own, so that no test meets another's process, nor the user's."""

    folder: Path

    def variables(self, **more: str) -> dict[str, str]:
        kept = {**os.environ, "XDG_RUNTIME_DIR": str(self.folder), "PYTHONPATH": str(ROOT), **more}
        if "COACH_RESIDENT" not in more:
            del kept["COACH_RESIDENT"]
        return kept

    def call(self, *arguments: str, text: str | bytes = DRAFT, cwd: Path | None = None, **more: str) -> Answer:
        data = text.encode() if isinstance(text, str) else text
        done = subprocess.run(
            [*COACH, *arguments], input=data, capture_output=True, cwd=cwd, env=self.variables(**more), check=False
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def alone(self, *arguments: str, text: str | bytes = DRAFT, cwd: Path | None = None, **more: str) -> Answer:
        """Make a call that no resident process answers."""
        return self.call(*arguments, text=text, cwd=cwd, COACH_RESIDENT="0", **more)

    def typed(self, *arguments: str, keys: bytes = b"", **more: str) -> tuple[int, bytes]:
        """Make a call as somebody at a terminal does; return its code and all that the terminal shows."""
        ours, theirs = os.openpty()
        call = subprocess.Popen(
            [*COACH, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=self.variables(CI="1", **more),
        )
        os.close(theirs)
        os.write(ours, keys)
        shown = b""
        # The end of a terminal that nobody holds any more is an error.
        with suppress(OSError):
            while data := os.read(ours, 1 << 16):
                shown += data
        os.close(ours)
        return call.wait(ANSWERED), shown

    def status(self) -> control.Status | None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_RUNTIME_DIR", str(self.folder))
            return control.status()

    def served(self) -> int:
        found = self.status()
        assert found is not None
        return found.served

    def path(self) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_RUNTIME_DIR", str(self.folder))
            return Path(place.socket_path() or "")

    def connected(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(ANSWERED)
        connection.connect(str(self.path()))
        return connection

    def quiet(self) -> None:
        """Wait until nothing is being answered any more."""
        found = self.status()
        children = Path(f"/proc/{found.process if found else 0}/task/{found.process if found else 0}/children")
        until = time.monotonic() + ANSWERED
        while children.exists() and children.read_text() and time.monotonic() < until:
            time.sleep(0.02)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return a world with nothing in it; what is started there ends with the test."""
    # A socket's path is short: not the folder of the test.
    folder = Path("/tmp") / f"coach-essai-{os.getpid()}-{time.monotonic_ns()}"
    folder.mkdir(mode=0o700)
    found = World(folder)
    yield found
    found.call("resident", "stop")
    for left in (found.path(), found.path().with_suffix(".lock")):
        left.unlink(missing_ok=True)
    (folder / "coach").rmdir() if (folder / "coach").is_dir() else None
    folder.rmdir()


@pytest.fixture
def warm(world: World) -> World:
    """Return a world where the resident process runs."""
    assert world.call("resident", "start").code == 0
    return world


def test_start_status_stop(world: World) -> None:
    nobody = world.call("resident", "status")
    assert (nobody.code, nobody.out) == (
        1,
        "Aucun processus résident ne tourne ; « coach resident start » le démarre.\n".encode(),
    )
    started = world.call("resident", "start")
    assert started.code == 0
    assert started.out.startswith("Processus résident démarré".encode())
    assert world.call("resident", "start").out.startswith("Le processus résident tourne déjà".encode())
    found = world.call("resident", "status")
    assert found.code == 0
    assert b"0 appel," in found.out
    process = world.status()
    assert process is not None
    assert world.call("resident", "stop").out == "Processus résident arrêté.\n".encode()
    assert world.call("resident", "stop").out == "Aucun processus résident ne tournait.\n".encode()
    with pytest.raises(ProcessLookupError):
        os.kill(process.process, 0)
    assert not world.path().exists()


def test_two_starts_at_once_both_find_it(world: World) -> None:
    with ThreadPoolExecutor(2) as pool:
        starts = list(pool.map(lambda _: world.call("resident", "start"), range(2)))
    assert [start.code for start in starts] == [0, 0]
    assert all(start.out for start in starts)


def test_no_file_of_who_starts_it_is_held(world: World) -> None:
    reading, writing = os.pipe()
    started = subprocess.run(
        [*COACH, "resident", "start"], env=world.variables(), pass_fds=[writing], capture_output=True, check=False
    )
    assert started.returncode == 0
    os.close(writing)
    # Who reads a pipe waits until nobody holds it.
    assert select.select([reading], [], [], ANSWERED)[0]
    assert os.read(reading, 1) == b""
    os.close(reading)


@pytest.mark.parametrize("base", ["", "ici", "./ici"])
def test_a_folder_that_moves_with_the_caller_is_none(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", base)
    monkeypatch.setenv("TMPDIR", base)
    assert place.folder() == f"/tmp/coach-{os.getuid()}"


def test_ctrl_c_while_it_loads_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from coach import __main__
    from coach.resident import client

    def interrupted(_: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(client, "ask", interrupted)
    with pytest.raises(SystemExit) as end:
        __main__.main()
    assert end.value.code == 130


def test_a_folder_of_the_same_name_is_not_run(world: World, tmp_path: Path) -> None:
    (tmp_path / "coach").mkdir()
    (tmp_path / "coach" / "__init__.py").write_text("raise SystemExit('pas celui-ci')")
    code = f"import sys; sys.path[0] = {str(ROOT)!r}; from coach.__main__ import main; main()"
    started = subprocess.run(
        [sys.executable, "-c", code, "resident", "start"],
        capture_output=True,
        cwd=tmp_path,
        env=world.variables(),
        check=False,
        timeout=ANSWERED,
    )
    assert (started.returncode, started.stderr) == (0, b"")


@pytest.mark.parametrize("minutes", ["0", "-3", "100000"])
def test_minutes_are_minutes(world: World, minutes: str) -> None:
    refused = world.call("resident", "start", "--minutes", minutes)
    assert (refused.code, refused.err.decode().count("\n")) == (2, 1)


CALLS: tuple[list[str], ...] = (
    ["check"],
    [],
    ["--all"],
    ["check", "--format", "json"],
    ["check", "--format", "jsonl", "-", "-"],
    ["check", "--format", "sarif"],
    ["check", "--fail-on", "conseil", "--min-severity", "bloquant"],
    ["check", "--exit-zero", "--readers", "phrasebooks"],
    ["check", "--titre", "--no-color"],
    ["check", "absent.txt"],
    ["check", "--forme", "x"],
    ["check", "--format", "jason"],
    ["check", "brouillon.txt", "vide.txt", "binaire"],
    ["check", "--output", "rapport.txt"],
    ["check", "--output", "absent/rapport.txt"],
    ["check", "--encoding", "cp1252"],
    ["check", "--marges", "marges.yaml"],
    ["check", "--marges", "cassees.yaml"],
    ["check", "--config", "cassee.yaml"],
    ["check", "--phrasebook", "absent"],
    ["reframe"],
    ["reframe", "--diff"],
    ["reframe", "--quiet", "brouillon.txt"],
    ["reframe", "--output", "reecrit.txt"],
    ["reframe", "vide.txt"],
)
MARGINS = """\
- sujet: "Remboursement"
  mots: ["rembourser"]
"""


def test_the_same_bytes_with_and_without(warm: World, tmp_path: Path) -> None:
    files = {
        "brouillon.txt": b"Vous avez tort.\r\nC'est impossible.",
        "vide.txt": b"",
        "binaire": bytes(range(256)),
        "marges.yaml": (ROOT / "phrasebooks" / "marges.yaml").read_bytes(),
        "cassees.yaml": MARGINS.encode(),
        "cassee.yaml": b"forme: 3\n",
    }
    texts = (
        DRAFT,
        "",
        "\x1b[31mNon.\x1b[0m",
        "Bonjour, je vous propose un avoir.\n".encode("utf-16"),
        "é".encode("cp1252"),
    )
    for arguments in CALLS:
        for text in texts if len(arguments) < 2 else texts[:1]:
            results = []
            for number, way in enumerate((warm.alone, warm.call)):
                here = tmp_path / str(number)
                here.mkdir(exist_ok=True)
                for name, content in files.items():
                    (here / name).write_bytes(content)
                answer = way(*arguments, text=text, cwd=here)
                made = {file.name: (file.read_bytes(), file.stat().st_mode) for file in here.iterdir()}
                results.append((answer, made))
            assert results[0] == results[1], arguments
    assert warm.served() >= len(CALLS)


def test_encodings_and_widths_are_the_callers(warm: World) -> None:
    for name, value in (("PYTHONIOENCODING", "ascii"), ("COLUMNS", "40"), ("NO_COLOR", "1"), ("FORCE_COLOR", "1")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(name, value)
            assert warm.call("check") == warm.alone("check")
    assert warm.served() == 4


def test_at_a_terminal_too(warm: World, tmp_path: Path) -> None:
    file = tmp_path / "brouillon.txt"
    file.write_text(DRAFT, "utf-8")
    calls: tuple[list[str], ...] = (
        ["check", str(file)],
        ["reframe", str(file)],
        ["check", str(file), "--no-color"],
        [],
    )
    for arguments in calls:
        assert warm.typed(*arguments) == warm.typed(*arguments, COACH_RESIDENT="0")
    assert warm.served() == len(calls)
    # Drafts that are typed, each with its own end.
    keys = b"Vous avez tort.\n\x04Non.\n\x04"
    both = "check", "--format", "jsonl", "-", "-"
    found = warm.typed(*both, keys=keys)
    assert found == warm.typed(*both, keys=keys, COACH_RESIDENT="0")
    assert found[1].count(b'"source"') == 2


def test_settings_of_the_folder_and_their_changes(warm: World, tmp_path: Path) -> None:
    (tmp_path / "mes-phrases").mkdir()
    book = tmp_path / "mes-phrases" / "essai.yaml"
    settings = tmp_path / "coach.yaml"
    settings.write_text('phrases: ["mes-phrases"]\n')
    entry = """\
theme: "Essai"
entrees:
  - id: non-sec.essai
    categorie: non-sec
    titre: "Un essai"
    pourquoi: "Pour voir."
    reperer: ["{}"]
    exemples:
      signaler: ["[{}].", "Ah [{}] !"]
      laisser: ["Rien.", "Oui."]
"""
    for word in ("turlututu chapeau", "abracadabra pouf"):
        book.write_text(entry.replace("{}", word))
        for text in ("Turlututu chapeau.", "Abracadabra pouf."):
            with_it = warm.call("check", "--format", "json", text=text, cwd=tmp_path)
            assert with_it == warm.alone("check", "--format", "json", text=text, cwd=tmp_path)
            assert (b"non-sec.essai" in with_it.out) == (word in text.lower())
            warm.quiet()


def test_only_the_owner_reaches_it(warm: World) -> None:
    path = warm.path()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(path.with_suffix(".lock").stat().st_mode) == 0o600


@pytest.mark.parametrize("how", ["open", "link"])
def test_a_folder_that_others_can_reach_is_not_used(world: World, how: str, tmp_path: Path) -> None:
    folder = world.folder / "coach"
    if how == "link":
        tmp_path.chmod(0o700)
        folder.symlink_to(tmp_path)
    else:
        folder.mkdir()
        folder.chmod(0o755)
    assert world.call("resident", "start").code == 2
    assert world.call("check") == world.alone("check")
    folder.unlink() if how == "link" else None


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read in /proc")
def test_no_text_is_kept(warm: World) -> None:
    # In pieces, so that the text is not in this file's own bytes, nor the process's.
    secret = "Zygomatique-" + str(time.time_ns())
    for command in ("check", "reframe"):
        assert secret.encode() in warm.call(command, text=f"{secret}, non, ce n'est pas possible. {DRAFT}").out
    assert warm.served() == 2
    warm.quiet()
    found = warm.status()
    assert found is not None
    assert not _in_memory(found.process, secret)
    assert _in_memory(found.process, "coach.resident.server")


def _in_memory(process: int, text: str) -> bool:
    wanted = [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            place_, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            start, end = (int(each, 16) for each in place_.split("-"))
            memory.seek(start)
            try:
                content = memory.read(end - start)
            except OSError:
                continue
            if any(each in content for each in wanted):
                return True
    return False


# --- what it survives -------------------------------------------------------------------------------------------------


def test_requests_that_are_none(warm: World) -> None:
    for data in (b"", b"\0\0", b"\0\0\0\x05cal", b"\xff\xff\xff\xff", os.urandom(300), wire.packed([b"call"])):
        with warm.connected() as connection:
            connection.sendall(data)
    with warm.connected() as connection, suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(wire.packed([wire.CALL, b"x" * (wire.MOST_REQUEST + 10)]))
        assert connection.recv(100) in (b"", wire.frame(wire.REFUSED))
    for fields in ([b"call", b"autre"], [b"call", *[b"0"] * 7], [b"danse"]):
        with warm.connected() as connection:
            connection.sendall(wire.packed(fields))
            assert connection.recv(100) in (b"", wire.frame(wire.REFUSED))
    before = warm.served()
    assert warm.call("check") == warm.alone("check")
    assert warm.served() == before + 1


def test_half_a_request_holds_nobody_up(warm: World) -> None:
    with warm.connected() as connection:
        connection.sendall(b"\0\0\x10\0call")
        assert warm.call("check") == warm.alone("check")
        # It has lost patience.
        with suppress(ConnectionResetError):
            assert connection.recv(10) == b""


def test_a_killed_client(warm: World) -> None:
    reading, writing = os.pipe()
    client = subprocess.Popen(
        [*COACH, "check"], stdin=reading, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=warm.variables()
    )
    until = time.monotonic() + ANSWERED
    while not warm.served() and time.monotonic() < until:
        time.sleep(0.02)
    client.kill()
    client.wait()
    os.close(reading)
    os.close(writing)
    warm.quiet()
    assert warm.call("check") == warm.alone("check")


def test_twenty_at_once(warm: World) -> None:
    texts = [f"Bonjour Madame {number}, non, ce n'est pas possible." for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda text: warm.call("check", text=text), texts))
    for text, answer in zip(texts[::7], answers[::7], strict=True):
        assert answer == warm.alone("check", text=text)
    assert {answer.code for answer in answers} == {1}
    assert warm.served() > 0


def test_a_stale_socket(world: World) -> None:
    path = world.path()
    path.parent.mkdir(mode=0o700)
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(path))
    left.close()
    assert world.call("check") == world.alone("check")
    assert world.call("resident", "start").code == 0
    world.call("check")
    assert world.served() == 1


def test_a_killed_process(warm: World) -> None:
    found = warm.status()
    assert found is not None
    os.kill(found.process, signal.SIGKILL)
    assert warm.call("check") == warm.alone("check")
    assert warm.call("resident", "start").code == 0
    warm.call("check")
    assert warm.served() == 1


def test_a_process_that_does_not_answer(warm: World) -> None:
    found = warm.status()
    assert found is not None
    os.kill(found.process, signal.SIGSTOP)
    try:
        assert warm.call("check") == warm.alone("check")
    finally:
        os.kill(found.process, signal.SIGCONT)


def test_two_processes_at_once(warm: World) -> None:
    again = subprocess.run([*COACH, "resident", "serve"], env=warm.variables(), check=False)
    assert again.returncode == 0
    warm.call("check")
    assert warm.served() == 1


def test_more_than_it_takes(warm: World) -> None:
    long = "Bonjour, nous avons bien reçu votre colis. " * 2000
    assert len(long) > wire.MOST_INPUT
    assert warm.call("check", "--readers", "phrasebooks", text=long) == warm.alone(
        "check", "--readers", "phrasebooks", text=long
    )
    faults = "Non. " * 3000
    csv = "check", "--format", "csv", "--readers", "phrasebooks"
    alone = warm.alone(*csv, text=faults)
    assert len(alone.out) > wire.MOST_OUTPUT
    assert warm.call(*csv, text=faults) == alone


def test_idle_it_ends(world: World) -> None:
    code = (
        "from coach.resident.door import prepare_process\nfrom coach.resident.server import Server\n"
        "prepare_process()\nServer(lambda arguments: 0, 0.3, lambda: None).serve()"
    )
    done = subprocess.run([sys.executable, "-c", code], env=world.variables(), check=False, timeout=ANSWERED)
    assert done.returncode == 0
    assert not world.path().exists()


def test_its_end_leaves_the_socket_of_another(warm: World) -> None:
    first = warm.status()
    assert first is not None
    shutil.rmtree(warm.path().parent)
    assert warm.call("resident", "start").code == 0
    second = warm.status()
    assert second is not None
    assert second.process != first.process
    os.kill(first.process, signal.SIGTERM)
    until = time.monotonic() + ANSWERED
    while Path(f"/proc/{first.process}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert warm.status() is not None


def test_a_full_disk(warm: World) -> None:
    with Path("/dev/full").open("wb") as full:
        results = [
            subprocess.run(
                [*COACH, "check"], input=DRAFT.encode(), stdout=full, stderr=subprocess.PIPE, env=env, check=False
            )
            for env in (warm.variables(), warm.variables(COACH_RESIDENT="0"))
        ]
    assert results[0].stderr == results[1].stderr
    assert (results[0].returncode, results[1].returncode) == (2, 2)
    assert warm.served() == 1


def test_changed_code_makes_it_start_again(tmp_path: Path, world: World, small_folder: Path) -> None:
    copy = tmp_path / "copie"
    shutil.copytree(ROOT / "coach", copy / "coach", ignore=shutil.ignore_patterns("__pycache__", "*.model"))
    shutil.copytree(small_folder, copy / "phrasebooks")
    call = partial(world.call, cwd=copy, PYTHONPATH=str(copy))
    alone = partial(world.alone, cwd=copy, PYTHONPATH=str(copy))
    with pytest.MonkeyPatch.context() as patch:
        # The path of the socket of the copy.
        patch.setattr(place, "__file__", str(copy / "coach" / "resident" / "place.py"))
        assert call("resident", "start").code == 0
        call("check")
        assert world.served() == 1
        page = copy / "coach" / "render" / "wording.py"
        page.write_text(page.read_text().replace("Ce qui est réussi", "Ce qui est parfait"))
        asked = "Bonjour Madame, je vous propose un avoir."
        assert call("check", text=asked) == alone("check", text=asked)
        until = time.monotonic() + ANSWERED
        while world.status() is None and time.monotonic() < until:
            time.sleep(0.05)
        assert b"Ce qui est parfait" in alone("check", text=asked).out
        assert call("check", text=asked) == alone("check", text=asked)
        assert world.served() == 1
        call("resident", "stop")
        world.path().with_suffix(".lock").unlink()
