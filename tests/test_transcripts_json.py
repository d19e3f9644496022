"""The readers of JSON: what each export says is read, and nothing of a damaged one is lost without a word."""

from __future__ import annotations

import codecs
import io
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from json_samples import SAMPLES, Sample

from coach.transcripts.base import Problem, Role, Settings, Source, Transcript, Turn
from coach.transcripts.json_readers import READERS

NAMED = {reader.name: reader for reader in READERS}
NONE = Settings()
every = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.reader for sample in SAMPLES])


def read(
    reader: str, data: bytes, settings: Settings = NONE, name: str = "essai.json"
) -> tuple[list[Transcript], list[Problem]]:
    found = list(NAMED[reader].read(Source(name, io.BytesIO(data)), settings))
    return [one for one in found if isinstance(one, Transcript)], [one for one in found if isinstance(one, Problem)]


def dumped(document: Any, **options: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, **options).encode()


def surest(name: str, data: bytes) -> str:
    return max(READERS, key=lambda reader: reader.recognises(name, data[: 64 * 1024])).name


def messages_of(sample: Sample, document: Any) -> Any:
    """Return the list of messages inside a document, to be damaged."""
    if sample.reader == "genesys":
        return document["transcripts"][0]["phrases"]
    paths = {
        "zendesk": ("tickets", 0, "comments"),
        "intercom": ("conversations", 0, "conversation_parts", "conversation_parts"),
        "freshdesk": ("conversations",),
        "amazon-connect": ("Transcript",),
        "brevo": ("messages",),
        "gorgias": ("data", 0, "messages"),
        "livechat": ("chats", 0, "thread", "events"),
        "json": (0, "messages"),
    }
    for step in paths[sample.reader]:
        document = document[step]
    return document


def turns(transcript: Transcript) -> tuple[tuple[Role, str, str], ...]:
    return tuple((turn.speaker.role, turn.speaker.name, turn.text) for turn in transcript.turns)


@every
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_an_export_is_recognised_and_read(sample: Sample, indent: int | str | None) -> None:
    data = dumped(sample.document, indent=indent)
    assert surest("export.json", data) == sample.reader
    transcripts, problems = read(sample.reader, data)
    assert problems == []
    assert [(one.id, one.channel, one.reason) for one in transcripts] == [(sample.id, sample.channel, sample.reason)]
    assert turns(transcripts[0]) == sample.turns
    assert all(turn.at is not None and (turn.at.month, turn.at.day) == (5, 3) for turn in transcripts[0].turns)
    assert len({turn.place for turn in transcripts[0].turns}) == len(sample.turns)


@every
def test_escapes_say_the_same_as_letters(sample: Sample) -> None:
    assert turns(read(sample.reader, json.dumps(sample.document).encode())[0][0]) == sample.turns


@every
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_any_encoding(sample: Sample, encoding: str) -> None:
    data = json.dumps(sample.document, ensure_ascii=False).encode(encoding, "replace")
    assert surest("export.json", data) == sample.reader
    transcripts, problems = read(sample.reader, data)
    assert problems == []
    assert turns(transcripts[0]) == sample.turns


@every
def test_the_encoding_of_the_settings_counts(sample: Sample) -> None:
    data = json.dumps(sample.document, ensure_ascii=False).encode("cp437", "replace")
    transcripts, problems = read(sample.reader, data, Settings(encoding="cp437"))
    assert problems == []
    assert len(transcripts[0].turns) == len(sample.turns)
    assert any("ù" in turn.text or "ô" in turn.text for turn in transcripts[0].turns)
    transcripts, problems = read(sample.reader, data, Settings(encoding="utf-88"))
    assert transcripts == []
    assert ["encodage inconnu" in str(each) for each in problems] == [True]


@every
@pytest.mark.parametrize("cut", [0.3, 0.6, 0.97])
def test_a_truncated_export_says_so(sample: Sample, cut: float) -> None:
    data = dumped(sample.document)
    transcripts, problems = read(sample.reader, data[: int(len(data) * cut)])
    assert problems
    assert all("s’arrête" in each.message for each in problems)
    assert sum(len(one.turns) for one in transcripts) <= len(sample.turns)


@every
@pytest.mark.parametrize("wrong", [None, 3, "du texte", [], [[]], True, {}, 1.5])
def test_a_message_of_a_wrong_type_is_said_and_the_rest_read(sample: Sample, wrong: Any) -> None:
    document = sample.copy()
    messages_of(sample, document).insert(1, wrong)
    transcripts, problems = read(sample.reader, dumped(document))
    assert len(problems) == 1
    assert problems[0].place
    # An event of LiveChat without a type is nobody's words; everywhere else a message without text is no message.
    assert turns(transcripts[0]) == sample.turns


@every
@pytest.mark.parametrize("wrong", [None, 3, "", [], {}, True])
def test_a_list_of_messages_of_a_wrong_type_is_said(sample: Sample, wrong: Any) -> None:
    document = sample.copy()
    holder: Any = document
    path = {
        "zendesk": ("tickets", 0),
        "intercom": ("conversations", 0, "conversation_parts"),
        "gorgias": ("data", 0),
        "livechat": ("chats", 0, "thread"),
        "json": (0,),
        "genesys": ("transcripts", 0),
    }.get(sample.reader, ())
    for step in path:
        holder = holder[step]
    key = {
        "zendesk": "comments",
        "intercom": "conversation_parts",
        "freshdesk": "conversations",
        "amazon-connect": "Transcript",
        "livechat": "events",
        "genesys": "phrases",
    }.get(sample.reader, "messages")
    holder[key] = wrong
    transcripts, problems = read(sample.reader, dumped(document))
    # Freshdesk and Intercom have a first message beside the list.
    kept = sum(len(one.turns) for one in transcripts)
    assert problems or (kept == 1 and sample.reader in ("freshdesk", "intercom"))


@every
def test_each_key_may_be_missing(sample: Sample) -> None:
    for number in range(len(messages_of(sample, sample.document))):
        for key in messages_of(sample, sample.document)[number]:
            document = sample.copy()
            del messages_of(sample, document)[number][key]
            transcripts, problems = read(sample.reader, dumped(document))
            assert sum(len(one.turns) for one in transcripts) + len(problems) == len(sample.turns), key


@every
@pytest.mark.parametrize("wrong", [None, 3, "é", [1], {"a": 1}, True, "\ud800", "a\x00b", "9" * 400, -1e308, 10**40])
def test_each_value_may_be_anything(sample: Sample, wrong: Any) -> None:
    for number in range(len(messages_of(sample, sample.document))):
        for key in messages_of(sample, sample.document)[number]:
            document = sample.copy()
            messages_of(sample, document)[number][key] = wrong
            transcripts, problems = read(sample.reader, json.dumps(document).encode())
            assert sum(len(one.turns) for one in transcripts) + len(problems) == len(sample.turns), key
            for one in transcripts:
                writable(one)


def writable(transcript: Transcript) -> None:
    """Check that what was read can be written anywhere."""
    texts = [transcript.id, transcript.channel, transcript.reason]
    texts += [text for turn in transcript.turns for text in (turn.text, turn.speaker.name, turn.place)]
    for text in texts:
        assert isinstance(text, str)
        assert "\x00" not in text
        text.encode()


@every
def test_repeated_messages_are_left_aside_and_said(sample: Sample) -> None:
    if sample.reader in ("json", "genesys"):
        pytest.skip("these messages have no identifier")
    document = sample.copy()
    messages = messages_of(sample, document)
    messages += messages[:2]
    transcripts, problems = read(sample.reader, dumped(document))
    assert ["déjà dans la conversation" in each.message for each in problems] == [True, True]
    assert turns(transcripts[0]) == sample.turns


@every
def test_an_edited_message_of_the_same_identifier_is_kept(sample: Sample) -> None:
    document = sample.copy()
    messages = messages_of(sample, document)
    messages.append(
        {**messages[-1], **{key: "Autre" for key in messages[-1] if key.lower().endswith(("text", "content"))}}
    )
    transcripts, problems = read(sample.reader, dumped(document))
    assert len(transcripts[0].turns) + len(problems) == len(sample.turns) + 1


@every
def test_a_conversation_that_comes_twice_is_said(sample: Sample) -> None:
    line = dumped(sample.document)
    transcripts, problems = read(sample.reader, line + b"\n" + line)
    if sample.reader == "brevo":  # its events are of one conversation, and repeat its messages
        assert len(transcripts) == 1
        assert len(transcripts[0].turns) == len(sample.turns)
        assert len(problems) == len(sample.turns)
    else:
        assert len(transcripts) == 2
        assert [problem for problem in problems if "deux fois" in problem.message]


@every
def test_empty_bytes_are_said_not_lost(sample: Sample) -> None:
    for data in (b"", b"\n\n", codecs.BOM_UTF8):
        assert [each.message for each in read(sample.reader, data)[1]] == ["ce fichier est vide"]
    for data in (
        b"[]",
        b"{}",
        b"null",
        b"[null]",
        b"[[]]",
        b"3",
        b'"a"',
        b"{",
        b"[",
        b"}",
        b"]",
        b"[}",
        b"{]",
        b":",
        b" , ",
        b"bonjour",
    ):
        transcripts, problems = read(sample.reader, data)
        assert transcripts == []
        assert problems or data == b"[]"
    transcripts, problems = read(sample.reader, bytes(range(256)) * 64)
    assert (transcripts, len(problems)) == ([], 1)


@every
def test_empty_characters_between_and_inside(sample: Sample) -> None:
    data = dumped(sample.document).replace(b", ", b",\x00 ")
    transcripts, _ = read(sample.reader, data)
    assert all("\x00" not in turn.text for one in transcripts for turn in one.turns)
    data = dumped(sample.document).replace(b"pas possible", b"pas\x00 possible")
    assert turns(read(sample.reader, data)[0][0]) == sample.turns


@every
def test_too_deep(sample: Sample) -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    document = sample.copy()
    messages_of(sample, document).append("TROP")
    for data in (
        deep,
        b"{" * 100_000,
        dumped(document).replace(b'"TROP"', deep),
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    ):
        transcripts, problems = read(sample.reader, data)
        assert transcripts == []
        assert problems


@every
def test_a_huge_text_is_read(sample: Sample) -> None:
    document = sample.copy()
    text = "Je ne peux rien faire. " * 200_000
    data = dumped(document).replace(b"pas possible", text.encode())
    transcripts, problems = read(sample.reader, data)
    assert problems == []
    assert sum(len(turn.text) for turn in transcripts[0].turns) >= len(text) - 1


@every
def test_one_bad_record_in_lines_costs_its_line(sample: Sample) -> None:
    record = sample.document
    if isinstance(record, list):
        record = record[0]
    line = dumped(record)
    for bad in (b"{", b"pas du JSON", line[:40], b"[1, 2", b"{'a': 1}", b'{"a": "', b"\xff\xfe", b'{"a": 1}'):
        transcripts, problems = read(sample.reader, b"\n".join([line, bad, line]), name="essai.jsonl")
        assert len([each for each in problems if each.place.startswith("ligne\u00a02")]) == 1
        assert sum(len(one.turns) for one in transcripts) == len(sample.turns) * (1 if sample.reader == "brevo" else 2)


@every
@given(seed=st.integers(0, 10**6))
def test_nothing_crashes_whatever_the_damage(sample: Sample, seed: int) -> None:
    chance = random.Random(seed)
    document = sample.copy()
    for _ in range(chance.randint(1, 4)):
        damage(document, chance)
    data = bytearray(json.dumps(document, indent=chance.choice([None, None, 1])).encode())
    for _ in range(chance.choice([0, 0, 1, 5])):
        data[chance.randrange(len(data))] = chance.choice(b'{}[]",:\\\x00\xff a1\n')
    for each in NAMED[sample.reader].read(Source("essai.json", io.BytesIO(bytes(data))), Settings()):
        if isinstance(each, Transcript):
            assert each.turns
            writable(each)
        else:
            assert str(each)


def damage(document: Any, chance: random.Random) -> None:
    """Replace or remove something, anywhere."""
    places = list(holders(document))
    if not places:  # nothing is left
        return
    holder, key = chance.choice(places)
    if chance.random() < 0.3:
        del holder[key]
        return
    holder[key] = chance.choice(
        [
            None,
            True,
            0,
            -1,
            3.7,
            "",
            "a",
            "<p>",
            "&",
            [],
            {},
            [[]],
            [{}],
            {"id": 1},
            "\ud800",
            10**25,
            float("nan"),
            "x" * 99,
        ]
    )


def holders(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inside in pairs:
        yield value, key
        yield from holders(inside)
    if not pairs and isinstance(value, list):
        value.append(None)
        yield value, 0


def test_the_turn_of_a_place() -> None:
    turn: Turn = read("zendesk", dumped(SAMPLES[0].document))[0][0].turns[2]
    assert turn.place == "tickets\u00a01, commentaire\u00a03"
