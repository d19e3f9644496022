"""A perfect said as what is to be done, as a state, to the customer; what is a noun group."""

import pytest

from coach.french.conjugation import FormTable, form_table
from coach.reframing.groups import is_group
from coach.reframing.perfect import for_you, plain, state, to_do

FORMS = FormTable(form_table())


@pytest.mark.parametrize(
    ("perfect", "phrase"),
    [
        ("lu la notice", "lire la notice"),
        ("ne l’avez pas signée", "la signer"),
        ("l'avez jamais signé", "le signer"),
        ("ne nous avez jamais prévenus", "nous prévenir"),
        ("ne l'avez pas prise", "la prendre"),
        ("avez rien signé", None),
        ("une notice", None),
    ],
)
def test_a_perfect_becomes_what_is_to_be_done(perfect: str, phrase: str | None) -> None:
    """The pronouns keep their place and gender, the negation goes."""
    assert to_do(perfect, FORMS) == phrase


@pytest.mark.parametrize(
    ("perfect", "phrase"),
    [
        ("cassé la vitre du four", "la vitre du four est cassée"),
        ("rayé le plateau", "le plateau est rayé"),
        ("rayé les plateaux", None),
        ("cassé la petite vitre", None),
    ],
)
def test_a_perfect_becomes_a_state(perfect: str, phrase: str | None) -> None:
    """Only where the gender is known."""
    assert state(perfect, FORMS) == phrase


def test_a_reflexive_is_said_to_the_customer() -> None:
    """« se » is nobody in a piece of advice."""
    assert for_you("se renseigner avant", familiar=False) == "vous renseigner avant"
    assert for_you("s'inscrire", familiar=True) == "t’inscrire"
    assert plain("remplir la fiche par vos soins, hein") == "remplir la fiche"


@pytest.mark.parametrize(
    ("text", "group"),
    [("une relecture vous", False), ("le compte parce", False), ("le niveau d'huile", True), ("hier soir", False)],
)
def test_a_noun_group_holds_no_clause(text: str, *, group: bool) -> None:
    """What is moved whole must be one."""
    assert is_group(text, FORMS) is group
