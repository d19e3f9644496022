from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transcripts_reading import read

from coach.transcripts.base import Settings
from coach.transcripts.mailboxes import Eml, Mbox

EML, MBOX = Eml(), Mbox()
TEAM = Settings(domains=frozenset({"boutique.example"}))
BOUNDARY = b"From - Sun May 03 10:12:00 2026\n"
FIRST = """\
From: =?utf-8?q?Ren=C3=A9e?= <renee@client.example>
To: sav@boutique.example
Subject: Ma commande
Date: Sun, 3 May 2026 10:12:00 +0200
Message-ID: <1@client.example>

Bonjour,
où est-elle ?
"""
SECOND = """\
From: "Petit, Marie" <marie@aide.boutique.example>
To: renee@client.example
Subject: =?iso-8859-1?q?R=E9=3A_Ma_commande?=
Date: Sun, 3 May 2026 11:12:00 +0200
References: <1@client.example>
Message-ID: <2@boutique.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8


--x
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>Bonjour,</p><p>C'est pr=EAt.</p><blockquote>O=F9 est-elle ?</blockquote>
--x--
"""
THIRD = """\
From: renee@client.example
To: sav@boutique.example
Subject: Re: Ma commande
Date: Sun, 3 May 2026 12:12:00 -0000

Merci
"""
AWAY = """\
From: marie@boutique.example
To: renee@client.example
Auto-Submitted: auto-replied
Subject: Absence

Je suis absente.
"""


def mailbox(*mails: str | bytes) -> bytes:
    data = (mail.encode() if isinstance(mail, str) else mail for mail in mails)
    return b"\n".join(BOUNDARY + each + (b"" if each.endswith(b"\n") else b"\n") for each in data)


def test_a_mail() -> None:
    found = read(EML, FIRST, settings=TEAM)
    assert found.ids == ["1@client.example"]
    assert found.said == [("CUSTOMER", "Renée", "Bonjour,\noù est-elle ?")]
    assert found.dates == [datetime(2026, 5, 3, 10, 12, tzinfo=timezone(timedelta(hours=2)))]
    assert [each.channel for each in found.transcripts] == ["mail"]


def test_html_is_made_text_when_the_plain_part_is_empty_and_what_is_quoted_stays() -> None:
    found = read(EML, SECOND, settings=TEAM)
    assert found.roles == ["ADVISER"]
    assert found.said[0][1] == "Petit, Marie"
    assert found.texts[0].startswith("Bonjour,\n\nC'est prêt.\n\n> Où est-elle")


def test_history_stays_as_it_is() -> None:
    body = "Oui.\n\nLe 3 mai 2026, Renée a écrit :\n> Où est-elle ?\n"
    assert read(EML, FIRST.partition("\n\n")[0] + "\n\n" + body).texts == [body.strip()]


def test_nobody_is_known_without_settings() -> None:
    assert read(EML, FIRST).roles == ["UNKNOWN"]
    assert read(EML, FIRST, settings=Settings(advisers=frozenset({"renée"}))).roles == ["ADVISER"]
    assert read(EML, SECOND.replace('"Petit, Marie"', '"Marie - Service client"')).roles == ["ADVISER"]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Auto-Submitted: auto-replied", "BOT"),
        ("auto-submitted: AUTO-REPLIED; owner-email=x", "BOT"),
        ("X-Autoreply: yes", "BOT"),
        ("Auto-Submitted: auto-generated", "SYSTEM"),
        ("Content-Type: multipart/report; boundary=x", "SYSTEM"),
        ("Auto-Submitted: no", "ADVISER"),
    ],
)
def test_machines_say_so(header: str, role: str) -> None:
    body = "\n--x\nContent-Type: text/plain\n\nVoilà\n--x--\n" if "multipart" in header else "\nVoilà\n"
    assert read(EML, f"From: sav@boutique.example\nDate: x\n{header}\n{body}", settings=TEAM).roles == [role]


def test_threads_of_a_mailbox() -> None:
    found = read(MBOX, mailbox(THIRD, FIRST, AWAY, SECOND), settings=TEAM)
    # By References, and the one that names no mail by its subject between the same two people; then by date.
    assert found.roles == ["CUSTOMER", "ADVISER", "CUSTOMER", "BOT"]
    assert found.ids == ["1@client.example", "courriel\u00a03"]
    assert [turn.place for turn in found.transcripts[0].turns] == [
        "courriel\u00a02",
        "courriel\u00a04",
        "courriel\u00a01",
    ]
    assert found.messages == []


def test_a_subject_alone_joins_no_strangers() -> None:
    stranger = THIRD.replace("renee@", "paul@")
    assert len(read(MBOX, mailbox(FIRST, stranger), settings=TEAM).ids) == 2


def test_a_missing_mail_still_joins_its_answers() -> None:
    one = SECOND.replace("<2@", "<3@").replace("C'est", "Voici")
    assert read(MBOX, mailbox(SECOND, one)).ids == ["1@client.example"]


def test_a_copy_is_left_out_and_said() -> None:
    found = read(MBOX, mailbox(FIRST, FIRST))
    assert len(found.texts) == 1
    assert found.messages == ["courriel 2 : ce courriel a déjà été lu ; cette copie est laissée de côté"]


def test_lines_that_begin_with_from_part_no_mail() -> None:
    text = FIRST + "\nFrom 10:00 to 12:00\n\n>From vous à moi\n"
    assert read(MBOX, mailbox(text, THIRD)).texts[0].endswith("From 10:00 to 12:00\n\nFrom vous à moi")


def test_a_large_mailbox_parts_threads_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.mailboxes.MOST_HELD", 10)
    found = read(MBOX, mailbox(FIRST, SECOND))
    assert found.ids == ["1@client.example"] * 2
    assert len(found.messages) == 1


def test_a_mail_too_large_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.mailboxes.MOST_BYTES", 1000)
    large = FIRST + "x" * 2000
    assert len(read(EML, large).messages) == 1
    found = read(MBOX, mailbox(large, THIRD))
    assert found.texts == ["Merci"]
    assert len(found.messages) == 1


def test_attachments_are_left_out() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "renee@client.example", "Photo"
    message.set_content("Voici la photo.")
    message.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="p.png")
    message.add_attachment("pièce", filename="p.txt")
    assert read(EML, message.as_bytes()).texts == ["Voici la photo."]


HEADER = b"From: a@b.example\nSubject: x\n"
UTF8 = b"Content-Type: text/plain; charset=utf-8\n"


@pytest.mark.parametrize(
    ("data", "texts", "problem"),
    [
        (b"", [], "il n’a pas d’en-tête"),
        (b"Bonjour", [], "il n’a pas d’en-tête"),
        (HEADER, [], "n’a pas de texte"),
        (HEADER + b"\n  \n", [], "n’a pas de texte"),
        (HEADER + b"Content-Type: image/png\n\nxx", [], "n’a pas de texte"),
        (HEADER + b"Content-Type: text/plain; charset=inconnu\n\n\xc3\xa9", ["é"], ""),
        (HEADER + b"Content-Type: text/plain; charset=us-ascii\n\n\xc3\xa9", ["é"], ""),
        (HEADER + UTF8 + b"\n\xe9t\xe9", ["été"], ""),
        (HEADER + UTF8 + b"Content-Transfer-Encoding: base64\n\n%%%", [], "n’a pas de texte"),
        (HEADER + b"Content-Type: multipart/mixed\n\noui", ["oui"], ""),
        (HEADER + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\noui", ["oui"], ""),
        (HEADER + b"Content-Type: ;;;\n\noui", ["oui"], ""),
        (HEADER + b"Date: hier\nReferences: <<>> <\n\noui", ["oui"], ""),
        (b"From: \xe9t\xe9 <a@b>\nSubject: =?x?q?=ZZ?=\n\noui", ["oui"], ""),
        (b"From: =?utf-8?b?!!!?=\n\noui", ["oui"], ""),
        (b"Subject: sans auteur\n\noui", ["oui"], ""),
        (HEADER + b"un en-t\xeate sans deux-points\n\noui", ["un en-tête sans deux-points\n\noui"], ""),
    ],
)
def test_malformed(data: bytes, texts: list[str], problem: str) -> None:
    found = read(EML, data)
    assert found.texts == texts
    assert any(problem in message for message in found.messages) if problem else not found.messages


@pytest.mark.parametrize(
    ("data", "texts", "problem"),
    [
        (b"", [], "aucun courriel"),
        (BOUNDARY, [], "aucun courriel"),
        (b"Bonjour", [], "courriel 1 : ce n’est pas un courriel"),
        (FIRST.encode(), ["Bonjour,\noù est-elle ?"], ""),
        (mailbox("Bonjour", THIRD), ["Merci"], "courriel 1 : ce n’est pas un courriel"),
        (mailbox(HEADER, THIRD), ["Merci"], "courriel 1 : ce courriel n’a pas de texte"),
        (mailbox(THIRD)[:-1], ["Merci"], ""),
        (mailbox(THIRD).replace(b"\n", b"\r\n"), ["Merci"], ""),
        (b"\n\n" + mailbox(THIRD), ["Merci"], ""),
        (mailbox(THIRD) + b"\n" + BOUNDARY + BOUNDARY, ["Merci"], ""),
        (mailbox(THIRD, b"\x00\x01\x02"), ["Merci"], "courriel 2 : ce n’est pas un courriel"),
    ],
)
def test_malformed_mailboxes(data: bytes, texts: list[str], problem: str) -> None:
    found = read(MBOX, data)
    assert found.texts == texts
    assert any(problem in message for message in found.messages) if problem else not found.messages


@given(
    st.lists(st.text(st.characters(categories=["L", "N", "P"], include_characters=" \n")).filter(str.strip), min_size=1)
)
def test_what_is_written_is_read(texts: list[str]) -> None:
    mails = []
    for number, text in enumerate(texts):
        message = EmailMessage()
        message["From"], message["Message-ID"] = f"Zoé {number} <zoe@client.example>", f"<{number}@client.example>"
        message["Date"] = datetime(2026, 5, 3, tzinfo=UTC) + timedelta(minutes=number)
        message.set_content(text, cte="base64")
        mails.append(message.as_bytes())
    found = read(MBOX, mailbox(*mails))
    assert found.texts == [text.strip() for text in texts]
    assert found.messages == []


@given(
    st.binary()
    | st.binary().map(lambda data: HEADER + data)
    | st.binary().map(lambda data: mailbox(FIRST, HEADER + data))
    | st.text('From:=?utf-8q<>@;\n -=x"/').map(lambda text: HEADER + text.encode())
)
def test_any_bytes_are_read_or_said(data: bytes) -> None:
    for reader in (EML, MBOX):
        assert 0 <= reader.recognises("essai.eml", data) <= 100
        read(reader, data)


def test_each_knows_its_own() -> None:
    assert EML.recognises("x", FIRST.encode()) == 85
    assert EML.recognises("x.eml", b"x") == 60
    assert MBOX.recognises("x", mailbox(FIRST)) == 96
    assert EML.recognises("x", b"Client : oui\nConseiller : non\n") == MBOX.recognises("x", FIRST.encode()) == 0
