"""What every rewriting keeps, on every development draft, on real replies where they are at hand, and on mixtures."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach import Coach
from coach.model import Passage, Reframed, Rewrite
from coach.phrasebook.folders import builtin_folder
from coach.phrasebook.rewriting import load_rules
from coach.reframing.draft import hurts
from coach.reframing.facts import kept
from coach.reframing.voice import voice
from coach.reframing.words import words_of

HERE = Path(__file__).parent


def read(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.is_file() else []


DEV = [draft for file in sorted((HERE / "data" / "dev").glob("*.jsonl")) for draft in read(file)]
# Real text is for measuring: it is not part of the project.
REPLIES_FILE = HERE.parents[1] / "shared" / "data" / "public_service_replies.jsonl"
REPLIES = read(REPLIES_FILE)
TEXTS = {draft["id"]: draft["text"] for draft in [*DEV, *REPLIES]}


@cache
def coach() -> Coach:
    return Coach()


@cache
def reframed(text: str) -> Reframed:
    return coach().reframe(text)


@pytest.fixture(params=sorted(TEXTS), name="text")
def each_text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


def keeps_facts(text: str, passage: Passage, rewrite: Rewrite) -> bool:
    """Tell whether each fact of a sentence is in its rewriting; one taken away may hold a name said elsewhere."""
    if rewrite.text:
        return kept(passage.text, rewrite.text)
    return kept(passage.text, text[: passage.span.start] + " " + text[passage.span.end :])


def test_nothing_that_hurts_is_left(text: str) -> None:
    assert not [finding for finding in coach().check(reframed(text).best).findings if hurts(finding)]


def test_each_fact_of_a_sentence_is_in_its_rewriting(text: str) -> None:
    for passage in reframed(text).passages:
        for rewrite in passage.rewrites:
            assert keeps_facts(text, passage, rewrite)


def test_rewriting_twice_changes_nothing_more(text: str) -> None:
    best = reframed(text).best
    assert coach().reframe(best).best == best


def test_a_draft_without_a_grave_fault_comes_back_as_it_is(text: str) -> None:
    if not any(hurts(finding) for finding in coach().check(text).findings):
        assert reframed(text).best == text
        assert not reframed(text).passages


def test_what_is_not_the_advisers_stays(text: str) -> None:
    best = reframed(text).best
    for skipped in coach().check(text).skipped:
        assert text[skipped.span.start : skipped.span.end].strip() in best


def test_what_is_around_a_passage_stays(text: str) -> None:
    result = reframed(text)
    ends = 0
    rest = result.best
    for passage in result.passages:
        around = text[ends : passage.rewrites[0].span.start]
        assert rest.startswith(around)
        rest = rest[len(around) + len(passage.rewrites[0].text) :]
        ends = passage.rewrites[0].span.end
    assert rest == text[ends:]


def test_vous_stays_vous_and_tu_stays_tu(text: str) -> None:
    """The rewritings of a draft that says « vous » say « tu » nowhere, and the other way round."""
    familiar = voice(words_of(text), ()) >= 2
    others = {"vous", "votre", "vos"} if familiar else {"tu", "te", "t'", "ton", "ta", "tes", "toi"}
    for passage in reframed(text).passages:
        said = {word.form for word in words_of(passage.text)}
        assert not ({word.form for word in words_of(passage.rewrites[0].text)} & others) - said


def sentences() -> list[str]:
    rules = load_rules([builtin_folder()])
    return [before for entry in rules.entries if entry.rewriting for before, _, _ in entry.rewriting.examples]


@settings(max_examples=60)
@given(
    parts=st.lists(st.sampled_from(sentences()), min_size=1, max_size=4),
    between=st.sampled_from([" ", "\n", "\r\n", "\n\n", "\r\n\r\n", "\n  ", "\u00a0"]),
    opening=st.sampled_from(
        ["", "Bonjour Madame Rey,\n", "  - ", "> Et mon pull ?\n\n", "Dossier n° 45-8 du 3 mai : "]
    ),
)
def test_mixtures_of_faults_are_rewritten_too(parts: list[str], between: str, opening: str) -> None:
    text = opening + between.join(parts)
    result = coach().reframe(text)
    assert not [finding for finding in coach().check(result.best).findings if hurts(finding)]
    assert coach().reframe(result.best).best == result.best
    assert result.written([None] * len(result.passages)) == text
    for passage in result.passages:
        assert keeps_facts(text, passage, passage.rewrites[0])
