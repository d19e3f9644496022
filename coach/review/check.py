"""One conversation checked: the adviser's turns by the engine, the others counted with the reason why not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from coach.model import Report, Severity
from coach.review import facts
from coach.review.pseudonyms import Mask
from coach.review.quotes import quoted
from coach.review.values import CheckedTurn, Conversation, Praise, Remark
from coach.transcripts.base import Role, Transcript, Turn

if TYPE_CHECKING:
    from coach.engine import Coach


class Checker(Protocol):
    """What checks a text: a Coach, or one that remembers."""

    def check(self, text: str) -> Report:
        """Return the report of a text."""


EMPTY = "vide"
_REFRAMINGS = 3
_SHORT = 500
_REMEMBERED = 2000
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

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._known: dict[str, Report] = {}

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


def check(checker: Checker, transcript: Transcript, least: Severity, *, names: bool = False) -> Conversation:
    """Return what is kept of a conversation. Remarks below `least` are left out; with `names` people keep theirs."""
    turns = transcript.turns
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
        turns=tuple(_checked(at + 1, turns[at], report, least, mask) for at, report in reports.items()),
        skipped=dict(skipped),
        round_trips=facts.round_trips(turns),
        unresolved=facts.is_unresolved(turns, reports),
        unanswered=facts.unanswered(turns, mask),
        tension=facts.tension(turns, reports, mask),
        commitments=facts.commitments(turns, reports, mask),
    )


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
