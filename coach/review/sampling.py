"""Samples of a stream of any length in little memory, the same whatever the number of workers."""

from __future__ import annotations

import heapq
from collections.abc import Hashable
from hashlib import blake2b
from typing import Generic, TypeVar

T = TypeVar("T")


def digest(*texts: str) -> str:
    """Return what tells these texts from others, and nothing else of them."""
    return blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def chance(seed: int, key: str) -> int:
    """Return a number drawn for a key by a seed: always the same one."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8, key=seed.to_bytes(16)).digest())


class Smallest(Generic[T]):
    """Keeps the items of the smallest ranks, one at most of each group; by a drawn rank, a fair sample."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._items: dict[Hashable, tuple[tuple[float, ...], int, T]] = {}
        self._count = 0

    def add(self, rank: tuple[float, ...], group: Hashable, item: T) -> None:
        """Consider an item."""
        self._count += 1
        known = self._items.get(group)
        if known is None or rank < known[0]:
            self._items[group] = (rank, self._count, item)
            # Now and then, not each time: sorting costs.
            if len(self._items) > 4 * self._most + 16:
                self._cut()

    def best(self) -> list[T]:
        """Return the items kept, the smallest rank first."""
        self._cut()
        return [item for _, _, item in sorted(self._items.values(), key=lambda kept: kept[:2])]

    def _cut(self) -> None:
        kept = heapq.nsmallest(self._most, self._items.items(), key=lambda pair: pair[1][:2])
        self._items = dict(kept)
