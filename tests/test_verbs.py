from __future__ import annotations

import pytest

from coach.french.verbs import infinitives, participles, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("pouvoir", {"peux", "pouvons", "pourrez", "pu", "pouvoir"}),
        ("rembourser", {"rembourse", "rembourserons", "remboursé", "remboursées"}),
        ("refuser", {"refuse", "refusons"}),
        ("changer", {"changeons", "changeait"}),
        ("falloir", {"faut", "fallait", "faudra", "fallu"}),
        ("être", {"est", "êtes", "serait", "été"}),
    ],
)
def test_forms(verb: str, forms: set[str]) -> None:
    assert forms <= verb_forms(verb)


@pytest.mark.parametrize(("verb", "word"), [("devoir", "devant"), ("pouvoir", "puis"), ("voir", "voie")])
def test_forms_that_are_other_words_are_left_out(verb: str, word: str) -> None:
    assert word not in verb_forms(verb)


def test_unknown_verb() -> None:
    with pytest.raises(KeyError):
        verb_forms("remboursoter")


def test_classes() -> None:
    assert {"rembourser", "prendre", "voir", "finir"} <= infinitives()
    assert not {"hier", "remboursé", "mer"} & infinitives()
    assert {"pris", "prises", "remboursée", "reçu", "dit", "fait"} <= participles()
    assert not {"finit", "prend", "rembourse"} & participles()
