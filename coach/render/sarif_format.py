"""`--format sarif`: SARIF 2.1.0, written result by result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from coach.model import Finding, Label, Report, Severity
from coach.render import wording
from coach.render.base import Renderer, RenderOptions
from coach.render.json_data import dumps
from coach.render.location import region, uri

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.BLOQUANT: "error", Severity.A_REPRENDRE: "warning", Severity.CONSEIL: "note"}
LABEL_RULE = "brouillon."

_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")

_Json = dict[str, Any]


class SarifRenderer(Renderer):
    """Write one run; its rules follow its results, since only then are they all known."""

    def __init__(self, options: RenderOptions) -> None:
        super().__init__(options)
        self._rules: dict[str, _Rule] = {}
        self._separator = "\n"

    def start(self) -> str:
        """Open the document and its only run."""
        self._rules.clear()
        self._separator = "\n"
        return (
            f'{{"$schema": {dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{'
            '"columnKind": "unicodeCodePoints", "language": "fr", "results": ['
        )

    def report(self, report: Report) -> str:
        """Return the results of one report, findings then labels."""
        artifact = {"uri": uri(report.source)}
        results = [self._finding(artifact, finding) for finding in report.findings]
        results += [self._label(artifact, label) for label in report.labels]
        return "".join(self._separated(result) for result in results)

    def end(self) -> str:
        """Return the rules seen, each once, and close the document."""
        driver = {"name": "coach", "language": "fr", "rules": [rule.descriptor() for rule in self._rules.values()]}
        return f'\n], "tool": {{"driver": {dumps(driver)}}}}}]}}\n'

    def _separated(self, result: _Json) -> str:
        separator, self._separator = self._separator, ",\n"
        return separator + dumps(result)

    def _finding(self, artifact: _Json, finding: Finding) -> _Json:
        where = region(finding)
        place = {
            "startLine": where.start_line,
            "startColumn": where.start_column,
            "endLine": where.end_line,
            "endColumn": where.end_column,
            "charOffset": finding.span.start,
            "charLength": finding.span.end - finding.span.start,
            "snippet": {"text": finding.text},
        }
        title, why = wording.category_title(finding.category), finding.why or finding.message
        return {
            **self._rule(finding.rule, title, why, finding.severity),
            "level": LEVELS[finding.severity],
            "message": {"text": _plain(wording.plain_message(finding))},
            "locations": [_location(artifact, place)],
            "properties": {
                "category": finding.category,
                "severity": finding.severity.slug,
                "reframings": list(finding.reframings),
                "softened_by": finding.softened_by,
            },
        }

    def _label(self, artifact: _Json, label: Label) -> _Json:
        title = wording.label_title(label.label)
        return {
            **self._rule(LABEL_RULE + label.label, title, label.message, Severity.CONSEIL),
            "level": "note",
            "message": {"text": _plain(wording.plain_label(label))},
            "locations": [_location(artifact, {"startLine": 1})],
            "properties": {"label": label.label, "advice": list(label.advice)},
        }

    def _rule(self, name: str, title: str, description: str, severity: Severity) -> _Json:
        rule = self._rules.setdefault(name, _Rule(len(self._rules), name, title, description, severity))
        rule.severity = max(rule.severity, severity)
        return {"ruleId": name, "ruleIndex": rule.index}


@dataclass(slots=True)
class _Rule:
    """A rule as it was first met, at the gravest level met: a context may have lowered some of its findings."""

    index: int
    name: str
    title: str
    description: str
    severity: Severity

    def descriptor(self) -> _Json:
        return {
            "id": self.name,
            "shortDescription": {"text": self.title},
            "fullDescription": {"text": self.description},
            "defaultConfiguration": {"level": LEVELS[self.severity]},
        }


def _location(artifact: _Json, place: _Json) -> _Json:
    return {"physicalLocation": {"artifactLocation": artifact, "region": place}}


def _plain(text: str) -> str:
    """Return `text` so that nothing of it reads as an embedded link."""
    return _LINK.sub(r"\\[", text)


RENDERER = SarifRenderer
