"""The French of the output: typography, plurals, and the tone that the tool teaches."""

from __future__ import annotations

import inspect

import pytest
import render_samples as samples

from coach.model import Label, Severity
from coach.render import wording

SCOLDING = ("erreur", "faux", "fausse", "vous devez", "mauvais", "interdit", "incorrect", "tort")


@pytest.mark.parametrize("word", SCOLDING)
def test_nothing_that_is_shown_scolds(word: str) -> None:
    shown = [value for name, value in inspect.getmembers(wording) if name.isupper() and not name.startswith("_")]
    shown += [wording.findings_title(3, 7), wording.findings_title(1, 1), wording.findings_title(2, 2)]
    shown += [wording.more_findings(1), wording.more_findings(4), *map(wording.instead, Severity)]
    assert word not in str(shown).lower()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  un\n deux\r\ntrois\u2028quatre ", "un deux trois quatre"),
        ("Prêt ? Oui ; voici : « là » !", "Prêt\u00a0? Oui\u00a0; voici\u00a0: «\u00a0là\u00a0»\u00a0!"),
        ("12\u202f% déjà\u00a0!", "12\u202f% déjà\u00a0!"),
        ("", ""),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert wording.tidy(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("non", "«\u00a0non\u00a0»"), ("dit « oui » hier", "«\u00a0dit “oui” hier\u00a0»")],
)
def test_quote(text: str, expected: str) -> None:
    assert wording.quote(text) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (wording.more_findings(1), "… et 1 autre remarque\u00a0: --all pour la voir."),
        (wording.more_findings(4), "… et 4 autres remarques\u00a0: --all pour tout voir."),
        (wording.unread_lines(1, "citation"), "1 ligne de citation non lue"),
        (wording.unread_lines(12, "historique"), "12 lignes d'historique non lues"),
        (wording.unread_lines(2, "mentions"), "2 lignes de mentions légales non lues"),
        (wording.unread_lines(2, "autre"), "2 lignes non lues"),
        (wording.quiet_lines(0), "0 ligne sans remarque"),
        (wording.quiet_lines(2), "2 lignes sans remarque"),
        (wording.scores(62, 40, 40), "forme 62 · fond 40 → 40/100"),
        (wording.category_title("empathie-annulee"), "Empathie annulée"),
        (wording.category_title("promesse-vague"), "Promesse vague"),
        (wording.label_title("courtoisie-vide"), "Courtoisie sans engagement"),
        (wording.label_title(""), ""),
        (wording.instead(Severity.CONSEIL), "À la place\u00a0:"),
        (wording.instead(Severity.BLOQUANT), "Dites plutôt\u00a0:"),
    ],
)
def test_phrases(said: str, expected: str) -> None:
    assert said == expected


def test_a_softened_finding_says_by_what() -> None:
    message = wording.plain_message(samples.refusal().findings[-1])
    assert message.endswith("Adouci par\u00a0: «\u00a0le délai de quatorze jours est passé\u00a0».")


def test_a_label_is_told_with_its_first_advice_only() -> None:
    assert wording.plain_label(Label("x", "Il manque une date.", ("Datez.", "Signez."))) == "Il manque une date. Datez."
    assert wording.plain_label(Label("sans-suite", "")) == "Sans suite"
