from __future__ import annotations

import json
import os
import pty
import select
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coach.cli import check as check_module
from coach.drafts import read_draft
from coach.engine import Coach
from coach.model import SEVERITY_SLUGS
from coach.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Cli

    from coach.model import Report

ROOT = Path(__file__).parents[1]
# Runs the command line on the small phrasebook instead of the built-in ones, which take a while to compile.
ON_SMALL = """\
from pathlib import Path
from coach import engine
from coach.phrasebook import cache
engine.builtin_folder = cache.builtin_folder = lambda: Path({!r})
"""


class Starter:
    """Starts the command line in processes of their own, on the small phrasebook."""

    def __init__(self, folder: Path) -> None:
        self._code = ON_SMALL.format(str(folder)) + "from coach.cli.app import main; main()"
        self.running: list[subprocess.Popen[bytes]] = []

    def __call__(self, *arguments: object, **more: Any) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", self._code, *map(str, arguments)]
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        self.running.append(subprocess.Popen(command, **{"env": environment(), **streams}))
        return self.running[-1]


@pytest.fixture
def start(small_folder: Path) -> Iterator[Starter]:
    """Return what starts a process; whatever becomes of the test, none outlives it."""
    starter = Starter(small_folder)
    yield starter
    for process in starter.running:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


# --- exit codes -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize("level", [None, *SEVERITY_SLUGS])
@pytest.mark.parametrize("draft", ["bloquant", "a-reprendre", "conseil", "rien"])
def test_exit_code_by_level(cli: Cli, level: str | None, draft: str) -> None:
    options = [] if level is None else ["--fail-on", level]
    worst = SEVERITY_SLUGS.index(draft) if draft in SEVERITY_SLUGS else -1
    expected = int(worst >= SEVERITY_SLUGS.index(level or "bloquant"))
    assert cli("check", *options, f"{draft}.txt").code == expected
    assert cli("check", *options, "--exit-zero", f"{draft}.txt").code == 0


@pytest.mark.usefixtures("small", "drafts")
def test_the_worst_draft_decides(cli: Cli) -> None:
    assert cli("check", "rien.txt", "bloquant.txt", "rien.txt").code == 1
    assert cli("check", "rien.txt", "conseil.txt").code == 0


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize("options", [[], ["--exit-zero"]])
def test_an_unreadable_file_leaves_the_others(cli: Cli, options: list[str]) -> None:
    called = cli("check", "--format", "jsonl", *options, "rien.txt", "absent.txt", "bloquant.txt", ".")
    assert called.code == 2
    assert [json.loads(line)["source"] for line in called.out.splitlines()] == ["rien.txt", "bloquant.txt"]
    assert called.err.splitlines() == [
        "coach : absent.txt : ce fichier n’existe pas",
        "coach : . : c’est un dossier ; indiquez un ou plusieurs fichiers",
    ]


@pytest.mark.usefixtures("small", "drafts")
def test_the_json_document_stays_whole_without_the_unreadable(cli: Cli) -> None:
    for files, sources in (
        (["absent.txt"], []),
        (["absent.txt", "rien.txt"], ["rien.txt"]),
        (["rien.txt", "absent.txt"], ["rien.txt"]),
    ):
        called = cli("check", "--format", "json", *files)
        assert [report["source"] for report in json.loads(called.data)["reports"]] == sources


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--formt", "json"], "option inconnue « --formt » ; vouliez-vous dire « --format » ?"),
        (["check", "-z"], "option inconnue « -z » (« coach check --help » montre"),
        (["check", "--format"], "l’option « --format » attend une valeur"),
        (["check", "--exit-zero=oui"], "l’option « --exit-zero » n’attend pas de valeur"),
        (["check", "--format", "jsn"], "--format : valeur inconnue « jsn » ; vouliez-vous dire « json » ?"),
        (["check", "--format", ""], "--format : valeur inconnue «  » ; possibles : terminal, json"),
        (
            ["check", "--fail-on", "bloquand"],
            "--fail-on : valeur inconnue « bloquand » ; vouliez-vous dire « bloquant » ?",
        ),
        (["check", "--min-severity", "3"], "--min-severity : valeur inconnue « 3 » ; possibles : conseil"),
        (["check", "--encoding", "utf-88", "rien.txt"], "encodage inconnu « utf-88 »"),
        (["check", "--config", "absent.yaml"], "absent.yaml : ce fichier de réglages n’existe pas"),
        (["check", "--phrasebook", "absent", "rien.txt"], "absent : ce dossier de phrases n’existe pas"),
        (["chek"], "commande inconnue « chek » ; vouliez-vous dire « check » ?"),
        (["xyz"], "commande inconnue « xyz » (« coach --help » montre"),
        (["d'accord"], "commande inconnue « d'accord »"),
        (["rien.txt"], "commande inconnue « rien.txt » ; pour relire ce fichier : coach check rien.txt"),
        (["--formt", "json"], "option inconnue « --formt »"),
        (["phrasebook"], "il manque une commande"),
        (["phrasebook", "lst"], "commande inconnue « lst » ; vouliez-vous dire « list » ?"),
        (["phrasebook", "show"], "il manque ID"),
        (["phrasebook", "schema", "b"], "argument en trop « b »"),
        (["check", "a\x1b[31mb\x9b", "--exit-zero"], "a�[31mb� : ce fichier n’existe pas"),
    ],
)
def test_a_call_that_cannot_be_done_is_one_french_sentence(cli: Cli, arguments: list[str], words: str) -> None:
    called = cli(*arguments)
    assert called.code == 2
    assert called.sentence().startswith(words)


@pytest.mark.usefixtures("small", "drafts")
def test_a_fault_of_our_own_is_one_sentence_that_keeps_the_draft_secret(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Coach, text: str, source: str = "", *, rewrites: bool = False) -> Report:
        raise RuntimeError(text)

    monkeypatch.setattr(Coach, "check", broken)
    called = cli("check", "bloquant.txt")
    assert called.code == 2
    assert called.sentence().startswith("panne imprévue de coach (RuntimeError, test_cli.py:")
    assert "tort" not in called.err
    monkeypatch.setenv("COACH_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli("check", "bloquant.txt")


@pytest.mark.usefixtures("small", "drafts")
def test_interrupted(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(name: str, encoding: str | None = None) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_module, "read_draft", interrupted)
    called = cli("check", "bloquant.txt")
    assert (called.code, called.data, called.err) == (130, b"", "")


# --- inputs -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small", "drafts")
def test_standard_input_takes_its_place_among_the_files(cli: Cli) -> None:
    called = cli("check", "--format", "jsonl", "rien.txt", "-", "conseil.txt", stdin="Vous avez tort.")
    reports = [json.loads(line) for line in called.out.splitlines()]
    assert [report["source"] for report in reports] == ["rien.txt", "<stdin>", "conseil.txt"]
    assert [finding["text"] for finding in reports[1]["findings"]] == ["Vous avez tort"]
    assert called.code == 1


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("arguments", [["check"], ["check", "-"], [], ["--format", "terminal"], ["-"]])
def test_standard_input_without_a_file(cli: Cli, arguments: list[str]) -> None:
    called = cli(*arguments, stdin="Vous avez tort.")
    assert called.code == 1
    assert "Vous avez tort" in called.out
    assert called.err == ""


@pytest.mark.usefixtures("small", "drafts")
def test_encoding_option(cli: Cli) -> None:
    Path("ancien.txt").write_bytes("Désolé, vous avez tort.".encode("cp437"))
    called = cli("check", "--format", "json", "--encoding", "cp437", "ancien.txt")
    (finding,) = json.loads(called.data)["reports"][0]["findings"]
    assert (finding["start"], finding["text"]) == (8, "vous avez tort")
    called = cli("check", "--encoding", "utf-8", "ancien.txt")
    assert called.code == 2
    assert called.sentence() == "ancien.txt:1 : ce fichier n’est pas en utf-8 (octet 1)"


# --- outputs ----------------------------------------------------------------------------------------------------------

REPORT = ["version", "source", "findings", "labels", "strengths", "skipped", "scores"]
FINDING = [
    "rule", "category", "severity", "start", "end", "line", "column", "text", "message", "why", "reframings",
    "softened_by", "rewrites",
]  # fmt: skip
FULL = """Je comprends, mais\tvoilà\u00a0: ce n’est pas possible.\r
Je vous propose un avoir.\r
« Vous avez tort », dites-vous.\r
\r
Le 3 mai 2025, Paul a écrit :\r
> non\r
"""


def check_report(report: dict[str, object], text: str) -> None:
    assert list(report) == REPORT
    assert report["version"] == 1
    assert list(report["scores"]) == ["forme", "fond", "total"]  # type: ignore[call-overload]
    scores = report["scores"]
    assert isinstance(scores, dict)
    assert all(type(value) is int and 0 <= value <= 100 for value in scores.values())
    assert scores["total"] == min(scores["forme"], scores["fond"])
    for finding in report["findings"]:  # type: ignore[attr-defined]
        assert list(finding) == FINDING
        assert text[finding["start"] : finding["end"]] == finding["text"] != ""
        assert finding["severity"] in SEVERITY_SLUGS
        assert all(type(finding[key]) is int for key in ("start", "end", "line", "column"))
        assert all(isinstance(finding[key], str) for key in ("rule", "category", "text", "message", "why"))
        assert all(isinstance(each, str) for each in finding["reframings"])
        for rewrite in finding["rewrites"]:
            assert list(rewrite) == ["start", "end", "text"]
            # Put in its place, the sentence no longer holds the words at fault.
            assert rewrite["start"] <= finding["start"] < finding["end"] <= rewrite["end"]
            assert rewrite["text"] != text[rewrite["start"] : rewrite["end"]]
        assert finding["softened_by"] is None or finding["softened_by"] in text
    for label in report["labels"]:  # type: ignore[attr-defined]
        assert list(label) == ["label", "message", "advice"]
    for strength in report["strengths"]:  # type: ignore[attr-defined]
        assert list(strength) == ["strength", "start", "end", "text", "message"]
        assert text[strength["start"] : strength["end"]] == strength["text"]
    for skipped in report["skipped"]:  # type: ignore[attr-defined]
        assert list(skipped) == ["reason", "start", "end"]
        assert 0 <= skipped["start"] < skipped["end"] <= len(text)


@pytest.mark.usefixtures("small", "drafts")
def test_json_is_the_contract(cli: Cli) -> None:
    Path("tout.txt").write_bytes(FULL.encode())
    called = cli("check", "--format", "json", "tout.txt", "rien.txt")
    document = json.loads(called.data)
    assert list(document) == ["version", "reports"]
    assert document["version"] == 1
    full, nothing = document["reports"]
    check_report(full, FULL)
    check_report(nothing, "Bonjour, je vous propose un avoir.\n")
    found = {finding["rule"]: finding for finding in full["findings"]}
    assert list(found) == ["empathie-annulee.je-comprends-mais", "impossibilite.pas-possible"]
    softened = found["impossibilite.pas-possible"]
    assert (softened["severity"], softened["softened_by"]) == ("a-reprendre", "Je vous propose")
    assert (softened["line"], softened["column"]) == (1, 28)
    assert softened["reframings"] == ["Ce que je peux faire : [solution]."]
    assert {skipped["reason"] for skipped in full["skipped"]} == {"citation", "historique"}
    assert nothing["findings"] == []


@pytest.mark.usefixtures("small", "drafts")
def test_jsonl_is_one_report_a_line_in_order(cli: Cli) -> None:
    files = ["conseil.txt", "bloquant.txt", "rien.txt", "bloquant.txt"]
    called = cli("check", "--format", "jsonl", *files)
    lines = called.out.split("\n")
    assert lines.pop() == ""
    reports = [json.loads(line) for line in lines]
    assert [report["source"] for report in reports] == files
    for report in reports:
        check_report(report, Path(report["source"]).read_text("utf-8"))


def test_jsonl_is_written_as_each_is_ready(start: Starter, drafts: Path) -> None:
    os.mkfifo("attend.txt")
    process = start("check", "--format", "jsonl", "rien.txt", "attend.txt")
    assert process.stdin
    assert process.stdout
    process.stdin.close()
    # The second draft comes only once the report of the first has been read.
    readable, _, _ = select.select([process.stdout], [], [], 60)
    assert readable
    assert json.loads(process.stdout.readline())["source"] == "rien.txt"
    (drafts / "attend.txt").write_text("Vous avez tort.", "utf-8")
    assert json.loads(process.stdout.readline())["source"] == "attend.txt"
    assert process.wait() == 1


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_in_full_and_without_any_draft(cli: Cli, name: str) -> None:
    called = cli("check", "--format", name, "bloquant.txt", "rien.txt")
    assert called.code == 1
    assert called.err == ""
    assert called.out.endswith("\n")
    assert "tort" in called.out
    nothing = cli("check", "--format", name, "absent.txt")
    assert nothing.code == 2
    assert "tort" not in nothing.out


@pytest.mark.usefixtures("small", "drafts")
def test_the_formats_for_other_programs(cli: Cli) -> None:
    github = cli("check", "--format", "github", "bloquant.txt").out
    assert github.startswith("::error file=bloquant.txt,line=1,col=1,endColumn=15,title=")
    header, row = cli("check", "--format", "csv", "bloquant.txt").data.decode().split("\r\n")[:2]
    assert header.startswith("source,line,column,start,end,severity,")
    assert row.startswith("bloquant.txt,1,1,0,14,bloquant,donner-tort,")
    sarif = json.loads(cli("check", "--format", "sarif", "bloquant.txt").data)
    assert sarif["version"] == "2.1.0"
    assert sarif["runs"][0]["results"][0]["ruleId"] == "donner-tort.vous-avez-tort"


@pytest.mark.usefixtures("small", "drafts")
def test_minimal_severity_hides_and_the_exit_code_stays(cli: Cli) -> None:
    text = "Malheureusement, vous avez tort. Je comprends, mais voilà."
    for level, shown in (
        ("conseil", ["mot-noir", "donner-tort", "empathie-annulee"]),
        ("a-reprendre", ["donner-tort", "empathie-annulee"]),
        ("bloquant", ["donner-tort"]),
    ):
        called = cli("check", "--format", "json", "--min-severity", level, stdin=text)
        assert [finding["category"] for finding in json.loads(called.data)["reports"][0]["findings"]] == shown
    assert cli("check", "--min-severity", "bloquant", "--fail-on", "conseil", "conseil.txt").code == 1


@pytest.mark.usefixtures("small")
def test_all_findings_or_the_three_gravest(cli: Cli) -> None:
    text = "Malheureusement, vous avez tort. Non. Je comprends, mais voilà. Ce n'est pas possible."
    few, every = cli("check", stdin=text).out, cli("check", "--all", stdin=text).out
    assert "2 autres remarques" in few
    assert "Un mot qui assombrit" not in few
    assert "Un mot qui assombrit" in every
    assert "autres remarques" not in every


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize(
    ("terminal", "options", "variables", "colored"),
    [
        (False, [], {}, False),
        (True, [], {}, True),
        (True, ["--no-color"], {}, False),
        (True, [], {"NO_COLOR": "1"}, False),
        (True, [], {"NO_COLOR": ""}, True),
        (True, [], {"TERM": "dumb"}, False),
        (False, [], {"FORCE_COLOR": "1"}, True),
        (False, [], {"FORCE_COLOR": "0"}, False),
        (False, [], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, ["--no-color"], {"FORCE_COLOR": "1"}, False),
        (False, ["--format", "json"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    options: list[str],
    variables: dict[str, str],
    colored: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (b"\x1b[" in cli("check", *options, "bloquant.txt", terminal=terminal).data) == colored


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize(("columns", "widest"), [("40", 40), ("72", 72), ("5", 20), ("0", 80), ("large", 80)])
def test_columns(cli: Cli, monkeypatch: pytest.MonkeyPatch, columns: str, widest: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = cli("check", stdin="Bonjour. " * 60 + "Vous avez tort. " + "Merci. " * 60).out.splitlines()
    assert widest - 12 < max(map(len, lines)) <= widest


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "bloquant.txt"],
        ["check", "--format", "github", "bloquant.txt"],
        ["--help"],
        ["check", "--help"],
        ["phrasebook", "list"],
        ["phrasebook", "show", "empathie-annulee.je-comprends-mais"],
        ["check", "--formt"],
        ["check", "œuvre.txt"],
    ],
)
def test_standard_output_in_any_encoding(cli: Cli, encoding: str, arguments: list[str]) -> None:
    called = cli(*arguments, encoding=encoding)
    assert "panne" not in called.err
    shown = called.data.decode(encoding) + called.err
    assert len(shown) > 20
    # What the encoding lacks is written with the nearest letters, never lost.
    assert "?" not in shown.replace(" ?", "").replace("\u00a0?", "")


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "sarif"])
def test_data_is_utf_8_whatever_the_terminal(cli: Cli, name: str) -> None:
    plain = cli("check", "--format", name, "bloquant.txt").data
    assert "l’" in plain.decode() or "’à" in plain.decode()
    assert cli("check", "--format", name, "bloquant.txt", encoding="ascii").data == plain


# --- output to a file -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize("name", FORMATS)
def test_output_is_what_would_have_been_printed(cli: Cli, name: str) -> None:
    options = ["check", "--format", name, "bloquant.txt", "rien.txt"]
    called = cli(*options, "--output", "rapport", terminal=True)
    assert (called.code, called.data, called.err) == (1, b"", "")
    assert Path("rapport").read_bytes() == cli(*options).data
    assert stat.S_IMODE(Path("rapport").stat().st_mode) == 0o600
    assert [file.name for file in Path().iterdir() if "rapport" in file.name or "tmp" in file.name] == ["rapport"]


@pytest.mark.usefixtures("small", "drafts")
def test_output_replaces_the_old_file_and_keeps_it_on_failure(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("rapport").write_text("ancien", "utf-8")
    before = sorted(Path().iterdir())
    assert cli("check", "--phrasebook", "absent", "--output", "rapport", "rien.txt").code == 2

    def broken(self: Coach, text: str, source: str = "") -> Report:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(Coach, "check", broken)
        assert cli("check", "--output", "rapport", "rien.txt").code == 2
    assert Path("rapport").read_text("utf-8") == "ancien"
    assert sorted(Path().iterdir()) == before
    assert cli("check", "--output", "rapport", "rien.txt").code == 0
    assert Path("rapport").read_text("utf-8") != "ancien"


@pytest.mark.usefixtures("small", "drafts")
def test_output_with_an_unreadable_draft_holds_the_others(cli: Cli) -> None:
    called = cli("check", "--format", "jsonl", "--output", "rapport", "absent.txt", "rien.txt")
    assert called.code == 2
    assert called.sentence() == "absent.txt : ce fichier n’existe pas"
    assert json.loads(Path("rapport").read_bytes())["source"] == "rien.txt"


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize(
    ("place", "why"),
    [("absent/rapport", "n’existe pas"), (".", "c’est un dossier"), ("rien.txt/rapport", "passe par un fichier")],
)
def test_output_that_cannot_be_written(cli: Cli, place: str, why: str) -> None:
    called = cli("check", "--output", place, "rien.txt")
    assert called.code == 2
    assert called.sentence().startswith(f"{place} : écriture impossible (")
    assert why in called.sentence()


@pytest.mark.usefixtures("small", "drafts")
def test_output_through_a_link_and_over_the_draft_itself(cli: Cli) -> None:
    Path("lien").symlink_to("bloquant.txt")
    called = cli("check", "--format", "jsonl", "--output", "lien", "bloquant.txt")
    assert called.code == 1
    assert Path("lien").is_symlink()
    assert json.loads(Path("bloquant.txt").read_bytes())["findings"]


@pytest.mark.usefixtures("small", "drafts")
def test_output_to_a_device_or_a_pipe_leaves_it_there(cli: Cli) -> None:
    os.mkfifo("tube")
    reader = os.open("tube", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert cli("check", "--format", "jsonl", "--output", "tube", "bloquant.txt").code == 1
        assert json.loads(os.read(reader, 1 << 16))["source"] == "bloquant.txt"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(Path("tube").stat().st_mode)


# --- phrasebooks and settings -----------------------------------------------------------------------------------------

TEAM = """\
theme: "Équipe"
entrees:
  - id: jargon.zorglub
    categorie: jargon
    titre: "Un mot de la maison"
    pourquoi: "Le client ne le partage pas."
    reperer: ["zorglub"]
    exemples:
      signaler: ["[Zorglub].", "Le [zorglub] !"]
      laisser: ["Zorg.", "Club."]
"""


@pytest.mark.usefixtures("small", "drafts")
def test_phrasebook_option_adds_folders(cli: Cli) -> None:
    for number, name in enumerate(("un", "deux")):
        Path(name).mkdir()
        Path(name, "equipe.yaml").write_text(TEAM.replace("zorglub", "zorglub" * (number + 1)), "utf-8")
    text = "Le zorglub et le zorglubzorglub : vous avez tort."
    called = cli("check", "--format", "json", "--phrasebook", "un", "--phrasebook", "deux", stdin=text)
    assert [finding["rule"] for finding in json.loads(called.data)["reports"][0]["findings"]] == [
        "jargon.zorglub",
        "jargon.zorglubzorglub",
        "donner-tort.vous-avez-tort",
    ]


@pytest.mark.usefixtures("small", "drafts")
def test_a_broken_entry_is_named_and_the_rest_works(cli: Cli) -> None:
    Path("phrases").mkdir()
    broken = TEAM.partition("entrees:\n")[2].replace("jargon.zorglub", "jargon.autre").replace("titre", "titer")
    Path("phrases/equipe.yaml").write_text(TEAM + broken, "utf-8")
    called = cli("check", "--format", "json", "--phrasebook", "phrases", stdin="Vous avez tort, zorglub.")
    assert called.code == 2
    assert called.err == ("coach : phrases/equipe.yaml:13 : clé inconnue « titer » ; vouliez-vous dire « titre » ?\n")
    rules = [finding["rule"] for finding in json.loads(called.data)["reports"][0]["findings"]]
    assert rules == ["donner-tort.vous-avez-tort", "jargon.zorglub"]


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize(("place", "why"), [("absent.yaml", "il n’existe pas"), (".", "c’est un dossier")])
def test_margins_that_cannot_be_read_are_named(cli: Cli, monkeypatch: pytest.MonkeyPatch, place: str, why: str) -> None:
    # Those of the settings leave the rest to work.
    Path("coach.yaml").write_text(f"marges: '{place}'\n", "utf-8")
    called = cli("check", "--format", "jsonl", "bloquant.txt")
    assert (called.code, called.err) == (2, f"coach : {place} : fichier illisible ({why})\n")
    assert json.loads(called.data)["findings"][0]["text"] == "Vous avez tort"
    # One named in the call is an option that cannot be followed: it is told before anything is compiled.
    monkeypatch.setattr("coach.engine.load_book", None)
    for command in ("check", "reframe"):
        called = cli(command, "--marges", place, "bloquant.txt")
        assert (called.code, called.out, called.err) == (2, "", f"coach : {place} : fichier illisible ({why})\n")


@pytest.mark.usefixtures("small", "drafts")
def test_margins_of_the_user_of_the_settings_and_of_the_call(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    topic = "marges: [{{sujet: {}, reperer: ['le {}'], offres: ['un {}']}}]\n"

    def offered(text: str, *options: str) -> str:
        called = cli("check", "--format", "jsonl", *options, stdin=f"{text} ? C'est pas possible.")
        return str(json.loads(called.data)["findings"][0]["reframings"][0])

    assert offered("Le vélo") == "Ce que je peux faire : [solution]."
    user = tmp_path / "config" / "coach" / "marges.yaml"
    user.parent.mkdir(parents=True)
    user.write_text(topic.format("vélo", "vélo", "essai"), "utf-8")
    assert offered("Le vélo") == "Ce que je peux faire : un essai."
    Path("equipe.yaml").write_text(topic.format("vélo", "vélo", "prêt"), "utf-8")
    Path("coach.yaml").write_text("marges: 'equipe.yaml'\n", "utf-8")
    assert offered("Le vélo") == "Ce que je peux faire : un prêt."
    Path("appel.yaml").write_text(topic.format("lit", "lit", "délai"), "utf-8")
    assert offered("Le vélo", "--marges", "appel.yaml") == "Ce que je peux faire : un prêt."
    assert offered("Le lit", "--marges", "appel.yaml") == "Ce que je peux faire : un délai."


@pytest.mark.usefixtures("small", "drafts")
def test_settings_of_the_folder_and_the_command_line_above_them(cli: Cli) -> None:
    Path("coach.yaml").write_text("format: jsonl\ngravite_bloquante: conseil\n", "utf-8")
    called = cli("check", "conseil.txt")
    assert called.code == 1
    assert json.loads(called.data)["source"] == "conseil.txt"
    assert cli("check", "--fail-on", "bloquant", "conseil.txt").code == 0
    assert cli("check", "--format", "csv", "conseil.txt").out.startswith("source,")


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fromat: json\n", "coach.yaml:1 : clé inconnue « fromat » ; vouliez-vous dire « format » ?"),
        ("marges: 'a'\nformat: jsn\n", "coach.yaml:2 : format : « jsn » n’existe pas ; vouliez-vous dire « json » ?"),
        ("encodage: utf-88\n", "coach.yaml:1 : encodage inconnu « utf-88 »"),
        ("gravite_bloquante: bloquand\n", "coach.yaml:1 : degré : « bloquand » n’existe pas ; vouliez-vous dire"),
        ("- a\n", "coach.yaml:1 : une liste de clés"),
        ("a: [\n", "coach.yaml:2 : YAML illisible"),
        ("phrases: 'absent'\n", "absent : ce dossier de phrases n’existe pas"),
    ],
)
def test_broken_settings(cli: Cli, text: str, words: str) -> None:
    Path("coach.yaml").write_text(text, "utf-8")
    called = cli("check", "rien.txt")
    assert called.code == 2
    assert called.sentence().startswith(words)


# --- help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_in_a_terminal(cli: Cli, arguments: list[str]) -> None:
    called = cli(*arguments, terminal=True)
    assert called.code == 0
    assert called.err == ""
    assert called.out.startswith("Usage : coach [OPTIONS] COMMANDE")
    assert all(words in called.out for words in ("Commandes :", "check", "phrasebook", "Essayez :"))


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["reframe"],
        ["phrasebook"],
        *(["phrasebook", each] for each in ("list", "show", "try", "test", "new", "schema")),
    ],
)
def test_help_of_each_command_is_in_french(cli: Cli, command: list[str]) -> None:
    called = cli(*command, "--help")
    assert called.code == 0
    assert called.out.startswith(f"Usage : coach {' '.join(command)}")
    english = ("Show this message", "Arguments:", "Options:", "Commands", "[default", "[required", "TEXT ", "PATH ")
    assert not [words for words in english if words in called.out]


def test_every_option_of_the_contract(cli: Cli) -> None:
    out = cli("check", "--help").out
    for option in (
        "--format NOM", "--output FICHIER", "--fail-on NIVEAU", "--exit-zero", "--min-severity NIVEAU", "--all",
        "--phrasebook DOSSIER", "--marges FICHIER", "--config FICHIER", "--encoding NOM", "--no-color",
    ):  # fmt: skip
        assert option in out


def test_version(cli: Cli) -> None:
    from coach import __version__

    called = cli("--version")
    assert (called.code, called.out) == (0, f"coach {__version__}\n")


# --- real processes ---------------------------------------------------------------------------------------------------


def test_as_a_module_on_the_built_in_phrasebooks(tmp_path: Path) -> None:
    draft = "Non, ce n'est pas possible. C'est de votre faute."
    command = [sys.executable, "-m", "coach"]
    done = subprocess.run(
        command, input=draft.encode(), capture_output=True, env=environment(), cwd=tmp_path, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert "ce n'est pas possible" in done.stdout.decode()
    assert list(tmp_path.iterdir()) == []
    done = subprocess.run([*command, "--formt"], capture_output=True, env=environment(), cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "coach : option inconnue « --formt » ; vouliez-vous dire « --format » ?\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_the_encoding_that_python_is_told(start: Starter, drafts: Path, encoding: str) -> None:
    process = start("check", "bloquant.txt", "absent.txt", env=environment(PYTHONIOENCODING=encoding))
    out, err = process.communicate()
    assert process.returncode == 2
    assert "Vous avez tort" in out.decode(encoding)
    assert err.decode(encoding) == "coach : absent.txt : ce fichier n'existe pas\n"


@pytest.mark.parametrize(("draft", "code"), [("bloquant", 1), ("rien", 0)])
def test_a_closed_pipe_ends_quietly(start: Starter, drafts: Path, draft: str, code: int) -> None:
    process = start("check", "--format", "jsonl", *[f"{draft}.txt"] * 2000, stdin=None)
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == code


def test_closed_standard_streams(start: Starter, drafts: Path) -> None:
    def close(number: int) -> object:
        return lambda: os.close(number)

    process = start("check", "bloquant.txt", stdout=None, preexec_fn=close(1))
    _, err = process.communicate()
    assert (process.returncode, err) == (1, b"")
    process = start("check", "-", stdin=None, preexec_fn=close(0))
    assert process.communicate() == (b"", "coach : entrée standard : elle est fermée, il n’y a rien à lire\n".encode())
    assert process.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_sentence(start: Starter, drafts: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("check", "--format", "json", "bloquant.txt", stdout=full)
        _, err = process.communicate()
    assert process.returncode == 2
    assert err.decode() == "coach : sortie standard : écriture impossible (le disque est plein)\n"


def test_alone_in_a_terminal(start: Starter) -> None:
    ours, theirs = pty.openpty()
    process = start(stdin=theirs, stdout=theirs)
    os.close(theirs)
    shown = b""
    while b"Essayez" not in shown:
        shown += os.read(ours, 4096)
    assert process.wait() == 0
    os.close(ours)
    assert shown.decode().startswith("Usage : coach")


def test_no_output_appears_before_the_check_is_done(drafts: Path, cli: Cli, small: Path) -> None:
    def spying(name: str, encoding: str | None = None) -> str:
        with Path("vu").open("a") as seen:
            seen.write(f"{Path('rapport').exists()} ")
        return read_draft(name, encoding)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check_module, "read_draft", spying)
        cli("check", "--output", "rapport", "rien.txt", "bloquant.txt")
    assert Path("vu").read_text() == "False False "
    assert Path("rapport").exists()


BROKEN_RULE = """\
theme: "Essai"
entrees:
  - id: essai.regle
    pour: [reproches]
    devient:
      - retrait: ""
    note: "Une note."
"""


@pytest.mark.usefixtures("small", "drafts")
def test_a_broken_rule_of_rewriting_is_named_by_the_format_that_shows_rewritings(cli: Cli, tmp_path: Path) -> None:
    rules = tmp_path / "equipe" / "reecritures"
    rules.mkdir(parents=True)
    (rules / "regles.yaml").write_text(BROKEN_RULE, "utf-8")
    called = cli("check", "--format", "json", "--phrasebook", tmp_path / "equipe", "bloquant.txt")
    assert called.code == 2
    assert "regles.yaml:4" in called.err
    assert json.loads(called.data)["reports"][0]["findings"]
    # The other formats have nothing to do with the rules.
    assert cli("check", "--format", "csv", "--phrasebook", tmp_path / "equipe", "bloquant.txt").code == 1
