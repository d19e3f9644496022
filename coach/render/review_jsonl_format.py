"""`--format jsonl`: one conversation a line, written as it is checked, and the sum on the last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render.json_data import dumps
from coach.render.review_base import ReviewRenderer
from coach.render.review_json_data import conversation_data, review_data

if TYPE_CHECKING:
    from coach.review.figures import Review
    from coach.review.values import Conversation


class JsonlRenderer(ReviewRenderer):
    """Write the lines; the last one is `{"version": 1, "review": {...}}`."""

    def conversation(self, conversation: Conversation) -> str:
        """Return the line of a conversation."""
        return dumps(conversation_data(conversation)) + "\n"

    def end(self, review: Review) -> str:
        """Return the last line."""
        data = review_data(review)
        return dumps({"version": data["version"], "review": data}) + "\n"


RENDERER = JsonlRenderer
