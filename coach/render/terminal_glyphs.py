"""Character by character, what a terminal may be shown: nothing that moves the cursor, hides or reorders.

The tables fill themselves as characters are met, so that nothing is computed at import.
"""

# The table below is of look-alikes, on purpose.

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from coach.model import Severity

_ESC_PICTURES = 0x2400
_DEL_PICTURE = "\u2421"
_REPLACEMENT = "\ufffd"
_SUBSTITUTE = "·"
# Format characters, lone surrogates, line and paragraph separators: invisible, or worse.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
_JOINER = 0x200D
_OVERLAY = "\u0338"

_ASCII = {
    "«": '"', "»": '"', "‹": "'", "›": "'", "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "·": "-", "•": "*", "×": "x", "÷": "/",
    "€": "EUR", "£": "GBP", "°": "o", "©": "(c)", "®": "(R)", "→": "->", "←": "<-", "⇒": "=>", "⁄": "/",
    "≤": "<=", "≥": ">=", "≠": "!=", "±": "+/-", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss", "ẞ": "SS", "ı": "i",
    "✓": "v", "✔": "v", "✗": "x", "✘": "x", "│": "|", "┃": "|", "─": "-", "━": "-", "┄": "-",
}  # fmt: skip


class Glyphs(NamedTuple):
    """The signs that the view draws with."""

    marks: dict[Severity, str]
    gutter: str
    unread_gutter: str
    bullet: str
    arrow: str
    done: str
    open: str
    ellipsis: str
    rule: str
    # Left top, right top, left bottom, right bottom, across, down.
    box: tuple[str, str, str, str, str, str]


# The heavier the line under the words, the graver.
UNICODE = Glyphs(
    {Severity.BLOQUANT: "━", Severity.A_REPRENDRE: "─", Severity.CONSEIL: "┄"},
    gutter="│",
    unread_gutter="┆",
    bullet="•",
    arrow="→",
    done="✓",
    open="✗",
    ellipsis="…",
    rule="─",
    box=("╔", "╗", "╚", "╝", "═", "║"),
)
ASCII = Glyphs(
    {Severity.BLOQUANT: "^", Severity.A_REPRENDRE: "~", Severity.CONSEIL: "-"},
    gutter="|",
    unread_gutter=":",
    bullet="*",
    arrow="->",
    done="[x]",
    open="[ ]",
    ellipsis="...",
    rule="-",
    box=("+", "+", "+", "+", "=", "|"),
)


class UnicodeTable(dict[int, "int | str"]):
    """Map what must not reach a terminal to a visible substitute; leave the rest.

    Variation selectors and the zero-width joiner go without a trace: they only choose between two looks of a sign,
    and terminals disagree on the width of what they join.
    """

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        shown: int | str = code
        if _is_selector(code):
            shown = ""
        elif unicodedata.category(character) in _HIDDEN:
            shown = _picture(code)
        self[code] = shown
        return shown


class AsciiTable(dict[int, "int | str"]):
    """Map every character to ASCII: its own, a transliteration, or `?`."""

    def __missing__(self, code: int) -> int | str:
        shown = _ascii(chr(code))
        self[code] = shown
        return shown


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(_ESC_PICTURES + code)
    if code == 0x7F:
        return _DEL_PICTURE
    return _REPLACEMENT if 0xD800 <= code <= 0xDFFF else _SUBSTITUTE


def _is_selector(code: int) -> bool:
    return code == _JOINER or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def _ascii(character: str) -> str:
    if " " <= character <= "~":
        return character
    if character in _ASCII:
        return _ASCII[character]
    category = unicodedata.category(character)
    if category in _MARKS or _is_selector(ord(character)):
        return ""
    if category == "Zs":
        return " "
    plain = unicodedata.normalize("NFKD", character)
    if _OVERLAY in plain:
        return "?"
    plain = "".join(_ASCII.get(part, part) for part in plain if unicodedata.category(part) not in _MARKS)
    return plain if plain and plain.isascii() and plain.isprintable() else "?"
