"""What only a whole conversation shows: round trips, what stays open, abuse, promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from coach.model import Report, Span
from coach.review.dates import due
from coach.review.language import QUESTION, TalkReader
from coach.review.pseudonyms import Mask
from coach.review.quotes import quoted, sentence_around
from coach.review.values import Commitment, Kept, Tension
from coach.transcripts.base import Role, Turn

# The gravest fault of a reply that is still called polite is a piece of advice.
_POLITE = 88
_ACTIONS = ("issue", "engagement-date")
Turns = Sequence[Turn]
# The reports of the adviser's turns, by their place among the turns.
Reports = Mapping[int, Report]


def round_trips(turns: Turns) -> int:
    """Count how often an adviser answers the customer; several messages in a row are one."""
    people = [turn.speaker.role for turn in turns if turn.speaker.role in (Role.ADVISER, Role.CUSTOMER)]
    return sum(before is Role.CUSTOMER and after is Role.ADVISER for before, after in pairwise(people))


def is_unresolved(turns: Turns, reports: Reports, talk: TalkReader) -> bool:
    """Tell whether the last reply is polite and yet holds no finished action, no way out, no date.

    A farewell is no reply, and a customer who thanks has what was wanted.
    """
    if not any(turn.speaker.role is Role.CUSTOMER for turn in turns):
        return False
    for at in sorted(reports, reverse=True):
        report = reports[at]
        # What is at fault or acts is no mere farewell, and is known without reading.
        if report.scores.forme < _POLITE or any(strength.strength in _ACTIONS for strength in report.strengths):
            return False
        if not talk.is_farewell(turns[at].text):
            after = [turn for turn in turns[at + 1 :] if turn.speaker.role is Role.CUSTOMER]
            return not (talk.is_done(turns[at].text) or (after and talk.is_satisfied(after[-1].text)))
    return False


def unanswered(turns: Turns, mask: Mask) -> str:
    """Return the customer's question after which no adviser wrote, masked; "" when there is none."""
    for turn in reversed(turns):
        if turn.speaker.role is Role.ADVISER:
            break
        if turn.speaker.role is Role.CUSTOMER and (match := QUESTION.search(turn.text)):
            return quoted(turn.text, match.start(), match.end(), mask)
    return ""


def tension(turns: Turns, reports: Reports, mask: Mask, talk: TalkReader) -> Tension | None:
    """Return the abuse that the customer's turns hold, and what came back; None when there is none."""
    abusive = [at for at, turn in enumerate(turns) if turn.speaker.role is Role.CUSTOMER and talk.is_abusive(turn.text)]
    if not abusive:
        return None
    answers = [at for at in reports if at > abusive[0]]
    return Tension(
        abusive_turns=len(abusive),
        quote=quoted(turns[abusive[0]].text, 0, 0, mask, whole=True),
        limit_set=any(talk.sets_limit(turns[at].text) for at in answers),
        riposte=any(finding.category == "riposte" for at in answers for finding in reports[at].findings),
    )


def commitments(turns: Turns, reports: Reports, mask: Mask, talk: TalkReader) -> tuple[Commitment, ...]:
    """Return the promises that bear a date, in order."""
    promised = [
        (at, strength.span)
        for at, report in reports.items()
        for strength in report.strengths
        if strength.strength == "engagement-date"
    ]
    found = []
    for number, (at, span) in enumerate(promised):
        turn = turns[at]
        until = _due(turn, span)
        found.append(
            Commitment(
                adviser=turn.speaker.name,
                quote=quoted(turn.text, span.start, span.end, mask),
                at=turn.at,
                due=until,
                kept=_kept(turns[at + 1 :], until, talk),
                repeated=number > 0,
            )
        )
    return tuple(found)


def _due(turn: Turn, span: Span) -> datetime | None:
    """Return the date of a promise: in its own words, else in the rest of its sentence."""
    if turn.at is None:
        return None
    start, end = sentence_around(turn.text, span.start, span.end)
    return (
        due(turn.text[span.start : span.end], turn.at)
        or due(turn.text[span.start : end], turn.at)
        or due(turn.text[start:end], turn.at)
    )


def _kept(later: Turns, until: datetime | None, talk: TalkReader) -> Kept:
    if until is None:
        return Kept.UNDATED
    for turn in later:
        if turn.at is None or (turn.at.tzinfo is None) != (until.tzinfo is None):
            continue
        if turn.at > until:
            return Kept.LATE
        if turn.speaker.role is Role.ADVISER and talk.is_done(turn.text):
            return Kept.KEPT
    return Kept.OPEN
