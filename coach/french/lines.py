"""A draft cut into lines, and the plain form in which lines are compared with known formulas."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

_UNSEEN = "\u200b\ufeff"
# Nothing looked for in a line stands further than this: it bounds the work on a line of any length.
_LONGEST = 320


class Lines(NamedTuple):
    """A text in lines: `bare` holds them without surrounding white space, `starts` their offsets and the final one."""

    text: str
    bare: list[str]
    starts: list[int]

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Return the offsets of the lines `first` to `after - 1`, without the white space around them."""
        start, end = self.starts[first], self.starts[after]
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def filled(self, index: int, step: int, limit: int) -> int:
        """Return the first line that is not blank, from `index` on by `step`, or `limit` when there is none."""
        while index != limit and not self.bare[index]:
            index += step
        return index

    def paragraph_end(self, index: int, limit: int) -> int:
        """Return the first blank line from `index` on, or `limit`."""
        while index < limit and self.bare[index]:
            index += 1
        return index

    def starts_with(self, index: int, marks: tuple[str, ...]) -> bool:
        """Tell whether there is a line `index` and it begins with one of the marks."""
        return index < len(self.bare) and self.bare[index].startswith(marks)


def cut(text: str) -> Lines:
    """Cut a text into lines at every kind of line end."""
    raw = text.splitlines(keepends=True)
    bare = list(map(str.strip, raw))
    if _UNSEEN[0] in text or _UNSEEN[1] in text:  # pasted from a web mail: lines that only look blank
        bare = [line.strip(_UNSEEN).strip() for line in bare]
    return Lines(text, bare, list(accumulate(map(len, raw), initial=0)))


def unaccented(text: str) -> str:
    """Reduce the beginning of a text to ASCII: no accents, straight apostrophes, plain spaces, case kept."""
    text = text[:_LONGEST]
    if text.isascii():
        return text
    return normalize("NFKD", text.replace("’", "'").replace("ʼ", "'")).encode("ascii", "ignore").decode("ascii")


def fold(text: str) -> str:
    """Reduce the beginning of a text to what its spellings share: ASCII, in lower case."""
    return _folded(text[:_LONGEST])


# The lines at the end of a draft are read for several reasons, and a team signs all its drafts alike.
@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return unaccented(text).lower()


def forget() -> None:
    """Forget the lines that were read."""
    _folded.cache_clear()


def one_of(*alternatives: str) -> str:
    """Return the pattern that matches one of several."""
    return f"(?:{'|'.join(alternatives)})"
