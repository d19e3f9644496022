"""Training the learned reader, and measuring it on authors kept aside.

Each author is kept aside once: the others teach, and what the tool then makes of the author's drafts is both the
measure and what the judge learns from, for it must know how far the readers can be trusted on words not seen before.
Authors whose drafts the phrasebooks were written from (« accordés ») only teach: on them the phrasebooks are too good
to be true.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from coach.findings import together
from coach.learned import lacks
from coach.learned.judge import likelihood
from coach.learned.model import Model
from coach.learned.opinion import Candidate, SecondReader
from coach.learned.table import make
from coach.model import Finding
from coach.training.annotation import LABELS, Roles
from coach.training.fit import fit_judge, reply_rows, sentence_rows, stretch_rows, word_rows
from coach.training.lessons import GRAVE, Lesson, folds
from coach.training.limits import limits
from coach.training.measure import Tally
from coach.training.praise import with_strengths
from coach.training.vectors import Fitted, Matrix, Rows

FOLDS = 5
_BITS = {"sentences": 19, "words": 20, "stretches": 16, "replies": 16, "labels": 14}
_PACE = {
    "sentences": (3e-6, 12),
    "words": (1e-6, 8),
    "stretches": (3e-6, 20),
    "replies": (1e-5, 20),
    "labels": (1e-4, 40),
}
# A finding in a text that is no reply counts this much to the judge: coach is seldom given one to read.
_PLAIN_COUNTS = 0.15

Say = Callable[[str], None]


class Judged(NamedTuple):
    """A candidate of a draft whose author was kept aside, and whether a trainer marked those words."""

    lesson: int
    candidate: Candidate
    right: bool
    worth: float


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, with its measures by author: the phrasebooks alone and both readers, on drafts kept aside."""

    model: Model
    alone: Mapping[str, Tally]
    both: Mapping[str, Tally]
    reliability: Sequence[tuple[float, bool]]


class Parts(NamedTuple):
    """The rows that each part of the model learns from."""

    sentences: Matrix
    words: Matrix
    stretches: Matrix
    replies: Matrix

    @classmethod
    def of(cls, lessons: Sequence[Lesson], plain: Collection[str]) -> Parts:
        """Return the rows of some lessons; what `plain` authors wrote is no reply to a customer."""
        return cls(
            sentence_rows(lessons, plain),
            word_rows(lessons, plain),
            stretch_rows(lessons),
            reply_rows(lessons, plain),
        )

    def fit(self, left_out: Collection[int]) -> Model:
        """Return a model that can read, and has no judge, labels nor strengths yet."""
        fitted = {name: _fit(name, getattr(self, name), left_out) for name in self._fields}
        return Model(
            **{name: part.table for name, part in fitted.items()},
            labels=make({}, bits=0, outputs=len(LABELS)),
            strengths=make({}, bits=0, outputs=1),
            biases={name: part.biases for name, part in fitted.items()},
            categories=GRAVE,
            lacks=LABELS,
            judge={},
            limits={},
            card={},
        )


def _fit(name: str, rows: Matrix, left_out: Collection[int]) -> Fitted:
    return rows.fit(left_out, *_PACE[name], _BITS[name])


def train(lessons: Sequence[Lesson], roles: Roles, rules: Collection[str], say: Say) -> Trained:
    """Return a model trained on all lessons. `rules` are the ids of the phrasebooks' entries."""
    say("Lecture des brouillons…")
    parts = Parts.of(lessons, roles.plain)
    groups = folds([each.annotated.author for each in lessons if each.annotated.author not in roles.tuned], FOLDS)
    readers: list[tuple[list[int], SecondReader]] = []
    judged: list[Judged] = []
    lacking = Rows()
    for number, group in enumerate(groups, 1):
        say(f"Auteurs mis de côté, groupe {number} sur {len(groups)}…")
        aside = [at for at, each in enumerate(lessons) if each.annotated.author in group]
        reader = SecondReader(parts.fit(aside))
        readers.append((aside, reader))
        for at in aside:
            plain = lessons[at].annotated.author in roles.plain
            judged += _judged(reader, at, lessons[at], _PLAIN_COUNTS if plain else 1.0)
            if not plain:
                lacking.add(at, _lacks(reader, lessons[at]), [name in lessons[at].annotated.labels for name in LABELS])
    rows = lacking.matrix()
    alone: dict[str, Tally] = {}
    both: dict[str, Tally] = {}
    reliability: list[tuple[float, bool]] = []
    for aside, reader in readers:
        out = set(aside)
        known = [each for each in judged if each.lesson not in out]
        settled = SecondReader(_settled(reader.model, known, rows, out, rules))
        for at in aside:
            _tally(settled, lessons[at], alone, both)
        held = [each for each in judged if each.lesson in out and each.worth == 1]
        reliability += [(likelihood(settled.model.judge, each.candidate.evidence), each.right) for each in held]
    say("Modèle final…")
    model = with_strengths(_settled(parts.fit(()), judged, rows, (), rules), lessons, roles)
    about = {
        "brouillons": len(lessons),
        "auteurs": sorted({each.annotated.author for each in lessons}),
        "accordés": sorted(roles.tuned),
        "ordinaires": sorted(roles.plain),
    }
    return Trained(replace(model, card=about), alone, both, reliability)


def _judged(reader: SecondReader, at: int, lesson: Lesson, worth: float) -> list[Judged]:
    found: list[Judged] = []
    for candidate in reader.candidates(lesson.draft, reader.judgement(lesson.draft)):
        start = lesson.draft.reading.sentences[candidate.stretch.sentence][0]
        span = lesson.draft.reading.span(start + candidate.stretch.first, start + candidate.stretch.last)
        right = any(span.meets(other) for other, _ in lesson.annotated.faults)
        found.append(Judged(at, candidate, right, worth))
    return found


def _lacks(reader: SecondReader, lesson: Lesson) -> list[tuple[str, float]]:
    judgement = reader.judgement(lesson.draft)
    candidates = reader.candidates(lesson.draft, judgement)
    facts = reader.facts(
        lesson.draft, judgement, candidates, [label.label for label in lesson.labels], lesson.strengths
    )
    return lacks.weighed(facts, judgement.vocabulary)


def _settled(
    model: Model,
    judged: Sequence[Judged],
    rows: Matrix,
    left_out: Collection[int],
    rules: Collection[str],
) -> Model:
    """Return a model with its judge, its labels and its limits, from candidates on drafts kept aside."""
    judge = fit_judge(
        [each.candidate.evidence for each in judged], [each.right for each in judged], [each.worth for each in judged]
    )
    fitted = _fit("labels", rows, left_out)
    known = {**dict.fromkeys(rules, 0.0), **judge}
    settled = replace(model, labels=fitted.table, biases={**model.biases, "labels": fitted.biases}, judge=known)
    weighed = [
        (likelihood(judge, one.evidence), one.category, one.finding is not None, right)
        for _, one, right, worth in judged
        if worth == 1
    ]
    return replace(settled, limits=limits(weighed))


def _tally(reader: SecondReader, lesson: Lesson, alone: dict[str, Tally], both: dict[str, Tally]) -> None:
    author = lesson.annotated.author
    by_phrases = [label.label for label in lesson.labels]
    alone.setdefault(author, Tally()).add(lesson.annotated, lesson.draft.findings, by_phrases)
    both.setdefault(author, Tally()).add(lesson.annotated, *reread(reader, lesson))


def reread(reader: SecondReader, lesson: Lesson) -> tuple[tuple[Finding, ...], list[str]]:
    """Return what both readers find in a lesson, as a check would: its findings and the names of its labels."""
    draft = lesson.draft
    judgement = reader.judgement(draft)
    candidates = reader.candidates(draft, judgement)
    labels = reader.labels(draft, judgement, candidates, lesson.labels, lesson.strengths)
    return together(*reader.findings(draft, judgement, candidates)), [label.label for label in labels]
