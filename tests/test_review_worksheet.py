from __future__ import annotations

import csv
import gc
import io
import json
import stat
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from review_samples import talk, write_export

from coach.model import Severity
from coach.review.check import check
from coach.review.run import Job
from coach.review.worksheet import KEY, MESSAGE, Draw, Row

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

    from coach.review.values import Conversation

pytestmark = pytest.mark.usefixtures("small")
BY = ("--graine", "7", "--jobs", "1")


def read(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_export(tmp_path / "export.jsonl", 60)
    return tmp_path / "f.csv"


def test_a_worksheet_is_blind_and_private(cli: Cli, sheet: Path) -> None:
    called = cli("review", "export.jsonl", *BY, "--worksheet", sheet, "--lignes", "30", "--annotateur", "Claire")
    assert called.code == 1
    data = sheet.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    rows = read(sheet)
    assert len(rows) == len({row[KEY] for row in rows}) == 30
    assert list(rows[0]) == [
        "conversation",
        "tour",
        "canal",
        "le client (pour comprendre)",
        MESSAGE,
        "catégories (Claire)",
        "manques (Claire)",
        "commentaire (Claire)",
        KEY,
    ]
    text = data.decode("utf-8-sig")
    for found in ("donner-tort", "perd la face", "bloquant", "Julie", "Karim", "Dupont"):
        assert found not in text
    assert rows[0]["le client (pour comprendre)"] == "Où est mon colis ?"
    assert rows[0]["catégories (Claire)"] == ""


def test_the_seed_decides_and_the_number_of_processes_does_not(cli: Cli, sheet: Path) -> None:
    write_export(sheet.with_name("export.jsonl"), 300)
    drawn = []
    for options in (("7", "1"), ("7", "2"), ("8", "1")):
        cli("review", "export.jsonl", "--graine", options[0], "--jobs", options[1], "--worksheet", sheet)
        drawn.append(sheet.read_bytes())
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(read(sheet)) == 60


def test_names_stay_when_asked(cli: Cli, sheet: Path) -> None:
    rows = [
        {"conversation": "C1", "auteur": "Julie Martin", "role": "conseiller", "texte": "Bonjour Jean Dupont."},
        {"conversation": "C1", "auteur": "Jean Dupont", "role": "client", "texte": "Merci."},
    ]
    sheet.with_name("e.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    cli("review", "e.jsonl", *BY, "--worksheet", sheet)
    assert "Dupont" not in sheet.read_text("utf-8-sig")
    cli("review", "e.jsonl", *BY, "--worksheet", sheet, "--with-names")
    assert read(sheet)[0][MESSAGE] == "Bonjour Jean Dupont."


@pytest.mark.parametrize("text", ["=1+1", "+33 6", "- un point\n- deux", "@vous"])
def test_no_cell_is_a_formula(cli: Cli, sheet: Path, text: str) -> None:
    row = {"conversation": "=C", "auteur": "Julie", "role": "conseiller", "texte": text}
    sheet.with_name("e.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    cli("review", "e.jsonl", *BY, "--worksheet", sheet)
    assert read(sheet)[0][MESSAGE] == f"'{text}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in read(sheet)[0].values())


def conversation(number: int, channel: str) -> Conversation:
    said = replace(talk("C: Et ?", f"A: Réponse {number}.", name=f"{channel}{number}"), channel=channel)
    return check(Job().checker(), said, Severity.CONSEIL, texts=True)


def test_each_stratum_gives_its_share() -> None:
    draw = Draw(3, 10)
    for number in range(40):
        draw.add(conversation(number, "chat" if number % 4 else "mail"))
    assert Counter(row.channel for row in draw.rows()) == {"chat": 8, "mail": 2} or Counter(
        row.channel for row in draw.rows()
    ) == {"chat": 7, "mail": 3}
    assert len(draw.rows()) == 10


def test_reasons_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.review.draw._MOST_STRATA", 5)
    draw, one = Draw(3, 10), conversation(0, "chat")
    for number in range(1000):
        draw.add(replace(one, key=f"{number}", reason=f"objet {number}"))
    assert sum(isinstance(each, Row) for each in gc.get_objects()) < 100
    assert len(draw.rows()) == 10


def test_texts_are_kept_for_a_worksheet_only() -> None:
    said = talk("C: Et ?", "A: Réponse.")
    assert check(Job().checker(), said, Severity.CONSEIL).turns[0].text == ""
    assert check(Job().checker(), said, Severity.CONSEIL, texts=True).turns[0].text == "Réponse."


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--lignes", "5"), "--lignes : va avec --worksheet"),
        (("--annotateur", "Claire"), "--annotateur : va avec --worksheet"),
        (("--worksheet", "f.csv", "--lignes", "0"), "--lignes : un nombre de 1"),
        (("--worksheet", "f.csv", "--annotateur", "a(b)"), "sans parenthèses"),
        (("--worksheet", "f.csv", "--annotateur", "A", "--annotateur", "a"), "deux fois"),
        (("--worksheet", "absent/f.csv"), "absent/f.csv : écriture impossible"),
    ],
)
@pytest.mark.usefixtures("sheet")
def test_a_call_that_cannot_be_understood(cli: Cli, options: tuple[str, ...], said: str) -> None:
    called = cli("review", "export.jsonl", *options)
    assert called.code == 2
    assert said in called.sentence()
