from __future__ import annotations

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from review_samples import exported, write_export

if TYPE_CHECKING:
    from conftest import Cli

pytestmark = pytest.mark.usefixtures("small")
BY = ("--graine", "42", "--jobs", "1")


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return exported(tmp_path / "export.jsonl", 60, monkeypatch)


def test_the_report_of_a_folder(cli: Cli, export: Path) -> None:
    (export.parent / "dossier").mkdir()
    export.rename(export.parent / "dossier" / "export.jsonl")
    called = cli("review", "dossier", *BY)
    assert called.code == 1
    assert called.err == ""
    assert "1 fichier, 60 conversations, 120 messages lus." in called.out.replace("\u00a0", " ")
    assert "Messages à reprendre : 33,3 % [" in called.out.replace("\u00a0", " ")
    assert "« Vous avez tort. »" in called.out.replace("\u00a0", " ")
    assert "graine 42" in called.out
    assert "Conseiller A" in called.out


@pytest.mark.parametrize("name", ["terminal", "json", "jsonl", "csv", "markdown"])
def test_no_name_is_shown_unless_asked(cli: Cli, export: Path, name: str) -> None:
    page = export.parent / "r.html"
    hidden = cli("review", export, *BY, "--format", name, "--report", page).out + page.read_text("utf-8")
    assert not re.search("Julie|Martin|Karim|Benali|Dupont", hidden)
    if name != "csv":
        assert "Julie Martin" in cli("review", export, *BY, "--format", name, "--with-names").out


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_the_number_of_processes_changes_nothing(cli: Cli, export: Path, jobs: str) -> None:
    write_export(export, 300)
    alone = cli("review", export, *BY, "--format", "jsonl")
    assert cli("review", export, "--graine", "42", "--jobs", jobs, "--format", "jsonl").data == alone.data


def test_json_adds_up(cli: Cli, export: Path) -> None:
    found = json.loads(cli("review", export, *BY, "--format", "json").out)
    scope = found["scope"]
    assert scope["turns"] == scope["checked"] + sum(scope["skipped"].values()) == 120
    assert found["team"]["flagged"] == 20
    assert sum(line["messages"] for line in found["advisers"]) == 60
    assert found["draw"]["seed"] == 42


def test_jsonl_has_a_line_a_conversation_and_the_sum(cli: Cli, export: Path) -> None:
    lines = [json.loads(line) for line in cli("review", export, *BY, "--format", "jsonl").out.splitlines()]
    assert [line["conversation"] for line in lines[:-1]] == [f"C{number}" for number in range(60)]
    assert lines[-1]["review"]["scope"]["conversations"] == 60


def test_csv_has_a_row_a_finding(cli: Cli, export: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("review", export, *BY, "--format", "csv").out)))
    assert len(rows) == 20
    assert rows[0]["rule"] == "donner-tort.vous-avez-tort"
    assert rows[1]["conversation"] == "C3"


@pytest.mark.parametrize("name", ["terminal", "json", "jsonl", "csv", "markdown"])
def test_a_file_named_in_no_unicode_stops_no_format(cli: Cli, export: Path, name: str) -> None:
    odd = export.rename(os.fsdecode(b"caf\xe9.jsonl"))
    with odd.open("a", encoding="utf-8") as out:
        row = {
            "conversation": "Z",
            "auteur": "Julie",
            "role": "conseiller",
            "texte": "Vous avez tort\u2028\x9b31m ici.",
        }
        out.write(json.dumps(row) + "\n")
    called = cli("review", odd, *BY, "--exit-zero", "--format", name, "--output", "o", "--report", "r.html")
    assert (called.code, called.err) == (0, "")
    text = Path("o").read_text("utf-8")
    assert "caf" in text
    if name.startswith("json"):
        assert not re.search("[\x7f-\x9f\u2028]", text)


def test_exit_codes(cli: Cli, export: Path) -> None:
    assert cli("review", export, *BY, "--exit-zero").code == 0
    write_export(export, 6, fault_every=100)
    assert cli("review", export, *BY).code == 1
    export.write_text(export.read_text("utf-8").replace("Vous avez tort.", "Bonjour."), "utf-8")
    assert cli("review", export, *BY).code == 0


def test_what_cannot_be_read_is_named_and_the_rest_is_done(cli: Cli, export: Path) -> None:
    (export.parent / "image.bin").write_bytes(b"\x00\x01\x02" * 100)
    called = cli("review", "absent.csv", "image.bin", export, *BY, "--format", "json")
    assert called.code == 2
    assert len(called.err.splitlines()) == 2
    assert "absent.csv" in called.err
    found = json.loads(called.out)
    assert (found["scope"]["conversations"], found["scope"]["problems"]) == (60, 2)


def test_nothing_to_read_still_makes_a_report(cli: Cli, tmp_path: Path) -> None:
    called = cli("review", tmp_path / "absent", "--report", tmp_path / "r.html", *BY)
    assert called.code == 2
    assert "Aucun message de conseiller" in called.out
    assert "Aucun message de conseiller" in (tmp_path / "r.html").read_text("utf-8")


def test_standard_input(cli: Cli, export: Path) -> None:
    called = cli("review", "-", *BY, "--format", "json", stdin=export.read_bytes())
    assert json.loads(called.out)["scope"]["conversations"] == 60


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "htlm"), "--format"),
        (("--jobs", "0"), "--jobs"),
        (("--graine", "-1"), "--graine"),
        (("--fail-on", "rouge"), "--fail-on"),
        (("--config", "absent.yaml"), "absent.yaml"),
    ],
)
def test_a_call_that_cannot_be_understood(cli: Cli, export: Path, options: tuple[str, ...], said: str) -> None:
    called = cli("review", export, *options)
    assert called.code == 2
    assert said in called.sentence()


def test_a_path_is_needed(cli: Cli) -> None:
    assert "CHEMIN" in cli("review").sentence()


def test_the_settings_name_advisers_and_columns(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "e.csv").write_text(
        "ticket_x;qui;quoi\nT1;Chloé R.;Vous avez tort.\nT1;Jean;Où est mon colis ?\nT1;Paul;Allô ?\n", "utf-8"
    )
    (tmp_path / "coach.yaml").write_text(
        'conseillers: ["Chloé R."]\ncolonnes:\n  conversation: "ticket_x"\n  auteur: "qui"\n  texte: "quoi"\n', "utf-8"
    )
    found = json.loads(cli("review", "e.csv", *BY, "--format", "json").out)
    assert found["scope"]["checked"] == 1
    assert found["scope"]["skipped"] == {"non attribué": 2}


def test_without_a_known_author_the_setting_is_pointed_to(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "e.txt"
    file.write_text("Léa : Où est mon colis ?\nMax : Vous avez tort.\n", "utf-8")
    said = " ".join(cli("review", file, *BY).out.split())
    assert "2 laissés de côté (2 sans auteur reconnu)" in said
    assert "nommez vos conseillers dans coach.yaml (conseillers:)." in said
    file.write_text("Client : Où est mon colis ?\nConseiller : Vous avez tort.\n", "utf-8")
    assert "coach.yaml" not in cli("review", file, *BY).out


def test_a_wrong_setting_is_named_with_its_line(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "coach.yaml").write_text('colonnes:\n  auter: "qui"\n', "utf-8")
    assert "coach.yaml:2" in (said := cli("review", ".").sentence())
    assert "auteur" in said


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.asked: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "link"):
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("src", "href", "action", "data", "srcset"):
                self.asked.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone(cli: Cli, export: Path) -> None:
    page = export.parent / "r.html"
    write_export(export, 120)
    cli("review", export, *BY, "--report", page)
    text = page.read_text("utf-8")
    parser = _Page()
    parser.feed(text)
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert {"script", "iframe", "img", "object"}.isdisjoint(parser.tags)
    # Nothing is fetched: links stay inside the page, and there is no address in its style.
    assert all(each.startswith("#") or each == "data:," for each in parser.asked)
    assert {each[1:] for each in parser.asked if each.startswith("#")} <= set(parser.ids)
    assert "url(" not in text
    assert "@import" not in text
    assert parser.tags.count("svg") == 4
    for drawn in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        root = ET.fromstring(drawn)
        assert root.find("{http://www.w3.org/2000/svg}title") is not None
        assert root.find("{http://www.w3.org/2000/svg}desc") is not None
        assert "nan" not in drawn
    for wanted in ('lang="fr"', "prefers-color-scheme:dark", "@media print", 'scope="row"', "<caption>"):
        assert wanted in text


def test_markup_in_an_export_stays_text(cli: Cli, export: Path) -> None:
    harmful = "Vous avez tort <script>alert(1)</script> \\u202e."
    export.write_text(export.read_text("utf-8").replace("Vous avez tort.", harmful), "utf-8")
    page = export.parent / "r.html"
    out = cli("review", export, *BY, "--report", page, "--format", "markdown").out
    assert "<script" not in page.read_text("utf-8")
    assert "\u202e" not in page.read_text("utf-8") + out
    assert "\\<script\\>" in out


def test_the_limits_of_exchanges_are_the_teams_own(cli: Cli, export: Path) -> None:
    def told() -> str:
        return cli("review", export, *BY, "--all").out.replace("\u00a0", " ").replace("\n", " ")

    assert "plus de 3 (attendu) : 0, plus de 6 (alerte) : 0." in told()
    rows = [json.loads(line) for line in export.read_text("utf-8").splitlines()]
    text = "".join(json.dumps({**row, "conversation": "C1"}) + "\n" for row in rows[:10])
    export.write_text(text, "utf-8")
    (export.parent / "coach.yaml").write_text("allers-retours: {attendu: 2, alerte: 4}\n", "utf-8")
    assert "plus de 2 (attendu) : 1, plus de 4 (alerte) : 1." in told()
    own = "allers-retours: {attendu: 2, alerte: 4, canaux: {Chat: {attendu: 6, alerte: 9}}}\n"
    (export.parent / "coach.yaml").write_text(own, "utf-8")
    assert "plus de 2 (attendu) : 0, plus de 4 (alerte) : 0. Des seuils propres valent pour : chat 6 et 9." in told()
