"""Zendesk: tickets with their comments, one a line (account export) or from the API, users beside them or inside."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import replace

from coach.transcripts.base import Problem, Role, Source, Speaker, Transcript
from coach.transcripts.fields import Object, UnreadableError, as_object, inner, items, label, moment, objects, words
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader
from coach.transcripts.talks import Reading, Said, Talk, numbered

_ROLES = {"end-user": Role.CUSTOMER, "agent": Role.ADVISER, "admin": Role.ADVISER}
# Who writes is then a rule of the helpdesk, or the helpdesk itself.
_CHANNELS = {"rule": Role.BOT, "automation": Role.BOT, "trigger": Role.BOT, "system": Role.SYSTEM}
_SYSTEM = "-1"
# Roles that what is known of somebody may change.
_OPEN = frozenset({Role.UNKNOWN, Role.CUSTOMER, Role.ADVISER})
_NOT_TICKET = "ce n’est pas un ticket Zendesk avec ses commentaires (clé « comments »)"


class Zendesk(JsonReader):
    """Reads Zendesk Support. `plain_body` keeps entities such as « &nbsp; », so the HTML is read first."""

    name = "zendesk"
    lists = frozenset({"tickets", "results"})
    signs = (
        frozenset({"author_id", "public", "html_body"}),
        frozenset({"author_id", "public", "plain_body"}),
        frozenset({"requester_id", "comments", "raw_subject"}),
        frozenset({"comments", "author_id", "public", "body"}),
    )

    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return the comments of a ticket, or one comment that stands alone."""
        whole = as_object(record)
        ticket = inner(whole, "ticket") or whole
        people: dict[str, Speaker] = {}
        _meet(ticket, people)
        _meet(whole, people)
        comments = whole.get("comments", ticket.get("comments"))
        if isinstance(comments, dict):
            comments = comments.get("comments")
        alone = "author_id" in whole and comments is None
        if not alone and not isinstance(comments, list):
            raise UnreadableError(_NOT_TICKET)
        return Talk(
            label(whole, "ticket_id") if alone else label(ticket, "id", "ticket_id"),
            [("", record)] if alone else numbered(items(comments), "commentaire"),
            lambda comment: _said(comment, ticket, ChainMap(people, reading.people), reading),
            "" if alone else label(inner(ticket, "via"), "channel"),
            "" if alone else label(ticket, reading.settings.columns.get("motif", "type")),
            whole=not alone,
        )

    def aside(self, record: Object, reading: Reading) -> bool:
        """Keep the users that stand beside the tickets."""
        _meet(record, reading.people)
        return "comments" not in record

    def found(self, source: Source, reading: Reading) -> Iterator[Transcript | Problem]:
        """Yield the tickets; those whose speakers are numbers wait for the users, who may come after the tickets."""
        waiting = _Waiting(reading)
        for each in super().found(source, reading):
            if isinstance(each, Transcript):
                yield from waiting.add(each)
            else:
                yield each
        yield from waiting.close()


class _Waiting:
    """Tickets whose users are not known yet, as long as they are few enough."""

    def __init__(self, reading: Reading, most: int = 16_000_000) -> None:
        self._reading = reading
        self._most = most
        self._size = 0
        self._held: list[Transcript] = []

    def add(self, ticket: Transcript) -> Iterator[Transcript]:
        """Yield a ticket whose speakers have names, and all that wait once they are too many."""
        inside = ticket.turns[0].place.startswith(("tickets", "results"))
        if not inside or not any(turn.speaker.name.isdigit() for turn in ticket.turns):
            yield ticket
            return
        self._held.append(ticket)
        self._size += sum(len(turn.text) + 300 for turn in ticket.turns)
        if self._size > self._most:
            yield from self.close()

    def close(self) -> Iterator[Transcript]:
        """Yield the tickets that wait, with the users known by now."""
        for ticket in self._held:
            yield _resolved(ticket, self._reading)
        self._held.clear()
        self._size = 0


def _resolved(ticket: Transcript, reading: Reading) -> Transcript:
    """Return a ticket with the names of its speakers, and the roles that were not known."""
    turns = []
    for turn in ticket.turns:
        known = reading.people.get(turn.speaker.name, turn.speaker)
        role = known.role if turn.speaker.role in _OPEN and known.role is not Role.UNKNOWN else turn.speaker.role
        turns.append(replace(turn, speaker=Speaker(known.name, role)))
    return replace(ticket, turns=tuple(turns))


def _meet(record: Object, people: dict[str, Speaker]) -> None:
    """Take the people that a record describes, under « users » or at their part in the ticket."""
    parts = [inner(record, key) for key in ("requester", "submitter", "assignee")]
    for person in (*parts, *objects(record.get("users")), *objects(record.get("collaborator"))):
        if key := label(person, "id"):
            people[key] = _person(person, key)


def _person(person: Object, key: str) -> Speaker:
    return Speaker(label(person, "name", "email") or key, _ROLES.get(label(person, "role"), Role.UNKNOWN))


def _said(comment: Object, ticket: Object, people: Mapping[str, Speaker], reading: Reading) -> Said:
    text = words(comment, "html_body", "plain_body", "body", html=("html_body",))
    at = moment(comment.get("created_at"))
    speaker = _author(comment, ticket, people, reading)
    return Said(Speaker(speaker.name, _aside(comment) or speaker.role), text.replace("&nbsp;", " "), at)


def _aside(comment: Object) -> Role | None:
    """Return the role of a comment that no customer reads or nobody wrote."""
    if comment.get("public") is False:
        return Role.NOTE
    if label(comment, "type") == "VoiceComment" or label(comment, "author_id") == _SYSTEM:
        return Role.SYSTEM
    return _CHANNELS.get(label(inner(comment, "via"), "channel"))


def _author(comment: Object, ticket: Object, people: Mapping[str, Speaker], reading: Reading) -> Speaker:
    author = inner(comment, "author")
    key = label(comment, "author_id") or label(author, "id")
    known = _person(author, key) if author else people.get(key, Speaker(key, Role.UNKNOWN))
    if known.role is not Role.UNKNOWN or not key:
        return known
    if key == label(ticket, "requester_id"):
        return Speaker(known.name, Role.CUSTOMER)
    if key == label(ticket, "assignee_id"):
        return Speaker(known.name, Role.ADVISER)
    return Speaker(known.name, reading.role(key, known.name))
