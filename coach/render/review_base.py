"""What every format of a review shares: conversations come one by one, the sum of them at the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.render.base import RenderOptions
    from coach.review.figures import Review
    from coach.review.values import Conversation


class ReviewRenderer(ABC):
    """Turn a review into text; nothing of a conversation is kept beyond its own call."""

    def __init__(self, options: RenderOptions) -> None:
        self.options = options

    def start(self) -> str:
        """Return what comes before the first conversation."""
        return ""

    def conversation(self, conversation: Conversation) -> str:  # noqa: ARG002  most formats show the sum only
        """Return what is written of one conversation as soon as it is checked."""
        return ""

    @abstractmethod
    def end(self, review: Review) -> str:
        """Return what is written of all of them."""
