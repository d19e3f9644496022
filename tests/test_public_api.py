"""What other programs may import and rely on."""

from __future__ import annotations

import dataclasses
import doctest
import importlib.metadata
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import get_type_hints

import pytest

import coach
from coach import Coach, CoachError, Finding, Label, Report, Scores, Severity, Skipped, Span, Strength

ROOT = Path(__file__).parents[1]
VALUES = (Finding, Label, Report, Scores, Skipped, Span, Strength)

SNIPPET = """\
from pathlib import Path
from coach import Coach, CoachError, Finding, Report, Severity

def gravest(text: str) -> list[tuple[str, Severity, int]]:
    coach: Coach = Coach(phrasebooks=[Path("phrases"), "autres"])
    report: Report = coach.check(text, source="essai")
    findings: tuple[Finding, ...] = report.gravest()
    for problem in coach.problems:
        place: CoachError = problem
        print(place)
    return [(finding.rule, finding.severity, finding.span.start) for finding in findings]

reveal_type(gravest)
WRONG
"""


def test_the_names() -> None:
    assert sorted(coach.__all__) == coach.__all__
    assert all(getattr(coach, name).__module__.startswith("coach.") for name in coach.__all__)
    assert {value.__name__ for value in (*VALUES, Coach, CoachError, Severity)} == set(coach.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'coach'"):
        coach.coach  # noqa: B018


def test_the_version_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", coach.__version__)
    try:
        installed = importlib.metadata.version("coach-fr")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("coach is not installed")
    assert installed == coach.__version__


def test_the_example_of_the_package() -> None:
    done = doctest.testmod(coach)
    assert done.attempted > 0
    assert done.failed == 0


def test_a_draft_is_checked() -> None:
    report = Coach().check("Ce n'est pas possible, vous avez tort.")
    assert isinstance(report, Report)
    assert {"impossibilite", "donner-tort"} <= {finding.category for finding in report.findings}
    assert report.scores.total == min(report.scores.forme, report.scores.fond) < 100


@pytest.mark.parametrize("value", VALUES)
def test_values_are_frozen_and_documented(value: type) -> None:
    assert dataclasses.is_dataclass(value)
    parameters = value.__dataclass_params__  # type: ignore[attr-defined]
    assert parameters.frozen
    assert value.__doc__
    assert not hasattr(value, "__dict__") or "__slots__" in vars(value)
    # What a value holds can be changed no more than the value: no list, no dictionary.
    for hint in get_type_hints(value, vars(sys.modules[value.__module__])).values():
        assert "list" not in str(hint)
        assert "dict" not in str(hint)


@pytest.mark.usefixtures("small")
def test_a_report_cannot_be_changed() -> None:
    report = Coach().check("Non.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.source = "autre"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.findings[0].span.start = 3  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        report.note = ""  # type: ignore[attr-defined]
    assert hash(report) == hash(Coach().check("Non."))


def test_severities_compare_and_have_names() -> None:
    assert Severity.CONSEIL < Severity.A_REPRENDRE < Severity.BLOQUANT
    assert [Severity.from_slug(severity.slug) for severity in Severity] == list(Severity)
    with pytest.raises(KeyError):
        Severity.from_slug("grave")


@pytest.mark.usefixtures("small")
def test_phrasebooks_of_the_team_and_their_problems(tmp_path: Path) -> None:
    entry = """\
  - id: jargon.{name}
    categorie: jargon
    titre: "Un mot de la maison"
    {why}: "Le client ne le partage pas."
    reperer: ["{name}"]
    exemples:
      signaler: ["[{name}].", "Le [{name}] !"]
      laisser: ["Rien.", "Tout."]
"""
    text = 'theme: "Équipe"\nentrees:\n'
    text += entry.format(name="zorglub", why="pourquoi") + entry.format(name="bulgroz", why="pourqoi")
    (tmp_path / "equipe.yaml").write_text(text, "utf-8")
    for folder in (tmp_path, str(tmp_path)):
        made = Coach(phrasebooks=[folder])
        assert [finding.text for finding in made.check("Non, le zorglub, le bulgroz.").findings] == ["Non", "zorglub"]
        (problem,) = made.problems
        assert isinstance(problem, CoachError)
        assert str(problem).startswith(f"{tmp_path}/equipe.yaml:14 : clé inconnue « pourqoi » ; vouliez-vous dire")
    assert Coach().problems == ()
    with pytest.raises(CoachError, match="ce dossier de phrases n’existe pas"):
        Coach([tmp_path / "absent"])


def test_the_package_says_that_it_is_typed() -> None:
    assert files("coach").joinpath("py.typed").is_file()


def test_a_type_checker_follows_the_names(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "essai.py").write_text(SNIPPET, "utf-8")
    cache = request.config.cache.mkdir("coach-mypy") if request.config.cache else tmp_path
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--follow-imports=silent",
        "--cache-dir",
        str(cache),
        "essai.py",
    ]
    variables = {**os.environ, "MYPYPATH": str(ROOT), "MYPY_FORCE_COLOR": "0"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=variables, check=False)
    revealed = "def (text: str) -> list[tuple[str, coach.model.Severity, int]]"
    assert done.stdout.replace("builtins.", "").splitlines()[:2] == [
        f'essai.py:13: note: Revealed type is "{revealed}"',
        'essai.py:14: error: Name "WRONG" is not defined  [name-defined]',
    ], done.stdout + done.stderr
