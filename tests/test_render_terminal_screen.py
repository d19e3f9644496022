"""What a terminal may be shown, and how wide it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from coach.render.terminal_screen import Screen

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
UNICODE = Screen(unicode=True, color=False)
ASCII = Screen(unicode=False, color=False)
ANY_TEXT = st.text(alphabet=st.characters(), max_size=80)


@pytest.mark.parametrize(
    ("text", "unicode", "ascii_"),
    [
        ("Ça, c'est l'œuvre", "Ça, c'est l'œuvre", "Ca, c'est l'oeuvre"),
        ("\x1b[31mrouge\x07", "␛[31mrouge␇", "?[31mrouge?"),
        ("a\x7fb\x9bc", "a␡b·c", "a?b?c"),
        ("a\u202eb\u2066c\u200bd\ufeffe\xadf", "a·b·c·d·e·f", "a?b?c?d?e?f"),
        ("un\ndeux\r", "un␊deux␍", "un?deux?"),
        ("a\u2028b\u2029c", "a·b·c", "a?b?c"),
        ("\ud83d\udcff", "\ufffd\ufffd", "??"),
        ("👩\u200d💻 ❤\ufe0f", "👩💻 ❤", "?? ?"),
        ("« oui »", "« oui »", '"oui"'),
        ("«\u00a0oui\u00a0» …", "«\u00a0oui\u00a0» …", '"oui" ...'),
        ("12\u202f€ → 50\u00a0%", "12\u202f€ → 50\u00a0%", "12 EUR -> 50 %"),
        ("e\u0301te\u0301", "e\u0301te\u0301", "ete"),
        ("½ ≠ ≮ ™", "½ ≠ ≮ ™", "1/2 != ? TM"),
        ("日本", "日本", "??"),
        ("[bold]x[/bold] :smile:", "[bold]x[/bold] :smile:", "[bold]x[/bold] :smile:"),
    ],
)
def test_what_is_shown(text: str, unicode: str, ascii_: str) -> None:
    assert UNICODE.show(text) == unicode
    assert ASCII.show(text) == ascii_


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [("\ta", 0, "    a"), ("ab\tc", 0, "ab  c"), ("ab\tc", 2, "ab    c"), ("é\t\t日\tx", 0, "é       日  x")],
)
def test_tabs_are_expanded_from_the_column(text: str, column: int, expected: str) -> None:
    assert UNICODE.show(text, column) == expected


@settings(deadline=None)
@given(ANY_TEXT)
def test_nothing_hidden_is_shown(text: str) -> None:
    assert not {unicodedata.category(each) for each in UNICODE.show(text)} & HIDDEN
    UNICODE.show(text).encode("utf-8")
    assert ASCII.show(text).isprintable()
    assert ASCII.show(text).isascii()


@settings(deadline=None)
@given(ANY_TEXT)
def test_what_is_shown_is_shown_alike_again(text: str) -> None:
    for screen in (UNICODE, ASCII):
        assert screen.show(screen.show(text)) == screen.show(text)


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_widths_add_up(left: str, right: str) -> None:
    first = UNICODE.width(left)
    assert UNICODE.width(left + right) == first + UNICODE.width(right, first)
    assert UNICODE.width(left) == cell_len(UNICODE.show(left))


def test_colours_are_closed_and_only_where_asked() -> None:
    screen = Screen(unicode=True, color=True)
    assert screen.paint("non", "draft-bloquant") == "\x1b[1;4;31mnon\x1b[0m"
    assert screen.paint("non") == "non"
    assert screen.paint("", "draft-bloquant") == ""
    assert screen.cells(screen.paint("日本", "title")) == 4
    assert UNICODE.paint("non", "draft-bloquant") == "non"
