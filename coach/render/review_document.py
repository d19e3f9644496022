"""A review as sections of blocks, which each format for people writes in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.review.figures import Review


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `note` for what is said aside."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what it is of, and what is to be known of it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The few figures that are read first."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with what it is of."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first cell of a row names it. A page opens a folded one on demand."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    # How many rows a terminal shows (with 0 the table too is left out), and which columns it has room for.
    brief: int = 8
    columns: tuple[int, ...] = ()
    folded: bool = False
    # Where the rows that a terminal leaves out are shown.
    rest: str = "--all, ou --report"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words quoted, whose, where, and what might have been said."""

    text: str
    who: str
    where: str
    said: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading with a figure, and quotes."""

    title: str
    figure: str
    quotes: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot, drawn by the formats that can: its name, its title, and what it shows in words."""

    name: str
    title: str
    words: str


Block = Text | Figures | Items | Table | Theme | Plot


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def document(review: Review) -> tuple[Section, ...]:
    """Return the sections of a review; those with nothing to say are left out."""
    from coach.render import review_facts, review_grid, review_groups, review_since, review_themes, review_trend

    sections = (
        review_groups.scope(review),
        review_groups.rates(review),
        review_since.since(review),
        review_trend.trend(review),
        review_themes.to_coach(review),
        review_themes.to_praise(review),
        review_grid.grid(review),
        review_groups.advisers(review),
        review_groups.elsewhere(review),
        review_facts.resolution(review),
        review_facts.tension(review),
        review_facts.pledges(review),
        review_themes.draw(review),
        review_groups.method(review),
    )
    return tuple(section for section in sections if section.blocks)
