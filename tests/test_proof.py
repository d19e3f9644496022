"""What a team adds is proved without the proof of all, and with the same outcome."""

from __future__ import annotations

from functools import cache as kept
from pathlib import Path

import pytest

from coach import proof
from coach.french import conjugation
from coach.phrasebook import cache
from coach.phrasebook.folders import margin_files, phrasebook_files
from coach.proof import Subject, prove

ENTRY = """\
theme: "Équipe"
entrees:
  - id: reproche.zorglub
    categorie: reproche
    titre: "Un reproche de la maison"
    pourquoi: "Le client se défend."
    reperer: ["@possessif zorglub", "le zorglub (@mot) [casser~ | fausser~]"]
    sauf_avant: ["si"]
    sauf_phrase: ["@possessif chat"]
    reformuler: ["Voici la suite : {solution}."]
    exemples:
      signaler: ["[Mon zorglub] ?", "Ah, [le zorglub est cassé]."]
      laisser: ["Si mon zorglub.", "Le zorglub.", "Mon zorglub, mon chat."]
"""
LISTS = 'theme: "Mots"\nlistes:\n  possessif: ["mon", "ton"]\n'
RULES = """\
theme: "Réécrire"
entrees:
  - id: equipe.zorglub
    pour: [reproche]
    reperer: ["mon zorglub"]
    remplace: phrase
    devient: [{fait: "Je vois votre appareil."}]
    note: "Dire ce que l’on voit."
    exemples:
      - avant: "Mon zorglub ?"
        apres: "Je vois votre appareil."
"""
MARGINS = """\
marges:
  - sujet: colis
    reperer: ["le colis"]
    offres: ["un retrait", "un nouvel envoi"]
    exemples:
      reperer: ["Le colis arrive.", "Voici le colis."]
      laisser: ["Ce colis arrive.", "Voici."]
"""
# What comes with coach in these tests, beside the small phrasebook.
BUILTIN_MARGINS = MARGINS.replace("colis", "paquet").replace("un retrait", "un bon zorglub")
BUILTIN_RULES = """\
theme: "Réécrire"
entrees:
  - id: tort.de-base
    pour: [donner-tort]
    reperer: ["vous avez tort"]
    remplace: phrase
    devient: [{fait: "Reprenons votre demande."}]
    note: "Laisser le tort."
    exemples:
      - avant: "Vous avez tort."
        apres: "Reprenons votre demande."
"""
# It takes seconds, and is the same for all rules.
form_table = kept(conjugation.form_table)


@pytest.fixture
def builtin(tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the small phrasebook, with margins and a rule, in the place of the built-in ones."""
    folder = tmp_path / "builtin"
    (folder / "reecritures").mkdir(parents=True)
    (folder / "essai.yaml").write_text((small / "essai.yaml").read_text("utf-8"), "utf-8")
    (folder / "lexique.yaml").write_text('theme: "Mots"\nlistes:\n  oui: ["oui"]\n', "utf-8")
    (folder / "marges.yaml").write_text(BUILTIN_MARGINS, "utf-8")
    (folder / "reecritures" / "torts.yaml").write_text(BUILTIN_RULES, "utf-8")
    monkeypatch.setattr(cache, "builtin_folder", lambda: folder)
    monkeypatch.setattr(conjugation, "form_table", form_table)
    monkeypatch.setattr("coach.engine.builtin_folder", lambda: folder)
    return folder


@pytest.fixture
def team(tmp_path: Path, builtin: Path) -> Path:
    folder = tmp_path / "phrases"
    (folder / "reecritures").mkdir(parents=True)
    for name, text in {
        "equipe.yaml": ENTRY,
        "lexique.yaml": LISTS,
        "marges.yaml": MARGINS,
        "reecritures/equipe.yaml": RULES,
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def both(builtin: Path, team: Path) -> tuple[set[str], set[str]]:
    """Return what the proof of what is added says, and what the proof of all says."""
    quick: list[str] = []
    subject = Subject(tuple(phrasebook_files([team])), tuple(margin_files(team)), team)
    counts = prove(subject, lambda error: quick.append(str(error)))
    whole: list[str] = []
    margins = [*margin_files(builtin), *margin_files(team)]
    every = proof._prove_all(
        [builtin, team],
        margins,
        lambda entry: Path(entry.place.file).is_relative_to(team),
        lambda error: whole.append(str(error)),
    )
    assert counts == every
    assert len(quick) == len(set(quick))
    return set(quick), set(whole)


def test_what_holds_holds_both_ways(builtin: Path, team: Path) -> None:
    assert both(builtin, team) == (set(), set())


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("equipe.yaml", "[Mon zorglub] ?", "Mon [zorglub] ?", "est ce qui est signalé"),
        ("equipe.yaml", "Le zorglub.", "Mon zorglub.", "rien ne devrait l’être"),
        ("equipe.yaml", '"@possessif zorglub",', '"@possessif zorglub", "son zorglub",', "n’a besoin du motif"),
        ("equipe.yaml", 'sauf_avant: ["si"]', 'sauf_avant: ["si", "quand"]', "n’a besoin de l’exception"),
        # Its reframing is a fault to an entry that comes with coach, and to itself.
        ("equipe.yaml", "Voici la suite", "Vous avez tort", "(donner-tort.vous-avez-tort)"),
        ("equipe.yaml", "Voici la suite", "Voici mon zorglub", "est elle-même signalée (reproche.zorglub)"),
        ("equipe.yaml", "Voici la suite : {solution}.", "Ah, non, {solution}.", "(non-sec.non)"),
        # It flags a reframing that comes with coach, and what its margins offer.
        ("equipe.yaml", "@possessif zorglub", "(@possessif) [ce que | bon] (je | zorglub)", "ce que je peux faire"),
        ("equipe.yaml", "@possessif zorglub", "(@possessif | bon) zorglub", "marge.paquet"),
        # A rewriting that comes with coach says now what the team's entry flags.
        ("equipe.yaml", "@possessif zorglub", "[mon zorglub | reprenons votre]", "tort.de-base"),
        ("equipe.yaml", "reproche.zorglub", "non-sec.non", "commence par sa catégorie"),
        ("equipe.yaml", "reproche", "non-sec", "rien"),
        ("equipe.yaml", "@possessif zorglub", "@posessif zorglub", "liste inconnue"),
        ("equipe.yaml", 'titre: "', 'titre: "\\d', "YAML illisible"),
        ("lexique.yaml", '"mon", "ton"', '"mon", "(ton"', "liste « possessif »"),
        ("lexique.yaml", "possessif:", 'oui: ["ouais"]\n  possessif:', "rien"),
        ("marges.yaml", "un retrait", "vous avez tort", "(donner-tort.vous-avez-tort)"),
        ("marges.yaml", "un retrait", "mon zorglub", "(reproche.zorglub)"),
        ("marges.yaml", "Ce colis", "Le colis", "à tort"),
        ("marges.yaml", "colis", "paquet", "rien"),
        ("reecritures/equipe.yaml", "votre appareil", "votre outil", "rien"),
        ("reecritures/equipe.yaml", 'apres: "Je vois', 'apres: "Je regarde', "« Je vois votre appareil. », et non"),
        ("reecritures/equipe.yaml", "vois votre appareil", "vois mon zorglub", "et non"),
        ("reecritures/equipe.yaml", "pour: [reproche]", "pour: [reproches]", "n’existe pas"),
        ("reecritures/equipe.yaml", "equipe.zorglub", "tort.de-base", "existe déjà"),
    ],
)
def test_a_breach_is_told_by_both(builtin: Path, team: Path, file: str, old: str, new: str, words: str) -> None:
    text = (team / file).read_text("utf-8")
    assert old in text
    (team / file).write_text(text.replace(old, new), "utf-8")
    quick, whole = both(builtin, team)
    assert quick == whole
    assert words == "rien" or any(words.lower() in error.lower() for error in quick)


def test_what_comes_with_coach_is_not_compiled_again(
    builtin: Path, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.load_book([builtin], margin_files(builtin))
    cache.load_compiled_rules([builtin])
    from coach.phrasebook import compiled

    sizes: list[int] = []
    compile_entry = compiled._compile_entry

    def counted(entry: object, patterns: object) -> object:
        sizes.append(1)
        return compile_entry(entry, patterns)  # type: ignore[arg-type]

    monkeypatch.setattr(compiled, "_compile_entry", counted)
    told: list[Exception] = []
    found = prove(Subject(tuple(phrasebook_files([team])), tuple(margin_files(team)), team), told.append)
    assert told == []
    # The entry, the topic, the rule.
    assert (len(sizes), found.entries, found.rules) == (3, 2, 1)


def test_what_cannot_be_read_is_told_before_anything_is_compiled(team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("compiled")

    monkeypatch.setattr(cache, "load_book", never)
    monkeypatch.setattr("coach.phrasebook.examples.compile_book", never)
    (team / "equipe.yaml").write_text('theme: "Équipe\n', "utf-8")
    told: list[str] = []
    files = (team / "equipe.yaml", team / "lexique.yaml")
    found = prove(Subject(files, (team / "marges.yaml",)), lambda error: told.append(str(error)))
    assert (found.entries, len(told)) == (1, 1)
    assert "equipe.yaml:1 : YAML illisible : ce guillemet" in told[0]


def test_the_proof_of_all_stops_at_what_is_not_yaml(builtin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (builtin / "casse.yaml").write_text('theme: "Équipe\n', "utf-8")
    monkeypatch.setattr(proof, "Coach", None)
    told: list[str] = []
    prove(None, lambda error: told.append(str(error)))
    assert len(told) == 1
    assert "casse.yaml:1 : YAML illisible" in told[0]
