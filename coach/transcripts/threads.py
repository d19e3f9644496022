"""Mails gathered into threads: by what they answer, else by subject among the same people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.transcripts.base import Problem, Settings, Transcript
from coach.transcripts.grouping import in_order
from coach.transcripts.mail import Mail
from coach.transcripts.roles import attributed

CHANNEL = "mail"
_TWICE = "ce courriel a déjà été lu ; cette copie est laissée de côté"
# How far away the same subject is looked for: the subject of an automatic mail may be that of thousands.
_NEAREST = 50


def threads(mails: Sequence[Mail], source: str, settings: Settings) -> Iterator[Transcript | Problem]:
    """Yield the threads in the order in which they begin, each one's mails by date.

    A copy of a mail that is already there, as from two folders of a mailbox, is left out.
    """
    parents = list(range(len(mails)))
    _join_answers(mails, parents)
    _join_subjects(mails, parents)
    found: dict[int, list[Mail]] = {}
    known: set[tuple[str, str]] = set()
    for index, mail in enumerate(mails):
        if mail.id and (mail.id, mail.turn.text) in known:
            yield Problem(source, mail.turn.place, _TWICE)
            continue
        known.add((mail.id, mail.turn.text))
        found.setdefault(_root(parents, index), []).append(mail)
    for members in found.values():
        yield attributed(_thread(members, source), settings)


def _thread(mails: list[Mail], source: str) -> Transcript:
    turns = in_order([mail.turn for mail in mails])
    first = next(mail for mail in mails if mail.turn is turns[0])
    name = first.answers[0] if first.answers else first.id
    return Transcript(source, name.strip("<>") or first.turn.place or "1", turns, CHANNEL)


def _join_answers(mails: Sequence[Mail], parents: list[int]) -> None:
    """Join the mails that name one another, or name the same mail even when it is not there."""
    places: dict[str, int] = {}
    for index, mail in enumerate(mails):
        for name in filter(None, (mail.id, *mail.answers)):
            _join(parents, places.setdefault(name, index), index)


def _join_subjects(mails: Sequence[Mail], parents: list[int]) -> None:
    """Join an answer that names no mail with the nearest one of the same subject between the same two people.

    One address in common proves nothing: the team's own is in all of them.
    """
    by_subject: dict[str, list[int]] = {}
    for index, mail in enumerate(mails):
        if mail.subject:
            by_subject.setdefault(mail.subject, []).append(index)
    for alike in by_subject.values():
        for at, index in enumerate(alike):
            if mails[index].is_answer and not mails[index].answers:
                # Mailboxes stand in either order: above first, then below.
                near = [*reversed(alike[max(at - _NEAREST, 0) : at]), *alike[at + 1 : at + 1 + _NEAREST]]
                other = next((each for each in near if len(mails[index].people & mails[each].people) > 1), index)
                _join(parents, other, index)


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _join(parents: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
