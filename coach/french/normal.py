"""The normal form of a token: what two spellings of the same word share."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("[’ʼ‘´`′＇]")
# Marks that stand inside words without being read: soft hyphen, zero-width spaces and joiners, marks of the writing
# direction (chat programs add them), BOM, variation selectors.
_UNREAD = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_CLITIC = re.compile(r"-(?:t[-'])?(?=[^\W\d_])")
_NEWLINE = re.compile(r"\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

NEWLINE = "\n"
PARAGRAPH = "\n\n"
SPACE = " "


def normal_form(token: str) -> str:
    """Return the normal form of one token of the tokenizer.

    NFC, lower case, one apostrophe, no invisible mark, no hyphen before a clitic (`-vous`, `-t-il`), three or more
    equal letters in a row reduced to one (« nooon »). White space becomes SPACE, NEWLINE or PARAGRAPH.
    """
    if token.isspace():
        breaks = len(_NEWLINE.findall(token))
        return SPACE if not breaks else NEWLINE if breaks == 1 else PARAGRAPH
    if token.isascii() and token.isalpha():
        form = token.lower()
    else:
        form = unicodedata.normalize("NFC", _UNREAD.sub("", token)).lower()
        form = _APOSTROPHES.sub("'", form)
        form = _CLITIC.sub("", form, count=1) if form[:1] == "-" else form
        form = form.replace("‑", "-").replace("œ", "oe")
        if form and form[0] in "!?":
            form = "?" if "?" in form else "!"
        elif form[:2] == "..":
            form = "…"
    return (_STRETCHED.sub(r"\1", form) if len(form) > 2 else form) or token


def without_accents(form: str) -> str:
    """Return a normal form stripped of its accents and cedillas, the key that chat spelling is read by."""
    if form.isascii():
        return form
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def word_list(words: str) -> frozenset[str]:
    """Return the words of a line: long lists read better so."""
    return frozenset(words.split())
