from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transcripts_reading import read

from coach.transcripts.subtitles import SubRip, WebVtt

VTT, SRT = WebVtt(), SubRip()
# As Teams writes it: names of cues, voice spans, several cues a sentence.
TEAMS = """\
WEBVTT - Appel du 3 mai

NOTE
Confidence: 0.91

STYLE
::cue { color: red }

REGION
id:bas
width:40%

d5a1-0/12-0
00:00:01.000 --> 00:00:02.000 align:start
<v Marie Dupont>Bonjour,
<b>ici</b> le service clients,</v>

00:02.500 --> 00:03.000
<v.loud Marie Dupont>je vous écoute &amp; je note.</v>
<v Paul>Oui</v>

00:00:04.000 --> 00:00:05.000
sans voix
"""
# As Zoom writes it: a number and a name before a colon.
ZOOM = """\
WEBVTT

1
00:00:01.000 --> 00:00:02.000
Marie Dupont: Bonjour

2
00:00:02.000 --> 00:00:03.000
et encore : deux choses

3
00:00:03.000 --> 00:00:04.000
CLIENT : oui
CONSEILLÈRE : non
"""
SUBTITLES = """\
1
00:00:01,000 --> 00:00:02,000
CONSEILLER : Bonjour <i>à vous</i>
2
00:00:02,000 --> 00:00:03,000
{\\an8}et bienvenue

3
00:00:03,000 --> 00:00:04,000
- Oui
- Non
"""


def test_voice_spans() -> None:
    found = read(VTT, TEAMS, "dossier/appel.fr.vtt")
    assert found.ids == ["appel"]
    assert found.said == [
        ("UNKNOWN", "Marie Dupont", "Bonjour, ici le service clients, je vous écoute & je note."),
        ("UNKNOWN", "Paul", "Oui"),
        ("UNKNOWN", "", "sans voix"),  # after a voice span, nobody is known to speak
    ]
    assert [turn.place for turn in found.transcripts[0].turns] == ["00:00:01.000", "00:02.500", "00:00:04.000"]
    assert found.messages == []


def test_two_voices_and_a_greeting() -> None:
    text = TEAMS.replace("Bonjour,\n<b>ici</b> le", "Bonjour,\nici le").partition("00:00:04")[0]
    assert read(VTT, text).roles == ["ADVISER", "CUSTOMER"]


def test_names_before_colons() -> None:
    assert read(VTT, ZOOM).said == [
        ("UNKNOWN", "Marie Dupont", "Bonjour et encore : deux choses"),
        ("CUSTOMER", "", "oui"),
        ("ADVISER", "", "non"),
    ]


def test_srt() -> None:
    found = read(SRT, SUBTITLES)
    assert found.said == [
        ("ADVISER", "", "Bonjour à vous et bienvenue"),
        ("UNKNOWN", "", "Oui"),  # a dash says that somebody else speaks, not who
        ("UNKNOWN", "", "Non"),
    ]
    assert found.messages == []


CUE = "00:00:01.000 --> 00:00:02.000\n<v Marie>oui\n\n"
WRONG = "les heures de cette réplique sont illisibles ; elle n’est pas lue"
STRAY = "ce texte n’est à aucune réplique ; il n’est pas lu"


@pytest.mark.parametrize(
    ("text", "texts", "problem"),
    [
        ("", [], "aucune réplique"),
        ("WEBVTT\n", [], "aucune réplique"),
        (CUE, ["oui"], ""),  # without its header
        ("WEBVTT\n" + CUE, ["oui"], ""),  # without the blank line below it
        ("WEBVTT\n\n00:00:06.000 -> 00:00:07.000\nperdu\n\n" + CUE, ["oui"], f"ligne 3 : {WRONG}"),
        ("WEBVTT\n\n00:00:xx --> 00:00:07.000\nperdu\n\n" + CUE, ["oui"], f"ligne 3 : {WRONG}"),
        ("WEBVTT\n\nperdu\n\n" + CUE, ["oui"], f"ligne 3 : {STRAY}"),
        ("WEBVTT\n\n" + CUE + "perdu", ["oui"], f"ligne 6 : {STRAY}"),
        ("WEBVTT\n\n00:00:03.000 --> 00:00:04.000\n\n" + CUE, ["oui"], "ligne 3 : cette réplique est vide"),
        ("WEBVTT\n\n00:00:03.000 --> 00:00:04.000\n<v Marie></v>\n\n" + CUE, ["oui"], "cette réplique est vide"),
        ("WEBVTT\n\n" + CUE.strip() + "\n2\n" + CUE, ["oui oui"], ""),  # without a blank line between two cues
        ("WEBVTT\n\n00:00:03.000 --> 00:00:04.000\n<v>oui <v Marie non", ["oui <v Marie non"], ""),
        ("WEBVTT\n\n00:00:03.000 --> 00:00:04.000\n1 < 2 & 3 > 2 &bogus;", ["1 < 2 & 3 > 2 &bogus;"], ""),
        ("WEBVTT\n\nNOTE jamais finie\n" + CUE, ["oui"], ""),
        ("WEBVTT\n\n99999:00:03.000 --> 1\nperdu", [], "ligne 3 : "),
    ],
)
def test_malformed(text: str, texts: list[str], problem: str) -> None:
    found = read(VTT, text)
    assert found.texts == texts
    assert any(problem in message for message in found.messages) if problem else not found.messages


@pytest.mark.parametrize(
    ("text", "texts", "problem"),
    [
        ("", [], "aucune réplique"),
        ("1\n", [], "aucune réplique"),
        ("00:00:01,000 --> 00:00:02,000\noui", ["oui"], ""),
        ("1\n00:00:01.000 --> 00:00:02.000\noui", ["oui"], ""),
        ("1\n0:0:1,0-->0:0:2,0\noui", ["oui"], ""),
        ("x\n00:00:01,000 --> 00:00:02,000\noui\n\nnon", ["oui"], f"ligne 5 : {STRAY}"),
        ("1\n00:00:01,000 --> 00:00:02,000 X1:0 X2:9\noui", ["oui"], ""),
        ("1\n00:00:01,000 -> 00:00:02,000\nperdu", [], f"ligne 1 : {WRONG}"),
        ("1\n\n00:00:01,000 --> 00:00:02,000\n\noui", [], f"ligne 5 : {STRAY}"),
        ("1\n00:00:01,000 --> 00:00:02,000\n2026", ["2026"], ""),
        ("1\n00:00:01,000 --> 00:00:02,000\n<i>oui", ["oui"], ""),
    ],
)
def test_malformed_srt(text: str, texts: list[str], problem: str) -> None:
    found = read(SRT, text)
    assert found.texts == texts
    assert any(problem in message for message in found.messages) if problem else not found.messages


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    found = read(VTT, TEAMS.replace("\n", "\r\n").encode(encoding))
    assert found.texts[0] == "Bonjour, ici le service clients, je vous écoute & je note."
    assert found.messages == []


TALK = st.lists(
    st.tuples(
        st.sampled_from(["Marie", "Paul", "Zoé"]), st.text(st.characters(categories=["L", "N", "P", "Sm"]), min_size=1)
    ),
    min_size=1,
)


@given(TALK)
def test_what_is_written_is_read(talk: list[tuple[str, str]]) -> None:
    cues = (
        f"{number}\n00:{number % 60:02}:01.000 --> 00:{number % 60:02}:02.000\n<v {who}>{html.escape(text)}</v>\n\n"
        for number, (who, text) in enumerate(talk)
    )
    found = read(VTT, "WEBVTT\n\n" + "".join(cues))
    assert " ".join(found.texts) == " ".join(text for _, text in talk)
    assert found.messages == []


@given(
    st.binary()
    | st.text("0123:.,-> \nWEBVTNOé<v/&").map(str.encode)
    | st.text().map(lambda text: f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}".encode())
)
def test_any_bytes_are_read_or_said(data: bytes) -> None:
    for reader in (VTT, SRT):
        assert 0 <= reader.recognises("essai.vtt", data) <= 100
        read(reader, data)


def test_each_knows_its_own() -> None:
    assert VTT.recognises("x", TEAMS.encode()) == 100
    assert VTT.recognises("x", TEAMS.encode("utf-16")) == 100
    assert VTT.recognises("x.vtt", CUE.encode()) == 70
    assert VTT.recognises("x", SUBTITLES.encode()) == VTT.recognises("x.vtt", b"WEBVTTX") == 0
    assert SRT.recognises("x", SUBTITLES.encode()) == 90
    assert SRT.recognises("x.srt", b"Bonjour") == 0
