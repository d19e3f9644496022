from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import Cli
from learned_samples import small_lessons, small_training, write_corpus

from coach import Coach
from coach.model import Finding, Severity, Span
from coach.training.annotation import Annotated, Roles
from coach.training.card import card, reliability
from coach.training.lessons import folds
from coach.training.measure import Tally
from coach.training.train import train


def finding(start: int, end: int, category: str, severity: Severity = Severity.BLOQUANT) -> Finding:
    return Finding("x.y", category, severity, Span(start, end), 1, start + 1, "", "", "")


def test_a_tally_counts_as_the_evaluation_does() -> None:
    annotated = Annotated(
        "a", "a", "x" * 40, ((Span(0, 5), "reproche"), (Span(10, 15), "jargon")), frozenset({"sans-suite"})
    )
    tally = Tally()
    found = [
        finding(3, 8, "donner-tort"),  # meets a grave fault, under another name
        finding(11, 12, "jargon", Severity.CONSEIL),
        finding(20, 22, "familiarite"),  # wrong
        finding(30, 31, "refus-flou"),  # not annotated
    ]
    tally.add(annotated, found, ["sans-suite", "trop-long", "sans-issue"])
    assert tally.row() == pytest.approx(
        {"precision": 1 / 2, "rappel": 1.0, "F1": 2 / 3, "exact": 2 * (1 / 3 * 1 / 2) / (1 / 3 + 1 / 2),
         "étiquettes": 2 / 3, "silence": 1.0}
    )  # fmt: skip


def test_a_draft_without_grave_faults_is_quiet_or_not() -> None:
    tally, harmless = Tally(), Annotated("a", "a", "x" * 9, ((Span(0, 2), "jargon"),), frozenset())
    tally.add(harmless, [], [])
    tally.add(harmless, [finding(0, 1, "reproche")], [])
    assert tally.row()["silence"] == 0.5


def test_every_author_is_kept_aside_once() -> None:
    groups = folds(["a", "b", "c", "a", "d"], 3)
    assert sorted(name for group in groups for name in group) == ["a", "b", "c", "d"]
    assert len(folds(["seul"], 5)) == 1


def test_training_learns_what_it_is_taught_and_measures_it_on_others() -> None:
    trained = small_training()
    assert set(trained.both) == {"anne", "basile", "chloe"}
    assert all(tally.row()["F1"] > 0.9 for tally in trained.both.values())
    assert all(tally.row()["rappel"] < 0.7 for tally in trained.alone.values())


def test_training_twice_gives_the_same_model() -> None:
    again = train(small_lessons(), Roles(), ("non-sec.essai",), lambda _: None)
    assert again.model == small_training().model


def test_the_card_tells_how_far_chances_can_be_believed() -> None:
    lines = reliability([(0.12, False), (0.18, True), (0.95, True)])
    assert lines[2:] == ["| 0.1 à 0.2 | 2 | 0.15 | 0.50 |", "| 0.9 à 1.0 | 1 | 0.95 | 1.00 |"]
    assert "| anne |" in card(small_training())


def test_the_command_trains_and_the_model_serves(cli: Cli, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", "anne", "basile", "chloe")
    model = tmp_path / "modele" / "mien.model"
    called = cli("train", str(corpus), "--output", str(model))
    assert called.code == 0
    assert called.out.startswith("# Fiche du modèle")
    assert model.with_suffix(".md").read_text("utf-8") == called.out
    report = Coach(model=model).check("Bonjour. Cela saute pourtant aux yeux à la page 3 de la notice.")
    assert [one.rule for one in report.findings if one.rule.startswith("appris.")] == ["appris.condescendance"]


def test_the_command_says_which_draft_is_malformed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("### a\n[[reproches|oui]]", "utf-8")
    called = cli("train", str(tmp_path))
    assert called.code == 2
    assert "x.txt:2 : catégorie inconnue « reproches »" in called.err


def test_training_without_its_library_is_one_sentence(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    called = cli("train", str(write_corpus(tmp_path / "c", "anne", "basile")))
    assert called.code == 2
    assert called.err.splitlines()[-1].endswith("scikit-learn : pip install 'coach-fr[train]'")
