"""`coach reframe`: what goes where, exit codes, and every input that is not a draft."""

from __future__ import annotations

import codecs
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reframe_samples import BEST, DRAFT, install, reframed_of

from coach.engine import Coach
from coach.errors import PhrasebookError

if TYPE_CHECKING:
    from conftest import Cli

    from coach.model import Reframed

ROOT = Path(__file__).parents[1]
CLEAN = "Bonjour, je vous propose un avoir."
POSSIBLE = "Ce n'est pas possible."


@pytest.fixture(autouse=True)
def _engine(small: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)


# --- the draft --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["-"], ["brouillon.txt"]])
def test_standard_output_is_the_draft_and_nothing_else(cli: Cli, arguments: list[str]) -> None:
    Path("brouillon.txt").write_bytes(DRAFT.encode())
    called = cli("reframe", *arguments, stdin=DRAFT)
    assert called.data == BEST.encode()
    assert called.code == 1
    assert cli("reframe", "-q", *arguments, stdin=DRAFT).data == BEST.encode()


@pytest.mark.parametrize("text", [CLEAN, CLEAN + "\n", "\r\n a\rb\n\n", "\u00a0\x1b[31m\x9b\x00 \u200b"])
def test_a_clean_draft_comes_out_as_it_went_in(cli: Cli, text: str) -> None:
    called = cli("reframe", stdin=text)
    assert (called.code, called.data) == (0, text.encode())
    assert called.err == "Rien à reformuler\u00a0: le brouillon reste tel quel.\n"


@pytest.mark.parametrize(
    ("before", "encoding"),
    [(b"", "cp1252"), (codecs.BOM_UTF8, "utf-8"), (b"", "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
@pytest.mark.parametrize("to_file", [False, True])
def test_a_draft_keeps_its_encoding_and_its_mark(cli: Cli, before: bytes, encoding: str, to_file: bool) -> None:
    options = ["--output", "sortie.txt"] if to_file else []
    called = cli("reframe", *options, stdin=before + DRAFT.encode(encoding))
    data = Path("sortie.txt").read_bytes() if to_file else called.data
    assert data == before + BEST.encode(encoding)


def test_what_the_encoding_of_the_draft_lacks_is_written_with_the_nearest_letters(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.model import Passage, Reframed, Rewrite, Span

    def typographic(self: Coach, text: str, *, several: bool = False) -> Reframed:
        span = Span(0, len(text))
        return Reframed(text, (Passage(span, text, (), (Rewrite(span, "L’été, 5\u202f€", "phrase", "fait", ""),)),))

    monkeypatch.setattr(Coach, "reframe", typographic)
    assert cli("reframe", "--encoding", "latin-1", stdin=b"\xc9t\xe9").data == b"L'\xe9t\xe9, 5 EUR"
    assert cli("reframe", stdin=b"\xc9t\xe9").data == "L’été, 5 €".encode("cp1252")


def test_a_terminal_gets_it_harmless(cli: Cli) -> None:
    called = cli("reframe", stdin="Bonjour\x1b]0;x\x07\tLéa\r\nÀ \x9b bientôt", terminal=True)
    assert called.out == "Bonjour�]0;x�\tLéa\nÀ � bientôt\n"
    assert not {"\x1b]", "\x07", "\x9b"} & set(called.err)


def test_output_goes_to_its_owner_only_and_notes_stay(cli: Cli) -> None:
    Path("brouillon.txt").write_bytes(DRAFT.encode())
    called = cli("reframe", "--output", "brouillon.txt", "brouillon.txt", terminal=True)
    assert (called.code, called.data) == (1, b"")
    assert "Il reste à compléter" in called.err
    assert Path("brouillon.txt").read_bytes() == BEST.encode()
    assert stat.S_IMODE(Path("brouillon.txt").stat().st_mode) == 0o600
    assert not [file for file in Path().iterdir() if file.name.startswith("tmp")]


def test_output_is_whole_or_not_at_all(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("sortie.txt").write_text("ancien", "utf-8")
    before = sorted(Path().iterdir())

    def broken(self: Coach, text: str, *, several: bool = False) -> Reframed:
        raise RuntimeError(text)

    monkeypatch.setattr(Coach, "reframe", broken)
    called = cli("reframe", "--output", "sortie.txt", stdin=DRAFT)
    assert called.code == 2
    assert called.sentence().startswith("panne imprévue de coach (RuntimeError, test_cli_reframe.py:")
    assert "tort" not in called.err
    assert Path("sortie.txt").read_text("utf-8") == "ancien"
    assert sorted(Path().iterdir()) == before


# --- notes and exit codes ---------------------------------------------------------------------------------------------


def test_notes_say_what_changed_why_and_what_is_left(cli: Cli) -> None:
    err = cli("reframe", stdin=DRAFT).err
    for words in (
        "ligne\u00a03 · «\u00a0Vous avez tort.\u00a0»",
        "→ «\u00a0Le suivi indique une remise le [date].\u00a0»",
        "Un fait à la place d’un verdict.",
    ):
        assert words in err
    assert err.endswith("Il reste à compléter\u00a0: ligne\u00a03, [date].\n")
    assert cli("reframe", "--quiet", stdin=DRAFT).err == ""


@pytest.mark.parametrize("options", [[], ["--diff"], ["-q"], ["--output", "sortie.txt"]])
@pytest.mark.parametrize(
    ("text", "code"),
    [(CLEAN, 0), (POSSIBLE, 0), ("Vous avez tort.", 1), ("Bonjour [prénom].", 1), (POSSIBLE + " [date]", 1)],
)
def test_exit_code(cli: Cli, options: list[str], text: str, code: int) -> None:
    assert cli("reframe", *options, stdin=text).code == code
    assert cli("reframe", "--exit-zero", *options, stdin=text).code == 0


def test_a_broken_entry_is_named_and_the_draft_is_written(cli: Cli) -> None:
    Path("phrases").mkdir()
    Path("phrases/equipe.yaml").write_text('theme: "Équipe"\nentrees:\n  - id: a.b\n    titer: "x"\n', "utf-8")
    for options in ([], ["-q"], ["--exit-zero"]):
        called = cli("reframe", *options, "--phrasebook", "phrases", stdin=POSSIBLE)
        assert called.code == 2
        assert called.out == "Je vous propose un avoir."
        assert called.err.startswith("coach : phrases/equipe.yaml:")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("options", [[], ["--diff"], ["--help"]])
def test_streams_in_any_encoding(cli: Cli, encoding: str, options: list[str]) -> None:
    called = cli("reframe", *options, stdin="Vous avez tort.\n", encoding=encoding)
    assert "panne" not in called.err
    assert "?" not in called.data.decode(encoding) + called.err


def test_a_broken_rule_of_rewriting_is_named_and_the_draft_is_written(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(self: Coach, text: str, *, several: bool = False) -> Reframed:
        self.problems += (PhrasebookError("clé inconnue", "equipe.yaml", 3),)
        return reframed_of(text)

    monkeypatch.setattr(Coach, "reframe", late)
    called = cli("reframe", "-q", stdin=POSSIBLE)
    assert (called.code, called.out) == (2, "Je vous propose un avoir.")
    assert called.err == "coach : equipe.yaml:3 : clé inconnue\n"


# --- changes ----------------------------------------------------------------------------------------------------------


def test_diff_takes_the_place_of_the_draft(cli: Cli) -> None:
    called = cli("reframe", "--diff", stdin=DRAFT)
    assert called.code == 1
    assert called.out.startswith(" 3 │ [-Vous avez tort-]{+Le suivi indique")
    assert called.out.endswith(" 4 │ [-Ce n'est pas possible-]{+Je vous propose un avoir+}.\n")
    assert "Bonjour" not in called.out
    assert "Un fait à la place d’un verdict." in called.err
    assert "Vous avez tort" not in called.err
    assert cli("reframe", "--diff", stdin=CLEAN).data == b""


def test_diff_beside_a_file(cli: Cli) -> None:
    called = cli("reframe", "--diff", "--output", "sortie.txt", stdin=DRAFT)
    assert "[-Vous avez tort-]" in called.out
    assert Path("sortie.txt").read_bytes() == BEST.encode()


@pytest.mark.parametrize(("options", "colored"), [([], True), (["--no-color"], False)])
def test_colours(cli: Cli, monkeypatch: pytest.MonkeyPatch, options: list[str], colored: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    called = cli("reframe", "--diff", *options, stdin=DRAFT, terminal=True)
    assert (b"\x1b[9;31m" in called.data, "\x1b[" in called.err) == (colored, colored)
    assert b"\x1b[" not in cli("reframe", "--diff", stdin=DRAFT).data


# --- what cannot be done ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [[], ["--diff"], ["--interactive"], ["-i", "-q"], ["--output", "sortie.txt"]])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["absent.txt"], "absent.txt : ce fichier n’existe pas"),
        (["."], ". : c’est un dossier"),
        (["binaire"], "binaire : ce fichier est binaire, ce n’est pas un texte"),
        (["--encoding", "utf-8", "ancien.txt"], "ancien.txt:1 : ce fichier n’est pas en utf-8 (octet 1)"),
        (["--encoding", "utf-88", "rien.txt"], "encodage inconnu « utf-88 »"),
        (["a\x00b"], "a�b : lecture impossible"),
        (["--phrasebook", "absent", "rien.txt"], "absent : ce dossier de phrases n’existe pas"),
        (["--modele", "absent", "rien.txt"], "absent : "),
        (["--config", "absent.yaml"], "absent.yaml : ce fichier de réglages n’existe pas"),
        (["--readers", "alll"], "--readers : valeur inconnue « alll » ; vouliez-vous dire « all » ?"),
        (["--dif"], "option inconnue « --dif » ; vouliez-vous dire « --diff » ?"),
        (["rien.txt", "conseil.txt"], "argument en trop « conseil.txt »"),
    ],
)
def test_one_french_sentence(cli: Cli, options: list[str], arguments: list[str], words: str) -> None:
    Path("binaire").write_bytes(bytes(range(256)))
    Path("ancien.txt").write_bytes("Désolé".encode("cp1252"))
    called = cli("reframe", *options, *arguments)
    assert called.code == 2
    assert called.sentence().startswith(words)
    assert not Path("sortie.txt").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_rights(cli: Cli) -> None:
    Path("rien.txt").chmod(0)
    called = cli("reframe", "rien.txt")
    assert (called.code, called.sentence()) == (2, "rien.txt : vous n’avez pas le droit de lire ce fichier")


@pytest.mark.parametrize("text", ["", " \n", "\r\n\r\n", "\ufeff"])
def test_nothing_to_rewrite(cli: Cli, text: str) -> None:
    called = cli("reframe", stdin=text)
    assert (called.code, called.data) == (0, text.encode())
    assert called.err == "coach : entrée standard : ce brouillon est vide, il n’y a rien à reformuler\n"
    assert cli("reframe", "-q", "-i", "--diff", stdin=text).err == ""


@pytest.mark.parametrize(
    ("place", "why"),
    [("absent/sortie", "n’existe pas"), (".", "c’est un dossier"), ("rien.txt/sortie", "passe par un fichier")],
)
def test_output_that_cannot_be_written(cli: Cli, place: str, why: str) -> None:
    called = cli("reframe", "--output", place, stdin=DRAFT)
    assert called.code == 2
    assert called.sentence().startswith(f"{place} : écriture impossible (")
    assert why in called.sentence()


def start(*arguments: str, small: Path, **more: object) -> subprocess.Popen[bytes]:
    """Start the command in a process and a session of its own, hence without a terminal."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r})\n"
        "import pytest, reframe_samples\n"
        "from pathlib import Path\n"
        "from coach import engine\n"
        "from coach.phrasebook import cache\n"
        f"engine.builtin_folder = cache.builtin_folder = lambda: Path({str(small)!r})\n"
        "engine.shipped_model = lambda: None\n"
        "reframe_samples.install(pytest.MonkeyPatch())\n"
        "from coach.cli.app import main; main()"
    )
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", code, "reframe", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        **streams,
    )


def test_interactive_without_a_terminal_is_one_sentence(small: Path) -> None:
    out, err = start("-i", small=small).communicate(DRAFT.encode())
    assert out == b""
    assert err.decode() == (
        "coach : --interactive pose ses questions dans un terminal, et il n’y en a pas ici ; sans cette option, "
        "coach reframe choisit lui-même\n"
    )


def test_interactive_without_a_terminal_fails_with_2(small: Path) -> None:
    process = start("-i", "--exit-zero", "--output", "sortie.txt", small=small)
    process.communicate(DRAFT.encode())
    assert process.returncode == 2
    assert not Path("sortie.txt").exists()


def test_a_closed_pipe_ends_quietly(small: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start("-q", small=small, stdout=writer)
    os.close(writer)
    _, err = process.communicate(DRAFT.encode())
    assert (process.returncode, err) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("options", [[], ["--diff"]])
def test_a_full_disk_is_one_sentence(small: Path, options: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start(*options, small=small, stdout=full)
        _, err = process.communicate(DRAFT.encode())
    assert process.returncode == 2
    assert err.decode() == "coach : sortie standard : écriture impossible (le disque est plein)\n"


def test_help(cli: Cli) -> None:
    called = cli("reframe", "--help")
    assert called.code == 0
    assert called.out.startswith("Usage : coach reframe [OPTIONS] [FICHIER]\n")
    for option in (
        "--output FICHIER", "--diff", "-i, --interactive", "-q, --quiet", "--exit-zero", "--phrasebook DOSSIER",
        "--marges FICHIER", "--readers NOM", "--modele FICHIER", "--config FICHIER", "--encoding NOM", "--no-color",
    ):  # fmt: skip
        assert option in called.out
    assert "  reframe " in cli("--help").out


@pytest.mark.parametrize(("option", "offer"), [(False, "un créneau lundi"), (True, "un casier")])
def test_the_margins_are_those_of_the_user_then_of_the_option(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path, option: bool, offer: str
) -> None:
    def margins(offers: str) -> str:
        return f"""\
remplace: tout
marges:
  - sujet: samedi
    reperer: ["samedi"]
    offres: ["{offers}"]
    exemples:
      reperer: ["Le samedi.", "Un samedi."]
      laisser: ["Le lundi.", "Un lundi."]
"""

    monkeypatch.undo()  # the engine itself, with its own phrasebooks
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "reglages"))
    (tmp_path / "reglages" / "coach").mkdir(parents=True)
    (tmp_path / "reglages" / "coach" / "marges.yaml").write_text(margins("un créneau lundi"), "utf-8")
    (tmp_path / "equipe.yaml").write_text(margins("un casier"), "utf-8")
    more = ["--marges", tmp_path / "equipe.yaml"] if option else []
    called = cli("reframe", "-q", *more, stdin="Bonjour Madame Roy. On ne livre pas le samedi.")
    assert f"nous pouvons vous proposer {offer}." in called.data.decode()
