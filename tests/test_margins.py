from __future__ import annotations

from pathlib import Path

import pytest

from coach import Coach

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


def reframings(folder: Path, text: str, margins: Path | None) -> tuple[str, ...]:
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
