from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from coach.phrasebook.loader import load_phrasebooks

if TYPE_CHECKING:
    from conftest import Cli

TEAM = """\
theme: "Équipe"
entrees:
  - id: jargon.zorglub
    categorie: jargon
    gravite: a-reprendre
    titre: "Un mot\\e[31m de la maison"
    pourquoi: "Le client ne le partage pas."
    reperer: ["le zorglub"]
    sauf: ["le zorglub bleu"]
    sauf_avant: ["dans"]
    sauf_apres: ["est là"]
    sauf_phrase: ["bientôt"]
    adouci_par: [issue]
    reformuler: ["Votre {objet} est prêt."]
    source: "L’atelier"
    exemples:
      signaler: ["Voici [le zorglub].", "[Le zorglub] arrive."]
      laisser: ["Voici le zorglub bleu.", "Dans le zorglub.", "Le zorglub est là.", "Bientôt le zorglub."]
"""


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Path) -> Path:
    """Go to a folder with a phrasebook of the team in `phrases`, beside the small one; return the file."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "phrases" / "equipe.yaml"
    file.parent.mkdir()
    file.write_text(TEAM, "utf-8")
    return file


# --- list -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("team")
def test_list(cli: Cli) -> None:
    called = cli("phrasebook", "list", "--phrasebook", "phrases")
    assert called.code == 0
    assert called.err == ""
    rows = [line.split(maxsplit=2) for line in called.out.splitlines()]
    assert len({line.index(row[2]) for line, row in zip(called.out.splitlines(), rows, strict=True)}) == 1
    assert ["issue.je-propose", "signal", "Vous proposez une suite."] in rows
    assert ["donner-tort.vous-avez-tort", "bloquant", "Le client perd la face"] in rows
    # The gravity is the entry's own; what a terminal would obey is not passed on.
    assert rows[-1] == ["jargon.zorglub", "a-reprendre", "Un mot�[31m de la maison"]


@pytest.mark.usefixtures("small")
def test_list_without_an_addition(cli: Cli) -> None:
    assert "zorglub" not in cli("phrasebook", "list").out


def test_a_broken_entry_is_named_and_the_others_are_listed(cli: Cli, team: Path) -> None:
    team.write_text(TEAM.replace("categorie: jargon", "categorie: jargn"), "utf-8")
    called = cli("phrasebook", "list", "--phrasebook", "phrases")
    assert called.code == 2
    assert "donner-tort.vous-avez-tort" in called.out
    assert called.err.startswith("coach : phrases/equipe.yaml:4 : catégorie : « jargn » n’existe pas ; vouliez-vous")


@pytest.mark.usefixtures("team")
def test_the_settings_add_phrasebooks(cli: Cli) -> None:
    Path("coach.yaml").write_text("phrases: 'phrases'\n", "utf-8")
    assert "jargon.zorglub" in cli("phrasebook", "list").out
    Path("coach.yaml").rename("autre.yaml")
    assert "jargon.zorglub" not in cli("phrasebook", "list").out
    assert "jargon.zorglub" in cli("phrasebook", "list", "--config", "autre.yaml").out


# --- show -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("team")
def test_show(cli: Cli) -> None:
    called = cli("phrasebook", "show", "jargon.zorglub", "--phrasebook", "phrases")
    assert called.code == 0
    head, *blocks = called.out.rstrip("\n").split("\n\n")
    assert head == "jargon.zorglub (a-reprendre)\nphrases/equipe.yaml:3"
    assert blocks == [
        "Un mot�[31m de la maison\nPourquoi : Le client ne le partage pas.",
        "Repère :\n  - le zorglub",
        "Sauf :\n  - le zorglub bleu",
        "Sauf si, juste avant :\n  - dans",
        "Sauf si, juste après :\n  - est là",
        "Sauf si, dans la phrase :\n  - bientôt",
        "Adouci par :\n  - issue",
        "Dites plutôt :\n  - Votre {objet} est prêt.",
        "Signale :\n  - Voici [le zorglub].\n  - [Le zorglub] arrive.",
        "Laisse :\n  - Voici le zorglub bleu.\n  - Dans le zorglub.\n  - Le zorglub est là.\n  - Bientôt le zorglub.",
        "Source :\n  - L’atelier",
    ]


@pytest.mark.usefixtures("small")
def test_show_a_signal(cli: Cli) -> None:
    called = cli("phrasebook", "show", "issue.je-propose")
    assert called.out.startswith("issue.je-propose (signal issue)\n")
    assert "Pourquoi" not in called.out
    assert "Sauf" not in called.out


@pytest.mark.usefixtures("small")
def test_show_what_does_not_exist(cli: Cli) -> None:
    near = cli("phrasebook", "show", "non-sec.nom")
    assert near.code == 2
    assert near.sentence() == "ID : valeur inconnue « non-sec.nom » ; vouliez-vous dire « non-sec.non » ?"
    assert cli("phrasebook", "show", "xyz").sentence().endswith("« coach phrasebook list » les énumère")


def test_show_names_the_broken_entry_that_was_asked_for(cli: Cli, team: Path) -> None:
    team.write_text(TEAM.replace("titre:", "titer:"), "utf-8")
    called = cli("phrasebook", "show", "jargon.zorglub", "--phrasebook", "phrases")
    assert called.code == 2
    assert "phrases/equipe.yaml:6 : clé inconnue « titer »" in called.err
    shown = cli("phrasebook", "show", "non-sec.non", "--phrasebook", "phrases")
    assert shown.code == 2
    assert shown.out.startswith("non-sec.non (bloquant)")


# --- try --------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Voici le  zorglub.", ["jargon.zorglub : réagit", "  mots   « le  zorglub »", "  motif  le zorglub"]),
        ("Le zorglub bleu.", ["jargon.zorglub : arrêtée par l’exception « le zorglub bleu »"]),
        ("Dans le zorglub.", ["jargon.zorglub : arrêtée par l’exception « dans »"]),
        ("Le zorglub est là.", ["jargon.zorglub : arrêtée par l’exception « est là »"]),
        ("Bientôt le zorglub.", ["jargon.zorglub : arrêtée par l’exception « bientôt »"]),
        ("Un zorglub.", ["Aucune entrée ne réagit.", "Au plus près : jargon.zorglub, 1 des 2 mots qu’il faut"]),
        ("Bonjour.", ["Aucune entrée ne réagit."]),
        ("", ["Aucune entrée ne réagit."]),
    ],
)
def test_try(cli: Cli, text: str, lines: list[str]) -> None:
    called = cli("phrasebook", "try", "--phrasebook", "phrases", text)
    assert called.code == 0
    assert [line for line in called.out.splitlines() if line in lines] == lines
    assert ("phrases/equipe.yaml:3" in called.out) == ("jargon" in called.out)


@pytest.mark.usefixtures("team")
def test_try_says_nothing_reacts_after_what_was_stopped(cli: Cli) -> None:
    out = cli("phrasebook", "try", "--phrasebook", "phrases", "Dans le zorglub.").out
    assert "Aucune entrée ne réagit.\n" in out
    assert "Aucune entrée" not in cli("phrasebook", "try", "--phrasebook", "phrases", "Dans le zorglub, non.").out


def test_try_shows_nothing_that_a_terminal_obeys(cli: Cli, team: Path) -> None:
    team.write_text(TEAM.replace('"le zorglub"', '"le …… zorglub"'), "utf-8")
    called = cli("phrasebook", "try", "--phrasebook", "phrases", "Le\x1b[2J grand\x9b zorglub.")
    assert called.code == 0
    assert "« Le�[2J grand� zorglub »" in called.out
    assert not {"\x1b", "\x9b"} & set(called.out)


def test_try_names_what_is_broken(cli: Cli, team: Path) -> None:
    team.write_text(TEAM.replace("titre:", "titer:"), "utf-8")
    called = cli("phrasebook", "try", "--phrasebook", "phrases", "Vous avez tort.")
    assert called.code == 2
    assert "donner-tort.vous-avez-tort : réagit" in called.out
    assert called.err.startswith("coach : phrases/equipe.yaml:6 : clé inconnue « titer »")


# --- test -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["phrases", "./phrases/", "phrases/../phrases", "{absolute}", "."])
def test_test_counts_only_the_folder_tested(cli: Cli, team: Path, folder: str) -> None:
    if folder == ".":
        os.chdir("phrases")
    called = cli("phrasebook", "test", folder.format(absolute=team.parent))
    assert (called.code, called.err) == (0, "")
    assert called.out == "1 entrée, 6 exemples : tout tient\n"


def test_test_the_built_in_folder_once(cli: Cli, small: Path) -> None:
    called = cli("phrasebook", "test")
    assert called.out.startswith("7 entrées, ")
    assert cli("phrasebook", "test", small).out == called.out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "[le zorglub].",
            "le [zorglub].",
            "phrases/equipe.yaml:17 : jargon.zorglub : « Voici [le zorglub]. » est ce qui",
        ),
        ("Dans le zorglub.", "Le zorglub.", "phrases/equipe.yaml:18 : jargon.zorglub : « [Le zorglub]. » est ce qui"),
        ("titre:", "titer:", "phrases/equipe.yaml:6 : clé inconnue « titer »"),
    ],
)
def test_test_names_each_breach(cli: Cli, team: Path, old: str, new: str, words: str) -> None:
    team.write_text(TEAM.replace(old, new), "utf-8")
    called = cli("phrasebook", "test", "phrases")
    assert called.code == 2
    assert called.out.endswith(" : à revoir\n")
    assert words in called.err


def test_test_a_folder_that_does_not_exist(cli: Cli, small: Path) -> None:
    called = cli("phrasebook", "test", "absent")
    assert called.code == 2
    assert called.sentence() == "absent : ce dossier de phrases n’existe pas"


@pytest.mark.parametrize("name", ["g.yaml", "grille.yaml"])
@pytest.mark.usefixtures("small")
def test_a_grid_is_known_by_its_keys(cli: Cli, tmp_path: Path, name: str) -> None:
    from coach.phrasebook.folders import builtin_folder

    file = tmp_path / name
    text = (builtin_folder() / "grille.yaml").read_text("utf-8")
    file.write_text(text, "utf-8")
    called = cli("phrasebook", "test", file)
    assert (called.code, called.err) == (0, "")
    assert called.out.startswith("grille : ")
    file.write_text(text.replace("poids:", "poid:", 1), "utf-8")
    called = cli("phrasebook", "test", file)
    assert (called.code, called.out) == (2, "")
    assert "clé inconnue « poid » ; vouliez-vous dire « poids » ?" in called.sentence()


@pytest.mark.parametrize("name", ["autre.yaml", "marges.yaml"])
def test_one_file_is_known_by_its_keys(cli: Cli, team: Path, name: str) -> None:
    file = team.with_name(name)
    file.write_text(MARGINS, "utf-8")
    assert cli("phrasebook", "test", file).out == "1 entrée, 4 exemples : tout tient\n"
    file.write_text(TEAM, "utf-8")
    assert cli("phrasebook", "test", file).out == "1 entrée, 6 exemples : tout tient\n"
    file.write_text('theme: "Équipe\n', "utf-8")
    called = cli("phrasebook", "test", file)
    assert (called.code, called.out) == (2, "")
    assert ":1 : YAML illisible : ce guillemet n’est jamais refermé" in called.sentence()


# --- new and schema ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("team")
def test_new_writes_a_file_that_passes(cli: Cli) -> None:
    called = cli("phrasebook", "new", "Livraison à l’été", "nos/phrases")
    assert (called.code, called.out, called.err) == (0, "nos/phrases/livraison-a-l-ete.yaml\n", "")
    assert load_phrasebooks([Path("nos/phrases")]).errors == ()
    assert cli("phrasebook", "test", "nos/phrases").code == 0


@pytest.mark.usefixtures("team")
def test_new_leaves_what_is_there(cli: Cli, team: Path) -> None:
    called = cli("phrasebook", "new", "Equipe", "phrases")
    assert called.code == 2
    assert called.sentence() == "phrases/equipe.yaml : ce fichier existe déjà, il est laissé tel quel"
    assert team.read_text("utf-8") == TEAM
    called = cli("phrasebook", "new", "Autre", "phrases/equipe.yaml")
    assert called.code == 2
    assert called.sentence() == "phrases/equipe.yaml : ce fichier existe déjà, il est laissé tel quel"
    called = cli("phrasebook", "new", "Autre", "phrases/equipe.yaml/plus/loin")
    assert called.sentence().endswith(" : écriture impossible (le chemin passe par un fichier)")


@pytest.mark.usefixtures("team")
def test_schema_is_json_schema_and_describes_the_files(cli: Cli) -> None:
    called = cli("phrasebook", "schema", encoding="ascii")
    assert called.code == 0
    schema = json.loads(called.data)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) >= {"theme", "listes", "entrees"}


def test_schema_of_the_margins(cli: Cli) -> None:
    schema = json.loads(cli("phrasebook", "schema", "--marges").data)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == {"theme", "description", "remplace", "marges"}


# --- margins ----------------------------------------------------------------------------------------------------------

MARGINS = """\
marges:
  - sujet: colis
    reperer: ["le colis"]
    offres: ["un retrait", "un nouvel envoi"]
    limites: "20 € au plus"
    raison: "la tournée est fixée la veille"
    conseil: "noter le code"
    relais: "le service transport"
    exemples:
      reperer: ["Le colis arrive.", "Voici le colis."]
      laisser: ["Ce colis arrive.", "Voici."]
"""


@pytest.fixture
def margins(team: Path) -> Path:
    file = team.with_name("marges.yaml")
    file.write_text(MARGINS, "utf-8")
    return file


@pytest.mark.parametrize(("place", "counts"), [("phrases", "2 entrées, 10"), ("phrases/marges.yaml", "1 entrée, 4")])
def test_test_proves_margins(cli: Cli, margins: Path, place: str, counts: str) -> None:
    called = cli("phrasebook", "test", place)
    assert (called.code, called.err) == (0, "")
    assert called.out == f"{counts} exemples : tout tient\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Voici le colis.", "Voici un colis.", "marges.yaml:10 : marge.colis : le sujet n’est pas reconnu dans"),
        ("Ce colis arrive.", "C'est le colis.", "marges.yaml:11 : marge.colis : « le colis » est reconnu dans"),
        ("la tournée est", "vous avez tort, elle est", "est signalé (donner-tort.vous-avez-tort)"),
        ("limites", "limite", "marges.yaml:5 : clé inconnue « limite » ; vouliez-vous dire « limites » ?"),
    ],
)
def test_test_names_a_breach_of_the_margins(cli: Cli, margins: Path, old: str, new: str, words: str) -> None:
    margins.write_text(MARGINS.replace(old, new), "utf-8")
    called = cli("phrasebook", "test", "phrases/marges.yaml")
    assert called.code == 2
    assert words in called.err


def test_show_a_topic_of_the_settings(cli: Cli, margins: Path) -> None:
    Path("coach.yaml").write_text("marges: 'phrases/marges.yaml'\n", "utf-8")
    shown = cli("phrasebook", "show", "marge.colis").out
    for text in ("un nouvel envoi", "20 € au plus", "la tournée est fixée", "noter le code", "le service transport"):
        assert f"  - {text}" in shown
    tried = cli("phrasebook", "try", "Voici le colis.").out
    assert tried.startswith("marge.colis : sujet de vos marges reconnu, ce n’est pas une remarque\n")
    assert "réagit" not in tried.replace("Aucune entrée ne réagit.", "")
    listed = cli("phrasebook", "list").out
    assert "Vous pouvez proposer : un retrait, un nouvel envoi." in listed
