"""A small French tokenizer: tokens that cover the text without loss, whatever its spaces and line ends.

`spacy.blank("fr")` spends two seconds on one huge regular expression at start; this one starts at once (design,
decision 1). It yields plain strings, which is all that matching needs: a check then pays neither the half second of
`import spacy` nor the Doc. The module `docs` makes spaCy Docs of the same tokens for whoever needs more.
"""

from __future__ import annotations

import re
from itertools import accumulate

from coach.french.normal import normal_form

# Letters, digits, and the marks that a word may hold: combining accents (NFD), soft hyphen, zero-width joiners.
_W = "\\w\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_APOSTROPHE = "['’ʼ‘´`′＇]"
_HYPHEN = "[-‐‑]"
# What may follow a verb with a hyphen. « -là » and « -ci » go with them: « celui-là », « ce pull-là ».
_CLITICS = "je|tu|il|elle|on|nous|vous|ils|elles|moi|toi|lui|leur|les?|la|là|ci|y|en|ce"
# Chat glues the pronoun to these words: « jpeux », « cest », « jai », « nest », « ya ».
_GLUED = (
    "[jJ](?=(?:peux|pouvais|pourr(?:ai|ais)|suis|sais|savais|vais|vois|voulais|veux|voudrais|fais|dois|crois|pense|"
    "comprends?|ai|avais|aurais|attends|regarde|trouve|demande|arrive|en|y|vous|te|le|la|les)(?![\\w]))"
    "|[cC](?=(?:est|était|etait)(?!\\w))|[nN](?=(?:est|avez|avons|ai|y)(?!\\w))|[yY](?=(?:a|avait)(?!\\w))"
)
# After these a full stop ends no sentence.
_ABBREVIATIONS = (
    "(?:MM?|Mr|Mgr|Me|Dr|Pr|Ste?)\\.(?=[^\\S\\r\\n]?[A-ZÀ-Ý])"
    "|(?:[aA]rt|[rR][ée]f|[tT][ée]l|[eE]nv|[nN]o|[cC]f|[pP]|[eE]x|[mM]ax|[mM]in|[qQ]t[ée]|[dD]ép)\\.(?=[^\\S\\r\\n]?\\w)"
)
# A token with the one space that may follow it: the pieces of a text, end to end.
_PIECE = re.compile(
    "(?:"
    # Nine tokens of ten: a plain word with nothing after it that could belong to it.
    f"(?!{_GLUED})[^\\W\\d_]++(?![{_W}.@+:‐‑’ʼ‘´`′＇'-])"
    "|[^\\S\\r\\n\\x85\\u2028\\u2029]*(?:\\r\\n?|[\\n\\x85\\u2028\\u2029])\\s*"  # a line end, with the blanks around it
    "|\\s+"
    f"|(?:[cCdDjJlLmMnNsStTyYzZ]|[qQ]u|QU|[jJ]usqu|[lL]orsqu|[pP]uisqu|[qQ]uoiqu){_APOSTROPHE}(?=[{_W}])"  # elided
    '|https?://[^\\s<>«»"]*[^\\s<>«»".,;:!?)]|www\\.[^\\s<>«»"]*[^\\s<>«»".,;:!?)]'
    "|[\\w.+-]{1,64}+@[\\w-]+(?:\\.[\\w-]+)*"
    f"|{_ABBREVIATIONS}"
    "|\\d++(?:[.,:/]\\d++)*+(?:[hH]\\d{0,2}(?![^\\W\\d_])|(?![^\\W\\d_]))"  # numbers, amounts, dates, times
    f"|[aA]ujourd{_APOSTROPHE}?hui|AUJOURD{_APOSTROPHE}HUI|(?:[qQ]uelqu|[pP]resqu|[eE]ntr){_APOSTROPHE}[{_W}]+"
    f"|[rR](?:endez|dv){_HYPHEN}vous"
    f"|{_HYPHEN}(?:t[-‐‑'’])?(?i:{_CLITICS})(?![{_W}])"
    f"|{_GLUED}"
    # A word, with the hyphens inside it unless a clitic follows the hyphen.
    f"|[{_W}]++(?:{_HYPHEN}(?!(?:t[-‐‑'’])?(?i:{_CLITICS})(?![{_W}]))[{_W}]++)*+"
    "|\\.{2,}|[!?]+|-{2,}|_{2,}|={2,}|\\*{2,}"
    "|."
    ") ?",
    re.DOTALL,
)


class Tokens:
    """The tokens of a text, in order, white space that is not a single space after a token included.

    Elided words keep their apostrophe (« l' », « qu' »), clitics after a hyphen are tokens of their own (« calmez »,
    « -vous »), chat contractions are split (« j », « peux »); URLs, amounts, times and dates stay whole.

    `pieces` are the tokens, each with the space after it: joined, they are the text.
    """

    __slots__ = ("_starts", "pieces", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = _PIECE.findall(text)
        self._starts: list[int] | None = None

    @property
    def words(self) -> list[str]:
        """Return the tokens without the space after each."""
        return list(map(word, self.pieces))

    @property
    def starts(self) -> list[int]:
        """Return the offset of each token, and of the end; worked out when first asked for."""
        if self._starts is None:
            self._starts = [0, *accumulate(map(len, self.pieces))]
        return self._starts

    def end(self, number: int) -> int:
        """Return the offset behind a token, the space after it left out."""
        return self.starts[number] + len(word(self.pieces[number]))


def word(piece: str) -> str:
    """Return a piece without the space after it."""
    return piece[:-1] if piece[-1] == " " and len(piece) > 1 else piece


def normal_words(text: str) -> list[str]:
    """Return the normal forms of the words of a short text, as patterns are written, without white space."""
    return [normal_form(token) for token in Tokens(text).words if not token.isspace()]
