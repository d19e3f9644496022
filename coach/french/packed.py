"""Large tables of words, kept as sorted lines in compressed blocks: one word is found without reading the others.

A draft asks for a few dozen words; a dictionary of hundreds of thousands would take longer to load than the draft to
check.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Mapping

# The first word of each block, and the blocks: plain data, for the cache.
Packed = tuple[list[bytes], list[bytes]]

_BLOCK = 4_096


class PackedWords:
    """A table of words packed by `pack_words`. Blocks are opened when first asked for, and then kept."""

    def __init__(self, packed: Packed) -> None:
        self._firsts, self._blocks = packed
        self._opened: dict[int, bytes] = {}

    def get(self, word: str) -> str | None:
        """Return what the table holds for a word, None when it does not have it."""
        key = _encoded(word)
        number = bisect_right(self._firsts, key) - 1
        if number < 0:
            return None
        block = self._opened.get(number)
        if block is None:
            block = self._opened[number] = zlib.decompress(self._blocks[number])
        line = b"\n" + key + b"\t"
        at = block.find(line)
        return None if at < 0 else block[at + len(line) : block.index(b"\n", at + 1)].decode("utf-8", "surrogatepass")


def pack_words(table: Mapping[str, str]) -> Packed:
    """Return a table of words in compressed blocks; no word holds a tab, nothing a line end."""
    firsts: list[bytes] = []
    blocks: list[bytes] = []
    lines: list[bytes] = []
    length = 0
    for key, value in sorted((_encoded(word), _encoded(value)) for word, value in table.items()):
        if not lines:
            firsts.append(key)
        lines.append(key + b"\t" + value)
        length += len(lines[-1])
        if length >= _BLOCK:
            blocks.append(_compressed(lines))
            lines, length = [], 0
    if lines:
        blocks.append(_compressed(lines))
    return firsts, blocks


def _compressed(lines: list[bytes]) -> bytes:
    return zlib.compress(b"\n" + b"\n".join(lines) + b"\n")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
