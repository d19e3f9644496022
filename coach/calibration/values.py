"""What calibration works on: messages, and what each rater said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.model import Finding, Span

# The name under which coach itself is a rater.
TOOL = "coach"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a rater said of a message: the categories of its faults, and what it lacks; None where nothing was said.

    `spans` are the places of the faults where the rater marked them; None when only categories were given.
    """

    categories: frozenset[str] | None
    labels: frozenset[str] | None = None
    spans: tuple[tuple[Span, str], ...] | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message with the opinions of people on it, by rater. `ref` says where it is to be found again."""

    key: str
    ref: str
    text: str = field(repr=False)
    opinions: Mapping[str, Opinion]


@dataclass(frozen=True, slots=True)
class Read:
    """A message once coach has read it too."""

    message: Message
    findings: tuple[Finding, ...]
    labels: frozenset[str]
