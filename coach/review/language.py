"""What only a whole conversation says: insults and limits, finished actions, thanks, greetings and goodbyes.

The wordings stand in the folders `conversation/` of the phrasebooks, where trainers read and complete them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from coach.errors import PhrasebookError
from coach.model import Span
from coach.phrasebook.cache import load_talk_book
from coach.phrasebook.folders import builtin_folder
from coach.phrasebook.matcher import Matcher, Reading
from coach.recent import Recent

# A question mark, and none of those that an address holds.
QUESTION = re.compile(r"\?(?!\S*[=&/])")
_WORD = re.compile(r"[^\W_]")
# Beside the formulas themselves: « Bonjour Madame », « et ». No formulas are so long that they fill more letters.
_FAREWELL_WORDS, _FAREWELL_LETTERS = 5, 300
# A greeting stands at the head of a message; mails begin with a reference now and then.
_HEAD = 300
# Where a goodbye most often is; after it there may be a signature, a postscript.
_TAIL = 160
_ENDED = re.compile(r"[.!?\n]\s*")
# A conversation asks several things of the same messages.
_REMEMBERED = 100


class TalkReader:
    """Reads what customers and advisers say to each other. It keeps the last messages, in memory only.

    `phrasebooks` are folders added to the built-in one; their folders `conversation/` are read. Entries that could not
    be read are in `problems`; the others work.
    """

    def __init__(self, phrasebooks: Sequence[Path] = ()) -> None:
        """Load the wordings."""
        book = load_talk_book([builtin_folder(), *phrasebooks])
        self.problems = tuple(PhrasebookError(*error) for error in book["errors"])
        self._matcher = matcher = Matcher(book)
        self._recent: Recent[str, Reading] = Recent(_REMEMBERED)
        # Each question looks for its own signals only, in the one reading of a text.
        self._abuse = matcher.only(("insulte", "menace"))
        self._limit = matcher.only(("cadre",))
        self._done = matcher.only(("acte",))
        self._content, self._waiting = matcher.only(("satisfaction",)), matcher.only(("attente",))
        self._leave = matcher.only(("conge", "formule-finale"))
        self._greeting = matcher.only(("salutation",))

    def is_abusive(self, text: str) -> bool:
        """Tell whether a customer's turn insults or threatens somebody."""
        return self._hears(self._abuse, text)

    def sets_limit(self, text: str) -> bool:
        """Tell whether an adviser's turn says calmly on which terms it goes on."""
        return self._hears(self._limit, text)

    def is_done(self, text: str) -> bool:
        """Tell whether a turn holds an action that is finished, or its result."""
        return self._hears(self._done, text)

    def is_satisfied(self, text: str) -> bool:
        """Tell whether a customer's turn thanks or agrees, and asks for nothing more."""
        return (
            QUESTION.search(text) is None and self._hears(self._content, text) and not self._hears(self._waiting, text)
        )

    def greets(self, text: str) -> bool:
        """Tell whether a turn begins with a greeting."""
        first = _ENDED.search(text, 1)
        # Most greet in the first sentence: it is not worth to read all the others.
        if first is not None and self._hears(self._greeting, text[: first.end()]):
            return True
        return any(span.start < _HEAD for span in self._spans(self._greeting, text))

    def takes_leave(self, text: str) -> bool:
        """Tell whether a turn says goodbye, by a wish or by the formula of a letter."""
        last = _ENDED.search(text, max(0, len(text) - _TAIL))
        if last is not None and self._hears(self._leave, text[last.end() :]):
            return True
        return self._hears(self._leave, text)

    def is_farewell(self, text: str) -> bool:
        """Tell whether a turn only takes leave: it says that nothing is done, and next to nothing else."""
        if len(text) > _FAREWELL_LETTERS:
            return False
        formulas = self._spans(self._leave, text)
        return bool(formulas) and _words_beside(text, formulas) <= _FAREWELL_WORDS and not self.is_done(text)

    def _hears(self, some: Matcher, text: str) -> bool:
        return bool(some.hits(self._read(text)))

    def _spans(self, some: Matcher, text: str) -> list[Span]:
        reading = self._read(text)
        return [reading.span(hit.first, hit.last) for hit in some.hits(reading)]

    def _read(self, text: str) -> Reading:
        known = self._recent.get(text)
        if known is None:
            known = self._matcher.read(text)
            self._recent.set(text, known)
        return known


def _words_beside(text: str, spans: Sequence[Span]) -> int:
    """Count the words of a text that some stretches leave."""
    at, left = 0, []
    for span in sorted(spans):
        left.append(text[at : span.start])
        at = max(at, span.end)
    left.append(text[at:])
    return sum(_WORD.search(word) is not None for word in " ".join(left).split())
