"""`--format markdown`: the whole report as text, for a wiki or a mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_base import ReviewRenderer
from coach.render.review_document import Block, Figures, Items, Plot, Quotation, Table, Text, Theme, document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.render.review_document import Section
    from coach.review.figures import Review

# What would be read as markup; a dash or a dot inside a line is not.
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")


class MarkdownRenderer(ReviewRenderer):
    """Write the whole report at the end."""

    def end(self, review: Review) -> str:
        """Return the report."""
        return markdown(say.TITLE, document(review))


def markdown(title: str, sections: Iterable[Section]) -> str:
    """Return sections under a title."""
    parts = [f"# {_shown(title)}"]
    for section in sections:
        parts.append(f"## {_shown(section.title)}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Text():
            return f"> {_shown(block.text)}" if block.note else _shown(block.text)
        case Figures():
            return "\n".join(
                f"- {_shown(each.label)} : {_shown(f'{each.value} {each.note}')}" for each in block.figures
            )
        case Items():
            title = f"### {_shown(block.title)}\n\n" if block.title else ""
            return title + "\n".join(f"- {_shown(item)}" for item in block.items)
        case Table():
            rows = (block.head, ("---",) * len(block.head), *block.rows)
            lines = [f"| {' | '.join(cell if cell == '---' else _shown(cell) for cell in row)} |" for row in rows]
            return "\n".join((f"**{_shown(block.caption)}**", "", *lines))
        case Theme():
            quotes = "\n\n".join(map(_quotation, block.quotes))
            return f"### {_shown(block.title)}\n\n{_shown(block.figure)}\n\n{quotes}".rstrip()
        case Plot():
            return f"{_shown(block.title)}. {_shown(block.words)}"


def _quotation(quote: Quotation) -> str:
    lines = [f"> «\u00a0{_shown(quote.text)}\u00a0»", ">", f"> {_shown(quote.who)}, {_shown(quote.where)}"]
    if quote.said:
        lines += ["", _shown(quote.said)]
    if quote.instead:
        lines += ["", "Plutôt\u00a0:", "", *(f"- {_shown(each)}" for each in quote.instead)]
    return "\n".join(lines)


def _shown(text: str) -> str:
    plain = "".join(char if char.isprintable() or char in "\u00a0\u202f" else "\ufffd" for char in say.spaced(text))
    return _MARKUP.sub(r"\\\1", plain)


RENDERER = MarkdownRenderer
