"""Who is who in a conversation. What the export says comes first, then the team's settings, then a greeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coach.transcripts.base import Role, Settings, Speaker, Transcript, Turn
from coach.transcripts.greetings import greeted_as

# A greeting further on in what somebody says is no introduction.
_GREETING_TURNS = 2
_ASIDE = (Role.BOT, Role.SYSTEM, Role.NOTE)


def attributed(transcript: Transcript, settings: Settings) -> Transcript:
    """Return a conversation in which every speaker that can be told has a role; the others stay UNKNOWN.

    In this order: the role that the export gives; the team's advisers and domains; the greeting of one of two
    speakers. With an adviser and one other speaker, that other is the customer.
    """
    if all(turn.speaker.role is not Role.UNKNOWN for turn in transcript.turns):
        return transcript
    turns = _with_roles(transcript.turns, lambda speaker: listed(speaker.name, settings))
    turns = _with_roles(turns, _greeters(turns).get)
    people = _people(turns)
    if len(people) == 2 and sorted(one.role.name for one in people) == ["ADVISER", "UNKNOWN"]:
        turns = _with_roles(turns, lambda _: Role.CUSTOMER)
    return replace(transcript, turns=turns)


def listed(name: str, settings: Settings) -> Role | None:
    """Return ADVISER for a name, an identifier or an address that the settings give to the team.

    With domains in the settings, any other address is a customer's. None when the settings don't tell.
    """
    low = " ".join(name.casefold().split())
    if low and low in settings.advisers:
        return Role.ADVISER
    if settings.domains and "@" in low:
        host = low.rpartition("@")[2].rstrip(">")
        team = any(host == end or host.endswith(f".{end}") for end in (each.lstrip("@.") for each in settings.domains))
        return Role.ADVISER if team else Role.CUSTOMER
    return None


def _with_roles(turns: tuple[Turn, ...], role_of: Callable[[Speaker], Role | None]) -> tuple[Turn, ...]:
    """Return the turns with a role for each named speaker that has none, where `role_of` knows it."""
    roles = {speaker: role_of(speaker) for speaker in _unknown(turns)}
    return tuple(
        replace(turn, speaker=Speaker(turn.speaker.name, role)) if (role := roles.get(turn.speaker)) else turn
        for turn in turns
    )


def _unknown(turns: tuple[Turn, ...]) -> list[Speaker]:
    """Return the speakers without a role, in order; those without a name may be several people."""
    return [one for one in _people(turns) if one.role is Role.UNKNOWN and one.name]


def _people(turns: tuple[Turn, ...]) -> list[Speaker]:
    return list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker.role not in _ASIDE))


def _greeters(turns: tuple[Turn, ...]) -> dict[Speaker, Role]:
    """Return what the greetings tell: robots that say so, and the one adviser of two people."""
    found: dict[Speaker, Role] = {}
    for speaker in _unknown(turns):
        first = [turn.text for turn in turns if turn.speaker == speaker][:_GREETING_TURNS]
        shown = next((role for role in map(greeted_as, first) if role is not Role.UNKNOWN), None)
        if shown:
            found[speaker] = shown
    people = [one for one in _people(turns) if found.get(one) is not Role.BOT]
    advisers = [one for one in people if one.role is Role.ADVISER or found.get(one) is Role.ADVISER]
    if len(people) != 2 or len(advisers) != 1:
        return {speaker: role for speaker, role in found.items() if role is Role.BOT}
    return found
