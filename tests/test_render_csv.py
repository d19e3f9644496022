"""The table: one finding a row, as a spreadsheet reads it, nothing of it run as a formula."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
import render_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model import Finding, Report, Severity, Span
from coach.render import RenderOptions, renderer

HEADER = "source,line,column,start,end,severity,category,rule,text,message,why,reframings,softened_by"


def rendered(*reports: Report) -> str:
    made = renderer("csv", RenderOptions())
    return made.start() + "".join(map(made.report, reports)) + made.end()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def report_with(text: str) -> Report:
    return samples.report_of("x", Finding("r", "c", Severity.CONSEIL, Span(0, 1), 1, 1, text, "m", "w"))


def test_the_header_stands_once_and_lines_end_as_rfc_4180_asks() -> None:
    text = rendered(samples.refusal(), samples.chat(), samples.clean())
    assert text.startswith(HEADER + "\r\n")
    assert text.count("source,line") == 1
    assert text.endswith("\r\n")
    assert len(rows(text)) == 5 + 3


def test_a_row_says_all_of_a_finding() -> None:
    row = rows(rendered(samples.refusal()))[1]
    assert row == {
        "source": "courriers/réponse 12.txt",
        "line": "3",
        "column": "36",
        "start": "59",
        "end": "80",
        "severity": "bloquant",
        "category": "impossibilite",
        "rule": "impossibilite.pas-possible",
        "text": "ce n'est pas possible",
        "message": "Le client entend une porte qui se ferme.",
        "why": "Un refus posé sans issue laisse la demande entière, et la colère avec.",
        "reframings": "Ce que je peux faire : vous proposer un avoir. | Voici ce que je vous propose.",
        "softened_by": "",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_begins_like_a_formula(start: str) -> None:
    text = start + 'cmd|" /C calc"!A0'
    assert rows(rendered(report_with(text)))[0]["text"] == "'" + text


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_but_for_what_commands_a_terminal(text: str) -> None:
    harmless = "".join("\ufffd" if unicodedata.category(c) == "Cc" and c not in "\t\n\r" else c for c in text)
    got = rows(rendered(report_with(text)))[0]["text"]
    assert got in (harmless, "'" + harmless)


def test_a_lone_surrogate_can_still_be_encoded() -> None:
    assert "a\ufffdb" in rendered(report_with("a\udc80b")).encode("utf-8").decode("utf-8")
