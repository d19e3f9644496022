from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transcripts_reading import read

from coach.transcripts.base import Settings
from coach.transcripts.plain_text import PlainText

READER = PlainText()
ROLES = """\
Client : Bonjour, mon colis
n’est pas arrivé.

Conseillère Marie : Bonjour !
Voici les détails :
Livraison : 3 jours
https://suivi.example : à suivre
---
Marie
Client : merci
"""
STAMPS = """\
## Conversation 123 — 3 mai 2026 — chat

[10:02] Marie : Bonjour
Remarque : une deuxième ligne
10:03 - paul : je note : d’accord
Paul (10h04) : oui
[10:05] a quitté la conversation
=====
Conversation n° A-124
Canal : téléphone
Motif : livraison
=====
03/05/2026, 10:06 - Marie: Bonjour
"""


def test_roles_before_colons() -> None:
    found = read(READER, ROLES)
    assert found.said == [
        ("CUSTOMER", "", "Bonjour, mon colis\nn’est pas arrivé."),
        (
            "ADVISER",
            "Marie",
            "Bonjour !\nVoici les détails :\nLivraison : 3 jours\nhttps://suivi.example : à suivre\n---\nMarie",
        ),
        ("CUSTOMER", "", "merci"),
    ]
    assert [turn.place for turn in found.transcripts[0].turns] == ["ligne\u00a01", "ligne\u00a04", "ligne\u00a010"]
    assert found.messages == []


def test_hours_headings_and_rules() -> None:
    found = read(READER, STAMPS)
    assert found.ids == ["123", "A-124"]
    assert [(each.channel, each.reason) for each in found.transcripts] == [("chat", ""), ("téléphone", "livraison")]
    assert found.said == [
        ("UNKNOWN", "Marie", "Bonjour\nRemarque : une deuxième ligne"),
        ("UNKNOWN", "paul", "je note : d’accord"),
        ("UNKNOWN", "Paul", "oui"),
        ("SYSTEM", "", "a quitté la conversation"),
        ("UNKNOWN", "Marie", "Bonjour"),
    ]
    assert found.dates == [datetime(2026, 5, 3, 10, minute) for minute in (2, 3, 4, 5, 6)]
    assert found.messages == []


def test_an_hour_without_a_day_is_no_date() -> None:
    assert read(READER, "[10:02] Marie : Bonjour").dates == [None]


@pytest.mark.parametrize("rule", ["---", "=====", "* * *", "————", "\n---\n\n"])
def test_rules_part_conversations(rule: str) -> None:
    assert read(READER, f"Client : un\n{rule}\nClient : deux\n").ids == ["1", "2"]


def test_a_sentence_with_a_number_is_no_heading() -> None:
    found = read(
        READER, "Client : oui\nTicket 14 est clos.\nDossier 12 : je reviens vers vous demain\nConseiller : non"
    )
    assert found.texts == ["oui\nTicket 14 est clos.\nDossier 12 : je reviens vers vous demain", "non"]


@pytest.mark.parametrize(
    "line",
    [
        "Client\u00a0: Bonjour",
        "client: Bonjour",
        "**Client :** Bonjour",
        "- Client : Bonjour",
        "  CLIENT\u202f:\tBonjour",
    ],
)
def test_ways_to_write_a_speaker(line: str) -> None:
    assert read(READER, f"{line}\nConseiller : oui").said[0] == ("CUSTOMER", "", "Bonjour")


@pytest.mark.parametrize("label", ["Objet", "PS", "Total", "Numéro de commande", "Rendez-vous le", "À noter", "12"])
def test_words_before_a_colon_are_no_speakers(label: str) -> None:
    assert read(READER, f"Marie : Bonjour\n{label} : x\nPaul : oui").texts == [f"Bonjour\n{label} : x", "oui"]


def test_names_are_speakers_and_stay_unknown() -> None:
    assert read(READER, "Marie : Bonjour\nPaul : oui\nlea_42 : non").roles == ["UNKNOWN"] * 3


def test_the_greeting_says_who_is_who() -> None:
    assert read(READER, "Marie : Service clients Lumo, bonjour.\nPaul : oui").roles == ["ADVISER", "CUSTOMER"]


def test_between_two_roles_a_name_must_come_back() -> None:
    text = "Client : oui\nConseiller : voici\nFauteuil : gris\nPaul : un\nConseiller : ok\nPaul : deux"
    assert read(READER, text).texts == ["oui", "voici\nFauteuil : gris", "un", "ok", "deux"]
    settings = Settings(advisers=frozenset({"fauteuil"}))
    assert "gris" in read(READER, text, settings=settings).texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    data = end.join(["Client : été", "à Noël", "Conseillère : déjà"]).encode(encoding)
    found = read(READER, data)
    assert found.texts == ["été\nà Noël", "déjà"]
    assert found.messages == []


def test_a_file_glued_from_two_encodings() -> None:
    found = read(READER, "Client : été\n".encode() + "Conseiller : déjà\n".encode("cp1252"))
    assert found.texts == ["été", "déjà"]
    assert found.messages == [
        "ligne 2 : cette ligne n’est pas en UTF-8 comme les autres ; elle est lue en Windows-1252"
    ]


def test_a_wrong_encoding_is_said() -> None:
    found = read(READER, "Client : été\nConseiller : oui".encode("cp1252"), settings=Settings(encoding="utf-8"))
    assert found.texts == ["\ufffdt\ufffd", "oui"]
    assert len(found.messages) == 1


@pytest.mark.parametrize(
    ("text", "texts", "problem"),
    [
        ("", [], "aucun tour de parole"),
        ("Madame,\nje vous écris.\n", [], "aucun tour de parole"),
        ("\n\n---\n===\n", [], "aucun tour de parole"),
        ("Relevé du mois\nClient : oui", ["oui"], "ligne 1 : cette ligne précède"),
        ("Client :\nConseiller : oui", ["oui"], "ligne 1 : ce tour de parole est vide"),
        ("Client :", [], "ce tour de parole est vide"),
        (": Bonjour\nClient : oui", ["oui"], "ligne 1 : cette ligne précède"),
        ("[99:99] : oui\nClient : oui", ["oui"], "ligne 1 : cette ligne précède"),
        ("[10:02] Marie : oui\n[10:0", ["oui\n[10:0"], ""),
        ("Client : oui\x07 non, pas encore", ["oui\x07 non, pas encore"], ""),
        ("Client : oui\x00\x01\x02", [], "binaire"),
        ("Client : a\u2028b\x0cc\x85d", ["a\u2028b\x0cc\x85d"], ""),
        ("Client : " + "très " * 9000 + ":", ["très " * 9000 + ":"], ""),
        ("Conversation 1\nConversation 2\nClient : oui", ["oui"], ""),
        ("-" * 5000 + "\nClient : oui", ["oui"], ""),
        ("Client : " * 500, ["Client : " * 499], ""),
    ],
)
def test_malformed(text: str, texts: list[str], problem: str) -> None:
    found = read(READER, text)
    assert [each.strip() for each in found.texts] == [each.strip() for each in texts]
    assert any(problem in message for message in found.messages) if problem else not found.messages


def test_a_conversation_without_end_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.plain_blocks.MOST_CHARACTERS", 100)
    found = read(READER, "Client : oui, voici trente caractères\n" * 10)
    assert len(found.texts) == 10
    assert len(found.ids) == 4 == len(found.messages) + 1


def test_a_line_without_end_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.text_lines.LONGEST_LINE", 16)
    found = read(READER, "Client : " + "é" * 50 + "\nConseiller : oui")
    assert "".join(found.texts).replace("\n", "") == "é" * 50 + "oui"
    assert len(found.messages) == 1


WORDS = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters=":[]()—–-=*_~#h"), min_size=1
).filter(str.strip)


@given(st.lists(st.tuples(st.sampled_from(["Client", "Conseillère Marie", "Robot"]), WORDS), min_size=1))
def test_what_is_written_is_read(talk: list[tuple[str, str]]) -> None:
    found = read(READER, "".join(f"{who} : {text.strip()}\n" for who, text in talk))
    assert found.texts == [text.strip() for _, text in talk]
    assert found.messages == []


@given(st.binary() | st.text().map(str.encode) | st.text("Client :[10:2]-\n=é#1").map(str.encode))
def test_any_bytes_are_read_or_said(data: bytes) -> None:
    assert 0 <= READER.recognises("essai.txt", data) <= 100
    read(READER, data)


def test_it_knows_its_own() -> None:
    assert READER.recognises("x", ROLES.encode()) == READER.recognises("x", STAMPS.encode()) == 50
    assert READER.recognises("x.txt", b"Madame,") == 10
    assert READER.recognises("x.pdf", b"Madame,") == 0
    assert READER.recognises("x.txt", b"") == 0
