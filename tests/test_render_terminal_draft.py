"""The draft in the terminal: marks under the very words, unread and quiet stretches folded."""

from __future__ import annotations

import unicodedata

import pytest
import render_samples as samples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from coach.model import Finding, Report, Severity, Skipped, Span
from coach.render.terminal_draft import draft_view
from coach.render.terminal_fold import unread_counts
from coach.render.terminal_screen import Screen

PLAIN = Screen(unicode=True, color=False)
COLOR = Screen(unicode=True, color=True)
MARKS = {"━": Severity.BLOQUANT, "─": Severity.A_REPRENDRE, "┄": Severity.CONSEIL}


def fault(start: int, end: int, text: str, severity: Severity = Severity.BLOQUANT) -> Finding:
    return Finding("r", "c", severity, Span(start, end), 1, 1, text[start:end], "m", "w")


def under(text: str, words: str, screen: Screen = PLAIN, width: int = 60) -> tuple[str, str]:
    """Return the cells of the line above the marks, and the marks."""
    start = text.index(words)
    line, marks = draft_view(screen, samples.report_of(text, fault(start, start + len(words), text)), width)
    return line, marks


def cells(text: str) -> list[str]:
    """Lay a shown line out cell by cell; a wide character fills two."""
    laid: list[str] = []
    for character in text:
        width = cell_len(character)
        laid += [character] * width
        if not width and laid:
            laid[-1] += character
    return laid


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Bonjour, ce n'est pas possible.", "ce n'est pas possible", "ce n'est pas possible"),
        ("日本語 非常 impossible", "impossible", "impossible"),
        ("😀😀 c'est non 😀", "c'est non", "c'est non"),
        ("e\u0301te\u0301 refuse\u0301 ici", "refuse\u0301", "refuse\u0301"),
        ("a\tb\trefus", "refus", "refus"),
        ("zéro\u200b\u202e refus", "refus", "refus"),
        ("\x1b[31m refus \x1b[0m", "refus", "refus"),
        ("👩\u200d💻 ❤\ufe0f refus", "refus", "refus"),
        ("[bold]refus[/bold] :x: refus", "refus[/bold]", "refus[/bold]"),
    ],
)
def test_marks_stand_under_the_words(text: str, words: str, shown: str) -> None:
    line, marks = under(text, words)
    above = [cell for cell, mark in zip(cells(line), marks, strict=False) if mark == "━"]
    assert "".join(above) == shown


def test_marks_stand_under_transliterated_words() -> None:
    line, marks = under("Œuvre « bœuf » 12 € : désœuvré… fin", "désœuvré…", Screen(unicode=False, color=False))
    assert line == '  OEuvre "boeuf" 12 EUR : desoeuvre... fin'
    assert marks == "                          ^^^^^^^^^^^^"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\n\r"), min_size=1, max_size=60), st.data())
def test_marks_are_as_wide_as_the_words(text: str, data: st.DataObject) -> None:
    assume(text.strip())  # a draft of blanks shows no line
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    report = samples.report_of(text, fault(start, end, text))
    lines = draft_view(PLAIN, report, 1000)
    kept = text.rstrip(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
    before = PLAIN.width(text[:start])
    marked = PLAIN.width(kept[start:end], before)
    marks = lines[1] if len(lines) > 1 else ""
    assert marks.count("━") == marked
    if marked:
        assert marks == "  " + " " * before + "━" * marked


def test_a_tab_after_underlined_words_goes_to_its_own_stop() -> None:
    text = "abc\tdef\tg"
    report = samples.report_of(text, fault(0, 3, text), fault(8, 9, text))
    assert draft_view(PLAIN, report, 60) == ["  abc def g", "  ━━━     ━"]


def test_each_severity_has_its_mark_and_the_graver_wins() -> None:
    text = "un deux trois quatre"
    report = samples.report_of(
        text,
        fault(0, 13, text, Severity.CONSEIL),
        fault(3, 7, text, Severity.BLOQUANT),
        fault(14, 20, text, Severity.A_REPRENDRE),
    )
    assert draft_view(PLAIN, report, 60) == ["  un deux trois quatre", "  ┄┄┄━━━━┄┄┄┄┄┄ ──────"]


def test_colours_take_the_place_of_marks() -> None:
    text = "un deux trois quatre"
    report = samples.report_of(
        text,
        fault(0, 2, text, Severity.CONSEIL),
        fault(3, 7, text),
        fault(8, 13, text, Severity.A_REPRENDRE),
        skipped=(Skipped("citation", Span(14, 20)),),
    )
    assert draft_view(COLOR, report, 60) == [
        "  \x1b[4;36mun\x1b[0m \x1b[1;4;31mdeux\x1b[0m \x1b[4;33mtrois\x1b[0m \x1b[2mquatre\x1b[0m"
    ]


def test_marks_follow_words_over_the_end_of_a_row() -> None:
    text = "un deux trois quatre cinq six sept"
    report = samples.report_of(text, fault(8, 25, text))
    assert draft_view(PLAIN, report, 22) == [
        "  un deux trois quatre",
        "          ━━━━━━━━━━━━",
        "  cinq six sept",
        "  ━━━━",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_when_there_are_several(end: str) -> None:
    text = end + end.join(["Bonjour,", "", "c'est non."]) + end * 3
    start = text.index("c'est non")
    assert draft_view(PLAIN, samples.report_of(text, fault(start, start + 9, text)), 60) == [
        " 2 │ Bonjour,",
        " 3 │",
        " 4 │ c'est non.",
        "   │ ━━━━━━━━━",
    ]


def with_history(lines: int, reason: str = "citation") -> Report:
    text = "C'est non.\n" + "> cité\n" * lines + "Fin"
    return samples.report_of(
        text, fault(0, 9, text), skipped=(Skipped(reason, Span(11, 11 + 7 * lines)),) if lines else ()
    )


def test_a_short_unread_stretch_is_shown_as_unread() -> None:
    assert draft_view(PLAIN, with_history(2), 60) == [
        " 1 │ C'est non.",
        "   │ ━━━━━━━━━",
        " 2 ┆ > cité",
        " 3 ┆ > cité",
        " 4 │ Fin",
    ]


def test_lines_skipped_one_by_one_without_their_ends_are_unread() -> None:
    text = "> a\n> b\nC'est non."
    skipped = tuple(Skipped("citation", Span(at, at + 3)) for at in (0, 4))
    assert draft_view(PLAIN, samples.report_of(text, fault(8, 17, text), skipped=skipped), 60) == [
        " 1 ┆ > a",
        " 2 ┆ > b",
        " 3 │ C'est non.",
        "   │ ━━━━━━━━━",
    ]


def test_a_long_unread_stretch_is_counted() -> None:
    assert draft_view(PLAIN, with_history(12, "historique"), 60) == [
        "  1 │ C'est non.",
        "    │ ━━━━━━━━━",
        "    ┆ … 12 lignes d'historique non lues",
        " 14 │ Fin",
    ]


def test_a_stretch_with_something_underlined_is_never_hidden() -> None:
    text = "C'est non.\n" * 8
    report = samples.report_of(text, fault(44, 53, text), skipped=(Skipped("citation", Span(0, len(text))),))
    lines = draft_view(PLAIN, report, 60)
    assert lines[0] == "   ┆ … 4 lignes de citation non lues"
    assert lines[1:3] == [" 5 │ C'est non.", "   │ ━━━━━━━━━"]
    assert lines[3:] == [" 6 ┆ C'est non.", " 7 ┆ C'est non.", " 8 ┆ C'est non."]


def test_unread_lines_are_counted_by_reason() -> None:
    report = with_history(12)
    assert unread_counts(report) == {"citation": 12}


def test_a_very_long_draft_is_shown_around_the_marks() -> None:
    text = "".join(f"ligne {number}\n" for number in range(1, 1001))
    at = text.index("ligne 500")
    assert draft_view(PLAIN, samples.report_of(text, fault(at, at + 5, text)), 60) == [
        "     ┆ … 497 lignes sans remarque",
        " 498 │ ligne 498",
        " 499 │ ligne 499",
        " 500 │ ligne 500",
        "     │ ━━━━━",
        " 501 │ ligne 501",
        " 502 │ ligne 502",
        "     ┆ … 498 lignes sans remarque",
    ]


def test_a_very_long_paragraph_is_shown_around_the_marks() -> None:
    text = " ".join(f"mot{number:04}" for number in range(1000))
    at = text.index("mot0500")
    lines = draft_view(PLAIN, samples.report_of(text, fault(at, at + 7, text)), 60)
    assert lines[0] == lines[-1] == "  …"
    assert len(lines) == 2 + 5 + 1
    assert sum("mot0500" in line for line in lines) == 1


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (5, 99), (3, 3), (9, 2)])
def test_a_span_that_is_out_of_the_text_does_no_harm(start: int, end: int) -> None:
    text = "un deux"
    report = samples.report_of(text, fault(start, end, text))
    lines = draft_view(PLAIN, report, 60)
    assert lines[0] == "  un deux"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200), st.integers(20, 60))
def test_lines_of_the_draft_fit(text: str, width: int) -> None:
    report = samples.report_of(text, fault(0, len(text), text))
    for line in draft_view(PLAIN, report, width):
        assert cell_len(line) <= width
        assert not {unicodedata.category(each) for each in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
