"""What a Coach forgets of the drafts that it read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.engine import Coach
from coach.french import lines
from coach.learned import features
from coach.learned.reader import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

# Words that no phrasebook has, in a sentence that both readers look at closely.
DRAFT = """Bonjour Clothildine, vous auriez dû lire la notice, zygomatiquement. Ce n'est pas possible.

Cordialement,
Xylophaga
"""


def tables(coach: Coach) -> Iterator[Known[object]]:
    """Yield the tables of the learned reader."""
    assert coach.second is not None
    for part in (coach.second._reader, *coach.second._merits._kinds):
        yield from (table for table in vars(part).values() if isinstance(table, Known))


@pytest.fixture(scope="module")
def coach() -> Coach:
    coach = Coach()
    # A long run keeps whole sentences; those are forgotten too.
    coach.remember()
    return coach


def test_a_coach_forgets_the_words_it_read(coach: Coach) -> None:
    before = coach.check(DRAFT, rewrites=True)
    assert coach.second is not None
    assert any("clothildine" in table for table in tables(coach))
    assert features.stem_of.cache_info().currsize
    coach.forget()
    assert [len(table) for table in tables(coach)] == [0] * len(list(tables(coach)))
    assert len(coach.matcher._reader._table) == 0
    assert not coach.second._reader._recent._new
    assert not coach.matcher._recent._new
    assert len(coach._reframer._book._matcher._reader._table) == 0
    assert features.stem_of.cache_info().currsize == 0
    assert lines._folded.cache_info().currsize == 0
    # What it says does not change.
    assert coach.check(DRAFT, rewrites=True) == before


def test_no_object_that_lives_on_holds_a_word_of_a_draft(coach: Coach) -> None:
    import gc

    coach.check(DRAFT, rewrites=True)
    coach.reframe(DRAFT)
    coach.forget()
    gc.collect()
    held = [
        name
        for table in gc.get_objects()
        if type(table) is dict  # those of others warn when they are looked into
        for name in list(table)
        if isinstance(name, str) and ("clothildine" in name.lower() or "xylophaga" in name.lower())
    ]
    # The test's own constants are no dictionary keys.
    assert held == []
