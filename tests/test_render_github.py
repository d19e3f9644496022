"""Workflow annotations: which command, where, and nothing that could end one or begin another."""

from __future__ import annotations

import pytest
import render_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model import Finding, Label, Report, Severity, Span
from coach.render import RenderOptions, renderer


def rendered(report: Report) -> list[str]:
    made = renderer("github", RenderOptions())
    text = made.start() + made.report(report) + made.end()
    assert not text or text.endswith("\n")
    return text.split("\n")[:-1]


def report_with(text: str, words: str = "x") -> Report:
    fault = Finding("r", text, Severity.CONSEIL, Span(0, 1), 1, 1, words, text, text, (text,), text)
    return samples.report_of("x", fault, source=text, labels=(Label(text, text, (text,)),))


def test_commands_follow_the_severity_and_labels_are_notices() -> None:
    lines = rendered(samples.refusal())
    assert [line.split(" ")[0] for line in lines] == [
        "::warning", "::error", "::error", "::notice", "::notice", "::notice",
    ]  # fmt: skip


def test_an_annotation_says_where_and_what() -> None:
    assert rendered(samples.refusal())[1] == (
        "::error file=courriers/réponse 12.txt,line=3,col=36,endColumn=57,title=Bloquant\u00a0%3A impossibilité"
        "::Le client entend une porte qui se ferme. Un refus posé sans issue laisse la demande entière, et la colère"
        " avec. Dites plutôt\u00a0: «\u00a0Ce que je peux faire\u00a0: vous proposer un avoir.\u00a0»"
    )


def test_a_label_stands_on_the_first_line() -> None:
    assert rendered(samples.chat())[-1] == (
        "::notice file=stdin,line=1,title=Sans issue::Le client ne sait pas vers quoi se tourner."
    )


def test_words_over_several_lines_have_no_columns() -> None:
    line = rendered(report_with("m", "un\r\ndeux\ntrois"))[0]
    assert ",line=1,endLine=3,title=" in line


@pytest.mark.parametrize(
    ("text", "in_property", "in_message"),
    [("50 %", "50 %25", "50 %25"), ("a:b", "a%3Ab", "a:b"), ("a,b", "a%2Cb", "a,b"), ("\r\n", "%0D%0A", "")],
)
def test_escapes(text: str, in_property: str, in_message: str) -> None:
    command = rendered(report_with(text))[1]
    properties, _, message = command.removeprefix("::notice ").partition("::")
    assert properties.startswith(f"file={in_property},line=1,")
    assert message.startswith(in_message)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_no_text_begins_a_command_of_its_own(text: str) -> None:
    lines = rendered(report_with(text))
    assert [line.partition(" ")[0] for line in lines] == ["::notice", "::notice"]
    for line in lines:
        line.encode("utf-8")
        properties = line.removeprefix("::notice ").partition("::")[0]
        assert all("=" in each for each in properties.split(","))
        assert not set(line) & {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\t"}
