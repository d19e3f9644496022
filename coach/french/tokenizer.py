"""A small French tokenizer that builds spaCy Docs.

`spacy.blank("fr")` spends two seconds on one huge regular expression at start; this one starts at once (design,
decision 1). Tokens cover the text without loss: `doc.text` is the input, whatever its spaces and line ends.
"""

from __future__ import annotations

import re

from spacy.attrs import NORM
from spacy.tokens import Doc
from spacy.vocab import Vocab

from coach.french.normal import normal_form

# Letters, digits, and the marks that a word may hold: combining accents (NFD), soft hyphen, zero-width joiners.
_W = "\\w\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
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
_TOKEN = re.compile(
    "("
    # Nine tokens of ten: a plain word with nothing after it that could belong to it.
    f"(?!{_GLUED})[^\\W\\d_]++(?![{_W}.@+:‐‑’ʼ‘´`′＇'-])"
    "|[^\\S\\r\\n\\x85\\u2028\\u2029]*(?:\\r\\n?|[\\n\\x85\\u2028\\u2029])\\s*"  # a line end, with the blanks around it
    "|\\s+"
    f"|(?:[cCdDjJlLmMnNsStTyYzZ]|[qQ]u|QU|[jJ]usqu|[lL]orsqu|[pP]uisqu|[qQ]uoiqu){_APOSTROPHE}(?=[{_W}])"  # elided words
    "|https?://[^\\s<>«»\"]*[^\\s<>«»\".,;:!?)]|www\\.[^\\s<>«»\"]*[^\\s<>«»\".,;:!?)]"
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
    ")( ?)",
    re.DOTALL,
)


class FrenchTokenizer:
    """Cut French text into the tokens of a spaCy Doc.

    Elided words keep their apostrophe (« l' », « qu' »), clitics after a hyphen are tokens of their own (« calmez »,
    « -vous »), chat contractions are split (« j », « peux »); URLs, amounts, times and dates stay whole.
    """

    def __init__(self, vocab: Vocab | None = None) -> None:
        self.vocab = Vocab(lex_attr_getters={NORM: normal_form}) if vocab is None else vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of `text`; its tokens' `norm_` is their normal form."""
        pairs = _TOKEN.findall(text)
        if not pairs:
            return Doc(self.vocab, words=[], spaces=[])
        words, spaces = zip(*pairs, strict=True)
        return Doc(self.vocab, words=list(words), spaces=list(map(bool, spaces)))


def normal_words(text: str) -> list[str]:
    """Return the normal forms of the words of a short text, as patterns are written, without white space."""
    return [normal_form(token) for token, _ in _TOKEN.findall(text) if not token.isspace()]
