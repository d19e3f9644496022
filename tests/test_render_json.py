"""The published JSON: its keys and their order, its lines, what cannot be encoded."""

from __future__ import annotations

import json
from typing import Any

import pytest
import render_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model import Finding, Report, Severity, Span
from coach.render import RenderOptions, renderer

REPORT_KEYS = ["version", "source", "findings", "labels", "strengths", "skipped", "scores"]
FINDING_KEYS = [
    "rule", "category", "severity", "start", "end", "line", "column", "text",
    "message", "why", "reframings", "softened_by", "rewrites",
]  # fmt: skip


def rendered(name: str, *reports: Report) -> str:
    made = renderer(name, RenderOptions())
    return made.start() + "".join(map(made.report, reports)) + made.end()


def one(report: Report) -> Any:
    return json.loads(rendered("jsonl", report))


def report_with(text: str) -> Report:
    fault = Finding("r", "c", Severity.CONSEIL, Span(0, len(text)), 1, 1, text, text, text, (text,), text)
    return samples.report_of(text, fault, source=text)


def test_keys_stand_in_the_order_of_the_contract() -> None:
    report = one(samples.refusal())
    assert list(report) == REPORT_KEYS
    assert [list(each) for each in report["findings"]] == [FINDING_KEYS] * 5
    assert [list(each) for each in report["labels"]] == [["label", "message", "advice"]]
    assert [list(each) for each in report["strengths"]] == [["strength", "start", "end", "text", "message"]] * 2
    assert [list(each) for each in report["skipped"]] == [["reason", "start", "end"]]
    assert list(report["scores"].items()) == [("forme", 62), ("fond", 40), ("total", 40)]


def test_a_finding_says_all_it_knows() -> None:
    report = one(samples.refusal())
    first, last = report["findings"][0], report["findings"][-1]
    assert first == {
        "rule": "empathie-annulee.mais",
        "category": "empathie-annulee",
        "severity": "a-reprendre",
        "start": 24,
        "end": 58,
        "line": 3,
        "column": 1,
        "text": "Je comprends votre déception, mais",
        "message": "Le « mais » efface ce qui le précède.",
        "why": "Le client n'entend plus que la suite ; un point à la place du « mais » la garde entière.",
        "reframings": ["Je comprends votre déception. Voici ce que je vous propose."],
        "softened_by": None,
        "rewrites": [],
    }
    assert last["softened_by"] == "le délai de quatorze jours est passé"
    assert all(samples.REFUSAL[each["start"] : each["end"]] == each["text"] for each in report["findings"])


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_document_holds_any_number_of_reports(count: int) -> None:
    document = json.loads(rendered("json", *[samples.chat()] * count))
    assert list(document) == ["version", "reports"]
    assert document["version"] == 1
    assert document["reports"] == [one(samples.chat())] * count


def test_lines_hold_one_report_each() -> None:
    lines = rendered("jsonl", samples.refusal(), samples.clean()).split("\n")
    assert [json.loads(line)["source"] for line in lines[:-1]] == ["courriers/réponse 12.txt", "<stdin>"]
    assert lines[-1] == ""


def test_accents_are_written_as_they_are() -> None:
    assert "réponse" in rendered("json", samples.refusal())


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_comes_back_from_one_line(text: str) -> None:
    line = rendered("jsonl", report_with(text))
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    # Two lone surrogates side by side read as one character in any JSON.
    assert json.loads(line)["findings"][0]["text"] == text.encode("utf-16", "surrogatepass").decode(
        "utf-16", "surrogatepass"
    )


@pytest.mark.parametrize("text", ["\ud800", "a\udcffb", "\x85", "\u2028", "\u2029", "\x00\x1c\x1d\x1e"])
def test_what_would_break_a_line_or_its_encoding_is_escaped(text: str) -> None:
    for name in ("json", "jsonl"):
        whole = rendered(name, report_with(text))
        whole.encode("utf-8")
        assert text not in whole
    assert one(report_with(text))["source"] == text
