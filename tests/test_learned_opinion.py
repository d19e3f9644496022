"""Two readers, one report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from learned_samples import small_training

from coach import Coach, Finding, Severity
from coach.learned.model import save
from coach.learned.opinion import LOWERED, WITHDRAWN, SecondReader

TAUGHT = "Bonjour Madame Roy. Cela saute pourtant aux yeux à la page 3 de la notice."


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("modele") / "essai.model"
    save(small_training().model, made)
    return made


def learned(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.rule.startswith("appris.")]


def test_where_the_phrasebooks_are_silent_the_learned_reader_speaks(file: Path) -> None:
    assert Coach(readers="phrasebooks").check(TAUGHT).findings == ()
    (finding,) = learned(Coach(model=file).check(TAUGHT).findings)
    assert finding.rule == "appris.condescendance"
    assert "saute pourtant aux yeux" in finding.text
    assert TAUGHT[finding.span.start : finding.span.end] == finding.text
    assert finding.message.startswith("Ce passage peut se lire comme")
    assert finding.why
    assert finding.reframings


def test_a_phrasebook_finding_stands_and_explains(file: Path) -> None:
    (finding,) = Coach(model=file).check("Bonjour. C'est de votre faute.").findings
    assert finding.rule.startswith("reproche.")


def test_where_the_model_is_sure_a_finding_is_lowered_or_withdrawn(file: Path) -> None:
    (finding,) = Coach(readers="phrasebooks").check("Vous avez tort.").findings
    assert finding.severity == Severity.BLOQUANT
    model = small_training().model
    known = replace(model, judge={**model.judge, finding.rule: 0.0}, limits={WITHDRAWN: 0.3, LOWERED: 0.5})
    second = SecondReader(known)
    assert second.revised(finding, 0.2) is None
    assert second.revised(finding, 0.4) == replace(finding, severity=Severity.A_REPRENDRE)
    assert second.revised(finding, 0.6) is finding


def test_an_entry_that_the_model_never_met_always_stands(file: Path) -> None:
    (finding,) = Coach(readers="phrasebooks").check("Vous avez tort.").findings
    mine = replace(finding, rule="donner-tort.de-mon-equipe")
    assert SecondReader(small_training().model).revised(mine, 0.0) is mine


def test_a_sentence_alone_has_no_context_to_doubt_it_by(file: Path) -> None:
    report = Coach(model=file).check("Non, vous avez tort.")
    assert [one.text for one in report.findings] == ["Non", "vous avez tort"]


def test_a_book_without_a_full_stop_is_read_in_parts(file: Path) -> None:
    text = "Bonjour. " + "bonne journée et " * 2_000 + "cela saute pourtant aux yeux à la page"
    report = Coach(model=file).check(text)
    assert all(text[one.span.start : one.span.end] == one.text for one in report.findings)


def test_two_runs_never_differ() -> None:
    assert repr(Coach().check(TAUGHT)) == repr(Coach().check(TAUGHT))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "> Cela saute aux yeux.", "«»"])
def test_drafts_without_words_of_the_advisers_are_read(text: str) -> None:
    assert learned(Coach().check(text).findings) == []
