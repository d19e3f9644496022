"""What the pages of a review are made of: their frame, and each kind of block."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.markup import shown
from coach.render.review_document import Block, Figures, Items, Plot, Quotation, Table, Text, Theme
from coach.render.review_style import STYLE
from coach.render.review_svg import svg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.review.figures import Review

# By this a page is known as ours, when another is to take its place.
GENERATOR = '<meta name="generator" content="coach review">'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
# A cell of so few letters stays on one line.
_SHORT = 26
# A table of more columns does not fit a phone.
_NARROW = 3


def page(title: str, subtitle: str, body: str, style: str = "") -> str:
    """Return a page that needs nothing else."""
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">{GENERATOR}'
        f'<link rel="icon" href="data:,"><title>{shown(title)}</title><style>{STYLE}{style}</style></head><body>'
        '<a class="skip" href="#contenu">Aller au contenu</a>'
        f'<header><h1>{shown(title)}</h1><p class="sub">{shown(subtitle)}</p></header>{body}</body></html>\n'
    )


def blocks_html(blocks: Sequence[Block], review: Review) -> str:
    """Return blocks in order; plots that follow one another stand side by side where there is room."""
    parts: list[str] = []
    for is_panel, group in groupby(_panels(blocks), key=lambda each: isinstance(each[0], Plot)):
        panels = ["".join(block_html(block, review) for block in panel) for panel in group]
        if is_panel and len(panels) > 1:
            panels = ['<div class="panels">', *(f"<div>{panel}</div>" for panel in panels), "</div>"]
        parts += panels
    return "".join(parts)


def _panels(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield each plot with the folded tables that say the same, and every other block alone."""
    panel: list[Block] = []
    for block in blocks:
        if panel and isinstance(panel[0], Plot) and isinstance(block, Table) and block.folded:
            panel.append(block)
            continue
        if panel:
            yield panel
        panel = [block]
    if panel:
        yield panel


def block_html(block: Block, review: Review) -> str:
    """Return a block."""
    match block:
        case Text():
            kind = ' class="note"' if block.note else ""
            return f"<p{kind}>{shown(block.text)}</p>"
        case Figures():
            return tiles(block)
        case Items():
            title = f"<h3>{shown(block.title)}</h3>" if block.title else ""
            return f"{title}<ul>{''.join(f'<li>{shown(item)}</li>' for item in block.items)}</ul>"
        case Table():
            return _folded(block) if block.folded else _table(block)
        case Theme():
            return theme(block)
        case Plot():
            words = f"<p>{shown(block.words)}</p>"
            drawn = svg(block, review)
            return (
                f'<figure class="plot"><figcaption>{shown(block.title)}</figcaption>{drawn}</figure>{words}'
                if drawn
                else words
            )


def tiles(block: Figures) -> str:
    """Return the first figures, each on its tile."""
    parts = (
        f"<div><dt>{shown(each.label)}</dt>"
        f'<dd>{shown(each.value)} <span class="small">{shown(each.note)}</span></dd></div>'
        for each in block.figures
    )
    return f'<dl class="tiles">{"".join(parts)}</dl>'


def theme(block: Theme) -> str:
    """Return a heading with its figure and its quotes."""
    quotes = "".join(map(_quotation, block.quotes))
    return (
        f'<article><h3>{shown(block.title)}</h3><p class="small">{shown(block.figure)}</p>'
        f'<div class="quotes">{quotes}</div></article>'
    )


def _folded(table: Table) -> str:
    return f"<details><summary>{shown(table.caption)}</summary>{_table(table)}</details>"


def _table(table: Table) -> str:
    """Return a table; a phone shows the rows of a wide one as cards, and the roles keep it a table for a voice."""
    head = "".join(
        f'<th scope="col" role="columnheader">{shown(cell)}</th>' if cell else '<td role="cell"></td>'
        for cell in table.head
    )
    rows = "".join(_row(table.head, row) for row in table.rows)
    caption = shown(table.caption)
    kind = ' class="cards"' if len(table.head) > _NARROW else ""
    return (
        f'<div class="wide" role="region" aria-label="{caption}" tabindex="0"><table role="table"{kind}>'
        f'<caption>{caption}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td role="cell" data-of="{shown(name)}"{_kind(cell)}>{shown(cell)}</td>'
        for name, cell in zip(head[1:], rest, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader"{_kind(first)}>{shown(first)}</th>{cells}</tr>'


def _kind(cell: str) -> str:
    if len(cell) <= _SHORT:
        return ' class="brief"'
    return ' class="long"' if any(len(word) > _SHORT for word in cell.split()) else ""


def _quotation(quote: Quotation) -> str:
    said = f"<p>{shown(quote.said)}</p>" if quote.said else ""
    instead = "".join(f"<li>{shown(each)}</li>" for each in quote.instead)
    better = f'<p class="instead">Plutôt{say.NBSP}:</p><ul>{instead}</ul>' if instead else ""
    return (
        f'<figure class="quote"><blockquote>«{say.NBSP}{shown(quote.text)}{say.NBSP}»</blockquote>'
        f"<figcaption>{shown(', '.join(filter(None, (quote.who, quote.where))))}</figcaption>{said}{better}</figure>"
    )
