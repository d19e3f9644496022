from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import PhrasebookError
from coach.phrasebook.examples import check_examples
from coach.phrasebook.folders import OTHER_FILES
from coach.phrasebook.loader import load_phrasebooks
from coach.phrasebook.schema import phrasebook_schema
from coach.phrasebook.template import slug, template

GOOD = """\
theme: "Essai"
commun:
  categorie: impossibilite
  pourquoi: "Le client entend une porte qui se ferme."
  sauf_avant: ["si"]
listes:
  objet: ["le vélo", "la trottinette"]
entrees:
  - id: impossibilite.velo
    titre: "Un refus sec"
    reperer:
      - "on (ne) reprend pas @objet"
    reformuler: ["Je vous propose {solution}."]
    exemples:
      signaler:
        - "Ah, [on reprend pas le vélo]."
        - "[On ne reprend pas la trottinette], désolé."
      laisser:
        - "Si on ne reprend pas le vélo, je vous préviens."
        - "On reprend le vélo mardi."
"""


def write(folder: Path, text: str, name: str = "essai.yaml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def errors(folder: Path, text: str) -> list[str]:
    book = load_phrasebooks([write(folder, text)])
    return [str(error).removeprefix(f"{folder}/") for error in book.errors]


def test_a_good_file(tmp_path: Path) -> None:
    book = load_phrasebooks([write(tmp_path, GOOD)])
    assert book.errors == ()
    assert [entry.id for entry in book.entries] == ["impossibilite.velo"]
    assert check_examples(book) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    titre:", "    titer:", "essai.yaml:10 : clé inconnue « titer » ; vouliez-vous dire « titre » ?"),
        (
            "categorie: impossibilite",
            "categorie: imposibilite",
            "essai.yaml:3 : catégorie : « imposibilite » n’existe pas ; vouliez-vous dire « impossibilite » ?",
        ),
        ('"on (ne) reprend', '"on (ne reprend', "essai.yaml:12 : il manque « ) »"),
        ("@objet", "@objets", "essai.yaml:12 : liste inconnue « @objets » ; vouliez-vous dire « @objet » ?"),
        ('"Un refus sec"', "Un refus sec", "essai.yaml:10 : ce texte se met entre guillemets droits"),
        ('"Un refus sec"', '"  "', "essai.yaml:10 : ce texte est vide"),
        ("id: impossibilite.velo", "id: velo", "essai.yaml:9 : l’identifiant commence par sa catégorie"),
        ("    titre:", '    titre: "a"\n    titre:', "essai.yaml:11 : clé « titre » écrite deux fois"),
        ("[on reprend pas le vélo]", "[on reprend pas le vélo", "essai.yaml:16 : crochets mal appariés"),
        ("[on reprend pas le vélo]", "on reprend pas le vélo", "essai.yaml:16 : un exemple sous « signaler » montre"),
        ('        - "On reprend le vélo mardi."\n', "", "essai.yaml:18 : il faut au moins 2 exemples sous « laisser »"),
        ('theme: "Essai"', "", "il manque la clé « theme »"),
        ("  categorie: impossibilite\n", "", "une entrée a une « categorie » (à signaler) ou un « signal »"),
        ('"on (ne) reprend pas @objet"', '"(on) …"', "essai.yaml:12 : « (on) … » n’exige aucun mot"),
        ("entrees:", "entrees: [", "YAML illisible"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    found = errors(tmp_path, GOOD.replace(old, new, 1))
    assert len(found) == 1
    assert message in found[0]


def lines_of(folder: Path, text: str) -> list[str]:
    return [error.partition("essai.yaml:")[2] for error in errors(folder, text)]


def test_every_fault_of_an_entry_is_told_once(tmp_path: Path) -> None:
    text = """\
theme: "Essai"
entrees:
  - id: impossibilite.velo
    categorie: imposibilite
    gravite: grave
    titer: "Un refus sec"
    pourquoi: "Une porte qui se ferme."
    reperer:
      - "on (ne reprend pas le vélo"
      - "on garde ] le vélo"
      - on rend le vélo
    adouci_par: [isue]
    exemples:
      signaler: ["[On garde le vélo].", "on garde]"]
      laisser:
"""
    told = [line.split(" : ", 1) for line in lines_of(tmp_path, text)]
    expected = {
        "4": "« imposibilite » n’existe pas",
        "5": "« grave » n’existe pas",
        "6": "clé inconnue « titer »",
        "9": "il manque « ) »",
        "10": "n’a pas d’ouverture",
        "11": "se met entre guillemets droits",
        "12": "« isue » n’existe pas",
        "14": "crochets mal appariés",
        "15": "il faut au moins 2 exemples sous « laisser »",
    }
    assert [line for line, _ in told] == list(expected)
    assert [words for line, words in told if expected[line] not in words] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        # A list that cannot be read is the fault, not the patterns that name it.
        ('["le vélo", "la trottinette"]', '["le (vélo", "la trottinette"]', ["7 : liste « objet » : il manque « ) »"]),
        # What all entries share is told once, and beside it what each has of its own.
        (
            '  pourquoi: "Le client',
            '  purquoi: "Le client',
            ["4 : clé inconnue « purquoi »", "12 : il manque « ) »"],
        ),
        ("  categorie: impossibilite", "  categorie: imposibilite", ["3 : catégorie", "12 : il manque « ) »"]),
        ("  categorie: impossibilite", "  categrie: impossibilite", ["3 : clé inconnue", "12 : il manque « ) »"]),
        ("entrees:", "entrees: non\nentres:", ["9 : clé inconnue « entres »", "8 : une liste"]),
    ],
)
def test_what_follows_from_a_fault_is_not_told(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert old in GOOD
    broken = GOOD.replace('"on (ne)', '"on (ne') if len(told) > 1 else GOOD
    found = lines_of(tmp_path, broken.replace(old, new, 1))
    assert [one.startswith(start) for one, start in zip(found, told, strict=True)] == [True] * len(told), found


def test_one_broken_entry_leaves_the_others(tmp_path: Path) -> None:
    second = (
        GOOD.partition("entrees:\n")[2]
        .replace("impossibilite.velo", "impossibilite.autre")
        .replace("reperer", "repere")
    )
    book = load_phrasebooks([write(tmp_path, GOOD + second)])
    assert [entry.id for entry in book.entries] == ["impossibilite.velo"]
    assert len(book.errors) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"- \x00", b"theme: 'a'\nentrees: 'b'", b"\xe9"])
def test_one_broken_file_leaves_the_others(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "a.yaml").write_bytes(content)
    book = load_phrasebooks([tmp_path])
    assert [entry.id for entry in book.entries] == ["impossibilite.velo"]
    assert len(book.errors) == 1
    assert "a.yaml" in str(book.errors[0])


def test_an_id_stands_once(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.yaml")
    book = load_phrasebooks([write(tmp_path, GOOD, "b.yaml")])
    assert len(book.entries) == 1
    assert "existe déjà" in str(book.errors[0])


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(PhrasebookError, match="n’existe pas"):
        load_phrasebooks([tmp_path / "rien"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[on reprend pas le vélo]", "[on reprend] pas le vélo", "est ce qui est signalé"),
        ("On reprend le vélo mardi.", "On ne reprend pas le vélo mardi.", "rien ne devrait l’être"),
        ("[On ne reprend pas la trottinette]", "[On garde la trottinette]", "rien n’est signalé"),
        ("pas @objet", 'pas @objet"\n      - "on (ne) reprend pas le vélo', "n’a besoin du motif"),
        ('sauf_avant: ["si"]', 'sauf_avant: ["si", "quand"]', "exception commune"),
        ("    titre:", '    sauf: ["demain"]\n    titre:', "n’a besoin de l’exception « demain »"),
        ("Je vous propose {solution}.", "On ne reprend pas le vélo.", "est elle-même signalée"),
    ],
)
def test_the_examples_contract(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    book = load_phrasebooks([write(tmp_path, GOOD.replace(old, new, 1))])
    assert book.errors == ()
    assert any(message in str(error) for error in check_examples(book))


def test_a_new_file_is_valid(tmp_path: Path) -> None:
    text = template('Livraison "express" l’été', str(tmp_path))
    book = load_phrasebooks([write(tmp_path, text, f"{slug('Livraison l’été')}.yaml")])
    assert book.errors == ()
    assert check_examples(book) == []


def test_the_schema_accepts_what_is_loaded(tmp_path: Path) -> None:
    import jsonschema
    import yaml

    validator = jsonschema.Draft202012Validator(phrasebook_schema())
    validator.check_schema(phrasebook_schema())
    assert validator.is_valid(yaml.safe_load(GOOD))
    assert not validator.is_valid(yaml.safe_load(GOOD.replace("    titre:", "    titer:")))
    folder = Path(__file__).parents[1] / "phrasebooks"
    for file in folder.glob("*.yaml"):
        if file.name not in OTHER_FILES:
            validator.validate(yaml.safe_load(file.read_text("utf-8")))
