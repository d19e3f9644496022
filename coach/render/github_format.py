"""`--format github`: workflow annotations."""

from __future__ import annotations

import re

from coach.model import Finding, Label, Report, Severity
from coach.render import wording
from coach.render.base import Renderer
from coach.render.location import Region, file_name, region

_COMMANDS = {Severity.BLOQUANT: "error", Severity.A_REPRENDRE: "warning", Severity.CONSEIL: "notice"}
# Neither control characters nor lone surrogates have a business in a build log.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class GithubRenderer(Renderer):
    """Write one workflow command a finding and one a label."""

    def report(self, report: Report) -> str:
        """Return the commands, one a line."""
        file = file_name(report.source)
        lines = [_finding(file, finding) for finding in report.findings]
        lines += [_label(file, label) for label in report.labels]
        return "".join(line + "\n" for line in lines)


def _finding(file: str, finding: Finding) -> str:
    properties = {"file": file, **_place(region(finding)), "title": wording.finding_title(finding)}
    return _command(_COMMANDS[finding.severity], properties, wording.plain_message(finding))


def _label(file: str, label: Label) -> str:
    properties = {"file": file, "line": "1", "title": wording.label_title(label.label)}
    return _command("notice", properties, wording.plain_label(label))


def _place(where: Region) -> dict[str, str]:
    # Columns are understood only within one line.
    if where.end_line != where.start_line:
        return {"line": str(where.start_line), "endLine": str(where.end_line)}
    return {"line": str(where.start_line), "col": str(where.start_column), "endColumn": str(where.end_column)}


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_escape(message)}"


def _escape(text: str) -> str:
    text = _UNPRINTABLE.sub("\ufffd", text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


RENDERER = GithubRenderer
