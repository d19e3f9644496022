from __future__ import annotations

import pytest

from coach.transcripts.base import Role, Settings, Speaker, Transcript, Turn
from coach.transcripts.greetings import greeted_as
from coach.transcripts.role_words import role_of, speaker_of
from coach.transcripts.roles import attributed, listed


def talk(*turns: tuple[str, str] | tuple[Speaker, str]) -> Transcript:
    said = [Turn(who if isinstance(who, Speaker) else Speaker(who, Role.UNKNOWN), text) for who, text in turns]
    return Transcript("essai", "1", tuple(said))


def roles(transcript: Transcript, settings: Settings | None = None) -> list[str]:
    return [turn.speaker.role.name for turn in attributed(transcript, settings or Settings()).turns]


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("Conseiller", "", Role.ADVISER),
        ("Conseillère Marie", "Marie", Role.ADVISER),
        ("CONSEILLE\u0300RE Marie", "Marie", Role.ADVISER),
        ("Conseiller(ère)", "", Role.ADVISER),
        ("Conseiller·ère", "", Role.ADVISER),
        ("Marie (conseillère)", "Marie", Role.ADVISER),
        ("Marie - Service client", "Marie", Role.ADVISER),
        ("Marie du service clients", "Marie", Role.ADVISER),
        ("Service client", "", Role.ADVISER),
        ("Agent 12", "12", Role.ADVISER),
        ("CLIENT", "", Role.CUSTOMER),
        ("Client n° 2", "2", Role.CUSTOMER),
        ("Cliente", "", Role.CUSTOMER),
        ("client·e", "", Role.CUSTOMER),
        ("END_USER", "", Role.CUSTOMER),
        ("Chatbot Léa", "Léa", Role.BOT),
        ("Assistante virtuelle", "", Role.BOT),
        ("Système", "", Role.SYSTEM),
        ("Note interne", "", Role.NOTE),
        ("Marie", "Marie", Role.UNKNOWN),
        ("Clémentine", "Clémentine", Role.UNKNOWN),
        ("Conseil", "Conseil", Role.UNKNOWN),  # « Conseil : gardez l’emballage »
        ("", "", Role.UNKNOWN),
    ],
)
def test_labels(label: str, name: str, role: Role) -> None:
    assert speaker_of(label) == Speaker(name, role)


def test_a_cell_says_a_role_and_nothing_else() -> None:
    assert role_of(" Entrant ") is Role.CUSTOMER
    assert role_of("outbound") is Role.ADVISER
    assert role_of("AGENT") is Role.ADVISER
    assert role_of("Client Durand") is Role.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Service clients Lumo, bonjour !",
        "Service client bonsoir, Paul à l’appareil.",
        "Bonjour, je suis Marie, votre conseillère.",
        "Bonjour, je m’appelle Marie Petit et je suis conseillère.",
        "Bonjour, je suis votre conseillère Marie !",
        "Bonjour, vous êtes bien au service client.",
        "Bonjour,\nici le service clients Lumo.",
    ],
)
def test_greetings_of_advisers(text: str) -> None:
    assert greeted_as(text) is Role.ADVISER


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour service client, où est ma commande ?",
        "Bonjour, je voudrais joindre le service client.",
        "Service client injoignable, bonjour la qualité",
        "Bonjour, je suis déçue, votre conseillère m’a menti.",
        "Bonjour, je suis Marie, votre conseillère m’a dit de rappeler.",
        "C’est Marie, votre conseillère, qui m’a dit de rappeler.",
        "Je ne suis pas Marie, votre conseillère.",
        "Je suis cliente depuis dix ans.",
        "Bonjour",
    ],
)
def test_what_customers_say_is_no_greeting(text: str) -> None:
    assert greeted_as(text) is Role.UNKNOWN


def test_a_robot_that_says_so() -> None:
    assert greeted_as("Bonjour, je suis Léa, votre assistante virtuelle.") is Role.BOT


def test_an_explicit_role_wins_over_the_settings() -> None:
    said = talk((Speaker("Marie", Role.CUSTOMER), "Bonjour"), ("Paul", "Bonjour"))
    assert roles(said, Settings(advisers=frozenset({"marie", "paul"}))) == ["CUSTOMER", "ADVISER"]


def test_the_settings_win_over_a_greeting() -> None:
    said = talk(("Marie", "Service client, bonjour"), ("paul@boutique.example", "Bonjour"))
    assert roles(said, Settings(domains=frozenset({"boutique.example"}))) == ["CUSTOMER", "ADVISER"]


def test_one_of_two_greets_and_the_other_is_the_customer() -> None:
    said = talk(("Paul", "Bonjour"), ("Marie", "Bonjour, je suis Marie, votre conseillère."), ("Paul", "Merci"))
    assert roles(said) == ["CUSTOMER", "ADVISER", "CUSTOMER"]


def test_two_who_greet_leave_both_unknown() -> None:
    assert roles(talk(("Paul", "Service client, bonjour"), ("Marie", "Service client, bonjour"))) == ["UNKNOWN"] * 2


def test_of_three_people_none_is_guessed() -> None:
    said = talk(("Paul", "Service client, bonjour"), ("Marie", "Bonjour"), ("Zoé", "Bonjour"))
    assert roles(said) == ["UNKNOWN"] * 3


def test_a_customer_named_so_makes_nobody_an_adviser() -> None:
    assert roles(talk((Speaker("", Role.CUSTOMER), "Bonjour"), ("Léa", "Bonjour"))) == ["CUSTOMER", "UNKNOWN"]


def test_robots_and_systems_are_not_counted_among_the_two() -> None:
    said = talk(
        ("Léa", "Je suis Léa, votre assistante virtuelle."),
        (Speaker("", Role.SYSTEM), "Paul a rejoint la conversation"),
        ("Paul", "Service client, bonjour"),
        ("Zoé", "Bonjour"),
    )
    assert roles(said) == ["BOT", "SYSTEM", "ADVISER", "CUSTOMER"]


def test_turns_without_a_name_are_never_given_to_anybody() -> None:
    assert roles(talk(("", "Service client, bonjour"), ("Paul", "Bonjour"))) == ["UNKNOWN"] * 2


def test_a_greeting_late_in_the_talk_introduces_nobody() -> None:
    said = talk(("Paul", "Bonjour"), ("Marie", "Oui"), ("Paul", "Non"), ("Paul", "Service client, bonjour"))
    assert roles(said) == ["UNKNOWN"] * 4


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("sav@boutique.example", Role.ADVISER),
        ("sav@aide.boutique.example", Role.ADVISER),
        ("sav@autreboutique.example", Role.CUSTOMER),
        ("boutique.example@fraude.example", Role.CUSTOMER),
        ("Boutique", None),
    ],
)
def test_domains(address: str, role: Role | None) -> None:
    assert listed(address, Settings(domains=frozenset({"@boutique.example"}))) is role
    assert listed(address, Settings()) is None
