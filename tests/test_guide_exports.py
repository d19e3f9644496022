"""What the guide says of exports, held to what the readers do."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest

from coach.config import COLUMNS
from coach.transcripts.base import Role, Settings, Source, Transcript
from coach.transcripts.csv_columns import columns
from coach.transcripts.detect import reader_of
from coach.transcripts.plain_lines import turn_line

GUIDE = (Path(__file__).parents[1] / "phrasebooks" / "guide-formateur.md").read_text("utf-8")
TITLE = "Les exports que `coach review` sait lire"
SECTION = GUIDE.partition(f"## {TITLE}\n")[2].partition("\n## ")[0]
A, C = Role.ADVISER, Role.CUSTOMER


def example(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)
    return str(found)


def reading(name: str, text: str, settings: Settings | None = None) -> list[Transcript]:
    data = text.encode()
    reader = reader_of(name, data)
    assert not isinstance(reader, str)
    found = list(reader.read(Source(name, BytesIO(data)), settings or Settings()))
    assert all(isinstance(each, Transcript) for each in found), found
    return [each for each in found if isinstance(each, Transcript)]


def roles(talk: Transcript) -> list[Role]:
    return [turn.speaker.role for turn in talk.turns]


def named_columns() -> list[tuple[str, str]]:
    rows = re.findall(r"^\| (`\w+`|\(sans clé\)) \| (.*) \|$", SECTION, re.MULTILINE)
    found: list[tuple[str, str]] = []
    for row, names in rows:
        ours = "heure" if row.startswith("(") else row.strip("`")
        found += [(ours, name.strip("`«»\u00a0 ")) for name in names.partition("\u00a0:")[0].split(", ")]
    return found


def test_every_key_of_the_settings_has_its_row() -> None:
    assert {ours for ours, _ in named_columns()} == {*COLUMNS, "heure"}
    assert len(named_columns()) > 40


@pytest.mark.parametrize(("ours", "name"), named_columns())
def test_the_names_of_columns_are_understood(ours: str, name: str) -> None:
    assert columns(["x", name.capitalize()], {}) == {ours: 1}


def test_the_table_of_the_guide_is_read() -> None:
    (talk,) = reading("export.csv", example("csv"))
    assert (talk.id, talk.channel, talk.reason, roles(talk)) == ("T101", "chat", "livraison", [C, A])
    assert all(turn.at and (turn.at.day, turn.at.month) == (16, 11) for turn in talk.turns)


def test_the_text_of_the_guide_is_read() -> None:
    first, second = reading("export.txt", example("text"))
    assert (first.id, first.channel, first.reason, roles(first)) == ("12", "chat", "livraison", [C, A])
    assert first.turns[1].text == "Je vous le renvoie aujourd'hui.\nVous l'aurez jeudi."
    assert str(first.turns[1].at) == "2026-11-16 10:05:00"
    assert roles(second) == [C, A]


@pytest.mark.parametrize(
    "line",
    [
        "Conseiller : x",
        "Conseillère Inès : x",
        "Inès (conseillère) : x",
        "Inès : x",
        "[10:02] Inès : x",
        "10:02 - Inès : x",
        "Inès (10:02) : x",
        "16/11/2026 10:02 Inès : x",
    ],
)
def test_the_layouts_of_the_guide_begin_a_turn(line: str) -> None:
    assert line.partition(" : ")[0] in SECTION.replace("\u00a0", " ")
    assert (turn := turn_line(line)) is not None
    assert turn.text == "x"


@pytest.mark.parametrize(
    ("between", "talks"),
    [(mark * 3, 2) for mark in "-=*_~#"]
    + [(head, 2) for head in ("Conversation 12", "Ticket n° 13", "Dossier A-12", "Appel 7")]
    + [("\n\n\n", 1), ("--", 1)],
)
def test_what_separates_conversations_and_what_does_not(between: str, talks: int) -> None:
    assert len(reading("e.txt", f"Client : Un\nConseiller : Deux\n{between}\nClient : Trois\n")) == talks


def test_a_date_that_changes_separates_nothing() -> None:
    lines = [f"[{day}/05/2026 10:02] Client : Un\n[{day}/05/2026 10:03] Conseiller : Deux\n" for day in ("03", "04")]
    assert len(reading("e.txt", "".join(lines))) == 1


@pytest.mark.parametrize(
    ("answer", "settings", "expected"),
    [
        ("Deux", Settings(), [Role.UNKNOWN, Role.UNKNOWN]),
        ("Deux", Settings(advisers=frozenset({"max"})), [Role.UNKNOWN, Role.UNKNOWN]),
        ("Deux", Settings(advisers=frozenset({"max petit"})), [C, A]),
        ("Service clients Lumen, bonjour.", Settings(), [C, A]),
        ("Bonjour, je suis Max, votre conseiller.", Settings(), [C, A]),
    ],
)
def test_how_advisers_are_told(answer: str, settings: Settings, expected: list[Role]) -> None:
    (talk,) = reading("e.txt", f"Léa Roy : Un\nMax Petit : {answer}\n", settings)
    assert roles(talk) == expected


def test_domains_tell_both_sides() -> None:
    text = "conversation;auteur;texte\n1;ines@sav.exemple.fr;a\n1;leo@ailleurs.fr;b\n1;lea@ailleurs.fr;c\n"
    (talk,) = reading("e.csv", text, Settings(domains=frozenset({"exemple.fr"})))
    assert roles(talk) == [A, C, C]


def test_a_point_leads_inside_an_object() -> None:
    text = '[{"ticket": "1", "auteur": "Conseiller", "contenu": {"corps": "Bonjour."}}]'
    (talk,) = reading("e.json", text, Settings(columns={"texte": "contenu.corps"}))
    assert talk.turns[0].text == "Bonjour."


def test_the_links_find_the_section() -> None:
    anchor = "#" + re.sub(r"[^\w -]", "", TITLE.lower()).replace(" ", "-")
    assert f"({anchor})" in GUIDE
    assert f"phrasebooks/guide-formateur.md{anchor})" in (Path(__file__).parents[1] / "README.md").read_text("utf-8")
