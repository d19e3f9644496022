"""Rows: never too wide, nothing lost but blanks at their ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.render.terminal_screen import Screen
from coach.render.terminal_wrap import Ribbon, flow, rows

SCREEN = Screen(unicode=True, color=False)


def cut(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in rows(SCREEN, text, 0, len(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("   ", 5, [""]),
        ("un deux trois", 7, ["un deux", "trois"]),
        ("un deux trois", 6, ["un", "deux", "trois"]),
        ("un   deux", 4, ["un", "deux"]),
        ("  un deux", 6, ["  un", "deux"]),
        ("    deux", 5, ["deux"]),
        ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
        ("x abcdefgh", 4, ["x", "abcd", "efgh"]),
        ("prêt\u00a0! oui", 6, ["prêt\u00a0!", "oui"]),
        ("là «\u00a0oui\u00a0»", 8, ["là", "«\u00a0oui\u00a0»"]),
        ("日本語日本", 5, ["日本", "語日", "本"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("a\tb\tc", 6, ["a\tb", "c"]),
        ("日", 1, ["日"]),
    ],
)
def test_rows(text: str, width: int, expected: list[str]) -> None:
    assert cut(text, width) == expected


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=120), st.integers(2, 30))
def test_rows_fit_and_lose_only_blanks(text: str, width: int) -> None:
    found = rows(SCREEN, text, 0, len(text), width)
    assert all(SCREEN.width(text[start:end]) <= width for start, end in found)
    left_out = [text[: found[0][0]]]
    left_out += [text[end:start] for (_, end), (start, _) in pairwise(found)]
    left_out += [text[found[-1][1] :]]
    assert not "".join(left_out).strip()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 10, [(0, 2, ""), (2, 4, "a"), (4, 6, "b"), (6, 8, ""), (8, 9, "c"), (9, 10, "")]),
        (3, 5, [(3, 4, "a"), (4, 5, "b")]),
        (6, 7, [(6, 7, "")]),
        (9, 12, [(9, 12, "")]),
        (4, 4, []),
    ],
)
def test_a_ribbon_is_cut_where_the_style_changes(start: int, end: int, expected: list[tuple[int, int, str]]) -> None:
    assert list(Ribbon([(2, 4, "a"), (4, 6, "b"), (8, 9, "c")]).cut(start, end)) == expected


def test_an_empty_ribbon_is_all_plain() -> None:
    assert list(Ribbon([]).cut(0, 3)) == [(0, 3, "")]


def test_lines_hang_under_the_first() -> None:
    assert flow(SCREEN, [("un deux ", ""), ("trois", "title")], 9, ("  → ", "good")) == [
        "  → un",
        "    deux",
        "    trois",
    ]
    assert flow(SCREEN, [("un deux", "")], 6, ("> ", ""), rest="  ") == ["> un", "  deux"]


def test_styles_go_on_over_the_end_of_a_row() -> None:
    screen = Screen(unicode=True, color=True)
    assert flow(screen, [("un ", ""), ("deux trois", "title")], 7) == ["un \x1b[1mdeux\x1b[0m", "\x1b[1mtrois\x1b[0m"]
