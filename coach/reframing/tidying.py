"""Mending the marks and blanks of a stretch some of whose words are gone."""

from __future__ import annotations

import re

_TIDY = (
    (re.compile(r"\s+(?=[,.])"), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r"(?<=[:;]),"), ""),
    (re.compile(r",(?=\s*(?:[:;…]|\.\.\.))"), ""),
    (re.compile(r"^[\s,;:…–—-]+"), ""),
    (re.compile(r"[\s,;:…–—-]+$"), ""),
    (re.compile(r"’ (?=\w)"), "’"),
    (re.compile(r"  +"), " "),
)


def tidied(text: str) -> str:
    """Return a stretch without the marks and blanks that stand around nothing."""
    for pattern, replacement in _TIDY:
        text = pattern.sub(replacement, text)
    return text
