"""JSON and Parquet of usual names, of names that the team gives, and of any size."""

from __future__ import annotations

import builtins
import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from coach.transcripts.base import Problem, Role, Settings, Source, Transcript
from coach.transcripts.gathering import Grouper
from coach.transcripts.json_readers import READERS
from coach.transcripts.json_scan import MOST_BYTES

A, C, B, U = Role.ADVISER, Role.CUSTOMER, Role.BOT, Role.UNKNOWN
NAMED = {reader.name: reader for reader in READERS}
NONE = Settings()


def read(
    data: bytes, settings: Settings = NONE, *, reader: str = "json", name: str = "essai.json"
) -> tuple[list[Transcript], list[Problem]]:
    found = list(NAMED[reader].read(Source(name, io.BytesIO(data)), settings))
    return [one for one in found if isinstance(one, Transcript)], [one for one in found if isinstance(one, Problem)]


def lines(*rows: Any) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


def shown(transcripts: list[Transcript]) -> list[tuple[str, list[tuple[Role, str, str]]]]:
    return [(one.id, [(turn.speaker.role, turn.speaker.name, turn.text) for turn in one.turns]) for one in transcripts]


@pytest.mark.parametrize(
    "names",
    [
        ("conversation", "auteur", "role", "texte"),
        ("conversation_id", "author", "role", "text"),
        ("ticketId", "sender", "senderType", "message"),
        ("N° de dossier", "Locuteur", "Rôle", "Contenu"),
        ("thread_id", "from", "direction", "body"),
    ],
)
def test_usual_names_of_messages(names: tuple[str, ...]) -> None:
    inbound, outbound = ("inbound", "outbound") if names[2] == "direction" else ("client", "agent")
    rows = [("1", "Jeanne", inbound, "Où ?"), ("2", "Luc", inbound, "Quand ?"), (1, "Ali", outbound, "Non.")]
    for data in (lines(*(dict(zip(names, row, strict=True)) for row in rows)),
                 json.dumps([dict(zip(names, row, strict=True)) for row in rows]).encode()):  # fmt: skip
        transcripts, problems = read(data)
        assert problems == []
        assert shown(transcripts) == [
            ("1", [(C, "Jeanne", "Où ?"), (A, "Ali", "Non.")]),
            ("2", [(C, "Luc", "Quand ?")]),
        ]


@pytest.mark.parametrize(
    "name", ["messages", "turns", "échanges", "dialogue", "transcript", "utterances", "commentaires"]
)
def test_usual_names_of_lists(name: str) -> None:
    talk = {
        "id": 7,
        "channel": "chat",
        name: [{"speaker": "Client", "text": "Où ?"}, {"speaker": "Conseillère Léa", "text": "Là."}],
    }
    transcripts, problems = read(lines(talk))
    assert problems == []
    assert shown(transcripts) == [("7", [(C, "", "Où ?"), (A, "Léa", "Là.")])]
    assert transcripts[0].channel == "chat"


def test_names_of_the_settings_and_paths_inside_objects() -> None:
    columns = {
        "conversation": "meta.ref",
        "auteur": "who.nick",
        "role": "who.side",
        "texte": "payload.html",
        "date": "ts",
        "canal": "via",
        "motif": "why",
    }
    row = {
        "meta": {"ref": 5},
        "who": {"nick": "Ali", "side": "agent"},
        "payload": {"html": "<p>Non&nbsp;!</p>"},
        "ts": 1777802520,
        "via": "sms",
        "why": "retour",
    }
    (found,), problems = read(lines(row), Settings(columns=columns))
    assert problems == []
    assert (found.id, found.channel, found.reason) == ("5", "sms", "retour")
    turn = found.turns[0]
    assert (turn.speaker.role, turn.speaker.name, turn.text) == (A, "Ali", "Non\u00a0!")
    assert turn.at == datetime(2026, 5, 3, 10, 2, tzinfo=UTC)


def test_people_as_objects() -> None:
    rows = [
        {"conversation": "1", "author": {"name": "Ali", "role": "agent"}, "text": "Non."},
        {
            "conversation": "1",
            "author": {"displayName": "Jeanne", "type": "customer", "email": "j@a.fr"},
            "text": "Oui.",
        },
        {"conversation": "1", "author": {"id": 12}, "text": "Hein ?"},
    ]
    transcripts, _ = read(lines(*rows), Settings(advisers=frozenset({"12"})))
    assert shown(transcripts) == [("1", [(A, "Ali", "Non."), (C, "Jeanne", "Oui."), (A, "12", "Hein ?")])]


def test_a_role_that_is_not_known_is_not_guessed() -> None:
    row = {"conversation": "1", "role": "assistant", "content": "Non."}
    transcripts, _ = read(lines(row))
    assert shown(transcripts) == [("1", [(U, "assistant", "Non.")])]
    transcripts, _ = read(lines(row), Settings(advisers=frozenset({"assistant"})))
    assert transcripts[0].turns[0].speaker.role is A


def test_messages_without_conversation_are_all_of_one() -> None:
    transcripts, problems = read(lines({"role": "client", "text": "a"}, {"role": "agent", "text": "b"}))
    assert problems == []
    assert shown(transcripts) == [("", [(C, "", "a"), (A, "", "b")])]


def test_a_message_that_forgets_its_conversation_is_said() -> None:
    transcripts, problems = read(
        lines({"ticket": 1, "text": "a"}, {"ticket": None, "text": "b"}, {"ticket": 1, "text": "c"})
    )
    assert [[turn.text for turn in one.turns] for one in transcripts] == [["a", "c"]]
    assert [problem.place for problem in problems] == ["ligne\u00a02"]


def test_lists_of_messages_without_an_object_around() -> None:
    talk = [{"role": "client", "text": "a"}, {"role": "agent", "text": "b"}]
    for data in (json.dumps([talk, talk]).encode(), lines(talk, talk)):
        transcripts, problems = read(data)
        assert problems == []
        assert [len(one.turns) for one in transcripts] == [2, 2]


def test_html_is_recognised_and_other_angles_are_kept() -> None:
    texts = ["<p>a</p><p>b</p>", "si x < 3 et y > 2", "a<br>b", "<3 <3", "Tom & Léa &amp; Co"]
    transcripts, _ = read(lines(*({"role": "client", "text": text} for text in texts)))
    assert [turn.text for turn in transcripts[0].turns] == ["a\n\nb", texts[1], "a\nb", texts[3], texts[4]]


def test_turns_are_in_the_order_of_their_dates_when_all_have_one() -> None:
    rows = [{"ticket": 1, "text": text, "date": f"2026-05-0{day}"} for text, day in (("b", 4), ("a", 3), ("c", 5))]
    assert [turn.text for turn in read(lines(*rows))[0][0].turns] == ["a", "b", "c"]
    rows[0]["date"] = "bientôt"
    assert [turn.text for turn in read(lines(*rows))[0][0].turns] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (1777802520, "2026-05-03T10:02:00+00:00"),
        (1777802520000, "2026-05-03T10:02:00+00:00"),
        (1777802520000000, "2026-05-03T10:02:00+00:00"),
        ("1777802520", "2026-05-03T10:02:00+00:00"),
        ("2026-05-03T10:02:00.123456Z", "2026-05-03T10:02:00.123456+00:00"),
        ("03/05/2026 10h02", "2026-05-03T10:02:00"),
        ("demain", None),
        (True, None),
        (-5, None),
        ({}, None),
        ("9" * 5000, None),
        (1e300, None),
    ],
)
def test_dates(date: Any, expected: str | None) -> None:
    at = read(lines({"text": "a", "date": date}))[0][0].turns[0].at
    assert (at.isoformat() if at else None) == expected


def test_day_and_hour_apart() -> None:
    at = read(lines({"text": "a", "date": "03/05/2026", "heure": "10:02"}))[0][0].turns[0].at
    assert at == datetime(2026, 5, 3, 10, 2)


def test_an_unclosed_item_of_an_indented_array_costs_itself() -> None:
    rows = [
        {"id": str(n), "messages": [{"role": "client", "text": f"texte {n}", "tags": [{"a": 1}]}]} for n in range(5)
    ]
    for indent in (1, 2, "\t"):
        data = json.dumps(rows, indent=indent).replace('"texte 1"', '"texte 1').encode()
        transcripts, problems = read(data)
        assert [one.id for one in transcripts] == ["0", "2", "3", "4"]
        assert [(problem.place, "fermé" in problem.message) for problem in problems] == [("élément\u00a02", True)]
    data = json.dumps(rows).replace('"texte 1"', '"texte 1').encode()
    transcripts, problems = read(data)
    assert [one.id for one in transcripts][:1] == ["0"]
    assert problems


def test_a_list_that_begins_with_braces_is_not_taken_for_lines() -> None:
    rows = [{"role": "client", "text": f"texte {n}"} for n in range(9)]
    data = b'{"id": "k", "messages": [\n' + b",\n".join(json.dumps(row).encode() for row in rows) + b"\n]}"
    transcripts, problems = read(data)
    assert (problems, len(transcripts), len(transcripts[0].turns)) == ([], 1, 9)


def test_unknown_fields_are_said_once_a_record() -> None:
    transcripts, problems = read(lines({"a": 1}, {"b": 2}))
    assert transcripts == []
    assert ["réglages" in problem.message for problem in problems] == [True, True]


def test_a_source_that_breaks_off_is_said() -> None:
    def parts() -> Iterator[bytes]:
        yield lines(*({"ticket": n, "text": "a"} for n in range(9000)))
        raise EOFError

    stream = io.BufferedReader(Endless(parts()))
    found = list(NAMED["json"].read(Source("x.jsonl", stream), NONE))
    assert ["abîmé" in str(one) for one in found if isinstance(one, Problem)] == [True]
    assert sum(isinstance(one, Transcript) for one in found) >= 5000


# Size


class Endless(io.RawIOBase):
    """A file that is made while it is read, so that only the reader takes memory."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._left) < len(buffer) and (part := next(self._parts, b"")):
            self._left += part
        data, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def talks(count: int, layout: str) -> Iterator[bytes]:
    text = "Je comprends, mais ce n’est pas possible. " * 100
    for number in range(count):
        talk = {"id": str(number), "messages": [{"role": "agent", "text": f"{number} {text}"} for _ in range(4)]}
        data = json.dumps(talk, ensure_ascii=False, indent=1 if layout == "indented" else None).encode()
        if layout == "rows":
            rows = ({"ticket": number, **row} for row in talk["messages"])  # type: ignore[dict-item]
            yield b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
        elif layout == "lines":
            yield data + b"\n"
        else:
            opening = b"[" if layout != "wrapped" else b'{"meta": {"a": [1]}, "conversations": ['
            yield (opening if number == 0 else b",\n") + data
    yield {"array": b"]", "indented": b"]", "wrapped": b"]}"}.get(layout, b"")


def peak(count: int, layout: str) -> tuple[int, int]:
    """Return the most memory that reading took, and how many turns it gave."""
    stream = io.BufferedReader(Endless(talks(count, layout)), 64 * 1024)
    turns = 0
    tracemalloc.start()
    try:
        for found in NAMED["json"].read(Source("x.json", stream), NONE):
            assert isinstance(found, Transcript)
            turns += len(found.turns)
        return tracemalloc.get_traced_memory()[1], turns
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("layout", "size"), [("lines", 30), ("array", 30), ("indented", 10), ("wrapped", 10)])
def test_ten_times_the_size_takes_the_same_memory(layout: str, size: int) -> None:
    count = size * 62
    small, few = peak(count // 10, layout)
    large, many = peak(count, layout)
    assert (few, many) == (count // 10 * 4, count * 4)
    assert sum(map(len, talks(count, layout))) > size * 1_000_000
    assert large < 1.5 * small


def test_messages_one_by_one_stay_within_bounds() -> None:
    # What is open is bounded by the letters it has, and read text takes up to two bytes a letter.
    small, _ = peak(600, "rows")
    large, many = peak(1800, "rows")
    assert many == 7200
    assert large < 1.5 * small


def test_a_conversation_that_comes_back_too_late_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.gathering.MOST_OPEN", 2000)
    rows = [{"ticket": n % 10 if n % 20 != 19 else 0, "text": "a"} for n in range(100)]
    transcripts, problems = read(lines(*rows))
    assert sum(len(one.turns) for one in transcripts) == 100
    assert problems
    assert all("revient" in problem.message for problem in problems)
    assert Grouper("x").close() is not None


def test_an_item_past_the_limit_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_BYTES >= 1 << 26
    monkeypatch.setattr("coach.transcripts.json_scan.MOST_BYTES", 200_000)
    rows: list[Any] = [{"id": "1", "messages": [{"role": "client", "text": "a"}]} for _ in range(3)]
    rows[1] = {"id": "2", "messages": [{"role": "client", "text": "a" * 2_000_000}]}
    transcripts, problems = read(json.dumps(rows, indent=1).encode())
    assert len(transcripts) == 2
    assert [problem.place for problem in problems if "dépasse" in problem.message] == ["élément\u00a02"]


# Parquet


def parquet(rows: list[dict[str, Any]], **options: Any) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream, **options)
    return stream.getvalue()


ROWS: list[dict[str, Any]] = [
    {
        "ticket_id": n // 3,
        "role": "agent" if n % 3 == 2 else "client",
        "text": f"texte {n}",
        "date": datetime(2026, 5, 3, 10, n % 60),
    }
    for n in range(30)
]


@pytest.mark.parametrize("compression", ["snappy", "zstd", "none"])
def test_parquet_rows(compression: str) -> None:
    data = parquet(ROWS, compression=compression, row_group_size=7)
    assert NAMED["parquet"].recognises("x", data[:64]) == 100
    transcripts, problems = read(data, reader="parquet")
    assert problems == []
    assert [len(one.turns) for one in transcripts] == [3] * 10
    assert [turn.speaker.role for turn in transcripts[0].turns] == [C, C, A]
    assert transcripts[0].turns[0].place == "ligne\u00a01"
    assert transcripts[0].turns[2].at == datetime(2026, 5, 3, 10, 2)


def test_parquet_conversations() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "k", "messages": [{"author": {"name": "Ali", "type": "agent"}, "body": "<p>Non</p>"}]},
        {"id": "z", "messages": None},
    ]
    transcripts, problems = read(parquet(rows), reader="parquet")
    assert shown(transcripts) == [("k", [(A, "Ali", "Non")])]
    assert [problem.place for problem in problems] == ["ligne\u00a02"]


def test_parquet_empty_cells() -> None:
    rows: list[dict[str, Any]] = [
        {"ticket": 1.0, "text": "a"},
        {"ticket": float("nan"), "text": "b"},
        {"ticket": 1.0, "text": None},
    ]
    transcripts, problems = read(parquet(rows), reader="parquet")
    assert [(one.id, [turn.text for turn in one.turns]) for one in transcripts] == [("1", ["a", ""])]
    assert [problem.place for problem in problems] == ["ligne\u00a02"]


def test_parquet_from_a_stream_read_once() -> None:
    stream = io.BufferedReader(Endless(iter([parquet(ROWS)])))
    assert sum(isinstance(one, Transcript) for one in NAMED["parquet"].read(Source("x", stream), NONE)) == 10


@pytest.mark.parametrize("damage", ["truncated", "middle", "empty", "magic", "text"])
def test_damaged_parquet_is_said(damage: str) -> None:
    data = parquet(ROWS)
    data = {
        "truncated": data[: len(data) // 2],
        "middle": data[:20] + bytes(len(data) - 320) + data[-300:],
        "empty": b"",
        "magic": b"PAR1",
        "text": b"bonjour",
    }[damage]
    transcripts, problems = read(data, reader="parquet")
    assert problems
    assert sum(len(one.turns) for one in transcripts) <= len(ROWS)


@pytest.mark.parametrize(("library", "reader"), [("pyarrow", "parquet"), ("selectolax", "json")])
def test_a_missing_library_is_said(library: str, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def imports(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return real(name, *rest, **more)

    data = parquet(ROWS) if reader == "parquet" else lines({"role": "agent", "text": "<p>Non</p>"})
    monkeypatch.setattr(builtins, "__import__", imports)
    transcripts, problems = read(data, reader=reader)
    assert transcripts == []
    assert len(problems) == 1
    assert library in problems[0].message
    assert "pip install 'coach-fr[review]'" in problems[0].message
