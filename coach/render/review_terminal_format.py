"""`--format terminal`: the report in brief, for the trainer's own screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_base import ReviewRenderer
from coach.render.review_document import Block, Figures, Items, Plot, Quotation, Table, Text, Theme, document
from coach.render.review_table import table_view
from coach.render.terminal_screen import Screen
from coach.render.terminal_wrap import flow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.render.base import RenderOptions
    from coach.render.review_document import Section
    from coach.review.figures import Review

_WIDEST, _NARROWEST = 100, 30
_ITEMS, _ALL = 5, 10_000
# What the page says at length and a screen need not.
_LEFT_OUT = ("methode",)


class TerminalRenderer(ReviewRenderer):
    """Write the report at the end; with `show_all`, nothing of it is left out."""

    def __init__(self, options: RenderOptions) -> None:
        super().__init__(options)
        self._screen = Screen(unicode=options.unicode, color=options.color)
        self._width = min(max(options.width, _NARROWEST), _WIDEST)

    def end(self, review: Review) -> str:
        """Return the view."""
        return self.view(document(review), say.METHOD[0])

    def view(self, sections: Iterable[Section], last: str) -> str:
        """Return sections as a screen shows them, and what is said at the end."""
        parts: list[str] = []
        for section in sections:
            if section.name in _LEFT_OUT and not self.options.show_all:
                continue
            lines = self._flow(section.title, "title")
            lines.append(self._screen.ink(self._screen.glyphs.rule * max(map(self._screen.cells, lines)), "dim"))
            shown = [block for block in section.blocks if self.options.show_all or not _is_extra(block)]
            for number, block in enumerate(shown):
                between = [""] if number and not isinstance(block, Text) else []
                lines += [*between, *self._block(block)]
            parts.append("\n".join(lines))
        parts.append("\n".join(self._flow(last, "dim")))
        return "\n\n".join(parts) + "\n"

    def _block(self, block: Block) -> list[str]:
        match block:
            case Text():
                return self._flow(block.text, "dim" if block.note else "")
            case Figures():
                return [
                    line
                    for each in block.figures
                    for line in self._flow(f"{each.label} : {each.value} {each.note}".rstrip() + ".")
                ]
            case Items():
                return self._items(block)
            case Table():
                return table_view(self._screen, block, self._width, show_all=self.options.show_all)
            case Theme():
                heading = flow(
                    self._screen, [(block.title, "title"), (f" · {say.spaced(block.figure)}", "dim")], self._width
                )
                return heading + [line for quote in block.quotes for line in self._quotation(quote)]
            case Plot():
                return self._flow(block.words)

    def _items(self, block: Items) -> list[str]:
        lines = self._flow(block.title, "title") if block.title else []
        most = _ALL if self.options.show_all else _ITEMS
        for item in block.items[:most]:
            lines += self._flow(item, "", f"  {self._screen.glyphs.bullet} ")
        if len(block.items) > most:
            lines += self._flow(f"… et {say.number(len(block.items) - most)} de plus : --all", "dim", "  ")
        return lines

    def _quotation(self, quote: Quotation) -> list[str]:
        lines = self._flow(f"«\u00a0{quote.text}\u00a0»", "", f"  {self._screen.glyphs.bullet} ")
        lines += self._flow(f"{quote.who}, {quote.where}", "dim", "    ")
        for each in quote.instead[: None if self.options.show_all else 1]:
            lines += self._flow(each, "good", f"    {self._screen.glyphs.arrow} ")
        return lines

    def _flow(self, text: str, style: str = "", before: str = "") -> list[str]:
        return flow(self._screen, [(say.spaced(text), style)], self._width, (before, ""))


def _is_extra(block: Block) -> bool:
    return isinstance(block, Table) and not block.brief


RENDERER = TerminalRenderer
