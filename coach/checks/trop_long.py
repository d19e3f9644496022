"""A draft, or one of its sentences, too long to be read with ease."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Label

if TYPE_CHECKING:
    from coach.checks.draft import Draft

# A screen of a phone holds some 150 words; at twice that, customers skim and miss the answer.
MOST_WORDS = 300
# Beyond forty words the beginning of a sentence is forgotten before its end.
MOST_WORDS_A_SENTENCE = 40
_ADVICE = (
    "Une idée par phrase, vingt mots environ.",
    "La réponse d’abord, les explications ensuite ; les étapes en liste.",
)


def label(draft: Draft) -> Label | None:
    """Return the label with the count of words that makes it so: of the draft, or else of its longest sentence."""
    reading = draft.reading
    # Symbols are words and punctuation marks: counting the words alone is only needed past these numbers.
    if len(reading.symbols) > MOST_WORDS and (words := _words(draft, 0, len(reading.symbols))) > MOST_WORDS:
        return Label("trop-long", f"{words} mots : l’essentiel risque de se perdre.", _ADVICE)
    longest = 0
    for first, last in reading.sentences:
        if last - first > MOST_WORDS_A_SENTENCE:
            longest = max(longest, _words(draft, first, last))
    if longest > MOST_WORDS_A_SENTENCE:
        return Label("trop-long", f"Une phrase de {longest} mots : il faut la relire pour la comprendre.", _ADVICE)
    return None


def _words(draft: Draft, first: int, last: int) -> int:
    span = draft.reading.span(first, last)
    words = draft.text[span.start : span.end].split()
    return sum(any(map(str.isalnum, word)) for word in words)
