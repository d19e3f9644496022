"""A conversation checked for the history: what is known of it is not checked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coach.model import Report
from coach.review.check import Checker, Repeats
from coach.review.memory import KeptTurn, Recorded, Remembered, kept_turn, report_of
from coach.review.pseudonyms import Mask

if TYPE_CHECKING:
    from coach.review.values import Conversation
    from coach.transcripts.base import Transcript

    Check = Callable[[Checker, Transcript], Conversation]


def recorded(checker: Repeats, item: Remembered, check: Check, *, names: bool, quotes: bool) -> Recorded:
    """Return a conversation and what the history is to keep of it; with `quotes`, its sentences too, masked.

    `check` makes the conversation of what a checker says. The result is the same whether it is known or not.
    """
    transcript = item.transcript
    reader = _Reader(checker, item.turns)
    one = check(reader, transcript)
    turns = None
    if item.turns is None:
        mask = _mask(transcript, names=names) if quotes else None
        turns = tuple(
            kept_turn(turn.number, report, checker.quoting_rules, mask)
            for turn, report in zip(one.turns, reader.reports, strict=True)
        )
    return Recorded(one, item.fingerprint, transcript.id, turns)


class _Reader:
    """Gives the reports of a conversation's turns in their order: those that are known, and the checker's."""

    def __init__(self, checker: Repeats, known: Mapping[int, KeptTurn] | None) -> None:
        self._checker = checker
        self.talk = checker.talk
        self._known = iter(sorted(known.values(), key=lambda turn: turn.number) if known else ())
        self.reports: list[Report] = []

    def check(self, text: str) -> Report:
        """Return the report of the next turn."""
        known = next(self._known, None)
        report = self._checker.check(text) if known is None or known.quotes else report_of(known, text)
        self.reports.append(report)
        return report


def _mask(transcript: Transcript, *, names: bool) -> Mask:
    return Mask(dict.fromkeys(turn.speaker for turn in transcript.turns), names=names)
