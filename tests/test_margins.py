from __future__ import annotations

from pathlib import Path

import pytest

from coach import Coach
from coach.phrasebook.cache import load_book
from coach.phrasebook.margins import load_margins

MARGINS = """\
theme: "Marges de la boutique"
marges:
  - sujet: remboursement
    reperer: ["rembourser~", "remboursement(s)"]
    offres: ["un échange au même prix", "un avoir valable douze mois"]
    raison: "le délai de quatorze jours"
    conseil: "garder le ticket"
  - sujet: livraison
    reperer: ["livrer~", "livraison(s)"]
    offres: ["un retrait en point relais"]
    relais: "notre équipe transport"
"""
ENTRY = """\
theme: "Essai"
entrees:
  - id: impossibilite.essai
    categorie: impossibilite
    titre: "Un refus"
    pourquoi: "Une porte fermée."
    reperer: ["c'est exclu"]
    reformuler:
      - "Je vous propose {solution} ou {solution B}, avec {service}."
      - "{raison} ; pour la suite, {conseil}. Le {date} ?"
    exemples:
      signaler: ["[C'est exclu].", "Désolé, [c'est exclu]."]
      laisser: ["C'est inclus.", "Ce client est exclu."]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    made = tmp_path / "phrases"
    made.mkdir()
    (made / "essai.yaml").write_text(ENTRY, "utf-8")
    (tmp_path / "marges.yaml").write_text(MARGINS, "utf-8")
    # The built-in phrasebooks take seconds to compile, and these tests need none of them.
    monkeypatch.setattr("coach.engine.builtin_folder", lambda: made)
    return made


def reframings(folder: Path, text: str, margins: Path | list[Path] | None) -> tuple[str, ...]:
    report = Coach(margins=margins).check(text)
    return next(finding.reframings for finding in report.findings if finding.rule == "impossibilite.essai")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Un remboursement ? C'est exclu.",
            "Je vous propose un échange au même prix ou un avoir valable douze mois, avec [service].",
            "Le délai de quatorze jours ; pour la suite, garder le ticket. Le [date] ?",
        ),
        (
            "Votre remboursement est parti. Livrer demain, c'est exclu.",
            "Je vous propose un retrait en point relais ou [solution B], avec notre équipe transport.",
            "[raison] ; pour la suite, [conseil]. Le [date] ?",
        ),
        (
            "Une visite, c'est exclu.",
            "Je vous propose [solution] ou [solution B], avec [service].",
            "[raison] ; pour la suite, [conseil]. Le [date] ?",
        ),
    ],
)
def test_the_nearest_topic_fills_the_slots(folder: Path, text: str, first: str, second: str) -> None:
    assert reframings(folder, text, folder.parent / "marges.yaml") == (first, second)


@pytest.mark.parametrize(("between", "filled"), [(1, True), (2, False)])
def test_a_topic_serves_two_sentences_around(folder: Path, between: int, filled: bool) -> None:
    text = "Un remboursement ? " + "Voyons. " * between + "C'est exclu."
    assert ("[solution]" not in reframings(folder, text, folder.parent / "marges.yaml")[0]) == filled


def test_nothing_is_granted_without_margins(folder: Path) -> None:
    assert "[solution]" in reframings(folder, "Un remboursement ? C'est exclu.", None)[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('    offres: ["un retrait', '    offre: ["un retrait', "marges.yaml:10 : clé inconnue « offre »"),
        ("rembourser~", "remborser~", "marges.yaml:4 : verbe inconnu « remborser~ »"),
        ("marges:\n", "marge:\n", "clé inconnue « marge »"),
    ],
)
def test_a_broken_topic_is_named_and_the_rest_works(folder: Path, old: str, new: str, message: str) -> None:
    file = folder.parent / "marges.yaml"
    assert old in MARGINS
    file.write_text(MARGINS.replace(old, new), "utf-8")
    coach = Coach(margins=file)
    assert any(message in str(problem) for problem in coach.problems)
    assert coach.check("C'est exclu.").findings


def test_a_missing_file_is_named(folder: Path) -> None:
    assert any("fichier illisible" in str(problem) for problem in Coach(margins=folder / "rien.yaml").problems)


def topics(folder: Path, *files: str) -> dict[str, tuple[str, ...]]:
    """Return the offers by topic of files of margins, written and read in order, and hold that none has an error."""
    paths = []
    for number, text in enumerate(files):
        paths.append(folder.parent / f"{number}.yaml")
        paths[-1].write_text(text, "utf-8")
    entries, errors = load_margins(paths, {})
    assert errors == []
    return {entry.margin.topic: entry.margin.offers for entry in entries if entry.margin}


def test_a_later_topic_replaces_the_whole_of_the_earlier_one(folder: Path) -> None:
    later = 'marges: [{sujet: remboursement, reperer: ["remboursement"], offres: ["un bon"]}]'
    for number, text in enumerate((MARGINS, later)):
        (folder.parent / f"{number}.yaml").write_text(text, "utf-8")
    files = [folder.parent / "0.yaml", folder.parent / "1.yaml"]
    first, second = reframings(folder, "Un remboursement ? C'est exclu.", files)
    assert first == "Je vous propose un bon ou [solution B], avec [service]."
    assert second.startswith("[raison] ; pour la suite, [conseil].")
    assert topics(folder, MARGINS, later)["livraison"] == ("un retrait en point relais",)


def test_the_margins_that_come_with_coach_are_read_first(folder: Path) -> None:
    (folder / "marges.yaml").write_text(MARGINS, "utf-8")
    assert "un échange au même prix" in reframings(folder, "Un remboursement ? C'est exclu.", None)[0]
    team = folder.parent / "equipe.yaml"
    team.write_text("remplace: tout\nmarges: []\n", "utf-8")
    assert "[solution]" in reframings(folder, "Un remboursement ? C'est exclu.", team)[0]


def test_a_file_may_stand_alone(folder: Path) -> None:
    alone = 'remplace: tout\nmarges: [{sujet: avoir, reperer: ["un avoir"], offres: ["un bon"]}]'
    assert topics(folder, MARGINS, alone) == {"avoir": ("un bon",)}


def test_a_topic_withdrawn_offers_nothing_and_lets_no_other_in(folder: Path) -> None:
    file = folder.parent / "retrait.yaml"
    file.write_text("marges: [{sujet: remboursement, offres: []}]", "utf-8")
    both = [folder.parent / "marges.yaml", file]
    found = reframings(folder, "La livraison est faite. Un remboursement, c'est exclu.", both)
    assert found[0] == "Je vous propose [solution] ou [solution B], avec [service]."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("marges:\n  - {sujet: rembourser, offres: []}", "1.yaml:2 : il n’y a pas de sujet « rembourser » à retirer"),
        ("marges:\n  - sujet: x\n    offres: ['un y']", "1.yaml:2 : il manque la clé « reperer »"),
        ("remplace: rien\nmarges: []", "1.yaml:1 : remplace : « rien » n’existe pas ; possibles : tout"),
        (
            "marges:\n  - {sujet: x, reperer: ['un y'], offres: []}\n  - {sujet: x, reperer: ['un z'], offres: []}",
            "1.yaml:3 : le sujet « x » est déjà à la ligne 2",
        ),
        (
            "marges:\n  - {sujet: x, reperer: ['un y'], offres: [], exemples: {reperer: ['y', 'z'], laisser: ['a']}}",
            "1.yaml:2 : il faut au moins 2 phrases sous « laisser »",
        ),
        ("marges:\n  - {sujet: x, reperer: ['y'], offres: [], limite: 'z'}", "vouliez-vous dire « limites » ?"),
    ],
)
def test_a_broken_file_changes_nothing_else(folder: Path, text: str, message: str) -> None:
    file = folder.parent / "1.yaml"
    file.write_text(text, "utf-8")
    both = [folder.parent / "marges.yaml", file]
    coach = Coach(margins=both)
    assert [str(problem) for problem in coach.problems if message in str(problem)]
    assert len(coach.problems) == 1
    assert "un échange au même prix" in reframings(folder, "Un remboursement ? C'est exclu.", both)[0]


def test_the_cache_knows_all_the_files(folder: Path) -> None:
    first, second = folder.parent / "marges.yaml", folder.parent / "autre.yaml"
    keys = set()
    for offer in ("un bon", "un cadeau"):
        second.write_text(f'marges: [{{sujet: avoir, reperer: ["un avoir"], offres: ["{offer}"]}}]', "utf-8")
        keys |= {
            load_book([folder], margins)["key"] for margins in ([first], [second], [first, second], [second, first])
        }
    assert len(keys) == 7


def test_every_fault_of_the_margins_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "marges.yaml"
    file.write_text(
        """\
theme: "Marges"
thème: "Marges"
marges:
  - sujet: remboursement
    reperer: ["rembourser~~", "(un avoir"]
    ofres: ["un échange"]
    raison: sans guillemets
    exemples:
      reperer: ["Un avoir."]
  - sujet: rien
    offres: []
""",
        "utf-8",
    )
    topics, errors = load_margins([file], {})
    assert topics == []
    places = [str(error).removeprefix(f"{file}:") for error in errors]
    for start in (
        "2 : clé inconnue « thème »",
        "6 : clé inconnue « ofres »",
        "5 : verbe inconnu",
        "5 : il manque « ) »",
        "7 : ce texte se met",
        "8 : il manque la clé « laisser »",
        "9 : il faut au moins 2 phrases",
        "10 : il n’y a pas de sujet « rien »",
    ):
        assert [place for place in places if place.startswith(start)], start
    assert len(errors) == 8
