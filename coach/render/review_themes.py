"""Sections of words: themes to coach, what to praise, conversations to listen to again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_document import Block, Items, Quotation, Section, Text, Theme

if TYPE_CHECKING:
    from coach.review import figures
    from coach.review.samples import Quote, Ref

_REFRAMINGS = 2


def to_coach(review: figures.Review) -> Section:
    """Return the themes to coach."""
    blocks: tuple[Block, ...] = tuple(map(to_work_on, review.themes))
    if not blocks and review.team.messages:
        blocks = (Text("Rien à reprendre dans ces messages."),)
    return Section("themes", "Trois thèmes à travailler" if len(blocks) == 3 else "À travailler", blocks)


def to_praise(review: figures.Review) -> Section:
    """Return what is done well, and who does it."""
    blocks: list[Block] = []
    better = [line.name for line in review.advisers if line.gap < 0]
    if better:
        blocks.append(Text(f"Nettement moins de messages à reprendre que l’équipe : {', '.join(better)}."))
    blocks += [praise(theme) for theme in review.praises]
    return Section("feliciter", "À féliciter", tuple(blocks))


def to_work_on(theme: figures.Theme, quotes: int | None = None, reframings: int = _REFRAMINGS) -> Theme:
    """Return a theme to coach with its first quotes, all of them unless `quotes` says how many."""
    return _theme(theme, say.theme_title(theme.name), quotes, reframings)


def praise(theme: figures.Theme, quotes: int | None = None) -> Theme:
    """Return a strength with its first quotes; its title says all of them."""
    block = _theme(theme, say.strength_title(theme.name), quotes)
    return replace(block, quotes=tuple(replace(quote, said="") for quote in block.quotes))


def _theme(theme: figures.Theme, title: str, quotes: int | None = None, reframings: int = _REFRAMINGS) -> Theme:
    figure = f"{say.counted(theme.messages, 'message', 'messages')}, {say.share(theme.rate)}"
    return Theme(title, figure, tuple(_quotation(quote, reframings) for quote in theme.quotes[:quotes]))


def _quotation(quote: Quote, reframings: int) -> Quotation:
    instead = tuple(say.tidy(each) for each in quote.reframings[:reframings])
    return Quotation(say.tidy(quote.text), quote.adviser, say.place(quote.ref), say.tidy(quote.message), instead)


def draw(review: figures.Review) -> Section:
    """Return conversations to listen to again."""
    drawn = review.draw
    blocks: tuple[Block, ...] = tuple(
        Items(title, tuple(map(listed, refs)))
        for title, refs in (
            (f"Tirés au sort (graine {drawn.seed} : la même redonne les mêmes)", drawn.drawn),
            ("Les plus graves, choisis et non tirés au sort", drawn.gravest),
            ("Les plus exemplaires, choisis et non tirés au sort", drawn.exemplary),
        )
        if refs
    )
    return Section("reecoute", "À réécouter", blocks)


def listed(ref: Ref) -> str:
    """Return where a conversation is, who answered, and what is said of it."""
    parts = [say.place(ref), ", ".join(ref.advisers), say.tidy(ref.note)]
    return " · ".join(filter(None, parts))
