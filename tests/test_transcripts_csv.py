from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transcripts_reading import read

from coach.transcripts.base import Settings
from coach.transcripts.csv_text import CsvText

READER = CsvText()
FRENCH = """\
N° de conversation;Auteur;Rôle;Message;Date;Heure;Canal;Motif
12;Marie;Conseillère;"Bonjour ""vous""
deux; lignes";03/05/2026;10:02;chat;livraison
13;Paul;Client;salut;3/5/26;;;
12;Paul;client;oui;03/05/2026;10h01;;
"""


def test_a_french_export() -> None:
    found = read(READER, FRENCH)
    assert found.ids == ["12", "13"]
    assert [(each.channel, each.reason) for each in found.transcripts] == [("chat", "livraison"), ("", "")]
    # The messages of a conversation that stand apart are gathered, by their dates.
    assert found.said == [
        ("CUSTOMER", "Paul", "oui"),
        ("ADVISER", "Marie", 'Bonjour "vous"\ndeux; lignes'),
        ("CUSTOMER", "Paul", "salut"),
    ]
    assert found.dates == [datetime(2026, 5, 3, 10, 1), datetime(2026, 5, 3, 10, 2), datetime(2026, 5, 3)]
    assert [turn.place for turn in found.transcripts[0].turns] == ["ligne\u00a05", "ligne\u00a02"]
    assert found.messages == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_encodings_line_ends_and_marks(encoding: str, end: str, mark: str) -> None:
    text = FRENCH.replace("deux; lignes", "deux lignes").replace(";", mark).replace("\n", end)
    found = read(READER, text.encode(encoding))
    assert found.texts == ["oui", 'Bonjour "vous"\ndeux lignes', "salut"]
    assert found.messages == []


def test_an_english_export_in_camel_case() -> None:
    text = "ticketId,createdAt,senderType,senderName,body\n7,2026-05-03T10:12:00Z,agent,Marie,oui\n"
    found = read(READER, text)
    assert (found.ids, found.said) == (["7"], [("ADVISER", "Marie", "oui")])
    assert found.dates == [datetime(2026, 5, 3, 10, 12, tzinfo=UTC)]


def test_excel_says_what_parts_the_cells() -> None:
    found = read(READER, "sep=;\nauteur;texte;conversation\nclient;un, deux, trois, quatre;1\n")
    assert found.texts == ["un, deux, trois, quatre"]


def test_headings_below_a_title() -> None:
    found = read(READER, "Export du 3 mai\n\nauteur;texte;conversation\nclient;oui;1\n")
    assert found.texts == ["oui"]
    assert found.messages == ["ligne 1 : cette ligne précède les en-têtes ; elle n’est pas lue"]


def test_columns_of_the_settings() -> None:
    settings = Settings(columns={"auteur": "Qui", "texte": "Ce qui est dit", "conversation": "Fil"})
    found = read(READER, "Fil;Qui;texte;Ce qui est dit\n1;Client;non;oui\n", settings=settings)
    assert (found.ids, found.said) == (["1"], [("CUSTOMER", "", "oui")])


def test_a_column_of_the_settings_that_is_missing_is_named() -> None:
    found = read(READER, FRENCH, settings=Settings(columns={"canal": "Média"}))
    assert found.messages == ["aucune colonne ne s’appelle « Média » (canal dans les réglages)"]
    assert [each.channel for each in found.transcripts] == ["", ""]


def test_html_is_made_text() -> None:
    assert read(READER, "role,texte,fil\nagent,<p>Bonjour</p><p>&agrave; vous</p>,1\n").texts == ["Bonjour\n\nà vous"]


HEAD = "conversation;role;texte;date\n"
ROW = "1;client;oui;03/05/2026\n"


@pytest.mark.parametrize(
    ("text", "texts", "problem"),
    [
        ("", [], "les colonnes ne sont pas reconnues"),
        ("a;b;c\n1;2;3\n", [], "les colonnes ne sont pas reconnues"),
        ("auteur;date\nMarie;03/05/2026\n", [], "aucune colonne ne contient le texte"),
        ("conversation;texte\n1;oui\n", ["oui"], "aucune colonne ne dit qui parle"),
        ("role;texte\nclient;oui\nagent;non\n", ["oui", "non"], "aucune colonne ne sépare les conversations"),
        (
            HEAD + '1;agent;"jamais fermé;03/05/2026\n' + ROW,
            ["jamais fermé", "oui"],
            "ligne 2 : un guillemet ouvert",
        ),
        (HEAD + '1;agent;"jamais fermé\n' + ROW, ["oui"], "ligne 2 : un guillemet ouvert"),
        (HEAD + '1;agent;un écran 27" large;03/05/2026\n' + ROW, ['un écran 27" large', "oui"], ""),
        (HEAD + '1;agent;"dit "oui" fort";03/05/2026\n' + ROW, ['dit oui" fort"', "oui"], ""),
        (
            HEAD + "1;agent;trop;03/05/2026;de;cellules\n" + ROW,
            ["oui"],
            "ligne 2 : cette ligne a plus de cellules",
        ),
        (HEAD + "1;agent;oui;03/05/2026;;;\n", ["oui"], ""),
        (HEAD + "1;agent\n" + ROW, ["oui"], "ligne 2 : cette ligne n’a pas de texte"),
        (HEAD + "1;agent;  ;\n" + ROW, ["oui"], "ligne 2 : cette ligne n’a pas de texte"),
        (
            HEAD + ROW + ";agent;non;03/05/2026\n",
            ["oui", "non"],
            "ligne 3 : cette ligne ne dit pas sa conversation",
        ),
        (HEAD + ";agent;non;03/05/2026\n", ["non"], "ligne 2 : cette ligne ne dit pas sa conversation"),
        (HEAD + "1;client;oui;05/23/2026\n", ["oui"], "ligne 2 : cette date n’est pas lisible"),
        (HEAD + "\n\n;;;\n" + ROW, ["oui"], ""),
        (HEAD + "1;client;\x00\x01oui;\n", ["\x00\x01oui"], ""),
    ],
)
def test_malformed(text: str, texts: list[str], problem: str) -> None:
    found = read(READER, text) if text.count(";") else read(READER, text, "essai.csv")
    assert found.texts == texts
    if problem:
        assert any(problem in message for message in found.messages)
    elif texts:
        assert found.messages == []


def test_problems_by_the_thousand_are_one_with_their_number() -> None:
    found = read(READER, HEAD + "1;client;;\n" * 1000 + ROW)
    assert found.messages == ["ligne 2 : cette ligne n’a pas de texte ; elle n’est pas lue (1000 fois en tout)"]


def test_a_large_file_streams_and_says_when_a_conversation_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.gathering.MOST_OPEN", 1000)
    rows = "".join(f"{number};client;{number};\n" for number in range(20))
    found = read(READER, HEAD + rows + "0;client;encore;\n")
    assert found.texts == [*map(str, range(20)), "encore"]
    assert found.ids == [*map(str, range(20)), "0"]
    assert len(found.messages) == 1
    assert "« 0 »" in found.messages[0]


def test_a_quotation_mark_left_open_never_takes_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.csv_records.MOST_CHARACTERS", 500)
    found = read(READER, HEAD + '1;agent;"jamais\n' + ROW * 1000)
    assert len(found.texts) == 1000
    assert len(found.messages) == 1


CELLS = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], include_characters='\n";,\t', exclude_characters="<&")
)


@given(st.lists(CELLS.filter(str.strip), min_size=1), st.sampled_from(";,\t|"), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read(texts: list[str], mark: str, end: str) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=mark, lineterminator=end)
    writer.writerow(["conversation", "role", "texte", "date"])
    writer.writerows([number, "client", text, "03/05/2026"] for number, text in enumerate(texts))
    found = read(READER, file.getvalue())
    assert found.texts == [text.strip() for text in texts]
    assert found.messages == []


@given(
    st.binary()
    | st.text().map(lambda text: (HEAD + text).encode())
    | st.text('12;",\n\r\tcé').map(lambda text: (HEAD + text).encode())
)
def test_any_bytes_are_read_or_said(data: bytes) -> None:
    assert 0 <= READER.recognises("essai.csv", data) <= 100
    read(READER, data)


def test_it_knows_its_own() -> None:
    assert READER.recognises("x", FRENCH.encode("cp1252")) == 90
    assert READER.recognises("x.csv", b"a;b") == 60
    assert READER.recognises("x.txt", b"Client : un texte, une date, un message\n") == 0
