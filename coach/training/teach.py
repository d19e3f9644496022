"""Teaching the shipped model a team's own drafts, and telling honestly what came of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from coach.learned.model import Model
from coach.learned.opinion import SecondReader
from coach.training.lessons import GRAVE, Lesson
from coach.training.measure import Tally
from coach.training.train import Parts, Say, reread

# With fewer drafts, or fewer faults of a category, a figure says nothing; by fewer points nothing has moved.
FEWEST = 20
FEWEST_FAULTS = 10
MOVED = 0.02
# One of so many of coach's own drafts is kept aside, to see whether a team's drafts harm what was known before.
_WITNESSES = 15
# Of the authors that the model has never read, the least understood stand at 0.56 and 0.41, and at 0.74 of quiet
# drafts: below these, the drafts are annotated by another rule than all others.
_STRANGE = {"detect": 0.4, "exact": 0.2}
_RESTLESS = 0.5


@dataclass(frozen=True, slots=True)
class Taught:
    """A team's model, with what was measured `before` and `after` it learned from the team's drafts.

    The team's drafts are measured while kept aside, and so are drafts of coach's own, the `witnesses`.
    """

    model: Model
    before: Tally
    after: Tally
    witnesses_before: Tally
    witnesses_after: Tally

    @property
    def categories(self) -> list[str]:
        """Return the names of the categories that were marked or found, of those that the model learns."""
        return [name for name in sorted(GRAVE) if any(key.startswith(f"exact {name} ") for key in self.before.counts)]

    def faults(self, name: str) -> int:
        """Return how many faults of a category the team marked."""
        return self.before.counts[f"exact {name} gold"]

    @property
    def worse(self) -> list[str]:
        """Return the names of what went down on the team's drafts, « tout » among them for the whole."""
        moved = [
            name
            for name in self.categories
            if self.faults(name) >= FEWEST_FAULTS and _lost(self.before, self.after, f"exact {name} ")
        ]
        return (["tout"] if _lost(self.before, self.after, "detect") else []) + moved

    @property
    def harmful(self) -> bool:
        """Tell whether coach's own drafts are read less well once the team's are learned."""
        return any(_lost(self.witnesses_before, self.witnesses_after, kind) for kind in ("detect", "exact"))

    @property
    def strange(self) -> bool:
        """Tell whether the team's drafts are annotated against all that the model knew, as mistaken ones would be."""
        if sum(map(self.faults, GRAVE)) >= FEWEST_FAULTS:
            return any(self.before.f1(kind) < least for kind, least in _STRANGE.items())
        # Too few faults to tell by: a trainer who marks none may have overlooked them all.
        return self.before.counts["clean found"] >= FEWEST and self.before.row()["silence"] < _RESTLESS


def _lost(before: Tally, after: Tally, name: str) -> bool:
    return after.f1(name) < before.f1(name) - MOVED


def teach(base: Sequence[Lesson], team: Sequence[Lesson], shipped: Model, plain: Collection[str], say: Say) -> Taught:
    """Return the shipped model taught a team's drafts too: its words and sentences; its judge and limits stay.

    The team's drafts are measured in two halves, each kept aside while the other teaches. Witnesses teach none of the
    models that are compared, so that the team's drafts are the only difference between them.
    """
    say("Lecture des brouillons…")
    parts = Parts.of([*base, *team], plain)
    witnesses = [at for at in range(0, len(base), _WITNESSES) if base[at].annotated.author not in plain]
    own = [base[at] for at in witnesses]
    mine = range(len(base), len(base) + len(team))
    say("Mesure sans vos brouillons…")
    taught = Taught(shipped, Tally(), Tally(), Tally(), Tally())
    without = SecondReader(_taught(parts, [*witnesses, *mine], shipped, ()))
    _measure(without, team, taught.before)
    for number, half in enumerate((mine[::2], mine[1::2]), 1):
        say(f"Mesure sur la moitié {number} de vos brouillons…")
        reader = SecondReader(_taught(parts, [*witnesses, *half], shipped, ()))
        _measure(reader, [team[at - len(base)] for at in half], taught.after)
        # Once for each half, as they are read twice after.
        _measure(without, own, taught.witnesses_before)
        _measure(reader, own, taught.witnesses_after)
    say("Modèle final…")
    authors = {lesson.annotated.author for lesson in team}
    return replace(taught, model=_taught(parts, (), shipped, authors))


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
