"""The built-in phrasebooks keep the examples contract (design, decision 7)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from coach.phrasebook.entry import CATEGORY_SEVERITY, Phrasebook
from coach.phrasebook.examples import check_examples
from coach.phrasebook.folders import builtin_folder
from coach.phrasebook.loader import load_phrasebooks


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return load_phrasebooks([builtin_folder()])


def test_every_entry_is_read(book: Phrasebook) -> None:
    assert [str(error) for error in book.errors] == []


def test_every_example_pattern_exception_and_reframing_holds(book: Phrasebook) -> None:
    assert [str(error) for error in check_examples(book)] == []


def test_every_category_has_entries(book: Phrasebook) -> None:
    # Placeholders are found by a check of their own: no words express them.
    assert {entry.category for entry in book.entries if entry.category} == set(CATEGORY_SEVERITY) - {"a-completer"}


def test_what_is_flagged_says_why_and_what_to_say_instead(book: Phrasebook) -> None:
    bare = [entry.id for entry in book.entries if entry.category and not (entry.why and entry.reframings)]
    assert bare == []


def test_look_alikes_are_as_many_as_examples(book: Phrasebook) -> None:
    flagged = sum(len(entry.to_flag) for entry in book.entries if entry.category)
    left = sum(len(entry.to_leave) for entry in book.entries if entry.category)
    assert left >= flagged, f"{left} look-alikes for {flagged} examples"


def test_no_example_is_written_twice(book: Phrasebook) -> None:
    count = Counter((entry.id, example.text) for entry in book.entries for example in (*entry.to_flag, *entry.to_leave))
    assert [example for example, times in count.items() if times > 1] == []


def test_no_example_comes_from_the_development_drafts(book: Phrasebook) -> None:
    folder = Path(__file__).parent / "data" / "dev"
    drafts = "\n".join(file.read_text("utf-8") for file in sorted(folder.glob("*.jsonl"))).replace("’", "'").lower()
    copied = [
        example.text
        for entry in book.entries
        for example in (*entry.to_flag, *entry.to_leave)
        if len(example.text.split()) > 5 and example.text.rstrip(" .!?").replace("’", "'").lower() in drafts
    ]
    assert copied == []
