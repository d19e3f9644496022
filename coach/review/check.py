"""One conversation checked: the adviser's turns by the engine, the others counted with the reason why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from coach.errors import PhrasebookError
from coach.model import Report, Severity
from coach.review import facts
from coach.review.grid import Grid
from coach.review.grid_marks import mark
from coach.review.language import TalkReader
from coach.review.pseudonyms import Mask
from coach.review.quotes import quoted
from coach.review.sampling import digest
from coach.review.signs import observed
from coach.review.values import CheckedTurn, Conversation, Praise, Remark
from coach.transcripts.base import Role, Transcript, Turn

if TYPE_CHECKING:
    from coach.engine import Coach


class Checker(Protocol):
    """What checks a text, and reads what is said in a conversation."""

    @property
    def talk(self) -> TalkReader:
        """Return what reads a conversation beside its reports."""

    def check(self, text: str) -> Report:
        """Return the report of a text."""


EMPTY = "vide"
_REFRAMINGS = 3
_SHORT = 500
_REMEMBERED = 2000
# How much of what the customer wrote goes with a message to annotate.
_CONTEXT = 600
# Why a turn is not checked, by its role.
SKIPPED = {
    Role.CUSTOMER: "client",
    Role.BOT: "robot",
    Role.SYSTEM: "système",
    Role.NOTE: "note interne",
    Role.UNKNOWN: "non attribué",
}


class Repeats:
    """Reports of short texts that come again and again: « Avec plaisir, bonne journée ! ». Held in memory only."""

    def __init__(self, coach: Coach, talk: TalkReader) -> None:
        self._coach = coach
        self.talk = talk
        self._known: dict[str, Report] = {}

    @property
    def problems(self) -> tuple[PhrasebookError, ...]:
        """Return what could not be read of the phrasebooks."""
        return (*self._coach.problems, *self.talk.problems)

    @property
    def quoting_rules(self) -> frozenset[str]:
        """Return the ids of the entries whose reframings may hold words of the message."""
        return self._coach.quoting_rules

    def check(self, text: str) -> Report:
        """Return the report of a text."""
        known = self._known.pop(text, None)
        report = known or self._coach.check(text)
        if len(text) <= _SHORT:
            self._known[text] = report
            if len(self._known) > _REMEMBERED:
                # The one that was met the longest ago.
                del self._known[next(iter(self._known))]
        return report


def check(
    checker: Checker,
    transcript: Transcript,
    least: Severity,
    *,
    names: bool = False,
    texts: bool = False,
    grid: Grid | None = None,
) -> Conversation:
    """Return what is kept of a conversation. Remarks below `least` are left out; with `names` people keep theirs.

    With `texts` the messages are kept whole, masked, for a worksheet; by `grid` the conversation is marked.
    """
    turns, talk = transcript.turns, checker.talk
    speakers = list(dict.fromkeys(turn.speaker for turn in turns))
    mask = Mask(speakers, names=names)
    reports: dict[int, Report] = {}
    skipped: Counter[str] = Counter()
    for at, turn in enumerate(turns):
        why = SKIPPED.get(turn.speaker.role) or (EMPTY if not turn.text.strip() else None)
        if why:
            skipped[why] += 1
        else:
            reports[at] = checker.check(turn.text)
    checked = {at: _checked(at + 1, turns[at], report, least, mask) for at, report in reports.items()}
    if texts:
        checked = {at: _with_text(turns, at, turn, mask) for at, turn in checked.items()}
    unresolved, unanswered = facts.is_unresolved(turns, reports, talk), facts.unanswered(turns, mask)
    dates = sorted((turn.at.replace(tzinfo=None), turn.at) for turn in turns if turn.at is not None)
    return Conversation(
        source=mask.reference(transcript.source),
        id=mask.reference(transcript.id),
        place=turns[0].place if turns else "",
        channel=transcript.channel,
        reason=mask(transcript.reason),
        first=dates[0][1] if dates else None,
        last=dates[-1][1] if dates else None,
        read=len(turns),
        turns=tuple(checked.values()),
        skipped=dict(skipped),
        round_trips=facts.round_trips(turns),
        unresolved=unresolved,
        unanswered=unanswered,
        tension=facts.tension(turns, reports, mask, talk),
        commitments=facts.commitments(turns, reports, mask, talk),
        grid=mark(grid, observed(turns, reports, talk, unanswered=bool(unanswered), unresolved=unresolved))
        if grid is not None and reports
        else None,
        key=digest(transcript.source, transcript.id, turns[0].place if turns else ""),
        file=digest(transcript.source),
    )


def _with_text(turns: Sequence[Turn], at: int, turn: CheckedTurn, mask: Mask) -> CheckedTurn:
    before = next((each.text for each in reversed(turns[:at]) if each.speaker.role is Role.CUSTOMER), "")
    return replace(turn, text=mask(turns[at].text), context=mask(before[:_CONTEXT]))


def _checked(number: int, turn: Turn, report: Report, least: Severity, mask: Mask) -> CheckedTurn:
    text = turn.text
    return CheckedTurn(
        number=number,
        place=turn.place,
        adviser=turn.speaker.name,
        at=turn.at,
        words=len(text.split()),
        forme=report.scores.forme,
        fond=report.scores.fond,
        remarks=tuple(
            Remark(
                rule=finding.rule,
                category=finding.category,
                severity=finding.severity,
                message=finding.message,
                quote=quoted(text, finding.span.start, finding.span.end, mask),
                # A reframing may repeat words of the message.
                reframings=tuple(mask(each) for each in finding.reframings[:_REFRAMINGS]),
            )
            for finding in report.findings
            if finding.severity >= least
        ),
        praises=tuple(
            Praise(each.strength, each.message, quoted(text, each.span.start, each.span.end, mask))
            for each in report.strengths
        ),
        labels=tuple(label.label for label in report.labels),
    )
