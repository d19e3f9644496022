"""A bounded memory of what was worked out: what comes again stays, what does not is forgotten."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Remembers values by key, at least the last `most` and at most twice as many; with 0, nothing."""

    __slots__ = ("_most", "_new", "_old")

    def __init__(self, most: int) -> None:
        """Begin with nothing."""
        self._most = most
        self._new: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def __bool__(self) -> bool:
        """Tell whether anything would be remembered."""
        return self._most > 0

    def get(self, key: Key) -> Value | None:
        """Return what is remembered under a key, or None."""
        value = self._new.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.set(key, value)
        return value

    def clear(self) -> None:
        """Forget all of them; what comes next is remembered as before."""
        self._new, self._old = {}, {}

    def set(self, key: Key, value: Value) -> None:
        """Remember a value."""
        if self._most:
            if len(self._new) >= self._most:
                # Dropping the older half at once costs less than to look for the oldest each time.
                self._old, self._new = self._new, {}
            self._new[key] = value
