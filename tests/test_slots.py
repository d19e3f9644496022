"""Words put into the slots of a reframing agree with the sentence around them."""

from __future__ import annotations

import pytest

from coach.phrasebook.granted import Granted
from coach.phrasebook.slots import filled, granted_words

GRANT = Granted(
    topic="essai",
    offers=("le remplacement", "un avoir"),
    limit="",
    reason="un article porté s’abîme",
    tip="essayer l’article",
    contact="le service médiation",
)


@pytest.mark.parametrize(
    ("reframing", "text"),
    [
        ("{solution}, dès lundi.", "Le remplacement, dès lundi."),
        ("Bien. {raison} !", "Bien. Un article porté s’abîme !"),
        ("Parce que {raison}.", "Parce qu’un article porté s’abîme."),
        ("Le plus sûr est de {conseil}.", "Le plus sûr est d’essayer l’article."),
        ("Le début de {solution}.", "Le début du remplacement."),
        ("La décision revient à {service}.", "La décision revient au service médiation."),
        ("Avec {service} ou {interlocuteur}.", "Avec le service médiation ou le service médiation."),
        ("{option}, {autre-option} ou {option} ?", "Le remplacement, un avoir ou [option] ?"),
        ("Je peux {action} le {date}.", "Je peux [action] le [date]."),
        ("Rien à remplir.", "Rien à remplir."),
    ],
)
def test_words_agree_with_their_sentence(reframing: str, text: str) -> None:
    assert filled(reframing, granted_words(GRANT)) == text


def test_a_verb_keeps_its_pronoun() -> None:
    grant = Granted("essai", (), "", "", "le noter", "")
    assert filled("Le plus sûr est de {conseil}.", granted_words(grant)) == "Le plus sûr est de le noter."


def test_the_limit_is_for_the_adviser_to_settle() -> None:
    grant = Granted("essai", ("un bon", "un avoir"), "20 € au plus", "", "", "")
    text = filled("Voici {solution A} ou {solution B}.", granted_words(grant))
    assert text == "Voici un bon [limite : 20 € au plus] ou un avoir."


def test_without_margins_everything_stays_visible() -> None:
    assert filled("{solution} ou {autre-option}", granted_words(None)) == "[solution] ou [autre option]"
