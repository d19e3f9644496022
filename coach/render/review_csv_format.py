"""`--format csv`: one finding a row, written as it is found, RFC 4180."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render.csv_format import REFRAMING_SEPARATOR, cell, csv_rows
from coach.render.review_base import ReviewRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.review.figures import Review
    from coach.review.values import Conversation

COLUMNS = (
    "source",
    "conversation",
    "channel",
    "reason",
    "adviser",
    "at",
    "message_number",
    "place",
    "severity",
    "category",
    "rule",
    "text",
    "message",
    "reframings",
)


class CsvRenderer(ReviewRenderer):
    """Write a header row, then the findings of each conversation."""

    def start(self) -> str:
        """Return the header row."""
        return csv_rows([COLUMNS])

    def conversation(self, conversation: Conversation) -> str:
        """Return one row a finding."""
        return csv_rows(_rows(conversation))

    def end(self, review: Review) -> str:  # noqa: ARG002  a sum is no finding
        """Return nothing: a spreadsheet adds up by itself."""
        return ""


def _rows(one: Conversation) -> Iterator[tuple[str | int, ...]]:
    about = tuple(map(cell, (one.source, one.id, one.channel, one.reason)))
    for turn in one.turns:
        said = (cell(turn.adviser), turn.at.isoformat() if turn.at else "", turn.number, cell(turn.place))
        for each in turn.remarks:
            words = (each.category, each.rule, each.quote, each.message, REFRAMING_SEPARATOR.join(each.reframings))
            yield (*about, *said, each.severity.slug, *map(cell, words))


RENDERER = CsvRenderer
