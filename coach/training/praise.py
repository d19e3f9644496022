"""Teaching the strengths without anyone having marked them: from the signals of the phrasebooks, and around them.

A sentence where a signal stands is an example, once more without the words of the signal, so that the rest of it must
tell. A draft that a trainer found lacking holds no example, nor does a sentence with a fault. Of the others nobody
knows: they count for half, and those that authors kept aside make look like an example are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from coach.checks.evidence import standing_signals
from coach.learned import features as f
from coach.learned.merits import MESSAGES, named, signed
from coach.learned.model import Model
from coach.learned.table import make
from coach.training.annotation import Roles
from coach.training.lessons import GRAVE, Lesson, folds
from coach.training.vectors import Rows, descended, heavy

LACKS = {"reconnaissance": "sans-empathie", "issue": "sans-issue"}
# Of the sentences above them, on authors kept aside, more than nine in ten were read as right.
LIMITS = {"reconnaissance": 0.82, "issue": 0.95}
_GROUPS = 3
_PACE = (3e-6, 12)
_BITS = 18
_UNSURE = 0.5
# An unmarked sentence above these log odds may be an example that no signal foresaw.
_MAYBE = -1.0


class _Answer(NamedTuple):
    """Whether a row is an example, how much it counts, and whether that is known."""

    right: bool
    counts: float
    known: bool


def with_strengths(model: Model, lessons: Sequence[Lesson], roles: Roles) -> Model:
    """Return a model that knows the strengths too."""
    replies = [lesson for lesson in lessons if lesson.annotated.author not in roles.plain]
    groups = folds([each.annotated.author for each in replies if each.annotated.author not in roles.tuned], _GROUPS)
    weights: dict[str, list[float]] = {}
    biases: dict[str, tuple[float, ...]] = {}
    for name in MESSAGES:
        found, bias = _taught(replies, groups, name)
        weights.update(found)
        biases[named(name)] = (bias,)
    return replace(
        model,
        strengths=make(weights, _BITS, 1),
        biases={**model.biases, **biases},
        limits={**model.limits, **{named(name): limit for name, limit in LIMITS.items()}},
    )


def _taught(
    lessons: Sequence[Lesson], groups: Sequence[frozenset[str]], name: str
) -> tuple[Mapping[str, list[float]], float]:
    import numpy as np

    rows = Rows()
    for number, lesson in enumerate(lessons):
        for forms, answer in _examples(lesson, name):
            rows.add(number, _of_sentence(forms, name), answer)
    matrix = rows.matrix()
    right, counts, known = matrix.answers.T
    authors = np.array([lessons[at].annotated.author for at in matrix.drafts])
    maybe = np.zeros(len(right), dtype=bool)
    for group in groups:
        aside = np.isin(authors, sorted(group))
        kept = ~aside & (counts > 0)
        weights, bias = descended(matrix.rows[kept], right[kept], *_PACE, counts[kept])
        unknown = aside & (known == 0)
        maybe[unknown] = matrix.rows[unknown] @ np.asarray(weights) + bias > _MAYBE
    kept = (counts > 0) & ~maybe
    weights, bias = descended(matrix.rows[kept], right[kept], *_PACE, counts[kept])
    return heavy(np.array([weights]), matrix.rows[kept].getnnz(axis=0), matrix.numbers), bias


def _examples(lesson: Lesson, name: str) -> Iterator[tuple[list[str], _Answer]]:
    starts = [first for first, _ in lesson.draft.reading.sentences]
    signals = lesson.draft.signals.get(name, ())
    standing = {hit.sentence for hit in standing_signals(lesson.draft, name)}
    touched = {hit.sentence for hit in signals}
    lacking = LACKS[name] in lesson.annotated.labels
    for at, forms in enumerate(lesson.sentences):
        grave = not set(GRAVE).isdisjoint(lesson.marks[at])
        if at in standing and not grave:
            bare = list(forms)
            for hit in signals:
                if hit.sentence == at:
                    first, last = hit.first - starts[at], hit.last - starts[at]
                    bare[first:last] = [f.MASK] * (last - first)
            yield forms, _Answer(True, _UNSURE, True)
            yield bare, _Answer(True, 1.0, True)
        elif at not in touched:
            known = grave or lacking
            yield forms, _Answer(False, 1.0 if known else _UNSURE, known)


def _of_sentence(forms: list[str], name: str) -> Iterator[tuple[str, float]]:
    pairs, triples = f.in_row(f.framed(forms))
    found = (map(f.own, forms), map(f.own_pair, pairs), map(f.own_triple, triples))
    value = f.own_value(len(forms))
    for features in chain.from_iterable(found):
        for each in signed(name, [one for one in features if f.MASK not in one]):
            yield each, value
