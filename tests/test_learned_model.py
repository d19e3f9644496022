from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Cli
from learned_samples import small_training

from coach import Coach
from coach.errors import ConfigError, ModelError
from coach.learned.model import load, save
from coach.learned.places import shipped_model

MOST_BYTES = 8_000_000


def test_a_model_comes_back_as_it_was(tmp_path: Path) -> None:
    model = small_training().model
    save(model, tmp_path / "m.model")
    assert load(tmp_path / "m.model") == model


@pytest.mark.parametrize("cut", [0, 5, 40, 400, -1])
def test_a_spoiled_model_is_named(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "m.model"
    save(small_training().model, file)
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(ModelError, match=r"m\.model : ce fichier n’est pas un modèle de coach"):
        Coach(model=file)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"absent\.model : modèle illisible \(ce dossier ou ce fichier n’existe pas\)"):
        Coach(model=tmp_path / "absent.model")


def test_the_command_line_names_a_missing_model(cli: Cli) -> None:
    called = cli("check", "--modele", "absent.model", stdin="Bonjour.")
    assert called.code == 2
    assert called.sentence().startswith("absent.model : modèle illisible")


def test_unknown_readers_are_named() -> None:
    with pytest.raises(ConfigError, match="lecteurs inconnus « tous »"):
        Coach(readers="tous")


def test_the_shipped_model_is_there_with_its_card_and_small() -> None:
    file = shipped_model()
    assert file is not None
    assert file.stat().st_size <= MOST_BYTES
    assert file.with_suffix(".md").read_text("utf-8").startswith("# Fiche du modèle")
