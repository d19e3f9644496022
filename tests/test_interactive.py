"""`coach reframe --interactive`: the dialogue, the editor, and both in a real terminal."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import select
import signal
import stat
import sys
import termios
import threading
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

import pytest
from reframe_samples import DRAFT, reframed_of
from render_samples import finding
from test_cli_reframe import start

from coach.cli.console import Console
from coach.cli.editor import EditorError, edit
from coach.cli.interactive import Dialogue
from coach.model import LEFT_TO_ADVISER, Finding, Passage, Reframed, Rewrite, Severity, Span
from coach.render import RenderOptions
from coach.render.reframe_view import ReframeView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BACK = "C’est la première phrase"
STOPPED = "Vos choix sont gardés"


class Keys(io.StringIO):
    """Answers given in advance; after the last one, the end of the file or an interruption."""

    def __init__(self, *answers: str, interrupt: bool = False) -> None:
        super().__init__("".join(f"{answer}\n" for answer in answers))
        self._interrupt = interrupt

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        line = super().readline(-1)
        if not line and self._interrupt:
            raise KeyboardInterrupt
        return line


class Held:
    """A dialogue that has been held on the draft: what was chosen, asked and edited."""

    def __init__(
        self,
        *answers: str,
        edited: str | EditorError = "",
        faults: Callable[[str], list[Finding]] = lambda _: [],
        text: str = DRAFT,
        interrupt: bool = False,
    ) -> None:
        self.to_edit: list[str] = []
        self.checked: list[str] = []
        screen = io.StringIO()
        keys = Keys(*answers, interrupt=interrupt)
        reframed = reframed_of(text)

        def editing(sentence: str) -> str:
            self.to_edit.append(sentence)
            if isinstance(edited, EditorError):
                raise edited
            return edited

        def checking(draft: str) -> list[Finding]:
            self.checked.append(draft)
            return faults(draft)

        view = ReframeView(reframed, RenderOptions())
        self.choices = Dialogue(reframed, Console(keys, screen), view, editing, checking).run()
        self.result = reframed.written(self.choices)
        self.shown = screen.getvalue()
        self.unread = keys.read()

    @property
    def numbers(self) -> list[int]:
        """Return the number of each choice, 0 for none."""
        passages = reframed_of(DRAFT).passages
        return [
            passage.rewrites.index(choice) + 1 if choice else 0
            for passage, choice in zip(passages, self.choices, strict=True)
        ]


# --- the dialogue -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "numbers"),
    [
        (["", "", ""], [1, 1, 1]),
        (["2", "1", "1"], [2, 1, 1]),
        (["3", " ", "p"], [3, 1, 0]),
        (["P", "passer", "p"], [0, 0, 0]),
        (["2", "r", "3", "1", "1"], [3, 1, 1]),
        (["2", "1", "R", "revenir", "p", "p", "1"], [0, 0, 1]),
        # What has been chosen stays when the end comes while the adviser is back on it.
        (["2", "1", "r", "r", "q"], [2, 1, 0]),
        (["2", "q"], [2, 0, 0]),
        (["2", "Quitter"], [2, 0, 0]),
        (["q"], [0, 0, 0]),
        (["2"], [2, 0, 0]),
        ([], [0, 0, 0]),
    ],
)
def test_answers(answers: list[str], numbers: list[int]) -> None:
    held = Held(*answers)
    assert held.numbers == numbers
    assert held.unread == ""
    assert (STOPPED in held.shown) == (len(answers) < 3 or answers[-1] == "q")


def test_an_interruption_loses_nothing() -> None:
    held = Held("2", interrupt=True)
    assert held.numbers == [2, 0, 0]
    assert STOPPED in held.shown


def test_a_terminal_that_goes_away_loses_nothing() -> None:
    reframed = reframed_of(DRAFT)

    class Gone(io.StringIO):
        def flush(self) -> None:
            if "sur 3" in self.getvalue() and "Phrase 2" in self.getvalue():
                raise OSError(5, "gone")

    view = ReframeView(reframed, RenderOptions())
    dialogue = Dialogue(reframed, Console(Keys("2", "1"), Gone()), view, str, lambda _: [])
    assert dialogue.run() == [reframed.passages[0].rewrites[1], None, None]


@pytest.mark.parametrize(
    "answer", ["0", "4", "12", "-1", "x", "1 2", "²", "１", "é", "e4", "e 12", "ex", "\x1b[A", "9" * 5000]
)
def test_an_answer_that_is_not_understood_is_asked_again(answer: str) -> None:
    held = Held(answer, "2", "p", "p")
    assert held.numbers == [2, 0, 0]
    assert "Répondez par un numéro de 1 à 3, e, p, r ou q" in held.shown
    assert held.shown.count("Phrase 1 sur 3") == 1
    assert "\x1b" not in held.shown
    assert held.to_edit == []


def test_back_from_the_first_and_help() -> None:
    held = Held("r", "?", "1", "1", "1")
    assert held.numbers == [1, 1, 1]
    assert BACK in held.shown
    assert "laisse votre phrase telle quelle" in held.shown.partition(BACK)[2]


def test_each_question_shows_its_sentence_and_what_had_been_chosen() -> None:
    held = Held("2", "r", "", "", "")
    assert held.shown.count("Phrase 1 sur 3") == 2
    assert held.shown.count("Votre choix jusqu’ici\u00a0: 2") == 1
    assert all(f"Phrase {number} sur 3" in held.shown for number in (1, 2, 3))
    assert "Votre choix (1, e, p, r, q" in held.shown


# --- sentences of one's own -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "offered"),
    [
        ("e", "Le suivi indique une remise le [date]."),
        ("E", "Le suivi indique une remise le [date]."),
        ("modifier", "Le suivi indique une remise le [date]."),
        ("e2", "Je vérifie, et je vous écris jeudi."),
        ("e 3", "Que s’est-il passé à la livraison ?"),
        ("e0", "Vous avez tort."),
    ],
)
def test_what_is_edited(answer: str, offered: str) -> None:
    held = Held(answer, "p", "p", edited="Je regarde avec vous.")
    assert held.to_edit == [offered]
    assert held.result == DRAFT.replace("Vous avez tort.", "Je regarde avec vous.")
    assert held.choices[0] is not None
    assert "Votre phrase est prise" not in held.shown


def test_a_rewriting_of_some_words_is_edited_as_a_sentence() -> None:
    held = Held("p", "e", "p", edited="Il pleut ici.")
    assert held.to_edit == ["Il pleut."]
    assert held.result == DRAFT.replace("Malheureusement, il pleut.", "Il pleut ici.")


def test_a_sentence_to_take_out_is_edited_itself_and_keeps_its_blanks() -> None:
    text = "Bonjour. Non. Merci."
    taken = Rewrite(Span(9, 14), "", "phrase", "retrait", "")
    reframed = Reframed(text, (Passage(Span(9, 13), "Non.", (), (taken,)),))
    given: list[str] = []

    def editing(sentence: str) -> str:
        given.append(sentence)
        return "Je regarde."

    view = ReframeView(reframed, RenderOptions())
    choices = Dialogue(reframed, Console(Keys("e"), io.StringIO()), view, editing, lambda _: []).run()
    assert given == ["Non."]
    assert reframed.written(choices) == "Bonjour. Je regarde. Merci."


def test_a_sentence_left_to_the_adviser_is_edited_without_what_asks_for_it() -> None:
    text = "Bonjour. Zut."
    left = Rewrite(Span(9, 13), "[à redire] « Zut. »", "phrase", LEFT_TO_ADVISER, "")
    given: list[str] = []
    reframed = Reframed(text, (Passage(Span(9, 13), "Zut.", (), (left,)),))

    def editing(sentence: str) -> str:
        given.append(sentence)
        return "Je regarde."

    view = ReframeView(reframed, RenderOptions())
    choices = Dialogue(reframed, Console(Keys("e"), io.StringIO()), view, editing, lambda _: []).run()
    assert reframed.written(choices) == "Bonjour. Je regarde."
    assert given == ["Zut."]


def test_line_ends_are_those_of_the_draft() -> None:
    assert "un\r\ndeux" in Held("e", "p", "p", edited="un\ndeux").result
    assert "un\ndeux" in Held("e", "p", "p", edited="un\ndeux", text=DRAFT.replace("\r\n", "\n")).result


def test_a_sentence_left_as_it_was_counts_as_left() -> None:
    assert Held("e0", "p", "p", edited="Vous avez tort.").choices[0] is None


def test_an_editor_that_fails_is_said_and_the_question_stands() -> None:
    held = Held("e", "2", "p", "p", edited=EditorError("l’éditeur est introuvable"))
    assert "L’éditeur est introuvable." in held.shown
    assert held.numbers == [2, 0, 0]


@pytest.mark.parametrize(
    ("severity", "said"), [(Severity.BLOQUANT, True), (Severity.A_REPRENDRE, True), (Severity.CONSEIL, False)]
)
def test_what_is_still_at_fault_is_said_and_the_sentence_is_taken(severity: Severity, said: bool) -> None:
    def faults(draft: str) -> list[Finding]:
        # One in the sentence, one before it, one after: only the first is the adviser's doing.
        return [
            finding(draft, "zut", severity, message="Un mot vif", why=""),
            finding(draft, "vérifie", Severity.BLOQUANT, message="Avant", why=""),
            finding(draft, "pas possible", Severity.BLOQUANT, message="Après", why=""),
        ]

    held = Held("2", "e", "p", edited="Non, zut alors.", faults=faults)
    assert held.checked == [held.result]
    assert "Non, zut alors." in held.result
    assert ("Votre phrase est prise" in held.shown, "Un mot vif" in held.shown) == (said, said)
    assert "Avant" not in held.shown
    assert "Après" not in held.shown


# --- the editor -------------------------------------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder where temporary files go, and nothing else."""
    folder = tmp_path / "temporaire"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    assert gettempdir() == str(folder)
    return folder


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    with (tmp_path / "touches").open("w+", encoding="utf-8") as keys, (tmp_path / "ecran").open("w") as screen:
        yield Console(keys, screen)


def editor(folder: Path, code: str) -> str:
    """Return an editor that runs some Python; `file` is what it is given."""
    script = folder / "mon éditeur.py"
    script.write_text(f"import os, sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{code}\n", "utf-8")
    return f'"{sys.executable}" "{script}" --attendre'


SEEN = (
    "where = Path(__file__).with_name('vu')\n"
    "where.write_text(f'{oct(file.parent.stat().st_mode)} {file.read_text(\"utf-8\")!r} {sys.argv[1]}', 'utf-8')"
)


def test_a_sentence_through_the_editor(tmp_path: Path, temporary: Path, console: Console) -> None:
    command = editor(tmp_path, SEEN + "\nfile.write_text('\\ufeff Ça va, Léa.\\n\\n', 'utf-8')")
    assert edit("Été\r\n  [date].", console, {"EDITOR": command}) == "\ufeff Ça va, Léa.".strip("\ufeff ")
    mode, rest = (tmp_path / "vu").read_text("utf-8").split(" ", 1)
    assert stat.S_IMODE(int(mode, 8)) == 0o700
    assert rest == "'Été\\n  [date].\\n' --attendre"
    assert list(temporary.iterdir()) == []


def test_visual_comes_before_editor(tmp_path: Path, temporary: Path, console: Console) -> None:
    command = editor(tmp_path, "file.write_text('vu', 'utf-8')")
    assert edit("a", console, {"VISUAL": command, "EDITOR": "absent"}) == "vu"
    assert edit("a", console, {"VISUAL": " ", "EDITOR": command}) == "vu"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("sys.exit(3)", r"l’éditeur s’est arrêté sur une erreur \(code 3\)"),
        ("file.write_text(' \\n', 'utf-8')", "la phrase est revenue vide"),
        ("file.write_bytes(b'\\xff\\xfe\\xff')", "UTF-8"),
        ("file.unlink()", r"n’a pas pu passer par l’éditeur \(ce dossier ou ce fichier n’existe pas\)"),
    ],
)
def test_an_edition_that_gives_nothing(
    tmp_path: Path, temporary: Path, console: Console, code: str, words: str
) -> None:
    with pytest.raises(EditorError, match=words):
        edit("Vous avez tort.", console, {"EDITOR": editor(tmp_path, code)})
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, "aucun éditeur n’est réglé"),
        ({"EDITOR": ""}, "aucun éditeur n’est réglé"),
        ({"EDITOR": "absent-xyz --wait"}, "l’éditeur « absent-xyz » est introuvable"),
        ({"EDITOR": "/"}, "l’éditeur « / » ne démarre pas"),
        ({"EDITOR": "a\x00b"}, "ne démarre pas"),
        ({"VISUAL": "vi '"}, "la variable VISUAL n’est pas une commande"),
    ],
)
def test_an_editor_that_does_not_start(
    temporary: Path, console: Console, variables: dict[str, str], words: str
) -> None:
    with pytest.raises(EditorError, match=words):
        edit("Vous avez tort.", console, variables)
    assert list(temporary.iterdir()) == []


def test_no_room_for_the_sentence(tmp_path: Path, console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "absent"))
    with pytest.raises(EditorError, match="n’a pas pu passer par l’éditeur"):
        edit("Vous avez tort.", console, {"EDITOR": "true"})


def test_the_editor_gets_the_interruption_alone(tmp_path: Path, temporary: Path, console: Console) -> None:
    before = signal.getsignal(signal.SIGINT)
    code = "import signal\nos.kill(os.getppid(), signal.SIGINT)\nfile.write_text('vu', 'utf-8')"
    assert edit("a", console, {"EDITOR": editor(tmp_path, code)}) == "vu"
    assert signal.getsignal(signal.SIGINT) is before
    # And it is not made deaf to it.
    code = "import signal\nfile.write_text(str(signal.getsignal(signal.SIGINT) is signal.SIG_IGN), 'utf-8')"
    assert edit("a", console, {"EDITOR": editor(tmp_path, code)}) == "False"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_nothing_stays_when_the_process_is_told_to_end(
    tmp_path: Path, temporary: Path, console: Console, number: signal.Signals
) -> None:
    code = f"import time\nos.kill(os.getppid(), {int(number)})\ntime.sleep(600)"
    with pytest.raises(SystemExit) as ended:
        edit("Vous avez tort.", console, {"EDITOR": editor(tmp_path, code)})
    assert ended.value.code == 128 + number
    assert list(temporary.iterdir()) == []


def test_outside_the_main_thread(tmp_path: Path, temporary: Path, console: Console) -> None:
    given: list[str] = []
    variables = {"EDITOR": editor(tmp_path, "file.write_text('vu', 'utf-8')")}
    thread = threading.Thread(target=lambda: given.append(edit("a", console, variables)))
    thread.start()
    thread.join()
    assert given == ["vu"]


# --- a real terminal --------------------------------------------------------------------------------------------------


class Seat:
    """The command in a terminal of its own, its draft on a pipe, its output on another."""

    def __init__(self, small: Path, *arguments: str, **variables: str) -> None:
        # The other end stays open here: the terminal would be gone whenever the process has it not open.
        self._ours, theirs = self._ends = pty.openpty()
        # Wide enough for the words that are waited for to stand on one line.
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, b"\x28\x00\x64\x00\x00\x00\x00\x00")
        with pytest.MonkeyPatch.context() as patch:
            for name, value in variables.items():
                patch.setenv(name, value)
            self.process = start(
                "-i", *arguments, small=small, preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)
            )
        assert self.process.stdin
        self.process.stdin.write(DRAFT.encode())
        self.process.stdin.close()
        self.process.stdin = None
        self.shown = ""

    def wait_for(self, words: str) -> None:
        """Read the screen until it says something new with these words."""
        fresh, silent = b"", 0
        while words.encode() not in fresh:
            readable, _, _ = select.select([self._ours], [], [], 0.2)
            if readable:
                fresh += os.read(self._ours, 65536)
                silent = 0
            elif (silent := silent + 1) > 600 or self.process.poll() is not None:
                self.process.kill()
                pytest.fail(f"{words!r} never shown: {self.end()}")
        self.shown += fresh.decode()

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def end(self) -> tuple[int, str, str]:
        """Return exit code, standard output and standard error."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out.decode(), err.decode()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        for end in self._ends:
            os.close(end)


@pytest.fixture
def sit(small_folder: Path) -> Iterator[Callable[..., Seat]]:
    """Return what opens a terminal; none outlives the test."""
    seats: list[Seat] = []

    def opened(*arguments: str, **variables: str) -> Seat:
        seats.append(Seat(small_folder, *arguments, **variables))
        return seats[-1]

    yield opened
    for seat in seats:
        seat.close()


PROMPT = "q ; Entrée\u00a0: 1) > "


def test_questions_in_the_terminal_and_the_draft_on_the_pipe(sit: Callable[..., Seat]) -> None:
    seat = sit(TERM="xterm")
    seat.wait_for(PROMPT)
    assert "Phrase 1 sur 3 · ligne\u00a03" in seat.shown
    assert "\x1b[1;4;31mVous avez tort\x1b[0m" in seat.shown
    seat.type("2\n")
    seat.wait_for(PROMPT)
    seat.type("\n")
    seat.wait_for(PROMPT)
    seat.type("p\n")
    code, out, err = seat.end()
    expected = DRAFT.replace("Vous avez tort.", "Je vérifie, et je vous écris jeudi.")
    assert out == expected.replace("Malheureusement, il", "Il")
    assert err == "Une phrase bloquante est restée telle quelle, ligne\u00a04.\n"
    assert code == 1


def test_all_chosen_and_nothing_to_complete(sit: Callable[..., Seat]) -> None:
    seat = sit("--no-color", "--quiet")
    for keys in ("3\n", "1\n", "1\n"):
        seat.wait_for(PROMPT)
        seat.type(keys)
    code, out, err = seat.end()
    assert (code, err) == (0, "")
    assert "Que s’est-il passé à la livraison ? Il pleut.\r\nJe vous propose un avoir." in out
    assert "\x1b[" not in seat.shown


@pytest.mark.parametrize("keys", ["\x03", "\x04", "q\n"])
def test_ends_without_loss(sit: Callable[..., Seat], keys: str) -> None:
    seat = sit()
    seat.wait_for(PROMPT)
    seat.type("2\n")
    seat.wait_for(PROMPT)
    seat.type(keys)
    code, out, err = seat.end()
    assert out == DRAFT.replace("Vous avez tort.", "Je vérifie, et je vous écris jeudi.")
    assert "ligne\u00a04" in err
    assert code == 1


def test_the_editor_works_in_the_terminal(sit: Callable[..., Seat], tmp_path: Path, temporary: Path) -> None:
    code = "print('CLAVIER', sys.stdin.isatty(), sys.stdout.isatty(), flush=True)\nname = input()"
    seat = sit(EDITOR=editor(tmp_path, f"{code}\nfile.write_text(f'{{name}}, vous avez tort.', 'utf-8')"))
    seat.wait_for(PROMPT)
    seat.type("e\n")
    seat.wait_for("CLAVIER True True")
    seat.type("Léa\n")
    seat.wait_for(PROMPT)
    assert "Votre phrase est prise" in seat.shown
    seat.type("q\n")
    _, out, _ = seat.end()
    assert out == DRAFT.replace("Vous avez tort.", "Léa, vous avez tort.")
    assert list(temporary.iterdir()) == []


def test_output_and_changes_after_the_questions(sit: Callable[..., Seat], tmp_path: Path) -> None:
    seat = sit("--diff", "--output", str(tmp_path / "sortie.txt"), "--exit-zero")
    seat.wait_for(PROMPT)
    seat.type("2\n")
    seat.wait_for(PROMPT)
    seat.type("q\n")
    code, out, _ = seat.end()
    assert code == 0
    assert out == (" 3 │ [-Vous avez tort-]{+Je vérifie, et je vous écris jeudi+}. Malheureusement,\n   │ il pleut.\n")
    assert "Je vérifie" in (tmp_path / "sortie.txt").read_text("utf-8")
