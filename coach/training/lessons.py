"""From annotated drafts to lessons: what the phrasebooks saw in each, and what a trainer marked, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.checks.draft import Draft
from coach.checks.strengths import strengths
from coach.engine import Coach, labels_of
from coach.learned.reader import Forms
from coach.model import Label, Severity, Strength
from coach.phrasebook.entry import CATEGORY_SEVERITY
from coach.training.annotation import CATEGORIES, Annotated

GRAVE = tuple(name for name in CATEGORIES if CATEGORY_SEVERITY[name] >= Severity.A_REPRENDRE)


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated draft as both readers meet it.

    `sentences` are its words by sentence; `marks` has for each word the category it is marked with, or "".
    """

    annotated: Annotated
    draft: Draft
    labels: tuple[Label, ...]
    strengths: tuple[Strength, ...]
    sentences: list[list[str]]
    marks: list[list[str]]


def lessons(coach: Coach, drafts: Iterable[Annotated]) -> list[Lesson]:
    """Return the lessons of some drafts, in order."""
    forms = Forms()
    return [_lesson(coach, annotated, forms) for annotated in drafts]


def _lesson(coach: Coach, annotated: Annotated, forms: Forms) -> Lesson:
    draft = coach.look(annotated.text)
    marks = [[_mark(draft, annotated, at) for at in range(*sentence)] for sentence in draft.reading.sentences]
    return Lesson(annotated, draft, labels_of(draft), strengths(draft), forms.sentences(draft.reading), marks)


def _mark(draft: Draft, annotated: Annotated, at: int) -> str:
    word = draft.reading.span(at, at + 1)
    return next((name for span, name in annotated.faults if span.meets(word)), "")


def folds(authors: Sequence[str], count: int) -> list[frozenset[str]]:
    """Return the authors in groups: each group is kept aside once while the others teach."""
    names = sorted(set(authors))
    return [frozenset(names[at::count]) for at in range(min(count, len(names)))]
