"""Fitting the parts of the model, each a linear one: fast to train, fast to read, and open to inspection."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from coach.learned import features as f
from coach.learned.judge import BIAS
from coach.training.lessons import GRAVE, Lesson
from coach.training.vectors import CERTAIN, Matrix, Rows, matrix_of

_SEED = 0


def reply_rows(lessons: Sequence[Lesson], plain: Collection[str]) -> Matrix:
    """Return what is to tell a reply to a customer, or a sentence of one, from any other French."""
    rows = Rows()
    for draft, lesson in enumerate(lessons):
        answer = lesson.annotated.author not in plain
        alone = [[sentence] for sentence in lesson.sentences] if len(lesson.sentences) > 1 else []
        for part in (lesson.sentences, *alone):
            found = sorted({f.vocabulary(form) for forms in part for form in forms})
            rows.add(draft, ((name, f.share_value(len(found))) for name in found), answer)
    return rows.matrix()


def sentence_rows(lessons: Sequence[Lesson], plain: Collection[str]) -> Matrix:
    """Return what is to tell a sentence that hurts."""
    rows = Rows()
    for draft, lesson in enumerate(lessons):
        if lesson.annotated.author in plain:
            continue
        for number, marks in enumerate(lesson.marks):
            hurts = not set(GRAVE).isdisjoint(marks)
            rows.add(draft, _of_sentence(lesson.sentences, number), hurts)
            if len(lesson.sentences) > 1:
                # Once more without the rest of the draft: a sentence alone must not hurt for being alone.
                rows.add(draft, _of_sentence([lesson.sentences[number]], 0), hurts)
    return rows.matrix()


def _of_sentence(sentences: list[list[str]], number: int) -> Iterator[tuple[str, float]]:
    forms = sentences[number]
    pairs, triples = f.in_row(f.framed(forms))
    value = f.own_value(len(forms))
    for unit, units in ((f.own, forms), (f.own_pair, pairs), (f.own_triple, triples)):
        for each in units:
            for name in unit(each):
                yield name, value
    value = f.nearby_value(sum(map(len, sentences)) - len(forms))
    for other, words in enumerate(sentences):
        if other != number:
            column = 0 if other == number - 1 else 1 if other == number + 1 else 2
            for form in words:
                yield f.nearby(form)[column], value
    for name in f.place(number, len(sentences), len(forms)):
        yield name, f.PLACE_VALUE


def word_rows(lessons: Sequence[Lesson], plain: Collection[str]) -> Matrix:
    """Return what is to tell a word that is part of what hurts."""
    rows = Rows()
    for draft, lesson in enumerate(lessons):
        if lesson.annotated.author in plain:
            continue
        for forms, marks in zip(lesson.sentences, lesson.marks, strict=True):
            for said, mark in zip(_of_words(forms), marks, strict=True):
                rows.add(draft, ((name, f.WORD_VALUE) for name in said), mark in GRAVE)
    return rows.matrix()


def _of_words(forms: list[str]) -> Iterator[Iterator[str]]:
    framed = f.framed(forms, f.AROUND)
    pairs, triples = f.in_row(framed)
    columns = f.lined_up(
        len(forms),
        list(map(f.columns, framed)),
        list(map(f.pair_columns, pairs)),
        list(map(f.triple_columns, triples)),
    )
    bags = list(map(f.bag, forms))
    for at, said in enumerate(zip(*columns, strict=True)):
        low, high = f.window(at, len(forms))
        yield chain(chain.from_iterable(said), bags[low:high])


def stretch_rows(lessons: Sequence[Lesson]) -> Matrix:
    """Return what is to tell the category of a stretch of words that is a grave fault."""
    rows = Rows()
    for draft, lesson in enumerate(lessons):
        for forms, marks in zip(lesson.sentences, lesson.marks, strict=True):
            for first, last in _marked(marks):
                found = f.stretch(forms, first, last)
                value = f.share_value(len(found))
                rows.add(draft, ((name, value) for name in found), [marks[first] == name for name in GRAVE])
    return rows.matrix()


def _marked(marks: list[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at] != marks[first]:
            if marks[first] in GRAVE:
                yield first, at
            first = at


def fit_judge(found: Sequence[Mapping[str, float]], right: Sequence[bool], counts: Sequence[float]) -> dict[str, float]:
    """Return the weights of what speaks for a finding and against it; `counts` says how much each one counts."""
    from sklearn.linear_model import LogisticRegression

    if len(set(right)) < 2:
        return {BIAS: CERTAIN if all(right) else -CERTAIN}
    matrix, names = matrix_of(found)
    fitted = LogisticRegression(C=1.0, solver="liblinear", random_state=_SEED).fit(matrix, right, counts)
    weights = {name: round(float(weight), 4) for name, weight in zip(names, fitted.coef_[0], strict=True)}
    return {BIAS: round(float(fitted.intercept_[0]), 4), **weights}
