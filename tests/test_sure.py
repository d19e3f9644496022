"""What no rewriting may be, whatever rule made it."""

from __future__ import annotations

from dataclasses import replace

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
        text="c'est la pompe qui tourne",
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
    promise = replace(finding("appris.surpromesse", "surpromesse"), text="Plus jamais un wagon ne sera en retard")
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
        ("À l’avenir, je vous recommande de la respecter.", False),
        ("À l’avenir, je vous recommande de compter.", False),
        ("À l’avenir, nous vous recommandons de vérifier.", True),
        ("À l’avenir, je vous recommande de fermer le robinet samedi.", False),
        ("Je vous propose de passer samedi.", True),
        ("Pour aucune remise, j’ai atteint la limite de ce que je peux accorder.", False),
        ("Je vous présente mes excuses. Encore toutes mes excuses pour cette attente.", False),
        ("Je vous présente mes excuses pour cette attente.", True),
        ("Si vous partez le 16, à l’avenir, je vous recommande de réserver plus tôt.", False),
        ("Je suis désolé, désolé pour cette attente.", False),
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


@pytest.mark.parametrize(("certainty", "sure"), [(0.3, False), (0.9, True)])
@pytest.mark.parametrize("text", ["", "Un budget se suit."])
def test_what_is_not_sure_of_its_category_is_not_mended_by_a_rule_that_looks_at_nothing(
    certainty: float, sure: bool, text: str
) -> None:
    doubtful = replace(LEARNED, certainty=certainty)
    assert is_sure("Un budget, ça se suit.", text, [doubtful], blind=False, wide=True) is sure
    assert is_sure("Un budget, ça se suit.", text, [doubtful], blind=False)
    assert is_sure("Un budget, ça se suit.", text, [doubtful, KNOWN], blind=False, wide=True)


def test_what_stands_beside_a_fault_does_not_go_with_it() -> None:
    fault = replace(KNOWN, text="chacun son métier")
    sentence = "Le réseau se règle avec le syndic, la facture avec nous, chacun son métier."
    assert not is_sure(sentence, "", [fault], blind=False, wide=True)
    assert is_sure("Un verre, chacun son métier.", "", [fault], blind=False, wide=True)


def test_a_fact_gives_no_way_to_a_reason_to_fill() -> None:
    rule = finding("appris.paravent", "paravent")
    assert not is_sure("Les flux de paie sont automatisés.", "Voici pourquoi : [raison].", [rule], blind=False)
    assert is_sure("C'est ainsi.", "Voici pourquoi : [raison].", [rule], blind=False)
