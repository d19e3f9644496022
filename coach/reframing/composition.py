"""Putting a sentence together again: the clauses that stay, those that replace others, each a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from coach.french.conjugation import FormTable
from coach.reframing.clauses import Clause, Role
from coach.reframing.morphology import capitalised, joined, lowered
from coach.reframing.options import Option, is_filler
from coach.reframing.words import DETERMINERS

_TIDY = (
    (re.compile(r"\s+(?=[,.])"), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r",(?=\s*(?:[:;…]|\.\.\.))"), ""),
    (re.compile(r"^[\s,;:…–—-]+"), ""),
    (re.compile(r"[\s,;:…–—-]+$"), ""),
    (re.compile(r"’ (?=\w)"), "’"),
    (re.compile(r"  +"), " "),
)
_OPENING = (Role.ADDRESS, Role.BECAUSE, Role.FRAGMENT, Role.DEPENDENT)


class RefusedError(Exception):
    """What is left of the sentence would not be French, or something of it would be lost."""


class Composition:
    """One sentence being put together, with one option for each of its faults."""

    def __init__(self, sentence: str, clauses: Sequence[Clause], options: Sequence[Option], forms: FormTable) -> None:
        self._sentence = sentence
        self._clauses = clauses
        self._forms = forms
        self._edits = sorted({(o.edit.start, o.edit.end, o.text) for o in options if o.edit is not None})
        self._cuts = {option.last for option in options if option.cut}
        self._new: dict[int, Option] = {}
        for option in options:
            if option.edit is None and not option.cut:
                self._new.update(dict.fromkeys(range(option.first, option.last), option))
        self._done: list[str] = []
        # Words that open the next sentence: « Madame Roy, », « le délai étant dépassé, ».
        self._opening: list[tuple[str, Role]] = []
        self._opened_by: list[tuple[str, Role]] = []
        self._last: Option | None = None

    def text(self) -> str:
        """Return the sentence; raise RefusedError when it cannot be put together."""
        for option, group in groupby(range(len(self._clauses)), self._new.get):
            numbers = list(group)
            if option is not None:
                self._add(option)
            else:
                for run in self._runs(numbers):
                    self._keep(run)
        if self._opening and (self._done or any(role is not Role.ADDRESS for _, role in self._opening)):
            raise RefusedError
        return " ".join(self._done)

    def _runs(self, numbers: list[int]) -> list[list[int]]:
        """Return the clauses that stay, apart where the sentence is to be cut."""
        runs: list[list[int]] = [[]]
        for number in numbers:
            if number in self._cuts and runs[-1]:
                runs.append([])
            runs[-1].append(number)
        return runs

    def _add(self, option: Option) -> None:
        self._last = option
        if not option.text or option.text in self._done:
            return
        self._done.append(self._opened([text for text, _ in self._opening], option.text))
        # A reason that comes behind is said first: what opens the sentence then opens the reason.
        self._opened_by, self._opening = self._opening, []

    def _opened(self, opening: list[str], text: str) -> str:
        return capitalised(", ".join((*opening, lowered(text, self._forms))) if opening else text)

    def _keep(self, run: list[int]) -> None:
        follows = run[0] > 0
        if follows and self._last is not None:
            run = self._after_new(run)
        run = self._staying(run)
        roles = [self._clauses[number].role for number in run]
        if all(self._is_filler(number) for number in run) and (follows or set(roles) <= {Role.MAIN}):
            return
        if not any(role in (Role.MAIN, Role.REASON) for role in roles):
            if not self._addressed(run):
                self._open_or_refuse(run)
            return
        first = self._clauses[run[0]]
        if run[-1] + 1 in self._new and self._is_topic(run[-1]):
            raise RefusedError
        if first.role is Role.DEPENDENT and follows and Role.MAIN not in roles:
            raise RefusedError
        start = first.words[first.lead].start if follows or first.role is Role.REASON or run[0] else 0
        text = self._stretch(start, self._clauses[run[-1]].end)
        if is_filler(text) and self._edited(start, self._clauses[run[-1]].end):
            return
        if follows and roles[0] is Role.ADDRESS and len(run) > 1:
            name, rest = self._clauses[run[0]], self._clauses[run[1]]
            body = lowered(self._stretch(rest.start, self._clauses[run[-1]].end), self._forms)
            text = f"{self._stretch(name.start, name.end)}, {body}"
        ends = all(self._gone(number) for number in range(run[-1] + 1, len(self._clauses)))
        mark = (self._sentence[self._clauses[-1].end :].rstrip() if ends else "") or "."
        mark = mark if mark.strip()[0] in ".!?…" else "." if not ends else f" {mark.strip()}"
        if self._opening:
            text, self._opening = self._opened([words for words, _ in self._opening], text), []
        self._done.append(capitalised(text) + mark if follows or self._edited(0, start + 1) else text + mark)
        self._last = None

    def _staying(self, run: list[int]) -> list[int]:
        """Return the clauses of a run that say something: not those taken away, nor « ça, » left at its head."""
        follows = bool(run) and run[0] > 0
        run = [number for number in run if not self._gone(number)]
        while follows and len(run) > 1 and self._is_filler(run[0]) and self._clauses[run[0]].role is Role.FRAGMENT:
            run = run[1:]
        return run

    def _after_new(self, run: list[int]) -> list[int]:
        """Place the reason of a clause that was replaced: after it, or in front of what is now offered."""
        while run and self._clauses[run[0]].role in (Role.BECAUSE, Role.REASON):
            end = 1
            while end < len(run) and self._clauses[run[end]].role in (Role.DEPENDENT, Role.FRAGMENT):
                end += 1
            clause = self._clauses[run[0]]
            reason = self._stretch(clause.start, self._clauses[run[end - 1]].end)
            body = self._stretch(clause.words[clause.lead].start, self._clauses[run[end - 1]].end)
            said = self._last is not None and bool(self._last.text) and bool(self._done)
            if said and self._last is not None and self._last.kind == "fait" and self._done[-1].endswith("."):
                self._done[-1] = f"{self._done[-1][:-1]}, {reason}."
            elif clause.role is Role.REASON:
                self._done.insert(len(self._done) - said, self._reason_first(body, said=said))
            elif said:
                self._done[-1] = f"{capitalised(body)}, {lowered(self._done[-1], self._forms)}"
            else:
                raise RefusedError
            run = run[end:]
        return run

    def _reason_first(self, body: str, *, said: bool) -> str:
        """Return a reason as the sentence before what is now offered; a greeting moves in front of it."""
        if not said or self._last is None:
            return capitalised(body) + "."
        greeting = [text for text, role in self._opened_by if role is Role.ADDRESS]
        self._opened_by = [each for each in self._opened_by if each[1] is not Role.ADDRESS]
        self._done[-1] = self._opened([text for text, _ in self._opened_by], self._last.text)
        return self._opened(greeting, body) + "."

    def _addressed(self, run: list[int]) -> bool:
        """Move a name that closes the sentence behind what now stands there; with nothing there, it goes too."""
        if any(self._clauses[number].role is not Role.ADDRESS for number in run) or self._last is None:
            return False
        if run[-1] != len(self._clauses) - 1:
            return False
        if not self._done:
            return not self._last.text
        last = self._done[-1]
        if last[-1] not in ".?":
            return False
        name = self._stretch(self._clauses[run[0]].start, self._clauses[run[-1]].end)
        self._done[-1] = f"{last[:-1].rstrip()}, {name}{' ?' if last[-1] == '?' else '.'}"
        return True

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

    def _open_or_refuse(self, run: list[int]) -> None:
        """Keep what cannot stand alone for the sentence that follows."""
        following = self._new.get(run[-1] + 1)
        if following is None or any(self._clauses[number].role not in _OPENING for number in run):
            raise RefusedError
        if any(self._clauses[number].role is Role.DEPENDENT for number in run) and not following.text:
            raise RefusedError
        if following.text and any(self._is_topic(number) for number in run):
            raise RefusedError
        if not following.text:
            if all(self._is_filler(number) for number in run):
                return
            if any(self._clauses[number].role is not Role.ADDRESS for number in run):
                raise RefusedError
        for number in run:
            text = self._stretch(self._clauses[number].start, self._clauses[number].end)
            if text and (number == 0 or not self._is_filler(number)):
                self._opening.append((text, self._clauses[number].role))

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
                done = last
        out += self._sentence[done:end]
        for pattern, replacement in _TIDY:
            out = pattern.sub(replacement, out)
        return out
