from __future__ import annotations

from datetime import timedelta
from typing import Protocol

import pytest
from review_samples import talk

from coach.model import Severity
from coach.review.check import Repeats, check
from coach.review.run import Job
from coach.review.values import Conversation, Kept
from coach.transcripts.base import Transcript


@pytest.fixture(scope="module")
def coach() -> Repeats:
    return Job().checker()


class Checked(Protocol):
    def __call__(self, *said: str, step: timedelta | None = ...) -> Conversation: ...


@pytest.fixture
def checked(coach: Repeats) -> Checked:
    def run(*said: str, step: timedelta | None = timedelta(minutes=5)) -> Conversation:
        return check(coach, talk(*said, step=step), Severity.CONSEIL)

    return run


def test_only_the_adviser_is_checked_and_every_turn_is_counted(checked: Checked) -> None:
    found = checked(
        "C: Vous avez tort.",
        "B: Vous avez tort.",
        "N: Le client a tort, vous avez tort.",
        "S: Conversation ouverte",
        "?: Vous avez tort.",
        "A:  ",
        "A: Vous avez tort.",
    )
    assert [turn.number for turn in found.turns] == [7]
    assert found.turns[0].remarks[0].category == "donner-tort"
    assert found.skipped == {"client": 1, "robot": 1, "note interne": 1, "système": 1, "non attribué": 1, "vide": 1}
    assert found.read == len(found.turns) + sum(found.skipped.values())


def test_a_conversation_of_nothing(coach: Repeats) -> None:
    found = check(coach, Transcript("x", "1", ()), Severity.CONSEIL)
    assert (found.read, found.turns, found.round_trips, found.tension) == (0, (), 0, None)


def test_advice_is_left_out_when_asked(coach: Repeats) -> None:
    said = talk("A: Malheureusement, vous avez tort.")
    every = check(coach, said, Severity.CONSEIL).turns[0].remarks
    grave = check(coach, said, Severity.BLOQUANT).turns[0].remarks
    assert len(every) > len(grave) > 0


def test_quotes_are_masked_and_short(checked: Checked) -> None:
    found = checked("A: Bonjour Jean Dupont, vous avez tort pour la commande 12345678" + ", vraiment" * 60 + ".")
    quote = found.turns[0].remarks[0].quote
    assert "vous avez tort" in quote
    assert not {"Jean", "Dupont", "12345678"} & set(quote.replace(",", "").split())
    assert len(quote) < 200


def test_round_trips_count_answers(checked: Checked) -> None:
    assert checked("C: Allô ?", "C: Oui ?", "A: Bonjour.", "A: Je regarde.", "C: Merci.", "A: Voilà.").round_trips == 2
    assert checked("A: Bonjour.", "C: Merci.").round_trips == 0


@pytest.mark.parametrize(
    ("said", "open_"),
    [
        (("C: Où est mon colis ?", "A: Bonjour, nous avons bien noté votre demande. Bonne journée."), True),
        (("C: Où est mon colis ?", "A: C'est fait, votre colis est parti ce matin."), False),
        (("C: Où est mon colis ?", "A: Je vous rappelle demain avant midi."), False),
        (
            ("C: Où est mon colis ?", "A: J'ai remboursé la commande.", "C: Ok ?", "A: Avec plaisir, bonne journée !"),
            False,
        ),
        (("C: Mon colis ?", "A: Nous avons bien noté votre demande.", "C: Parfait, merci."), False),
        # What is at fault is not « polite but unresolved »: it is at fault.
        (("C: Mon colis ?", "A: Vous avez tort."), False),
        (("A: Nous avons bien noté votre demande.",), False),
    ],
)
def test_polite_but_unresolved(checked: Checked, said: tuple[str, ...], open_: bool) -> None:
    assert checked(*said).unresolved is open_


def test_a_question_that_nobody_answered(checked: Checked) -> None:
    assert checked("A: Bonjour.", "C: Et mon remboursement ? Merci.").unanswered == "Et mon remboursement ?"
    assert checked("C: Et mon colis ?", "A: Il arrive.").unanswered == ""
    assert checked("C: Voyez http://exemple.fr/a?b=1").unanswered == ""


@pytest.mark.parametrize(
    "text",
    [
        "Vous êtes des incapables !",
        "Bande de voleurs",
        "Espèce d'idiote",
        "vous allez le regretter",
        "Allez vous faire voir",
    ],
)
def test_abuse(coach: Repeats, text: str) -> None:
    assert coach.talk.is_abusive(text)


@pytest.mark.parametrize(
    "text",
    [
        "C'est inadmissible, je suis furieux.",
        "Je saisis le médiateur.",
        "Quelle merde cette panne !",
        "Vous n'êtes pas nuls, au contraire.",
        "Le vol a été annulé, les voleurs ont pris mon sac.",
    ],
)
def test_anger_is_no_abuse(coach: Repeats, text: str) -> None:
    assert not coach.talk.is_abusive(text)


def test_a_limit_that_is_set_and_one_that_is_not(checked: Checked) -> None:
    none = checked("C: Bande de nuls.", "A: Désolé.", "C: Vous êtes des incapables.", "A: Désolé.").tension
    assert none is not None
    assert (none.abusive_turns, none.limit_set, none.riposte) == (2, False, False)
    kind = checked("C: Bande de nuls.", "A: Je vous aide volontiers si nous restons courtois.").tension
    assert kind is not None
    assert kind.limit_set
    harsh = checked("C: Bande de nuls.", "A: Restez poli, monsieur.").tension
    assert harsh is not None
    assert harsh.riposte
    assert checked("C: Je suis furieux.", "A: Désolé.").tension is None


@pytest.mark.parametrize(
    ("later", "step", "kept"),
    [
        (("C: D'accord.", "A: C'est fait, le remboursement est parti."), timedelta(hours=2), Kept.KEPT),
        (("C: Toujours rien.", "A: Je regarde."), timedelta(days=3), Kept.LATE),
        (("C: D'accord.",), timedelta(hours=1), Kept.OPEN),
        (("C: D'accord.",), None, Kept.UNDATED),
    ],
)
def test_promises(checked: Checked, later: tuple[str, ...], step: timedelta | None, kept: Kept) -> None:
    found = checked("C: Et mon argent ?", "A: Je vous rembourse demain.", *later, step=step).commitments
    assert [each.kept for each in found] == [kept]
    assert "rembourse demain" in found[0].quote


def test_a_promise_made_again(checked: Checked) -> None:
    found = checked("A: Je vous rappelle demain.", "C: Rien reçu.", "A: Je vous rappelle jeudi.").commitments
    assert [each.repeated for each in found] == [False, True]
