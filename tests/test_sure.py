"""What no rewriting may be, whatever rule made it."""

from __future__ import annotations

import pytest

from coach.model import Finding, Severity, Span
from coach.reframing.sure import is_sure

SENTENCE = "Un témoin vert, c'est la pompe qui tourne."


def finding(rule: str, category: str = "condescendance") -> Finding:
    return Finding(
        rule=rule,
        category=category,
        severity=Severity.BLOQUANT,
        span=Span(0, 5),
        line=1,
        column=1,
        text="",
        message="",
        why="",
        reframings=(),
    )


LEARNED, KNOWN = finding("appris.condescendance"), finding("condescendance.maxime")


def test_what_names_a_thing_is_not_taken_away_blindly() -> None:
    assert not is_sure(SENTENCE, "", [LEARNED], blind=True)
    assert is_sure(SENTENCE, "", [LEARNED], blind=False)
    assert is_sure(SENTENCE, "", [LEARNED, KNOWN], blind=True)
    assert is_sure("Franchement, respirez.", "", [LEARNED], blind=True)


def test_an_absolute_promise_may_go_whatever_it_names() -> None:
    promise = finding("appris.surpromesse", "surpromesse")
    assert is_sure("Plus jamais un wagon ne sera en retard.", "", [promise], blind=True)
    assert not is_sure("Un wagon vaut mieux qu'une impression.", "", [promise], blind=True)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("J’aurais aimé vous échanger la lampe ; cela dépasse ce que je peux faire.", True),
        ("J’aurais aimé vous donner une réponse positive.", True),
        ("Nous aurions aimé danser toute la nuit ; cela dépasse ce que nous pouvons faire.", False),
        ("Nous aurions aimé faire la fine bouche.", False),
        ("J’aurais aimé rembourser pour un caprice.", False),
        ("Rembourser la lampe dépasse ce que je peux accorder.", True),
        ("Votre demande dépasse ce que je peux accorder.", True),
        ("Rembourser pour un caprice dépasse ce que je peux faire.", False),
        ("À l’avenir, je vous recommande de vous en méfier avant l’achat.", False),
        ("À l’avenir, je vous recommande de vous y prendre plus tôt.", True),
        ("À l’avenir, je vous recommande de lire la notice.", True),
        ("Sur ce point, le voisin qui décide peut vous renseigner.", False),
        ("Sur ce point, la mairie peut vous renseigner.", True),
        ("Si vous préférez, sur ce point, la mairie peut vous renseigner.", False),
    ],
)
def test_regrets_advice_and_contacts(text: str, sure: bool) -> None:
    assert is_sure(SENTENCE, text, [KNOWN], blind=False) is sure


def test_nothing_is_offered_together_for_a_fault_that_no_wording_shows() -> None:
    offer = "Regardons cela ensemble : la pompe tourne."
    assert not is_sure(SENTENCE, offer, [LEARNED], blind=False)
    assert is_sure(SENTENCE, offer, [KNOWN], blind=False)
