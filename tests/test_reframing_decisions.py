"""What a rewriting must keep of a sentence beside its facts: the decision, and whole clauses."""

from __future__ import annotations

from functools import cache

import pytest

from coach import Coach


@cache
def coach() -> Coach:
    return Coach()


@pytest.mark.parametrize(
    ("draft", "kept"),
    [
        ("Bonjour Madame Ito. Relisez vos mails, nous ne vous rembourserons pas.", "rembours"),
        ("Bonjour Madame Ito. Lisez la notice, nous n'échangeons pas ce vélo.", "échange"),
        ("Bonjour Madame Ito. Calmez-vous, nous ne prolongerons pas ce bail.", "prolong"),
    ],
)
def test_a_refusal_is_not_taken_along_by_what_hurts_beside_it(draft: str, kept: str) -> None:
    best = coach().reframe(draft).best
    assert kept in best
    assert "reprendre cela ensemble" not in best


@pytest.mark.parametrize(
    ("draft", "fragment"),
    [
        ("Bonjour. Le prêt ne se débloquera pas, ni ce trimestre ni le suivant.", ". Ce trimestre ni"),
        ("Bonjour. Les haies relèvent de la mairie, le portail du syndic.", ". Le portail du syndic."),
        ("Bonjour. Pour le siège enfant, par contre, le car est plein, donc ça coince.", "Pour le siège enfant. "),
    ],
)
def test_what_is_cut_off_is_a_sentence(draft: str, fragment: str) -> None:
    assert fragment not in coach().reframe(draft).best
