"""The whole view: compared with files, and held harmless for any text."""

from __future__ import annotations

import re
import unicodedata

import pytest
import render_golden as golden
import render_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from coach.model import Finding, Label, Report, Scores, Severity, Skipped, Span, Strength
from coach.render import RenderOptions, renderer

SGR = re.compile("\x1b\\[[0-9;]+m")
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def view(report: Report, **options: bool | int) -> str:
    made = renderer("terminal", RenderOptions(**options))  # type: ignore[arg-type]
    return made.start() + made.report(report) + made.end()


@pytest.mark.parametrize("name", golden.CASES)
def test_views_are_as_their_files_show(name: str) -> None:
    assert golden.view(name) == golden.path(name).read_text(encoding="utf-8")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(alphabet=st.characters(), max_size=120))
    words = draw(st.text(alphabet=st.characters(), max_size=40))
    offsets = st.integers(0, len(text))
    spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), offsets, offsets)
    findings = draw(
        st.lists(
            st.builds(
                lambda span, severity, line: Finding(
                    words,
                    words,
                    severity,
                    span,
                    line,
                    1,
                    text[span.start : span.end],
                    words,
                    words,
                    (words,) * 4,
                    words,
                ),
                spans,
                st.sampled_from(Severity),
                st.integers(1, 99),
            ),
            max_size=6,
        )
    )
    return Report(
        source=draw(st.sampled_from(["<stdin>", words])),
        text=text,
        findings=tuple(findings),
        labels=draw(st.sampled_from([(), (Label(words, words, (words,)),)])),
        strengths=draw(st.sampled_from([(), (Strength(words, Span(0, 0), words, words),)])),
        skipped=tuple(draw(st.lists(st.builds(lambda span: Skipped(words, span), spans), max_size=3))),
        scores=Scores(10, 20),
        riskiest=draw(st.one_of(st.none(), spans)),
    )


@settings(deadline=None)
@given(reports(), st.integers(20, 120), st.booleans(), st.booleans())
def test_any_report_is_shown_without_harm(report: Report, width: int, color: bool, show_all: bool) -> None:
    text = view(report, width=width, color=color, show_all=show_all, headline=True)
    text.encode("utf-8")
    bare = SGR.sub("", text) if color else text
    assert not {unicodedata.category(each) for each in bare if each != "\n"} & HIDDEN
    assert max(map(cell_len, bare.split("\n"))) <= width
    assert bare.endswith("\n") or not report.text.strip()


@settings(deadline=None)
@given(reports(), st.booleans())
def test_any_report_is_shown_in_ascii(report: Report, color: bool) -> None:
    text = view(report, unicode=False, color=color, show_all=True, headline=True)
    bare = SGR.sub("", text) if color else text
    assert set(bare) <= set(map(chr, range(0x20, 0x7F))) | {"\n"}


@settings(deadline=None)
@given(reports())
def test_colours_change_no_word(report: Report) -> None:
    plain = view(report, width=60)
    colored = SGR.sub("", view(report, width=60, color=True))
    marks = re.compile(r"^[ │┆0-9]*[━─┄][━─┄ ]*$")
    bare = [line.rstrip() for line in plain.split("\n") if not marks.match(line)]
    assert bare == [line.rstrip() for line in colored.split("\n") if not marks.match(line)]


def test_the_three_gravest_come_first_and_the_others_are_counted() -> None:
    text = view(samples.refusal(), width=100)
    assert text.count("Bloquant · ") == 2
    assert "Conseil · " not in text
    assert "… et 2 autres remarques\u00a0: --all pour tout voir." in text


def test_all_shows_every_finding_and_counts_none() -> None:
    text = view(samples.refusal(), width=100, show_all=True)
    assert text.count("Conseil · ") == 2
    assert "Adouci par\u00a0: «\u00a0le délai de quatorze jours est passé\u00a0»" in text
    assert "--all" not in text


def test_one_finding_left_is_counted_in_the_singular() -> None:
    text = "non non non non"
    faults = [Finding("r", "c", Severity.BLOQUANT, Span(4 * at, 4 * at + 3), 1, 1, "non", "m", "w") for at in range(4)]
    assert "… et 1 autre remarque\u00a0: --all pour la voir." in view(samples.report_of(text, *faults))


def test_a_reason_is_told_once() -> None:
    text = view(samples.chat())
    assert text.count("Un refus posé sans issue") == 1


@pytest.mark.parametrize(("asked", "shown"), [(True, True), (False, False)])
def test_the_headline_is_shown_when_asked_for(asked: bool, shown: bool) -> None:
    assert ("À la une demain" in view(samples.chat(), headline=asked)) is shown


def test_a_headline_that_is_far_too_long_is_cut() -> None:
    text = "non " * 1000
    report = samples.report_of(text, labels=(Label("x", "m"),), riskiest=Span(0, len(text)))
    box = view(report, headline=True).split("\n\n")[0]
    assert box.count("\n") < 8
    assert "…" in box


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ((), "reconnaître\u00a0✗   expliquer\u00a0✗   proposer\u00a0✗   dater\u00a0✗"),
        (("reconnaissance", "issue"), "reconnaître\u00a0✓   expliquer\u00a0✗   proposer\u00a0✓   dater\u00a0✗"),
        (("raison", "engagement-date"), "reconnaître\u00a0✗   expliquer\u00a0✓   proposer\u00a0✗   dater\u00a0✓"),
    ],
)
def test_the_four_moments_follow_the_strengths(present: tuple[str, ...], expected: str) -> None:
    strengths = tuple(Strength(name, Span(0, 1), "B", name) for name in present)
    assert expected in view(samples.report_of("Bonjour", labels=(Label("x", "m"),), strengths=strengths))


def test_a_draft_that_only_lacks_something_is_not_shown_again() -> None:
    text = view(samples.report_of("Bonjour Léa", labels=(Label("sans-suite", "Il manque la suite."),)))
    assert "Bonjour" not in text
    assert "• Il manque la suite." in text
    assert "À reformuler" not in text


def test_a_clean_draft_is_told_in_a_few_lines() -> None:
    text = view(samples.clean())
    assert "Rien à reprendre\u00a0: ce message peut partir." in text
    assert "✗" not in text
    assert len(text.splitlines()) == 5


def test_a_clean_draft_still_says_what_was_not_read() -> None:
    text = "Oui.\n> a\n> b\n"
    report = samples.report_of(text, skipped=(Skipped("citation", Span(5, 13)),))
    assert "(2 lignes de citation non lues)" in view(report)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_draft_is_left_to_the_note_beside_the_reports(text: str) -> None:
    shown = view(samples.report_of(text, labels=(Label("sans-suite", "m"),)))
    assert shown == ""


def test_the_source_is_named_unless_it_is_the_standard_input() -> None:
    assert view(samples.refusal("a\x1b[2J b.txt")).startswith("a␛[2J b.txt\n───────────\n\n")
    assert "<stdin>" not in view(samples.chat())


def test_reports_stand_apart() -> None:
    made = renderer("terminal", RenderOptions())
    first, second = made.report(samples.clean()), made.report(samples.clean())
    assert second == "\n" + first
