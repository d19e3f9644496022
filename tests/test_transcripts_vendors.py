"""The other shapes in which the vendors give conversations."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from json_samples import SAMPLES

from coach.transcripts.base import Problem, Role, Settings, Source, Transcript
from coach.transcripts.discover import find
from coach.transcripts.json_readers import READERS
from coach.transcripts.reading import read as read_places

A, C, B, S, N, U = Role.ADVISER, Role.CUSTOMER, Role.BOT, Role.SYSTEM, Role.NOTE, Role.UNKNOWN
NAMED = {reader.name: reader for reader in READERS}
NONE = Settings()


def read(reader: str, *documents: Any, settings: Settings = NONE) -> tuple[list[Transcript], list[Problem]]:
    data = "\n".join(json.dumps(document) for document in documents).encode()
    found = list(NAMED[reader].read(Source("essai.json", io.BytesIO(data)), settings))
    return [one for one in found if isinstance(one, Transcript)], [one for one in found if isinstance(one, Problem)]


def roles(transcript: Transcript) -> list[Role]:
    return [turn.speaker.role for turn in transcript.turns]


def names(transcript: Transcript) -> list[str]:
    return [turn.speaker.name for turn in transcript.turns]


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.reader for sample in SAMPLES])
def test_only_its_reader_is_sure_of_an_export(sample: Any) -> None:
    head = json.dumps(sample.document).encode()
    sure = {reader.name: reader.recognises("x.json", head) for reader in READERS}
    assert [name for name, score in sure.items() if score >= 90] == ([] if sample.reader == "json" else [sample.reader])
    assert sure["json"] > 0


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Conseiller : bonjour",
        b"[10:02] Marie : bonjour",
        b"a;b\n1;2",
        b"From: a@b.fr\n",
        b"\x00\x01",
        b"WEBVTT\n",
    ],
)
def test_nobody_takes_what_is_not_json(head: bytes) -> None:
    assert {reader.name: reader.recognises("x.txt", head) for reader in READERS} == dict.fromkeys(NAMED, 0)


def test_json_by_its_suffix_and_keys() -> None:
    assert NAMED["json"].recognises("x.jsonl", b"") == 20
    assert NAMED["json"].recognises("x", b'{"a": 1}') == 50
    assert NAMED["json"].recognises("x", b'[{"auteur": "x", "texte": ') == 70


# Zendesk


def comment(author: int, **more: Any) -> dict[str, Any]:
    return {"id": more.pop("id", author), "author_id": author, "public": True, "body": "Bonjour", **more}


def test_zendesk_account_export_has_people_inside_each_ticket() -> None:
    ticket = {
        "id": 1,
        "requester": {"id": 5, "name": "Jeanne", "role": "end-user"},
        "assignee": {"id": 6, "name": "Ali", "role": "agent"},
        "comments": [comment(5), comment(6), comment(7)],
    }
    (first, second), problems = read("zendesk", ticket, {**ticket, "id": 2})
    assert problems == []
    assert roles(first) == roles(second) == [C, A, U]
    assert names(first) == ["Jeanne", "Ali", "7"]
    assert first.turns[1].place == "ligne\u00a01, commentaire\u00a02"


def test_zendesk_comments_of_one_ticket_with_users_beside() -> None:
    document = {
        "comments": [comment(5), comment(6)],
        "users": [{"id": 5, "role": "end-user", "name": "J"}, {"id": 6, "role": "admin", "name": "A"}],
    }
    (ticket,), problems = read("zendesk", document)
    assert (problems, roles(ticket), names(ticket)) == ([], [C, A], ["J", "A"])
    (ticket,), _ = read("zendesk", {"ticket": {"id": 9, "requester_id": 5}, **document})
    assert ticket.id == "9"


def test_zendesk_without_users_knows_the_requester_and_the_team() -> None:
    ticket = {
        "id": 1,
        "requester_id": 5,
        "assignee_id": 6,
        "comments": [comment(5), comment(6), comment(7), comment(8)],
    }
    (found,), _ = read("zendesk", ticket, settings=Settings(advisers=frozenset({"7"})))
    assert roles(found) == [C, A, A, U]


def test_zendesk_users_may_stand_before_or_after_the_tickets() -> None:
    tickets = [{"id": n, "comments": [comment(5), comment(6), comment(6, id=60, public=False)]} for n in (1, 2)]
    users = [{"id": 5, "role": "end-user", "name": "J"}, {"id": 6, "role": "agent", "name": "A"}]
    for document in ({"tickets": tickets, "users": users}, {"users": users, "tickets": tickets}):
        found, problems = read("zendesk", document)
        assert problems == []
        assert [one.id for one in found] == ["1", "2"]
        assert [(roles(one), names(one)) for one in found] == [([C, A, N], ["J", "A", "A"])] * 2


def test_zendesk_comments_alone_are_gathered_by_ticket() -> None:
    rows = [comment(5, ticket_id=1), comment(6, ticket_id=2), comment(7, ticket_id=1)]
    found, problems = read("zendesk", rows)
    assert problems == []
    assert [(one.id, names(one)) for one in found] == [("1", ["5", "7"]), ("2", ["6"])]


def test_zendesk_calls_are_not_words_of_the_adviser() -> None:
    (found,), _ = read("zendesk", {"id": 1, "comments": [comment(6, type="VoiceComment")], "assignee_id": 6})
    assert roles(found) == [S]


# Intercom


def test_intercom_speakers() -> None:
    parts = [
        {"id": str(number), "part_type": "comment", "body": "<p>Oui</p>", "author": author}
        for number, author in enumerate(
            [{"type": "lead"}, {"type": "team", "name": "SAV"}, {"type": "admin", "is_ai_answer": True}, None, {}]
        )
    ]
    source = {"type": "conversation", "delivered_as": "automated", "body": "<p>Promo</p>", "author": {"type": "admin"}}
    (found,), problems = read("intercom", {"id": "1", "source": source, "conversation_parts": parts})
    assert problems == []
    assert roles(found) == [B, C, U, B, U, U]


def test_intercom_what_was_removed_has_no_words() -> None:
    part = {
        "id": "1",
        "part_type": "comment",
        "body": "<p>message supprimé</p>",
        "author": {"type": "admin"},
        "redacted": True,
    }
    (found,), _ = read("intercom", {"id": "1", "source": None, "conversation_parts": [part]})
    assert [(turn.speaker.role, turn.text) for turn in found.turns] == [(S, "")]


def test_intercom_older_and_ticket_shapes() -> None:
    part = {"id": "1", "part_type": "comment", "body": "Oui", "author": {"type": "admin", "name": "A"}}
    first = {"id": "0", "body": "<p>Non ?</p>", "author": {"type": "user"}}
    for document in (
        {"id": "7", "conversation_message": first, "conversation_parts": {"conversation_parts": [part]}},
        {"id": "7", "source": first, "ticket_parts": {"type": "ticket_part.list", "ticket_parts": [part]}},
    ):
        (found,), problems = read("intercom", document)
        assert (problems, roles(found), found.id) == ([], [C, A], "7")


# Freshdesk


def test_freshdesk_messages_alone_are_gathered_by_ticket() -> None:
    rows = [
        {"id": 1, "ticket_id": 20, "incoming": True, "private": False, "body_text": "Où ?"},
        {"id": 2, "ticket_id": 21, "incoming": True, "private": False, "body_text": "Quand ?"},
        {"id": 3, "ticket_id": 20, "incoming": False, "private": False, "body": "<p>Ici</p>", "user_id": 4},
    ]
    found, problems = read("freshdesk", rows)
    assert problems == []
    assert [(one.id, roles(one)) for one in found] == [("20", [C, A]), ("21", [C])]


def test_freshdesk_without_direction_asks_the_team() -> None:
    rows = [
        {"id": n, "ticket_id": 1, "private": False, "body_text": "a", "from_email": f"x@{end}"}
        for n, end in enumerate(("a.fr", "b.fr"))
    ]
    (found,), _ = read("freshdesk", rows, settings=Settings(domains=frozenset({"a.fr"})))
    assert roles(found) == [A, C]


def test_freshdesk_mail_that_the_team_wrote_first() -> None:
    (found,), _ = read("freshdesk", {"id": 1, "source": 10, "description_text": "Bonjour", "conversations": []})
    assert roles(found) == [A]


# Genesys


def test_genesys_times_that_count_from_the_start() -> None:
    phrase = {"text": "oui", "startTimeMs": 61_000, "participantPurpose": "external"}
    document = {
        "conversationId": "1",
        "startTime": 1777802520000,
        "transcripts": [{"phrases": [phrase]}, {"phrases": [phrase]}],
    }
    (found,), problems = read("genesys", document)
    assert problems == []
    assert [turn.at.isoformat() if turn.at else "" for turn in found.turns] == ["2026-05-03T10:03:01+00:00"] * 2
    assert found.turns[1].place == "transcription\u00a02, phrase\u00a01"
    (found,), _ = read("genesys", {**document, "startTime": None})
    assert [turn.at for turn in found.turns] == [None, None]


def test_genesys_names_nobody_when_several_advisers_speak() -> None:
    people = [{"participantPurpose": "internal", "userId": name} for name in "ab"]
    phrase = {"text": "oui", "startTimeMs": 1, "participantPurpose": "internal"}
    (found,), _ = read(
        "genesys", {"conversationId": "1", "participants": people, "transcripts": [{"phrases": [phrase]}]}
    )
    assert names(found) == [""]


# Amazon Connect


def test_connect_analysis_of_a_call_has_roles_beside() -> None:
    document = {
        "Channel": "VOICE",
        "Categories": {"MatchedCategories": ["retour"], "MatchedDetails": {}},
        "ConversationCharacteristics": {},
        "CustomerMetadata": {"ContactId": "k"},
        "Participants": [
            {"ParticipantId": "x", "ParticipantRole": "AGENT"},
            {"ParticipantId": "CUSTOMER", "ParticipantRole": "CUSTOMER"},
        ],
        "Transcript": [
            {"Id": "1", "ParticipantId": "x", "Content": "Bonjour", "BeginOffsetMillis": 0},
            {"Id": "2", "ParticipantId": "CUSTOMER", "Content": "Bonjour", "BeginOffsetMillis": 900},
        ],
    }
    assert NAMED["amazon-connect"].recognises("x", json.dumps(document).encode()) > 90
    (found,), problems = read("amazon-connect", document)
    assert problems == []
    assert (found.id, found.channel, found.reason) == ("k", "voice", "retour")
    assert (roles(found), names(found)) == ([A, C], ["x", ""])


def test_connect_segments_of_a_running_analysis() -> None:
    said = {
        "Id": "1",
        "ParticipantId": "p",
        "ParticipantRole": "CUSTOMER",
        "Content": "Bonjour",
        "Time": {"AbsoluteTime": "2026-05-03T10:02:00Z"},
    }
    document = {"Channel": "CHAT", "Segments": [{"Transcript": said}, {"Categories": {"MatchedCategories": []}}]}
    (found,), problems = read("amazon-connect", document)
    assert problems == []
    assert roles(found) == [C]
    assert found.turns[0].at is not None


# Brevo


def test_brevo_events_of_one_conversation_are_gathered() -> None:
    first = {"id": "1", "type": "visitor", "text": "Bonjour ?", "createdAt": "2026-05-03T10:02:00Z"}
    second = {"id": "2", "type": "agent", "text": "Oui", "agentName": "Ali", "createdAt": 1777802580000}
    visitor = {"id": "v", "displayedName": "Rose"}
    found, problems = read(
        "brevo",
        {"eventName": "conversationStarted", "conversationId": "k", "message": first, "visitor": visitor},
        {"eventName": "conversationFragment", "conversationId": "z", "messages": [first], "visitor": visitor},
        {"eventName": "conversationTranscript", "conversationId": "k", "messages": [first, second], "visitor": visitor},
    )
    assert [(one.id, roles(one)) for one in found] == [("k", [C, A]), ("z", [C])]
    assert ["déjà dans la conversation" in problem.message for problem in problems] == [True]


def test_brevo_messages_alone() -> None:
    rows = [
        {"id": "1", "type": "visitor", "text": "Oui", "visitorId": "v"},
        {"id": "2", "type": "agent", "text": "Non", "visitorId": "v"},
    ]
    (found,), problems = read("brevo", rows)
    assert (problems, found.id, roles(found)) == ([], "v", [C, A])


# Gorgias


def test_gorgias_messages_alone_are_gathered_by_ticket() -> None:
    rows = [
        {
            "id": n,
            "ticket_id": n % 2,
            "from_agent": n > 1,
            "public": True,
            "channel": "chat",
            "body_text": "a",
            "via": "chat",
        }
        for n in range(4)
    ]
    found, problems = read("gorgias", {"object": "list", "data": rows})
    assert problems == []
    assert [(one.id, one.channel, roles(one)) for one in found] == [("0", "chat", [C, A]), ("1", "chat", [C, A])]


# LiveChat


def test_livechat_threads() -> None:
    event = {"id": "1", "type": "message", "text": "a", "author_id": "x", "recipients": "all"}
    users = [{"id": "x", "type": "agent", "name": "Ali"}]
    chat = {
        "id": "k",
        "users": users,
        "threads": [{"id": "1", "events": [event]}, {"id": "2", "events": [{**event, "id": "2"}]}],
    }
    (found,), problems = read("livechat", chat)
    assert (problems, roles(found), found.id) == ([], [A, A], "k")
    assert found.turns[1].place == "fil\u00a02, message\u00a01"
    (found,), _ = read("livechat", {"id": "t", "events": [{**event, "recipients": "agents"}, {**event, "id": "2"}]})
    assert roles(found) == [N, U]


def test_livechat_cards_have_the_words_of_their_elements() -> None:
    card = {
        "id": "1",
        "type": "rich_message",
        "author_id": "x",
        "elements": [{"title": "Retour", "subtitle": "30 jours"}],
    }
    (found,), _ = read("livechat", {"id": "k", "users": [{"id": "x", "type": "bot"}], "thread": {"events": [card]}})
    assert [(turn.speaker.role, turn.text) for turn in found.turns] == [(B, "Retour\n30 jours")]


def test_the_reason_may_be_another_field() -> None:
    for sample in SAMPLES:
        if sample.reader in ("genesys", "json"):
            continue
        document = sample.copy()
        talk = document
        for step in {
            "zendesk": ("tickets", 0),
            "intercom": ("conversations", 0),
            "gorgias": ("data", 0),
            "livechat": ("chats", 0),
        }.get(sample.reader, ()):
            talk = talk[step]
        talk["mon_motif"] = "Retours"
        (found,), _ = read(sample.reader, document, settings=Settings(columns={"motif": "mon_motif"}))
        assert found.reason == "Retours", sample.reader


# All together


@pytest.mark.parametrize("packed", [False, True])
def test_a_folder_of_all_exports_is_read_by_what_they_hold(packed: bool, tmp_path: Path) -> None:
    files = {f"export-{number}.bin": json.dumps(sample.document).encode() for number, sample in enumerate(SAMPLES)}
    files["table.bin"] = parquet([{"ticket": "1", "role": "agent", "text": "Non."}])
    if packed:
        with zipfile.ZipFile(tmp_path / "tout.zip", "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
    else:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
    found = [
        one for place in find([str(tmp_path)]) if not isinstance(place, Problem) for one in read_places([place], NONE)
    ]
    assert [one for one in found if isinstance(one, Problem)] == []
    turns = sorted(len(one.turns) for one in found if isinstance(one, Transcript))
    assert turns == sorted([*(len(sample.turns) for sample in SAMPLES), 1])


def parquet(rows: list[dict[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()
