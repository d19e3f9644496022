"""Strengths in words that no signal foresaw, by the shipped model, and when they are not said."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from coach import Coach, Finding, Report, Severity, Span
from coach.learned.merits import CONTRARY, MESSAGES, Merits, named
from coach.learned.model import load, save
from coach.learned.places import shipped_model
from coach.model import Strength

ACKNOWLEDGED = (
    "Bonjour Madame, voici où en est votre commande. "
    "Des nuits hachées depuis janvier, cela use, et je vous remercie de votre patience. "
    "La commode est au dépôt de Nantes."
)
WAY_OUT = (
    "Bonjour Madame, votre commande est bien arrivée au magasin. "
    "Deux choix : la même paire, livrée jeudi, ou les 95 € sur votre carte, lundi. À bientôt."
)


@cache
def coach(readers: str = "all") -> Coach:
    return Coach(readers=readers)


def learned(report: Report) -> list[tuple[str, str]]:
    return [(one.strength, one.text) for one in report.strengths if one.message in MESSAGES.values()]


@pytest.mark.parametrize(
    ("text", "strength", "evidence"),
    [
        (ACKNOWLEDGED, "reconnaissance", "Des nuits hachées depuis janvier, cela use, et je vous remercie"),
        (WAY_OUT, "issue", "Deux choix : la même paire, livrée jeudi, ou les 95 €"),
    ],
)
def test_what_no_signal_foresaw_is_a_strength_with_its_sentence(text: str, strength: str, evidence: str) -> None:
    found = learned(coach().check(text))
    assert [name for name, _ in found] == [strength]
    assert found[0][1].startswith(evidence)
    assert found[0][1] in text


@pytest.mark.parametrize("text", [ACKNOWLEDGED, WAY_OUT])
def test_with_phrasebooks_alone_nothing_is_added(text: str) -> None:
    assert learned(coach("phrasebooks").check(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Garage Dumont",
        "Des nuits hachées depuis janvier",
        "Nous fermons à 19 h et ouvrons demain à 9 h.",
        "Bonjour, votre facture est jointe à ce message. Cordialement.",
    ],
)
def test_what_says_nothing_of_the_kind_is_none(text: str) -> None:
    assert learned(coach().check(text)) == []


def test_a_signal_of_the_phrasebooks_is_not_said_twice() -> None:
    found = [one.strength for one in coach().check("Je vous présente mes excuses. " + ACKNOWLEDGED).strengths]
    assert found.count("reconnaissance") == 1


def of(text: str, labels: tuple[str, ...] = (), findings: tuple[Finding, ...] = ()) -> list[Strength]:
    second = coach().second
    assert second is not None
    draft = coach().look(text)
    return list(Merits(second.model).of(draft, second.judgement(draft), findings, labels))


@pytest.mark.parametrize(("text", "strength"), [(ACKNOWLEDGED, "reconnaissance"), (WAY_OUT, "issue")])
def test_no_strength_contradicts_a_label(text: str, strength: str) -> None:
    assert [one.strength for one in of(text, ("sans-pourquoi", "impersonnel"))] == [strength]
    for label in CONTRARY[strength]:
        assert of(text, (label,)) == []


@pytest.mark.parametrize(
    ("severity", "said"), [(Severity.CONSEIL, 1), (Severity.A_REPRENDRE, 0), (Severity.BLOQUANT, 0)]
)
def test_a_sentence_with_a_grave_finding_is_no_strength(severity: Severity, said: int) -> None:
    start = WAY_OUT.index("la même paire")
    finding = Finding("appris.x", "reproche", severity, Span(start, start + 5), 1, start + 1, "", "", "")
    assert len(of(WAY_OUT, (), (finding,))) == said


def test_strengths_stand_in_reading_order_and_cost_no_mark() -> None:
    report = coach().check(ACKNOWLEDGED + " " + WAY_OUT)
    assert [one.span for one in report.strengths] == sorted(one.span for one in report.strengths)
    assert {name for name, _ in learned(report)} == {"reconnaissance", "issue"}
    assert report.scores.fond == 100


def test_a_model_of_before_there_were_strengths_still_serves(tmp_path: Path) -> None:
    file = shipped_model()
    assert file is not None
    model = load(file)
    kept = {name: limit for name, limit in model.limits.items() if name not in map(named, MESSAGES)}
    save(replace(model, limits=kept), tmp_path / "m.model")
    # The table is the last one: an older file is the same, cut before it.
    data = (tmp_path / "m.model").read_bytes()
    bits, outputs, scale = model.strengths.bits, model.strengths.outputs, model.strengths.scale
    said = f', "strengths": [{bits}, {outputs}, {scale!r}]'.encode()
    assert said in data
    (tmp_path / "m.model").write_bytes(data.replace(said, b"")[: -len(model.strengths.data)])
    old = Coach(model=tmp_path / "m.model")
    assert learned(old.check(WAY_OUT)) == []
    assert old.check(WAY_OUT).scores == coach().check(WAY_OUT).scores
