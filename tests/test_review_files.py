"""What a review reads of what is named, and what it refuses to write over."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from review_samples import exported

from coach.cli.review_files import outputs, to_read
from coach.cli.streams import output
from coach.errors import ConfigError
from coach.render import REVIEW_FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

pytestmark = pytest.mark.usefixtures("small")
BY = ("--graine", "42", "--jobs", "1")


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = exported(tmp_path / "exp" / "octobre.jsonl", 12, monkeypatch)
    monkeypatch.chdir(tmp_path)
    return file


def refused(cli: Cli, *arguments: object) -> str:
    called = cli("review", *arguments, *BY)
    assert called.code == 2
    assert called.out == ""
    return called.sentence()


def names(*paths: str) -> list[str]:
    return [each.name if hasattr(each, "name") else str(each) for each in to_read(paths, (), None, ())]


@pytest.mark.parametrize("option", ["--report", "--worksheet", "--output", "--history"])
@pytest.mark.parametrize("named", ["exp", "exp/octobre.jsonl", "exp/*.jsonl", "lien"])
def test_no_output_takes_the_place_of_an_export(cli: Cli, export: Path, option: str, named: str) -> None:
    (export.parents[1] / "lien").symlink_to(export.parent)
    before = export.read_bytes()
    said = refused(cli, named, option, export.parent / ".." / "exp" / "octobre.jsonl")
    assert f"{option} {export.parent}" in said
    assert "il reste intact" in said
    assert export.read_bytes() == before


def test_a_second_name_of_an_export_is_the_export(cli: Cli, export: Path) -> None:
    os.link(export, "autre.jsonl")
    assert "parmi ceux à lire" in refused(cli, "exp", "--report", "autre.jsonl")


def test_files_of_the_shell(export: Path) -> None:
    (export.parent / "rapport.txt").write_text("Client : Allô ?\n", "utf-8")
    with (export.parent / "rapport.txt").open() as out, export.open() as read, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stdin", read)
        assert names("exp") == ["exp/octobre.jsonl"]
        with pytest.raises(ConfigError, match="parmi ceux à lire"):
            to_read(["-"], outputs(report=export), None, ())


def test_settings_are_no_output_and_no_export(cli: Cli, export: Path) -> None:
    settings = 'conseillers: ["Julie"]\nphrases: "phrases"\n'
    (export.parents[1] / "coach.yaml").write_text(settings, "utf-8")
    (export.parents[1] / "phrases").mkdir()
    (export.parents[1] / "phrases" / "nous.yaml").write_text('theme: "Nous"\nentrees: []\n', "utf-8")
    assert "parmi ceux à lire" in refused(cli, ".", "--report", "coach.yaml")
    called = cli("review", ".", *BY, "--format", "json")
    assert json.loads(called.out)["scope"]["sources"] == 1


@pytest.mark.parametrize("same", ["r.html", "./r.html"])
def test_two_outputs_are_two_files(cli: Cli, export: Path, same: str) -> None:
    said = refused(cli, "exp", "--report", "r.html", "--output", same)
    assert "--output et --report écriraient le même fichier" in said
    said = refused(cli, "exp", "--sheets", "fiches", "--report", "fiches/fiche-a.html")
    assert "--report et --sheets" in said
    assert cli("review", "exp", *BY, "--report", os.devnull, "--output", os.devnull).code == 1


def test_a_sheet_that_somebody_filled_stays(cli: Cli, export: Path) -> None:
    sheet = export.parents[1] / "claire.csv"
    options = ("exp", *BY, "--worksheet", sheet, "--annotateur", "Claire")
    assert cli("review", *options).code == 1
    blank = sheet.read_text("utf-8-sig")
    assert cli("review", *options).code == 1
    row = blank.splitlines()[1]
    for column in (-4, -3, -2):
        cells = row.split('";"')
        cells[column] = "rien"
        # A spreadsheet saves it its own way: other quotes, another encoding.
        filled = blank.replace(row, '";"'.join(cells)).replace('"', "").encode("cp1252")
        sheet.write_bytes(filled)
        assert "porte déjà des annotations" in refused(cli, *options)
        assert "porte déjà des annotations" in refused(cli, "exp", "--report", sheet)
        assert sheet.read_bytes() == filled


def test_a_worksheet_replaces_no_file_of_others(cli: Cli, export: Path) -> None:
    other = export.parents[1] / "clients.csv"
    other.write_text("nom;ville\nDupont;Lyon\n", "utf-8")
    assert "n’est pas une feuille à annoter" in refused(cli, "exp", "--worksheet", other)
    other.write_bytes(b"")
    assert cli("review", "exp", *BY, "--worksheet", other).code == 1


def test_no_report_takes_the_place_of_a_history(cli: Cli, export: Path) -> None:
    pytest.importorskip("duckdb")
    cli("review", "exp", *BY, "--history", "h.duckdb")
    assert "un historique de coach, rien n’y est changé" in refused(cli, "exp", "--output", "h.duckdb")


def test_a_folder_may_hold_what_is_written(cli: Cli, export: Path) -> None:
    options = ("--report", "rapport.html", "--worksheet", "feuille.csv", "--sheets", "fiches", "--history", "h.duckdb")
    first = cli("review", ".", *BY, *options, "--format", "json")
    again = cli("review", ".", *BY, *options, "--format", "json")
    for called in (first, again):
        assert (called.code, called.err) == (1, "")
        assert json.loads(called.out)["scope"]["sources"] == 1
    (export.parents[1] / "h.duckdb.wal").write_bytes(b"\x00journal")
    assert names(".") == ["exp/octobre.jsonl"]


@pytest.mark.parametrize("name", REVIEW_FORMATS)
def test_an_earlier_report_is_no_export(cli: Cli, export: Path, name: str) -> None:
    file = export.parent / "ancien.txt"
    cli("review", export, *BY, "--format", name, "--output", file)
    assert names("exp") == ["exp/octobre.jsonl"]
    assert names("exp/*") == ["exp/octobre.jsonl"]
    assert names("exp/ancien.txt") == [
        "exp/ancien.txt : c’est un rapport de coach, pas un export ; il n’y a rien à y relire"
    ]
    assert cli("review", "exp", *BY, "--format", name, "--output", file).code == 1


def test_a_folder_of_reports_alone_has_nothing_to_read(cli: Cli, export: Path) -> None:
    cli("review", export, *BY, "--sheets", "fiches")
    called = cli("review", "fiches", *BY)
    assert called.code == 2
    assert "aucun export à relire" in called.err


@pytest.mark.parametrize(
    "text",
    [
        "conversation;auteur;message;catégories;commentaire\nT1;Julie;Bonjour.;chat;\n",
        "<!DOCTYPE html>\n<html><body>Conseiller : Bonjour.</body></html>",
        "Ce qui a été relu\nConseiller : Bonjour.\n",
        '{"version": 1, "source": "web", "messages": []}\n',
        "source,conversation,message\n",
    ],
)
def test_what_only_looks_like_ours_is_read(export: Path, text: str) -> None:
    (export.parent / "a.txt").write_text(text, "utf-8")
    assert names("exp") == ["exp/a.txt", "exp/octobre.jsonl"]


def test_a_pipe_is_not_looked_into(export: Path) -> None:
    os.mkfifo("tuyau")
    assert names("tuyau") == ["tuyau"]


def test_a_file_that_is_being_written_is_hidden(tmp_path: Path) -> None:
    with output(tmp_path / "r.html", "html"):
        (draft,) = tmp_path.iterdir()
        assert draft.name.startswith(".coach-")
    assert [file.name for file in tmp_path.iterdir()] == ["r.html"]
