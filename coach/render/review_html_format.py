"""`--report FILE.html`: one page that holds everything, for a screen, paper, or a voice; no script, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.markup import shown
from coach.render.review_base import ReviewRenderer
from coach.render.review_document import Section, document
from coach.render.review_html_parts import blocks_html, page

if TYPE_CHECKING:
    from coach.review.figures import Review


class HtmlRenderer(ReviewRenderer):
    """Write the whole page at the end."""

    def end(self, review: Review) -> str:
        """Return the page."""
        sections = document(review)
        links = "".join(f'<li><a href="#{part.name}">{shown(part.title)}</a></li>' for part in sections)
        body = (
            f'<nav aria-label="Sommaire"><ul>{links}</ul></nav>'
            f'<main id="contenu">{"".join(_section(part, review) for part in sections)}</main>'
        )
        return page(say.TITLE, say.period(review.scope), body)


def _section(section: Section, review: Review) -> str:
    blocks = blocks_html(section.blocks, review)
    title = f'<h2 id="{section.name}-titre">{shown(section.title)}</h2>'
    return f'<section id="{section.name}" aria-labelledby="{section.name}-titre">{title}{blocks}</section>\n'


RENDERER = HtmlRenderer
