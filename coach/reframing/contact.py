"""How to reach someone: what in a text says it, and the blank that stands where only the adviser knows."""

from __future__ import annotations

import re

CONTACT = "[coordonnées]"
# A telephone number, an address of mail or of the web.
_CONTACT = re.compile(
    r"\b0\d(?:[ .]?\d\d){4}\b|\b0 ?8\d\d(?: ?\d\d\d?){2}|\+\d\d|\b3\d ?\d\d\b|\S@\S|\bwww\.|://|\b\w+\.(?:fr|com|be|ch)\b"
)
_UNKNOWN_CONTACT = re.compile(r" ?: \[coordonnées\]|, \[coordonnées\]")


def has_contact(text: str) -> bool:
    """Tell whether some words say how to reach someone."""
    return bool(_CONTACT.search(text))


def without_blank_contact(text: str, sentence: str, *, reached: bool) -> str:
    """Return a rewriting without the blank for how to reach someone when sentence or draft (`reached`) say it."""
    return _UNKNOWN_CONTACT.sub("", text) if reached or has_contact(sentence) else text
