from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from review_samples import talk, write_export

from coach.errors import ConfigError
from coach.model import Severity
from coach.phrasebook.folders import builtin_folder
from coach.review.check import check
from coach.review.grid import KNOWN, load_grid
from coach.review.grid_marks import level, mark
from coach.review.grid_schema import grid_schema
from coach.review.run import Job

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

    from coach.review.values import GridMark

GRID = """\
theme: "Essai"
sections:
  - titre: "Ton"
    criteres:
      - critere: "Sans reproche"
        poids: 40
        cote: forme
        qui: outil
        sans: [donner-tort, impossibilite]
      - critere: "Salut et nom"
        poids: 20
        cote: forme
        qui: outil
        avec: [salutation, nom]
  - titre: "Fond"
    criteres:
      - critere: "Exact"
        poids: 25
        cote: fond
        qui: formateur
      - critere: "Dit pourquoi"
        poids: 15
        cote: fond
        qui: "les deux"
        si: [impossibilite]
        sans: [sans-pourquoi]
eliminatoires:
  - critere: "Riposte"
    qui: "les deux"
    sans: [donner-tort]
  - critere: "Secret"
    qui: formateur
"""


def grid_of(folder: Path, text: str = GRID) -> Path:
    file = folder / "grille.yaml"
    file.write_text(text, "utf-8")
    return file


def marked(folder: Path, *said: str) -> GridMark:
    found = check(Job().checker(), talk(*said), Severity.BLOQUANT, grid=load_grid(grid_of(folder))).grid
    assert found is not None
    return found


@pytest.mark.usefixtures("small")
class TestMarks:
    def test_a_fault_costs_its_criterion_and_the_lower_mark_counts(self, tmp_path: Path) -> None:
        found = marked(tmp_path, "C: Et ?", "A: Bonjour Madame Perrin, ce n'est pas possible.")
        assert found.levels[:3] == (0.0, 1.0, None)
        assert found.forme == 33
        assert found.total == min(mark for mark in (found.forme, found.fond) if mark is not None)
        assert found.eliminated == ()

    def test_what_min_severity_hides_is_marked_all_the_same(self, tmp_path: Path) -> None:
        grid = load_grid(grid_of(tmp_path))
        said = talk("C: Et ?", "A: Bonjour. Ce n'est pas possible. Je vous propose un avoir.")
        every, few = (
            check(Job().checker(), said, least, grid=grid).grid for least in (Severity.CONSEIL, Severity.BLOQUANT)
        )
        assert every == few

    def test_an_eliminatory_fault_gives_nothing_and_is_named(self, tmp_path: Path) -> None:
        found = marked(tmp_path, "A: Bonjour Claire, vous avez tort.")
        assert found.eliminated == ("Riposte",)
        assert found.total == 0
        assert found.forme is not None
        assert found.forme > 0

    def test_half_of_what_is_wanted_is_half_reached(self, tmp_path: Path) -> None:
        assert marked(tmp_path, "A: Bonjour, c'est fait.").levels[1] == 0.5
        assert marked(tmp_path, "A: C'est fait.").levels[1] == 0.0

    def test_what_does_not_apply_counts_nowhere(self, tmp_path: Path) -> None:
        found = marked(tmp_path, "A: Bonjour Claire, c'est fait.")
        assert found.levels == (1.0, 1.0, None, None)
        assert (found.forme, found.fond, found.total, found.points) == (100, None, 100, 60)

    def test_a_conversation_without_an_adviser_has_no_mark(self, tmp_path: Path) -> None:
        grid = load_grid(grid_of(tmp_path))
        assert check(Job().checker(), talk("C: Allô ?"), Severity.CONSEIL, grid=grid).grid is None


def test_a_softened_fault_costs_half_and_eliminates_nobody(tmp_path: Path) -> None:
    grid = load_grid(grid_of(tmp_path))
    found = mark(grid, {"donner-tort": 0.5, "salutation": 1.0, "nom": 1.0})
    assert found.levels[0] == 0.5
    assert found.eliminated == ()
    assert mark(grid, {"donner-tort": 1.0}).eliminated == ("Riposte",)


def test_the_grid_of_coach_is_whole_and_fits_its_schema() -> None:
    grid = load_grid()
    assert sum(each.weight for each in grid.criteria) == 100
    assert grid.seen == 83
    assert {each.name for each in grid.criteria if not each.seen} == {"Exactitude", "Langue correcte"}
    # Nothing seen, nothing wrong: what needs a proof is missed, the rest is reached.
    assert {each.name for each in grid.criteria if level(each, {}) == 0} == {
        "Salutation et nom",
        "Prise de congé adaptée",
    }
    validator = jsonschema.Draft202012Validator(grid_schema())
    written = yaml.safe_load((builtin_folder() / "grille.yaml").read_text("utf-8"))
    assert list(validator.iter_errors(written)) == []
    assert not validator.is_valid({"sections": [{"titre": "a", "criteres": [{"critere": "b", "qui": "outil"}]}]})


def test_every_sign_is_told_once() -> None:
    assert len(KNOWN) == len(set(KNOWN))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("poids: 40", "poids: 41", "grille.yaml:2 : les poids font 101"),
        ("poids: 40", 'poids: "beaucoup"', "grille.yaml:6 : un nombre de points"),
        ("poids: 40", "poids: 0", "grille.yaml:6 : un nombre de points"),
        ("cote: forme", "cote: form", "vouliez-vous dire « forme »"),
        ("qui: outil", "qui: coach", "grille.yaml:8 : qui note ?"),
        ("sans: [donner-tort, impossibilite]", "sans: [donner-torts]", "vouliez-vous dire « donner-tort »"),
        ("sans: [donner-tort, impossibilite]", "sans: []", "cette liste est vide"),
        ("        sans: [donner-tort, impossibilite]\n", "", "grille.yaml:5 : à quoi coach le voit-il ?"),
        ("qui: formateur\n      -", "qui: formateur\n        sans: [jargon]\n      -", "noté par le formateur seul"),
        ("poids: 40", "point: 40", "clé inconnue « point »"),
        ('"Salut et nom"', '"Sans reproche"', "écrit deux fois"),
        ("sections:", "section:", "vouliez-vous dire « sections »"),
    ],
)
def test_a_faulty_grid_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GRID
    with pytest.raises(ConfigError) as error:
        load_grid(grid_of(tmp_path, GRID.replace(old, new, 1)))
    assert said in str(error.value)
    assert "grille.yaml:" in str(error.value)


@pytest.mark.usefixtures("small")
class TestReview:
    @pytest.fixture(autouse=True)
    def _export(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        write_export(tmp_path / "export.jsonl", 12)

    def test_the_option_the_setting_and_the_mean_of_a_criterion(self, cli: Cli, tmp_path: Path) -> None:
        grid_of(tmp_path)
        by = ("--graine", "1", "--jobs", "1", "--format", "json")
        by_option = json.loads(cli("review", "export.jsonl", "--grille", "grille.yaml", *by).out)
        (tmp_path / "coach.yaml").write_text('grille: "grille.yaml"\n', "utf-8")
        found = json.loads(cli("review", "export.jsonl", *by).out)["grid"]
        assert found == by_option["grid"]
        first, _, human, unmet = found["criteria"]
        # A fault in one conversation of three.
        assert (first["applied"], first["reached"], first["points"]) == (12, 8, pytest.approx(40 * 8 / 12))
        assert (human["by"], human["points"]) == ("formateur", None)
        assert (unmet["applied"], unmet["points"]) == (0, None)
        assert found["points"] == 75
        assert found["eliminated"] == {"Riposte": 4}

    @pytest.mark.parametrize("name", ["terminal", "markdown"])
    def test_people_read_what_is_left_to_them(self, cli: Cli, tmp_path: Path, name: str) -> None:
        grid_of(tmp_path)
        page = tmp_path / "r.html"
        called = cli(
            "review", "export.jsonl", "--grille", "grille.yaml", "--format", name, "--report", page, "--graine", "1"
        )
        for text in (called.out, page.read_text("utf-8")):
            flat = " ".join(text.replace("\u00a0", " ").split())
            assert "75 points que coach peut regarder" in flat
            assert "à noter par le formateur" in flat
            assert "Riposte : 4 conversations à 0, à confirmer par le formateur" in flat
            assert "secret" in flat

    def test_a_faulty_grid_stops_the_review(self, cli: Cli, tmp_path: Path) -> None:
        grid_of(tmp_path, GRID.replace("poids: 40", "poids: 4"))
        called = cli("review", "export.jsonl", "--grille", "grille.yaml")
        assert called.code == 2
        assert "les poids font 64" in called.sentence()

    def test_every_process_marks_by_the_same_grid(self, cli: Cli, tmp_path: Path) -> None:
        write_export(tmp_path / "export.jsonl", 300)
        grid_of(tmp_path)
        by = ("review", "export.jsonl", "--grille", "grille.yaml", "--graine", "1", "--format", "jsonl", "--jobs")
        assert cli(*by, "1").data == cli(*by, "2").data


def test_a_grid_is_proved_alone(cli: Cli, tmp_path: Path) -> None:
    called = cli("phrasebook", "test", grid_of(tmp_path))
    assert (called.code, called.out) == (0, "grille : 4 critères, 75 points que coach peut regarder : tout tient\n")
    called = cli("phrasebook", "test", grid_of(tmp_path, GRID.replace("poids: 40", "poids: 50")))
    assert called.code == 2
    assert "les poids font 110" in called.sentence()


@pytest.mark.usefixtures("small")
def test_a_grid_is_proved_with_its_folder(cli: Cli, tmp_path: Path, small_folder: Path) -> None:
    team = tmp_path / "equipe"
    team.mkdir()
    grid_of(team, GRID.replace("poids: 40", "poids: 50"))
    called = cli("phrasebook", "test", team)
    assert called.code == 2
    assert "les poids font 110" in called.err


def test_the_schema_is_printed(cli: Cli) -> None:
    assert json.loads(cli("phrasebook", "schema", "--grille").out)["title"] == "Grille d’écoute pour coach"


@pytest.mark.parametrize(
    ("text", "greets", "names", "leaves"),
    [
        ("Bonjour Claire, c'est fait. Bonne journée !", True, True, True),
        ("Réf. 12\n\nMadame, Monsieur,\nVoici.\nCordialement", True, False, True),
        ("Bonjour, c'est fait.", True, False, False),
        ("Je transmets à Madame Perrin.", False, True, False),
        ("C'est un bon jour pour vous.", False, False, False),
    ],
)
def test_the_manners_of_a_message(text: str, greets: bool, names: bool, leaves: bool) -> None:
    from coach.review.signs import observed

    checker = Job(readers="phrasebooks").checker()
    reports = {0: checker.check(text)}
    found = observed(talk(f"A: {text}").turns, reports, checker.talk, unanswered=False, unresolved=False)
    assert ("salutation" in found, "nom" in found, "conge" in found) == (greets, names, leaves)
