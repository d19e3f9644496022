"""Weights by feature, in a table of bytes that needs no loading: a look-up reads two or more bytes where they lie.

A row holds a check byte and one weight an output. Two features may fall on one row: the heavier is kept when the table
is made. A feature that training has never seen meets the check byte of another but once in 255.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

_MOST = 127
_UNCUT = 0.998


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of `outputs` weights, each a signed byte worth `scale`."""

    bits: int
    outputs: int
    scale: float
    data: memoryview

    def units(self, feature: str) -> tuple[int, ...]:
        """Return the weights of a feature in units of `scale`, one an output; zeros for one that training has not seen.

        Sums of whole numbers are the same in any order.
        """
        code = crc32(feature.encode("utf-8", "surrogatepass"))
        width = self.outputs + 1
        at = (code & ((1 << self.bits) - 1)) * width
        if self.data[at] != _check(code):
            return (0,) * self.outputs
        return tuple([(byte ^ 128) - 128 for byte in self.data[at + 1 : at + width]])

    def row(self, feature: str) -> tuple[float, ...]:
        """Return the weights of a feature, one an output."""
        return tuple([unit * self.scale for unit in self.units(feature)])

    def weight(self, features: Iterable[str]) -> float:
        """Return the sum of the first weights of some features: of a table with one output, all there is."""
        total, data, mask, width = 0, self.data, (1 << self.bits) - 1, self.outputs + 1
        for feature in features:
            # Most features are looked up once: this is what a text of new words pays.
            code = crc32(feature.encode("utf-8", "surrogatepass"))
            at = (code & mask) * width
            if data[at] == (code >> 24) % 255 + 1:
                total += (data[at + 1] ^ 128) - 128
        return total * self.scale

    def weights(self, *columns: Sequence[str]) -> list[float]:
        """Return what `weight` says of the features of each row, given column by column: far cheaper for many."""
        scale = self.scale
        if len(columns) == 1:
            return [unit * scale for unit in self._firsts(columns[0])]
        first, second = map(self._firsts, columns)
        return [(one + other) * scale for one, other in zip(first, second, strict=True)]

    def _firsts(self, features: Sequence[str]) -> list[int]:
        """Return the first weight of each feature, in units of `scale`."""
        data, mask, width = self.data, (1 << self.bits) - 1, self.outputs + 1
        try:
            codes = list(map(crc32, map(str.encode, features)))
        except UnicodeEncodeError:  # half of a character
            codes = [crc32(feature.encode("utf-8", "surrogatepass")) for feature in features]
        return [
            (data[at + 1] ^ 128) - 128 if data[at := (code & mask) * width] == (code >> 24) % 255 + 1 else 0
            for code in codes
        ]


def _check(code: int) -> int:
    return (code >> 24) % 255 + 1


def make(weights: Mapping[str, Sequence[float]], bits: int, outputs: int) -> Table:
    """Return a table of weights; of features that fall on one row the heaviest stays."""
    sizes = sorted(abs(value) for row in weights.values() for value in row if value)
    # The few heaviest are cut, so that the steps between the others are small.
    scale = (sizes[int(len(sizes) * _UNCUT)] if sizes else 1.0) / _MOST
    width = outputs + 1
    data = bytearray(width << bits)
    mask = (1 << bits) - 1
    # The name settles equal weights, so that two trainings give the same bytes.
    for feature in sorted(weights, key=lambda name: (-max(map(abs, weights[name])), name)):
        code = crc32(feature.encode("utf-8", "surrogatepass"))
        at = (code & mask) * width
        row = [max(-_MOST, min(_MOST, round(value / scale))) for value in weights[feature]]
        if not data[at] and any(row):
            data[at : at + width] = bytes([_check(code), *(value & 255 for value in row)])
    return Table(bits, outputs, scale, memoryview(bytes(data)))
