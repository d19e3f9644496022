"""spaCy Docs of French text, with the tokens of coach: a tokenizer for any spaCy pipeline.

Only what needs more than words and their normal forms imports this module, and spaCy with it.
"""

from __future__ import annotations

from spacy.attrs import NORM
from spacy.tokens import Doc
from spacy.vocab import Vocab

from coach.french.normal import normal_form
from coach.french.tokenizer import Tokens


class FrenchTokenizer:
    """Make spaCy Docs of texts; `doc.text` is the text, and `token.norm_` the normal form, computed once a lexeme."""

    def __init__(self, vocab: Vocab | None = None) -> None:
        self.vocab = Vocab(lex_attr_getters={NORM: normal_form}) if vocab is None else vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of one text."""
        return self.doc(Tokens(text))

    def doc(self, tokens: Tokens) -> Doc:
        """Return the Doc of a text already cut."""
        words = tokens.words
        spaces = [len(piece) > len(each) for piece, each in zip(tokens.pieces, words, strict=True)]
        return Doc(self.vocab, words=words, spaces=spaces)
