from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

import pytest
from review_samples import exported, with_past, write_export

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

pytestmark = pytest.mark.usefixtures("small")
BY = ("--graine", "42", "--jobs", "1")


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return exported(tmp_path / "export.jsonl", 80, monkeypatch)


def read(file: Path) -> str:
    return file.read_text("utf-8").replace("\u00a0", " ")


def test_a_sheet_an_adviser_for_its_owner_only(cli: Cli, export: Path) -> None:
    folder = export.parent / "debriefing" / "fiches"
    assert cli("review", export, *BY, "--sheets", folder).err == ""
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["fiche-a.html", "fiche-b.html"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    page = read(files[0])
    for wanted in ("<h1>Conseiller A</h1>", "Messages à reprendre", "L’équipe", "Points forts", "À travailler"):
        assert wanted in page
    assert page.count("n° C") == 3 + page.count("<blockquote>")
    assert "Conseiller B" not in page
    assert "Julie" not in page


def test_names_stand_in_the_page_and_never_in_its_name(cli: Cli, export: Path) -> None:
    cli("review", export, *BY, "--sheets", "fiches", "--with-names")
    files = sorted((export.parent / "fiches").iterdir())
    assert [file.name for file in files] == ["fiche-a.html", "fiche-b.html"]
    # In the order of the alphabet.
    assert "<h1>Julie Martin</h1>" in read(files[0])
    assert "<h1>Karim Benali</h1>" in read(files[1])


def test_of_few_messages_no_rate_is_given(cli: Cli, export: Path) -> None:
    write_export(export, 8)
    cli("review", export, *BY, "--sheets", "fiches")
    page = read(export.parent / "fiches" / "fiche-a.html")
    assert "données insuffisantes" in page
    assert "4 messages dans 4 conversations : c’est trop peu pour un taux" in page
    assert " %" not in page.partition("<main")[2].replace("à 95 %", "")


def test_sheets_of_before_go_and_files_of_others_stay(cli: Cli, export: Path) -> None:
    folder = export.parent / "fiches"
    cli("review", export, *BY, "--sheets", folder)
    (folder / "notes.txt").write_text("à moi", "utf-8")
    export.write_text(re.sub(r".*Karim.*\n", "", export.read_text("utf-8")), "utf-8")
    cli("review", export, *BY, "--sheets", folder)
    assert sorted(file.name for file in folder.iterdir()) == ["fiche-a.html", "notes.txt"]


def test_nothing_of_others_is_replaced(cli: Cli, export: Path) -> None:
    folder = export.parent / "fiches"
    folder.mkdir()
    (folder / "fiche-b.html").write_text("<p>mes notes</p>", "utf-8")
    called = cli("review", export, *BY, "--sheets", folder)
    assert called.code == 2
    assert "fiche-b.html : ce fichier n’est pas une fiche de coach" in called.sentence()
    assert [file.name for file in folder.iterdir()] == ["fiche-b.html"]


def test_a_file_is_no_folder(cli: Cli, export: Path) -> None:
    called = cli("review", export, *BY, "--sheets", export)
    assert called.code == 2
    assert "export.jsonl : dossier de fiches inutilisable" in called.sentence()


def test_the_own_trend(export: Path) -> None:
    from review_samples import reviewed

    from coach.render.review_sheet import sheet_page

    review = with_past(reviewed(export))
    page = sheet_page(review.sheets[0], review).replace("\u00a0", " ")
    assert "Période après période" in page
    assert "36,7 % [" in page
    assert "Période après période" not in sheet_page(review.sheets[0], with_past(review, 0))
