"""The few conversations and quotes that a report shows, chosen while all of them go by."""

from __future__ import annotations

from dataclasses import dataclass

from coach.config import TripRules
from coach.model import Severity
from coach.review.draw import Strata
from coach.review.sampling import Smallest, chance
from coach.review.values import Commitment, Conversation, Kept, Tension

_QUOTES = 12
_SHORT = 120
_DRAWN = 5
_OWN_DRAWN = 3
_LISTED = 20
_EXEMPLARY = 85
_FEWEST_STRENGTHS = 2
# What a trainer looks at first in the register.
_KEPT_ORDER = {Kept.LATE: 0, Kept.OPEN: 1, Kept.UNDATED: 2, Kept.KEPT: 3}


@dataclass(frozen=True, slots=True)
class Ref:
    """Where a conversation is to be found again."""

    source: str
    id: str
    place: str
    advisers: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an adviser, with what is said of them."""

    ref: Ref
    adviser: str
    text: str
    message: str
    reframings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pledge:
    """A line of the register of commitments."""

    ref: Ref
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class Incident:
    """A conversation in which the customer was abusive."""

    ref: Ref
    tension: Tension


class Own:
    """What the sheet of one adviser shows: words to rephrase, words to praise, conversations drawn by lot."""

    def __init__(self) -> None:
        self.faults: dict[str, Smallest[Quote]] = {}
        self.praises: dict[str, Smallest[Quote]] = {}
        self.drawn: Smallest[Ref] = Smallest(_OWN_DRAWN)


class Samples:
    """Everything shown of single conversations. All draws depend on the seed and on what the conversations are.

    With `apart`, quotes and draws are kept by adviser too.
    """

    def __init__(self, seed: int, trips: TripRules, *, apart: bool = False) -> None:
        self._seed = seed
        self._trips = trips
        self._apart = apart
        self.own: dict[str, Own] = {}
        self.faults: dict[str, Smallest[Quote]] = {}
        self.praises: dict[str, Smallest[Quote]] = {}
        self.drawn = Strata()
        self.gravest: Smallest[Ref] = Smallest(_DRAWN)
        self.exemplary: Smallest[Ref] = Smallest(_DRAWN)
        self.longest: Smallest[Ref] = Smallest(_DRAWN)
        self.unresolved: Smallest[Ref] = Smallest(_DRAWN)
        self.unanswered: Smallest[Ref] = Smallest(_DRAWN)
        self.pledges: Smallest[Pledge] = Smallest(_LISTED)
        self.incidents: Smallest[Incident] = Smallest(_LISTED)

    def add(self, conversation: Conversation) -> None:
        """Consider a conversation."""
        if not conversation.turns:
            return
        key = conversation.key
        luck = float(chance(self._seed, key))
        self._whole(conversation, key, luck)
        self._facts(conversation, key, luck)
        ref = ref_of(conversation)
        for turn in conversation.turns:
            for remark in turn.remarks:
                quote = Quote(ref, turn.adviser, remark.quote, remark.message, remark.reframings)
                # The graver words teach more; a quote without a reframing teaches little.
                rank = (-remark.severity, not remark.reframings, _long(remark.quote), luck)
                for place in self._places(turn.adviser):
                    place.faults.setdefault(remark.category, Smallest(_QUOTES)).add(rank, key, quote)
            if not any(remark.severity > Severity.CONSEIL for remark in turn.remarks):
                for praise in turn.praises:
                    quote = Quote(ref, turn.adviser, praise.quote, praise.message)
                    for place in self._places(turn.adviser):
                        place.praises.setdefault(praise.strength, Smallest(_QUOTES)).add(
                            (_long(praise.quote), luck), key, quote
                        )

    def _places(self, adviser: str) -> tuple[Samples | Own, ...]:
        return (self, self.own.setdefault(adviser, Own())) if self._apart else (self,)

    def _whole(self, conversation: Conversation, key: str, luck: float) -> None:
        turns = conversation.turns
        ref = ref_of(conversation, ", ".join(filter(None, (conversation.channel, conversation.reason))))
        self.drawn.add((conversation.advisers[0], conversation.channel, conversation.reason), luck, key, ref)
        if self._apart:
            for adviser in conversation.advisers:
                self.own.setdefault(adviser, Own()).drawn.add((luck,), key, ref)
        remarks = [remark for turn in turns for remark in turn.remarks]
        blocking = sum(remark.severity == Severity.BLOQUANT for remark in remarks)
        if blocking:
            note = f"{blocking} remarque{'s' if blocking > 1 else ''} de niveau bloquant"
            self.gravest.add((-blocking, -len(remarks), luck), key, ref_of(conversation, note))
        strengths = {praise.strength for turn in turns for praise in turn.praises}
        least = min(turn.forme for turn in turns)
        if least >= _EXEMPLARY and len(strengths) >= _FEWEST_STRENGTHS and not blocking:
            note = f"{len(strengths)} qualités, rien de bloquant"
            self.exemplary.add((-len(strengths), -least, luck), key, ref_of(conversation, note))

    def _facts(self, conversation: Conversation, key: str, luck: float) -> None:
        note = f"{conversation.round_trips} allers-retours"
        calm = conversation.round_trips <= self._trips.of(conversation.channel).alert
        self.longest.add((calm, -conversation.round_trips, luck), key, ref_of(conversation, note))
        if conversation.unresolved:
            self.unresolved.add((luck,), key, ref_of(conversation))
        if conversation.unanswered:
            self.unanswered.add((luck,), key, ref_of(conversation, conversation.unanswered))
        if conversation.tension:
            rank = (conversation.tension.limit_set, -conversation.tension.abusive_turns, luck)
            self.incidents.add(rank, key, Incident(ref_of(conversation), conversation.tension))
        for number, each in enumerate(conversation.commitments):
            pledge = Pledge(ref_of(conversation), each)
            self.pledges.add((_KEPT_ORDER[each.kept], each.repeated, luck, number), (key, number), pledge)


def _long(quote: str) -> bool:
    return len(quote) > _SHORT


def ref_of(conversation: Conversation, note: str = "") -> Ref:
    """Return where a conversation is to be found again."""
    return Ref(conversation.source, conversation.id, conversation.place, conversation.advisers, note)
