"""A sentence cut into clauses, some of them replaced and some of their words edited: what stays, and what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coach.french.conjugation import FINITE, FormTable
from coach.french.normal import word_list
from coach.reframing.blind import is_filler
from coach.reframing.clauses import Clause, Role, stands_alone
from coach.reframing.morphology import capitalised, joined
from coach.reframing.options import Option
from coach.reframing.tidying import tidied
from coach.reframing.words import DETERMINERS, INTERJECTIONS, PREPOSITIONS, SUBJECTS, Word, words_of

# Where a sentence is cut; « certes » announces what is cut off.
_CUT = "\x1f"
_OPENERS = INTERJECTIONS | word_list("alors oui mais donc et")
_SHORTEST_SENTENCE = 3
_TOLD = DETERMINERS | word_list("le la les lui leur y en")
_CONCEDING = re.compile(r"\bcertes\b,?\s*", re.IGNORECASE)


class RefusedError(Exception):
    """What is left of the sentence would not be French, or something of it would be lost."""


class CutSentence:
    """The clauses of a sentence with one option for each of its faults."""

    def __init__(self, sentence: str, clauses: Sequence[Clause], options: Sequence[Option], forms: FormTable) -> None:
        self._sentence = sentence
        self._clauses = clauses
        self._forms = forms
        self._edits = sorted(
            {(o.edit.start, o.edit.end, _CUT if o.cut else o.text) for o in options if o.edit is not None}
        )
        self._new: dict[int, Option] = {}
        for option in options:
            if option.edit is None and not option.cut:
                self._new.update(dict.fromkeys(range(option.first, option.last), option))

    def _edited(self, start: int, end: int) -> bool:
        """Tell whether words of a stretch were replaced."""
        return any(first < end and start < last for first, last, _ in self._edits)

    def _gone(self, number: int) -> bool:
        """Tell whether a clause was taken away whole."""
        clause = self._clauses[number]
        option = self._new.get(number)
        if option is not None:
            return not option.text
        return any(first <= clause.start and clause.end <= last and not text for first, last, text in self._edits)

    @staticmethod
    def _topic(clause: Clause) -> tuple[Word, ...]:
        """Return the words of a clause behind those that only open it: « ah », « donc »."""
        words = clause.words[clause.lead :]
        while len(words) > 1 and words[0].form in _OPENERS:
            words = words[1:]
        return words

    def _mark_after(self, number: int) -> str:
        """Return the mark between a clause and the one that follows."""
        return self._sentence[self._clauses[number].end : self._clauses[number + 1].start].strip()

    def _is_topic(self, number: int) -> bool:
        """Tell what only its own sentence can take up: « un four qui fume, … », « que vous l'ignoriez, … »."""
        clause = self._clauses[number]
        first = clause.words[min(clause.lead, len(clause.words) - 1)].form
        bare = clause.role is Role.FRAGMENT and (first in DETERMINERS or len(clause.words) == 1)
        return bare or (clause.role is Role.DEPENDENT and first in ("que", "qu'"))

    def _is_filler(self, number: int) -> bool:
        clause = self._clauses[number]
        text = self._sentence[clause.start : clause.end]
        # The capital that opens the sentence makes no name of its word.
        return is_filler(text if clause.start else text[:1].lower() + text[1:])

    def _stretch(self, start: int, end: int) -> str:
        """Return some characters of the sentence, the edited words replaced."""
        out, done = "", start
        for first, last, text in self._edits:
            if start <= first and last <= end and first >= done:
                out = joined(out + self._sentence[done:first], text)
                if text[-1:].isalnum() and self._sentence[last : last + 1].isalnum():
                    # « il suffit d'être »: a space where the elided word stood.
                    out += " "
                done = last
        out += self._sentence[done:end]
        parts = [tidied(part) for part in out.split(_CUT)]
        if not all(self._is_sentence(part) for part in parts[1:]):
            raise RefusedError
        # « Pour le colis, par contre, … »: cut off, what it is about hangs in the air.
        topic = words_of(parts[0])
        if len(parts) > 1 and topic and topic[0].form in PREPOSITIONS and not self._is_sentence(parts[0]):
            raise RefusedError
        if len(parts) == 1:
            return parts[0]
        opening = _CONCEDING.sub("", parts[0])
        before = capitalised(opening) if parts[0][:1].isupper() else opening
        return ". ".join((before, *(capitalised(part) for part in parts[1:])))

    def _ends_as_sentence(self, run: list[int]) -> bool:
        """Tell whether what follows the last clause replaced is a sentence, its verb written like a noun (« part »)."""
        first = self._clauses[run[0]]
        body = self._stretch(first.words[first.lead].start, self._clauses[run[-1]].end)
        words = words_of(body)
        edited = any(first.start <= start < self._clauses[run[-1]].end for start, _, _ in self._edits)
        last = run[-1] == len(self._clauses) - 1 and (run[0] > 0 or edited)
        numbered = len(words) > 1 and words[1].text.isdigit()
        # What is told to do, behind words that went: « réfléchis, ⟨coupe le wifi⟩ ».
        gone = edited or (run[0] > 0 and self._gone(run[0] - 1))
        told = gone and len(words) > 1 and self._forms.is_a(words[0].text, FINITE) and words[1].form in _TOLD
        return last and first.role is Role.FRAGMENT and not numbered and (told or self._is_sentence(body))

    def _is_sentence(self, part: str) -> bool:
        """Tell whether what is cut off can be said alone; a verb may be written like an adjective (« ferme »)."""
        words = words_of(part)
        if stands_alone(words, self._forms):
            return True
        opens = len(words) > _SHORTEST_SENTENCE and words[0].form in SUBJECTS | DETERMINERS
        return opens and any(
            self._forms.is_a(each.text, FINITE) and before.form not in DETERMINERS | PREPOSITIONS
            for before, each in pairwise(words)
        )

    def _mark(self, last: int) -> str:
        """Return the mark that ends clauses which stay: the sentence's own when nothing that is said follows."""
        ends = all(self._gone(number) for number in range(last + 1, len(self._clauses)))
        tail = self._sentence[self._clauses[-1].end :].rstrip() if ends else ""
        mark = tail.lstrip() or "."
        return tail if tail.strip() and mark[0] in "!?" else mark if mark[0] in ".…" else f" {mark}"
