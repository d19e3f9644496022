from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.transcripts.dates import clock, find, parse

THE_DAY = datetime(2026, 5, 3)
THE_HOUR = datetime(2026, 5, 3, 10, 12)
PARIS = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-03", THE_DAY),
        ("2026-05-03T10:12:00Z", THE_HOUR.replace(tzinfo=UTC)),
        ("2026-05-03 10:12:00 UTC", THE_HOUR.replace(tzinfo=UTC)),
        ("2026-05-03T10:12+02:00", THE_HOUR.replace(tzinfo=PARIS)),
        ("2026-05-03T10:12:33.1234567Z", datetime(2026, 5, 3, 10, 12, 33, 123456, UTC)),
        ("20260503T101200Z", THE_HOUR.replace(tzinfo=UTC)),
        ("03/05/2026", THE_DAY),
        ("3/5/26 10h12", THE_HOUR),
        ("03.05.2026 10:12", THE_HOUR),
        ("03-05-2026, 10:12", THE_HOUR),
        ("3 mai 2026 à 10:12", THE_HOUR),
        ("dimanche 3 mai 2026 à 10 h 12", THE_HOUR),
        ("3\u00a0mai\u00a02026", THE_DAY),
        ("1er févr. 2026", datetime(2026, 2, 1)),
        ("30 août 2026", datetime(2026, 8, 30)),
        ("14 déc. 2025, 9h", datetime(2025, 12, 14, 9)),
        ("10h12 le 3 mai 2026", THE_HOUR),
        ("May 3, 2026 10:12 PM", datetime(2026, 5, 3, 22, 12)),
        ("3 May 2026 12:05 am", datetime(2026, 5, 3, 0, 5)),
        ("Sun, 3 May 2026 10:12:00 +0200 (CEST)", THE_HOUR.replace(tzinfo=PARIS)),
        ("1777803120", THE_HOUR.replace(tzinfo=UTC)),
        ("1777803120000", THE_HOUR.replace(tzinfo=UTC)),
    ],
)
def test_dates_are_read(text: str, expected: datetime) -> None:
    found = parse(text)
    assert found == expected
    assert found is not None
    assert (found.tzinfo is None) == (expected.tzinfo is None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "05/23/2026",  # the month can't come first: is it of the United States, or wrong?
        "31/02/2026",
        "00/00/0000",
        "03/05/2026 25:12",
        "03/05/2026 10:61",
        "2026-05-03T10:12+99:99",
        "3 maïs 2026",
        "le 3 mai",
        "mai 2026",
        "10:12",
        "123456789",
        "commande 2026-05-03",
        "١٢/٠٣/٢٠٢٦",
    ],
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert parse(text) is None


def test_a_date_is_found_in_a_heading() -> None:
    assert find("Conversation 12 – le 3 mai 2026 à 10:12 – chat") == THE_HOUR
    assert find("dossier 2026-05-03-44") is None
    assert find("rien") is None


def test_an_hour_alone() -> None:
    assert clock("10h02") == time(10, 2)
    assert clock("10:02:33") == time(10, 2, 33)
    assert clock("25:00") is None
    assert clock("10:02 ou 11:02") is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)))
def test_what_is_written_is_read(at: datetime) -> None:
    at = at.replace(microsecond=0)
    assert parse(at.isoformat()) == at
    assert parse(f"{at:%d/%m/%Y %H:%M:%S}") == at
    assert parse(f"{at:%d.%m.%Y à %Hh%M}") == at.replace(second=0)


@given(st.text() | st.from_regex(r"[0-9]{1,5}[-/. ][0-9]{1,4}[-/. ][0-9]{1,5}[ T][0-9:hZ+-]{0,12}"))
def test_any_text_is_a_date_or_none(text: str) -> None:
    parse(text)
    find(text)
    clock(text)
