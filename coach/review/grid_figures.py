"""The grid over many conversations: what is reached, how often, and what is left to the trainer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.review.grid import Criterion, Grid
from coach.review.grid_marks import HALF, REACHED
from coach.review.sampling import Smallest, chance
from coach.review.statistics import quantile
from coach.review.values import GridMark

_LISTED = 5


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion over all conversations: in how many it applied, was reached, was half reached."""

    criterion: Criterion
    applied: int
    reached: int
    half: int

    @property
    def points(self) -> float | None:
        """Return the mean points; None where it never applied."""
        return self.criterion.weight * (self.reached + HALF * self.half) / self.applied if self.applied else None


@dataclass(frozen=True, slots=True)
class GridFigures:
    """What a report says of the grid. Marks are medians of conversations; None when no conversation has one."""

    grid: Grid
    conversations: int
    lines: tuple[CriterionLine, ...]
    forme: int | None
    fond: int | None
    total: int | None
    eliminated: Mapping[str, int]
    eliminated_refs: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class GridTally:
    """Counts the marks of conversations as they come."""

    grid: Grid
    seed: int
    conversations: int = 0
    levels: Counter[tuple[int, float]] = field(default_factory=Counter)
    marks: dict[str, Counter[int]] = field(
        default_factory=lambda: {"forme": Counter(), "fond": Counter(), "total": Counter()}
    )
    eliminated: Counter[str] = field(default_factory=Counter)
    refs: dict[str, Smallest[str]] = field(default_factory=dict)

    def add(self, found: GridMark, key: str, ref: str) -> None:
        """Count a conversation, known by its `key`; `ref` says where it is to be found again."""
        self.conversations += 1
        self.levels.update((at, level) for at, level in enumerate(found.levels) if level is not None)
        for name, value in (("forme", found.forme), ("fond", found.fond), ("total", found.total)):
            if value is not None:
                self.marks[name][value] += 1
        self.eliminated.update(found.eliminated)
        for name in found.eliminated:
            self.refs.setdefault(name, Smallest(_LISTED)).add((float(chance(self.seed, key)),), key, ref)

    def figures(self) -> GridFigures:
        """Return what was counted."""
        medians = {name: quantile(counted, 0.5) if counted else None for name, counted in self.marks.items()}
        return GridFigures(
            grid=self.grid,
            conversations=self.conversations,
            lines=tuple(self._line(at, each) for at, each in enumerate(self.grid.criteria)),
            forme=medians["forme"],
            fond=medians["fond"],
            total=medians["total"],
            eliminated=dict(self.eliminated),
            eliminated_refs={name: tuple(refs.best()) for name, refs in self.refs.items()},
        )

    def _line(self, at: int, criterion: Criterion) -> CriterionLine:
        applied = sum(count for (which, _), count in self.levels.items() if which == at)
        return CriterionLine(criterion, applied, self.levels[at, REACHED], self.levels[at, HALF])
