"""The section of the grid: what coach can look at, criterion by criterion, and what is left to the trainer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_document import Block, Items, Section, Table, Text
from coach.review.grid import BOTH
from coach.review.statistics import FEWEST_CONVERSATIONS

if TYPE_CHECKING:
    from coach.review.figures import Review
    from coach.review.grid_figures import CriterionLine, GridFigures

_TO_TRAINER = "à noter par le formateur"


def grid(review: Review) -> Section:
    """Return the marks of the conversations by the team's grid."""
    found = review.grid
    if found is None:
        return Section("grille", "", ())
    blocks: list[Block] = [Text(_marks(found))]
    if found.conversations < FEWEST_CONVERSATIONS:
        blocks.append(Text(f"{say.TOO_FEW.capitalize()} : lisez ces notes comme des exemples.", note=True))
    blocks.append(_criteria(found))
    blocks.append(Text(_left(found), note=True))
    for name, count in found.eliminated.items():
        title = f"{name} : {say.counted(count, 'conversation', 'conversations')} à 0, à confirmer par le formateur"
        blocks.append(Items(title, found.eliminated_refs[name]))
    return Section("grille", "La grille", tuple(blocks))


def _marks(found: GridFigures) -> str:
    """Return the two marks, and which of them counts."""
    sides = " ; ".join(f"{name} {_mark(value)}" for name, value in (("forme", found.forme), ("fond", found.fond)))
    return (
        f"Médianes de {say.counted(found.conversations, 'conversation', 'conversations')}, sur "
        f"{say.number(found.grid.seen)} points que coach peut regarder : {sides} ; la plus basse des deux, "
        f"conversation par conversation : {_mark(found.total)}."
    )


def _mark(value: int | None) -> str:
    return "sans objet" if value is None else f"{value}/100"


def _criteria(found: GridFigures) -> Table:
    head = ("critère", "côté", "poids", "points en moyenne", "conversations", "atteint", "à moitié")
    rows = tuple(map(_row, found.lines))
    return Table("Par critère", head, rows, brief=len(rows), columns=(0, 1, 3, 4))


def _row(line: CriterionLine) -> tuple[str, ...]:
    one = line.criterion
    about = (one.name, one.side, say.number(one.weight))
    if not one.seen:
        return (*about, _TO_TRAINER, "–", "–", "–")
    if line.points is None:
        return (*about, "sans objet", "0", "–", "–")
    points = f"{say.number(line.points, 1)} sur {one.weight}"
    if one.who == BOTH:
        points += ", à confirmer"
    return (*about, points, *map(say.number, (line.applied, line.reached, line.half)))


def _left(found: GridFigures) -> str:
    """Say what nobody but the trainer can see."""
    eliminatory = [each.name.lower() for each in found.grid.eliminatory if not each.seen]
    also = f" Éliminatoire, et que coach ne voit pas : {', '.join(eliminatory)}." if eliminatory else ""
    return (
        f"Un critère n’est atteint que si toute la conversation le montre ; un écart adouci par son contexte vaut la "
        f"moitié. Les critères « {_TO_TRAINER} » et « sans objet » n’entrent dans aucune note.{also}"
    )
