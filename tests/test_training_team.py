"""A team teaches the model its own drafts, and is told what came of it, for better or worse."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from conftest import Cli
from learned_samples import corpus_text, small_lessons, write_corpus

from coach import Coach
from coach.cli import model_file
from coach.cli import train as command
from coach.config import load_config
from coach.learned.model import Model, load, save
from coach.training.annotation import Roles
from coach.training.lessons import GRAVE, Lesson
from coach.training.teach import FEWEST_FAULTS, Taught, teach
from coach.training.train import train


def of(*authors: str) -> list[Lesson]:
    return [lesson for lesson in small_lessons() if lesson.annotated.author in authors]


@cache
def shipped() -> Model:
    return train(of("anne", "basile"), Roles(), (), lambda _: None).model


def taught_by(team: list[Lesson]) -> Taught:
    return teach(of("anne", "basile"), team, shipped(), (), lambda _: None)


def mistaken(lesson: Lesson) -> Lesson:
    """Return a lesson whose faults are left unmarked, or whose harmless words are marked."""
    annotated = lesson.annotated
    span = lesson.draft.reading.span(0, lesson.draft.reading.sentences[0][1])
    faults = () if annotated.faults else ((span, "reproche"),)
    marks = [["" if annotated.faults else "reproche" for _ in sentence] for sentence in lesson.sentences]
    return replace(lesson, annotated=replace(annotated, faults=faults), marks=marks)


def test_a_team_teaches_the_model_and_is_told_what_came_of_it() -> None:
    taught = taught_by(of("chloe"))
    assert taught.model.judge == shipped().judge
    assert taught.model.card["équipe"] == ["chloe"]
    assert taught.after.f1("detect") > 0.9
    assert (taught.worse, taught.harmful, taught.strange) == ([], False, False)
    taught.after.counts["detect gold hit"] = 0
    assert taught.worse == ["tout"]


def test_mistaken_drafts_are_told_by_what_they_contradict_and_what_they_spoil() -> None:
    taught = taught_by([mistaken(lesson) for lesson in of("chloe")] * 4)
    assert taught.strange
    assert taught.harmful
    assert taught.witnesses_before.f1("detect") > 0.9


def test_drafts_without_faults_are_strange_only_where_many_were_overlooked() -> None:
    def unmarked(lesson: Lesson) -> Lesson:
        return replace(lesson, annotated=replace(lesson.annotated, faults=()))

    harmless = [lesson for lesson in of("chloe") if not lesson.annotated.faults]
    faulty = [lesson for lesson in of("chloe") if lesson.annotated.faults]
    assert taught_by([unmarked(lesson) for lesson in faulty]).strange
    # One false alarm among harmless drafts makes an F1 of zero, and says nothing of the annotation.
    assert not taught_by([*harmless, unmarked(faulty[0])]).strange


def test_a_category_is_said_to_be_worse_only_on_enough_faults() -> None:
    taught = taught_by(of("chloe"))
    name = "exact reproche gold"
    assert taught.faults("reproche") == 8 < FEWEST_FAULTS
    taught.after.counts[name + " hit"] = 0
    assert taught.worse == []
    taught.before.counts.update({name: 2, name + " hit": 2})
    taught.after.counts.update({name: 2})
    assert taught.worse == ["reproche"]


def test_categories_that_the_model_does_not_learn_are_left_out() -> None:
    taught = taught_by(of("chloe"))
    taught.before.counts["exact jargon gold"] += 20
    assert set(taught.categories) <= set(GRAVE)


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path, Path]]:
    """Give a small corpus, a team's drafts, and the model that is « shipped », in their places for the command."""
    (folder := tmp_path / "coach").mkdir()
    save(shipped(), model := folder / "appris.model")
    monkeypatch.setattr(command, "shipped_model", lambda: model)
    monkeypatch.setattr(model_file, "shipped_model", lambda: model)
    before = model.read_bytes()
    yield write_corpus(tmp_path / "corpus", "anne", "basile"), write_corpus(tmp_path / "mes brouillons", "chloe"), model
    assert model.read_bytes() == before


def test_the_line_for_the_settings_works_as_it_is_printed(
    cli: Cli, team: tuple[Path, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, mine, _ = team
    monkeypatch.chdir(tmp_path)
    called = cli("train", corpus, "--add", mine, "--output", "l’équipe #1: a/mien.model")
    assert called.code == 0
    assert "Attention" not in called.out
    assert "  reproche                  8   " in called.out
    (settings := tmp_path / "ailleurs").mkdir()
    (settings / "coach.yaml").write_text(called.out.splitlines()[-1].strip() + "\n", "utf-8")
    model = load_config(settings / "coach.yaml").model
    assert model is not None
    assert load(model).card["équipe"] == ["chloe"]
    assert Coach(model=model).check("Bonjour.").findings == ()


def test_the_command_says_that_mistaken_drafts_made_it_worse(
    cli: Cli, team: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    corpus, mine, _ = team
    text = (
        corpus_text("chloe", rounds=30).replace("[[reproche|", "[[servilite|").replace("[[donner-tort|", "[[paravent|")
    )
    text = text.replace("[[impossibilite|", "[[surpromesse|").replace("[[defausse|", "[[non-sec|")
    (mine / "chloe.txt").write_text(text.replace("[[condescendance|", "[[mise-en-doute|"), "utf-8")
    called = cli("train", corpus, "--add", mine, "--output", tmp_path / "mien.model")
    assert called.code == 0
    assert "Attention, le nouveau modèle lit moins bien ceux de coach" in called.out
    assert "Attention, vos annotations contredisent presque partout" in called.out


def test_what_exists_is_not_written_over_unasked(cli: Cli, team: tuple[Path, Path, Path], tmp_path: Path) -> None:
    corpus, mine, shipped_file = team
    (there := tmp_path / "la.model").write_text("précieux")
    called = cli("train", corpus, "--add", mine, "--output", there)
    assert called.code == 2
    assert called.sentence().startswith(f"{there} : ce fichier existe déjà")
    assert there.read_text() == "précieux"
    assert cli("train", corpus, "--add", mine, "--output", there, "--remplacer").code == 0
    assert load(there).card["équipe"] == ["chloe"]
    (notes := tmp_path / "autre.md").write_text("notes")
    assert cli("train", corpus, "--output", tmp_path / "autre.model").sentence().startswith(f"{notes} : ce fichier exi")
    called = cli("train", corpus, "--add", mine, "--output", shipped_file, "--remplacer")
    assert called.code == 2
    assert "c’est le modèle de coach, qui reste intact" in called.sentence()


def test_what_cannot_be_written_is_said_before_any_training(
    cli: Cli, team: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    corpus, mine, _ = team
    (file := tmp_path / "fichier").write_text("")
    for place, why in (
        (tmp_path, "c’est un dossier"),
        (file / "m.model", "écriture impossible (un fichier porte déjà ce nom)"),
        (tmp_path / "m.md", "la fiche du modèle prend ce nom"),
    ):
        called = cli("train", corpus, "--add", mine, "--output", place)
        assert called.code == 2
        assert f"{place} : {why}" in called.sentence()  # one sentence: nothing says that training began


def test_a_folder_without_rights_is_said_before_any_training(
    cli: Cli, team: tuple[Path, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, mine, _ = team

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    called = cli("train", corpus, "--add", mine, "--output", tmp_path / "m.model")
    assert called.code == 2
    assert called.sentence().endswith("écriture impossible (vous n’en avez pas le droit)")
