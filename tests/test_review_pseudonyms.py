from __future__ import annotations

from unicodedata import normalize

import pytest

from coach.review.pseudonyms import Letters, Mask
from coach.transcripts.base import Role, Speaker

PEOPLE = (Speaker("Julie Martin", Role.ADVISER), Speaker("Jean Dupont", Role.CUSTOMER))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Écrivez à jean.dupont@exemple.fr demain.", "Écrivez à [e-mail] demain."),
        ("Appelez le 06 12 34 56 78.", "Appelez le [téléphone]."),
        ("Appelez le +33 6 12 34 56 78.", "Appelez le [téléphone]."),
        ("Appelez le 0612345678.", "Appelez le [téléphone]."),
        ("IBAN FR76 3000 6000 0112 3456 7890 189, merci.", "IBAN [IBAN], merci."),
        ("La carte 4970 1012 3456 7890 est refusée.", "La carte [carte] est refusée."),
        ("Votre commande 123456789 est partie.", "Votre commande [référence] est partie."),
        ("Le dossier AB-12345 est clos.", "Le dossier [référence] est clos."),
        ("La commande n° 4521 est partie.", "La commande n° [référence] est partie."),
        ("Voyez https://exemple.fr/suivi?id=7 pour le suivi.", "Voyez [lien] pour le suivi."),
        ("Bonjour Madame Perrin, je regarde.", "Bonjour Madame [nom], je regarde."),
        ("Bonjour Chloé, je regarde.", "Bonjour [nom], je regarde."),
        ("M. de La Tour a raison.", "M. de La Tour a raison."),
        ("Merci julie, et merci MARTIN.", "Merci [conseiller], et merci [conseiller]."),
        ("Monsieur Dupont attend.", "Monsieur [client] attend."),
        ("Je m'appelle Paul Petit.", "Je m'appelle [nom]."),
    ],
)
def test_what_tells_who_somebody_is_is_hidden(text: str, shown: str) -> None:
    assert Mask(PEOPLE)(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Nous vous remboursons 1 250,50 € sous 14 jours.",
        "Rendez-vous le 12/03/2026 à 15 h 30.",
        "Bonjour Madame, le prix est de 99,90 €.",
        "La garantie dure 24 mois, soit 730 jours.",
        "Merci beaucoup, le SAV vous répond.",
        "Le client a raison.",
    ],
)
def test_what_tells_nothing_stays(text: str) -> None:
    assert Mask(PEOPLE)(text) == text


def test_names_stay_when_asked_but_numbers_do_not() -> None:
    assert Mask(PEOPLE, names=True)("Julie : 06 12 34 56 78") == "Julie : [téléphone]"


def test_a_role_is_no_name() -> None:
    people = (Speaker("Client", Role.CUSTOMER), Speaker("agent 12", Role.ADVISER))
    assert Mask(people)("Le client parle à un agent.") == "Le client parle à un agent."


def test_files_are_still_found() -> None:
    assert Mask(PEOPLE).reference("exports/2026-11-16-ticket-123456.txt") == "exports/2026-11-16-ticket-123456.txt"
    assert Mask(PEOPLE).reference("exports/julie martin.txt") == "exports/[conseiller].txt"


def test_letters_go_on_after_z() -> None:
    letters = Letters()
    called = [letters.of(f"nom {number}") for number in range(28)]
    assert (called[0], called[25], called[26], called[27]) == (
        "Conseiller A",
        "Conseiller Z",
        "Conseiller AA",
        "Conseiller AB",
    )
    assert letters.of("NOM  0") == "Conseiller A"
    assert letters.of("Ém") == letters.of(normalize("NFD", "Ém"))
    assert letters.of("") == "Conseiller sans nom"
