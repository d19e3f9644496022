"""`--format json`: the sum of a review, one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render.json_data import dumps
from coach.render.review_base import ReviewRenderer
from coach.render.review_json_data import review_data

if TYPE_CHECKING:
    from coach.review.figures import Review


class JsonRenderer(ReviewRenderer):
    """Write the document at the end."""

    def end(self, review: Review) -> str:
        """Return the document."""
        return dumps(review_data(review), indent=2) + "\n"


RENDERER = JsonRenderer
