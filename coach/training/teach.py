"""Teaching the shipped model a team's own drafts, and telling honestly what came of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from coach.learned.model import Model
from coach.learned.opinion import SecondReader
from coach.training.lessons import Lesson
from coach.training.measure import Tally
from coach.training.train import Parts, Say, reread

# Below this many drafts a figure says nothing; below that many points a category has not moved.
FEWEST = 20
MOVED = 0.02


@dataclass(frozen=True, slots=True)
class Taught:
    """A team's model, with what was measured on its drafts: `before` and `after` it learned from the others of them."""

    model: Model
    before: Tally
    after: Tally

    @property
    def worse(self) -> list[str]:
        """Return the names of what went down, « tout » among them for the whole."""
        names = {key.split()[1] for key in self.before.counts if key.startswith("exact ")}
        moved = [name for name in sorted(names) if self._lost(f"exact {name} ")]
        return (["tout"] if self._lost("detect") else []) + moved

    def _lost(self, name: str) -> bool:
        return self.after.f1(name) < self.before.f1(name) - MOVED


def teach(base: Sequence[Lesson], team: Sequence[Lesson], shipped: Model, plain: Collection[str], say: Say) -> Taught:
    """Return the shipped model taught a team's drafts too: its words and sentences; its judge and limits stay.

    The team's drafts are measured in two halves, each kept aside while the other teaches.
    """
    say("Lecture des brouillons…")
    parts = Parts.of([*base, *team], plain)
    mine = range(len(base), len(base) + len(team))
    before, after = Tally(), Tally()
    for number, half in enumerate((mine[::2], mine[1::2]), 1):
        say(f"Mesure sur la moitié {number} de vos brouillons…")
        kept = [team[at - len(base)] for at in half]
        _measure(SecondReader(shipped), kept, before)
        _measure(SecondReader(_taught(parts, half, shipped, ())), kept, after)
    say("Modèle final…")
    authors = {lesson.annotated.author for lesson in team}
    return Taught(_taught(parts, (), shipped, authors), before, after)


def _taught(parts: Parts, left_out: Collection[int], shipped: Model, authors: Collection[str]) -> Model:
    fitted = parts.fit(left_out)
    return replace(
        fitted,
        labels=shipped.labels,
        strengths=shipped.strengths,
        biases={**shipped.biases, **{name: bias for name, bias in fitted.biases.items() if name != "labels"}},
        judge=shipped.judge,
        limits=shipped.limits,
        card={**shipped.card, "équipe": sorted(authors)},
    )


def _measure(reader: SecondReader, lessons: Sequence[Lesson], tally: Tally) -> None:
    for lesson in lessons:
        tally.add(lesson.annotated, *reread(reader, lesson))
