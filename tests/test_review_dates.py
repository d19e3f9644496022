from __future__ import annotations

from datetime import datetime

import pytest

from coach.review.dates import due

SAID = datetime(2026, 11, 16, 10, 30)  # a Monday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("je vous rappelle demain", "17/11/2026 23:59"),
        ("je vous rappelle après-demain à 9 h", "18/11/2026 23:59"),
        ("je m'en occupe aujourd’hui", "16/11/2026 23:59"),
        ("sous 48 h", "18/11/2026 10:30"),
        ("dans deux heures", "16/11/2026 12:30"),
        ("d'ici 3 jours", "19/11/2026 23:59"),
        ("sous 5 jours ouvrés", "23/11/2026 23:59"),
        ("sous une semaine", "23/11/2026 23:59"),
        ("vendredi avant midi", "20/11/2026 23:59"),
        ("lundi", "23/11/2026 23:59"),
        ("lundi 23", "23/11/2026 23:59"),
        ("le 9", "09/12/2026 23:59"),
        ("jusqu'au 30", "30/11/2026 23:59"),
        ("le 4 janvier", "04/01/2027 23:59"),
        ("le 1er décembre 2026", "01/12/2026 23:59"),
        ("le 20/11", "20/11/2026 23:59"),
        ("la semaine prochaine", "29/11/2026 23:59"),
    ],
)
def test_a_promise_holds_until(words: str, day: str) -> None:
    found = due(words, SAID)
    assert found is not None
    assert f"{found:%d/%m/%Y %H:%M}" == day


@pytest.mark.parametrize("words", ["bientôt", "lundi dernier", "à 15 h", "pour 12,50 €", "le 31 février", ""])
def test_no_date_that_can_be_read(words: str) -> None:
    assert due(words, SAID) is None
