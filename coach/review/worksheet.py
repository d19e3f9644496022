"""A fair draw of advisers' messages for trainers to annotate, blind: nothing of what coach found goes with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from coach.review.draw import Stratum, bounded
from coach.review.sampling import Smallest, chance, digest
from coach.review.values import CheckedTurn, Conversation

# The heads of the columns; calibration finds them again by these names.
CONVERSATION, TURN, CHANNEL = "conversation", "tour", "canal"
CONTEXT, MESSAGE = "le client (pour comprendre)", "message"
CATEGORIES, LABELS, COMMENT = "catégories", "manques", "commentaire"
KEY = "clé (ne pas changer)"
MESSAGES = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A message to annotate, as it may be shown."""

    key: str
    source: str
    conversation: str
    turn: int
    channel: str
    context: str
    text: str = field(repr=False)


class Draw:
    """Draws messages by adviser, channel and reason, each by its share of them; the same ones for the same seed."""

    def __init__(self, seed: int, most: int) -> None:
        self._seed = seed
        self._most = most
        self._strata: dict[Stratum, Smallest[Row]] = {}
        self._counts: Counter[Stratum] = Counter()

    def add(self, conversation: Conversation) -> None:
        """Consider the messages of a conversation."""
        for turn in conversation.turns:
            row = _row(conversation, turn)
            stratum = bounded((turn.adviser, conversation.channel, conversation.reason), self._counts)
            kept = self._strata.setdefault(stratum, Smallest(self._most))
            self._counts[stratum] += 1
            kept.add((float(chance(self._seed, row.key)),), (row.key, self._counts[stratum]), row)

    def rows(self) -> list[Row]:
        """Return the messages drawn, in an order that says nothing of where they come from."""
        drawn = [row for stratum, most in self._shares().items() for row in self._strata[stratum].best()[:most]]
        return sorted(drawn, key=lambda row: chance(self._seed, row.key))

    def _shares(self) -> dict[Stratum, int]:
        """Return how many messages each stratum gives: its share, rounded so that the whole comes out right."""
        total = self._counts.total()
        wanted = min(self._most, total)
        shares = {name: wanted * count // total for name, count in self._counts.items()}
        left = wanted - sum(shares.values())

        def rest(name: Stratum) -> tuple[int, int]:
            return -(wanted * self._counts[name] % total), chance(self._seed, "\0".join(name))

        for name in sorted(shares, key=rest)[:left]:
            shares[name] += 1
        return shares


def _row(conversation: Conversation, turn: CheckedTurn) -> Row:
    return Row(
        key=digest(conversation.key, str(turn.number), turn.text),
        source=conversation.source,
        conversation=conversation.id,
        turn=turn.number,
        channel=conversation.channel,
        context=turn.context,
        text=turn.text,
    )
