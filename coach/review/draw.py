"""The fair draw: each adviser, channel and reason has its share of it, and at least one as far as it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from coach.review.sampling import Smallest

if TYPE_CHECKING:
    from coach.review.samples import Ref

# As many as a trainer has the time to listen to; fewer when fewer show the whole team.
FEWEST, MOST = 5, 12
# Where each case has a reason of its own, reasons are no strata any more, and memory must stay small.
_MOST_STRATA = 2000

Stratum = tuple[str, str, str]
_Drawn = tuple[float, "Ref"]
_Values = Iterator[tuple[int, str]]


class Strata:
    """Counts the conversations of each (adviser, channel, reason) and keeps a few of them, drawn by lot."""

    def __init__(self) -> None:
        self._counts: Counter[Stratum] = Counter()
        self._kept: dict[Stratum, Smallest[_Drawn]] = {}

    def add(self, stratum: Stratum, luck: float, key: str, ref: Ref) -> None:
        """Consider a conversation; `luck` is the number that it drew."""
        stratum = bounded(stratum, self._counts)
        self._counts[stratum] += 1
        self._kept.setdefault(stratum, Smallest(MOST)).add((luck,), key, (luck, ref))

    def drawn(self) -> list[Ref]:
        """Return the draw: step by step what is most lacking in it, by lot among equals."""
        margins = _margins(self._counts)
        values = (len({value for value in margins if value[0] == place}) for place in range(3))
        wanted = min(max(FEWEST, *values), MOST)
        share = wanted / max(1, sum(self._counts.values()))
        # Of each stratum, the one that lot puts first comes last in its list.
        waiting = {stratum: kept.best()[::-1] for stratum, kept in self._kept.items()}
        chosen: list[Ref] = []
        so_far: Counter[tuple[int, str]] = Counter()
        while waiting and len(chosen) < wanted:
            best = min(waiting, key=lambda each: (_lack(each, so_far, margins, share), waiting[each][-1][0]))
            so_far.update(_values(best))
            chosen.append(waiting[best].pop()[1])
            if not waiting[best]:
                del waiting[best]
        return chosen


def bounded(stratum: Stratum, known: Collection[Stratum]) -> Stratum:
    """Return a stratum; without its reason when it is one too many."""
    return stratum if stratum in known or len(known) < _MOST_STRATA else (*stratum[:2], "")


def _values(stratum: Stratum) -> _Values:
    """Yield what a conversation counts for: its adviser, its channel, its reason, as far as they are known."""
    return ((place, value) for place, value in enumerate(stratum) if value)


def _margins(counts: Counter[Stratum]) -> Counter[tuple[int, str]]:
    margins: Counter[tuple[int, str]] = Counter()
    for stratum, count in counts.items():
        for value in _values(stratum):
            margins[value] += count
    return margins


def _lack(
    stratum: Stratum, so_far: Counter[tuple[int, str]], margins: Counter[tuple[int, str]], share: float
) -> tuple[int, float]:
    """Return a rank, the smaller the more the draw lacks such a conversation."""
    values: Iterable[tuple[int, str]] = list(_values(stratum))
    absent = sum(not so_far[value] for value in values)
    return -absent, sum(_excess(so_far[value], share * margins[value]) for value in values)


def _excess(drawn: int, wanted: float) -> float:
    """Return by how much the next one would pass its share; no less than none, so that lot decides below it."""
    return max(0.0, drawn + 1 - max(1.0, wanted))
