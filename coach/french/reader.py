"""The vocabulary and the tokenizer that all drafts of a run share, kept small however long the run."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from coach.french.tokenizer import FrenchTokenizer

# A year of mail of a large team uses fewer words than this; beyond it are numbers, names and noise.
MOST_WORDS = 200_000


class FrenchReader:
    """Turns texts into Docs; its vocabulary starts again when it has grown past MOST_WORDS."""

    def __init__(self) -> None:
        self._tokenizer = FrenchTokenizer()

    @property
    def vocab(self) -> Vocab:
        """Return the vocabulary of the Docs being made."""
        return self._tokenizer.vocab

    def renew(self) -> bool:
        """Drop a vocabulary that has grown too large; tell whether that was so. Docs made before stay readable."""
        if len(self.vocab) <= MOST_WORDS:
            return False
        self._tokenizer = FrenchTokenizer()
        return True

    def __call__(self, text: str) -> Doc:
        """Return the Doc of one text."""
        return self._tokenizer(text)
