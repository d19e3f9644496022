"""What the history knows of conversations that come again: looked up some hundreds at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from coach.errors import ConfigError
from coach.history.key import fingerprint
from coach.model import Severity
from coach.review.memory import KeptFault, KeptStrength, KeptTurn, Remembered
from coach.transcripts.base import Problem, Transcript

if TYPE_CHECKING:
    from coach.history.store import Store

# Enough conversations that a query is worth it, few enough letters that memory stays flat.
_MOST = 300
_LETTERS = 500_000

T = TypeVar("T")
Turns = dict[int, KeptTurn]
Failed = Callable[[ConfigError], object]
_BY_ID = "WHERE conversation IN (SELECT unnest(?::BIGINT[])) ORDER BY conversation, numero"


def recalled(
    store: Store, key: str, items: Iterable[Transcript | Problem], failed: Failed
) -> Iterator[Remembered | Problem]:
    """Yield the items in order, each conversation with what is known of it.

    Of a history that cannot be read, which `failed` is told, nothing is known: the items are given all the same.
    """
    waiting: list[Transcript | Problem] = []
    letters = 0
    for item in items:
        waiting.append(item)
        letters += sum(len(turn.text) for turn in item.turns) if isinstance(item, Transcript) else 0
        if len(waiting) >= _MOST or letters >= _LETTERS:
            yield from _looked_up(store, key, waiting, failed)
            waiting, letters = [], 0
    yield from _looked_up(store, key, waiting, failed)


def _looked_up(
    store: Store, key: str, items: list[Transcript | Problem], failed: Failed
) -> Iterator[Remembered | Problem]:
    prints = [fingerprint(item, key) if isinstance(item, Transcript) else "" for item in items]
    known: dict[str, Turns] = {}
    try:
        known = known_turns(store, [each for each in prints if each])
    except ConfigError as error:
        failed(error)
    for item, each in zip(items, prints, strict=True):
        yield item if isinstance(item, Problem) else Remembered(item, each, known.get(each))


def known_turns(store: Store, fingerprints: list[str]) -> dict[str, Turns]:
    """Return the turns of the conversations that are known, by fingerprint."""
    numbers = numbers_of(store, fingerprints)
    if not numbers:
        return {}
    with store.sentences():
        faults = _grouped(
            store,
            "SELECT conversation, numero, regle, categorie, gravite, debut, fin, constat, reformulations "
            "FROM remarques",
            numbers.values(),
            _fault,
        )
        strengths = _grouped(
            store,
            "SELECT conversation, numero, qualite, debut, fin, constat FROM qualites",
            numbers.values(),
            lambda row: KeptStrength(*row),
        )
        turns: dict[int, Turns] = {}
        query = f"SELECT conversation, numero, forme, fond, manques, a_relire FROM messages {_BY_ID}"  # noqa: S608
        for number, at, forme, fond, lacks, quotes in store.rows(query, [list(numbers.values())]):
            place = number, at
            turns.setdefault(number, {})[at] = KeptTurn(
                at, forme, fond, tuple(lacks), tuple(faults.get(place, ())), tuple(strengths.get(place, ())), quotes
            )
    return {each: turns.get(number, {}) for each, number in numbers.items()}


def numbers_of(store: Store, fingerprints: list[str]) -> dict[str, int]:
    """Return the numbers of the conversations that are known, by fingerprint."""
    with store.sentences():
        query = "SELECT empreinte, conversation FROM conversations WHERE empreinte IN (SELECT unnest(?::VARCHAR[]))"
        return dict(store.rows(query, [fingerprints]))


def _grouped(
    store: Store, query: str, numbers: Iterable[int], made: Callable[[list[Any]], T]
) -> dict[tuple[int, int], list[T]]:
    """Return the rows of each message, in the order in which they were written."""
    found: dict[tuple[int, int], list[T]] = {}
    for number, at, *row in store.rows(f"{query} {_BY_ID}, rowid", [list(numbers)]):
        found.setdefault((number, at), []).append(made(row))
    return found


def _fault(row: list[Any]) -> KeptFault:
    rule, category, severity, start, end, message, reframings = row
    return KeptFault(rule, category, Severity.from_slug(severity), start, end, message, tuple(reframings))
