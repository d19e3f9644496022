"""SARIF: valid against the published schema, results placed to the character, rules each told once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import render_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model import Finding, Label, Report, Severity, Span
from coach.render import RenderOptions, renderer

SCHEMA = json.loads((Path(__file__).parent / "data/sarif/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def run_of(*reports: Report) -> Any:
    made = renderer("sarif", RenderOptions())
    text = made.start() + "".join(map(made.report, reports)) + made.end()
    text.encode("utf-8")
    document = json.loads(text)
    VALIDATOR.validate(document)
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    return run


@pytest.mark.parametrize(
    "reports", [(), (samples.clean(),), (samples.refusal(), samples.chat(), samples.clean(), samples.refusal("b.txt"))]
)
def test_a_document_is_valid(reports: tuple[Report, ...]) -> None:
    run = run_of(*reports)
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == sum(len(each.findings) + len(each.labels) for each in reports)


def test_rules_are_told_once_and_results_point_at_theirs() -> None:
    run = run_of(samples.refusal(), samples.refusal("b.txt"), samples.chat())
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert {result["ruleId"] for result in run["results"]} == set(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_a_result_is_placed_to_the_character() -> None:
    result = run_of(samples.refusal())["results"][1]
    assert result["level"] == "error"
    assert result["ruleId"] == "impossibilite.pas-possible"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "courriers/r%C3%A9ponse%2012.txt"},
        "region": {
            "startLine": 3,
            "startColumn": 36,
            "endLine": 3,
            "endColumn": 57,
            "charOffset": 59,
            "charLength": 21,
            "snippet": {"text": "ce n'est pas possible"},
        },
    }
    assert result["message"]["text"] == (
        "Le client entend une porte qui se ferme. Un refus posé sans issue laisse la demande entière, et la colère"
        " avec. Dites plutôt\u00a0: «\u00a0Ce que je peux faire\u00a0: vous proposer un avoir.\u00a0»"
    )


def test_levels_follow_the_severity_and_labels_are_notes() -> None:
    results = run_of(samples.refusal())["results"]
    assert [each["level"] for each in results] == ["warning", "error", "error", "note", "note", "note"]
    label = results[-1]
    assert label["ruleId"] == "brouillon.sans-issue"
    assert label["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "Proposez un avoir" in label["message"]["text"]


def test_a_rule_keeps_its_gravest_level() -> None:
    text = "non non non"
    faults = [
        Finding("r", "non-sec", severity, Span(at, at + 3), 1, at + 1, "non", "m", "w")
        for at, severity in ((0, Severity.CONSEIL), (4, Severity.BLOQUANT), (8, Severity.A_REPRENDRE))
    ]
    (rule,) = run_of(samples.report_of(text, *faults))["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["shortDescription"] == {"text": "Non sec"}


def test_words_over_two_lines_end_on_the_second() -> None:
    fault = Finding("r", "c", Severity.BLOQUANT, Span(4, 14), 2, 3, "pas\r\nposs.", "m", "w")
    (result,) = run_of(samples.report_of("..\r\npas\r\nposs.", fault))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (2, 3, 3, 6)


def test_no_text_reads_as_a_link() -> None:
    fault = Finding("r", "c", Severity.BLOQUANT, Span(0, 1), 1, 1, "x", "[clic](http://e.fr) [date]", "w")
    (result,) = run_of(samples.report_of("x", fault))["results"]
    assert result["message"]["text"] == "\\[clic](http://e.fr) [date] w"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=20))
def test_any_text_gives_a_valid_document(text: str) -> None:
    fault = Finding(text, text, Severity.CONSEIL, Span(0, len(text)), 1, 1, text, text, text, (text,), text)
    run_of(samples.report_of(text, fault, source=text, labels=(Label(text, text, (text,)),)))
