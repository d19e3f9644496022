"""Places of an editor and characters of the text: each encoding, each line end, and places that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason="demande pygls (extra « editor »)")

from lsprotocol import types

from coach.lsp.documents import Document
from coach.lsp.positions import Places
from coach.model import Span

ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
TEXTS = st.text(st.sampled_from("ab é€😀👩\u200d\n\r\u2028\x0c\x85"), max_size=30)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(TEXTS, st.data())
def test_a_character_and_its_place_are_the_same(encoding: str, text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    places = Places(text, encoding)
    # Between the two characters of one line end there is no place.
    if text[at - 1 : at + 1] != "\r\n":
        assert places.offset(places.position(at)) == at


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 4 + 2 + 3 + 1), ("utf-16", 2 + 1 + 1 + 1), ("utf-32", 4)])
def test_characters_count_as_the_editor_counts_them(encoding: str, units: int) -> None:
    text = "x\n😀é€ ici"
    assert Places(text, encoding).position(text.index("ici")) == types.Position(1, units)


def test_lines_end_where_the_protocol_ends_them() -> None:
    text = "a\u2028b\x0cc\x85d\r\ne\rf\ng"
    assert [Places(text).position(text.index(letter)).line for letter in "abcdefg"] == [0, 0, 0, 0, 1, 2, 3]


@pytest.mark.parametrize(
    ("line", "character", "at"), [(0, 99, 2), (1, 0, 4), (1, 1, 4), (1, 2, 5), (1, 99, 7), (7, 0, 7)]
)
def test_a_place_that_is_none_is_the_nearest_before(line: int, character: int, at: int) -> None:
    assert Places("ab\r\n😀cd").offset(types.Position(line, character)) == at


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=4))
def test_changes_are_made_one_after_the_other(text: str, wanted: list[tuple[int, int, str]]) -> None:
    document = Document("untitled:a", "plaintext", 1, text, "utf-16")
    changes: list[types.TextDocumentContentChangeEvent] = []
    expected = text
    for first, second, new in wanted:
        places = Places(expected)
        start, end = sorted((min(first, len(expected)), min(second, len(expected))))
        # As the editor sees it: never between the two characters of one line end.
        start, end = (places.offset(places.position(at)) for at in (start, end))
        changes.append(types.TextDocumentContentChangePartial(places.range(Span(start, end)), new))
        expected = expected[:start] + new + expected[end:]
    assert document.changed(changes, 2).text == expected
    assert document.text == text


def test_half_an_emoji_can_be_counted() -> None:
    places = Places("\ud83d\ude00 ab", "utf-16")
    assert places.position(3).character == 3
    assert places.offset(types.Position(0, 3)) == 3
