"""`--report FILE.html`: one page that holds everything, for a screen, paper, or a voice; no script, no network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_base import ReviewRenderer
from coach.render.review_document import Block, Items, Plot, Quotation, Section, Table, Text, Theme, document
from coach.render.review_style import STYLE
from coach.render.review_svg import svg

if TYPE_CHECKING:
    from coach.review.figures import Review

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class HtmlRenderer(ReviewRenderer):
    """Write the whole page at the end."""

    def end(self, review: Review) -> str:
        """Return the page."""
        sections = document(review)
        links = "".join(f'<li><a href="#{part.name}">{_shown(part.title)}</a></li>' for part in sections)
        return (
            '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
            f'<link rel="icon" href="data:,"><title>{say.TITLE}</title><style>{STYLE}</style></head><body>'
            '<a class="skip" href="#contenu">Aller au contenu</a>'
            f'<header><h1>{say.TITLE}</h1></header><nav aria-label="Sommaire"><ul>{links}</ul></nav>'
            f'<main id="contenu">{"".join(_section(part, review) for part in sections)}</main></body></html>\n'
        )


def _section(section: Section, review: Review) -> str:
    blocks = "".join(_block(block, review) for block in section.blocks)
    title = f'<h2 id="{section.name}-titre">{_shown(section.title)}</h2>'
    return f'<section id="{section.name}" aria-labelledby="{section.name}-titre">{title}{blocks}</section>\n'


def _block(block: Block, review: Review) -> str:
    match block:
        case Text():
            kind = ' class="note"' if block.note else ""
            return f"<p{kind}>{_shown(block.text)}</p>"
        case Items():
            title = f"<h3>{_shown(block.title)}</h3>" if block.title else ""
            return f"{title}<ul>{''.join(f'<li>{_shown(item)}</li>' for item in block.items)}</ul>"
        case Table():
            return _table(block)
        case Theme():
            quotes = "".join(map(_quotation, block.quotes))
            return f"<article><h3>{_shown(block.title)}</h3><p>{_shown(block.figure)}</p>{quotes}</article>"
        case Plot():
            drawn = svg(block, review)
            figure = f"<figcaption>{_shown(block.title)}</figcaption>{drawn}" if drawn else ""
            return f"{f'<figure>{figure}</figure>' if figure else ''}<p>{_shown(block.words)}</p>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_shown(cell)}</th>' if cell else "<td></td>" for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{_shown(first)}</th>{"".join(f"<td>{_shown(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    label = escape(table.caption, quote=True)
    return (
        f'<div class="wide" role="region" aria-label="{label}" tabindex="0"><table><caption>{_shown(table.caption)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _quotation(quote: Quotation) -> str:
    said = f"<p>{_shown(quote.said)}</p>" if quote.said else ""
    instead = "".join(f"<li>{_shown(each)}</li>" for each in quote.instead)
    better = f'<p class="instead">Plutôt :</p><ul>{instead}</ul>' if instead else ""
    return (
        f'<figure class="quote"><blockquote>«\u00a0{_shown(quote.text)}\u00a0»</blockquote>'
        f"<figcaption>{_shown(quote.who)}, {_shown(quote.where)}</figcaption>{said}{better}</figure>"
    )


def _shown(text: str) -> str:
    """Return a text as a page may hold it: no markup, no control or direction character of an export."""
    return escape(
        "".join(char if char.isprintable() or char in "\u00a0\u202f" else "\ufffd" for char in say.spaced(text))
    )


RENDERER = HtmlRenderer
