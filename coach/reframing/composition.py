"""Putting a sentence together again: the clauses that stay, those that replace others, each a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from coach.french.conjugation import FormTable
from coach.french.normal import word_list
from coach.reframing.blind import is_filler
from coach.reframing.clauses import Clause, Role
from coach.reframing.cut_sentence import CutSentence, RefusedError
from coach.reframing.groups import is_group
from coach.reframing.morphology import capitalised, lowered
from coach.reframing.options import Option, without_point
from coach.reframing.words import COURTESIES, PREPOSITIONS, words_of

# The same blank twice in a sentence: something is offered twice.
_BLANK = re.compile(r"\[[^\[\]]+\]")
# What the clause is about, put in front of it: « le pull, … » becomes « pour le pull, … ».
_TOPIC_OPENERS = word_list("le la l' les ce cet cette ces mon ma mes ton ta tes notre nos votre vos")
_TOPIC_WORDS = word_list("quant ceci cela concernant")
# What a reason must not open: « à cause des travaux, j’aurais aimé vous livrer ».
_REGRET = re.compile(r"(?:j’aurais|nous aurions) aimé ", re.IGNORECASE)
# « C’est. »: a subject and a verb whose matter is gone.
_EMPTY_SUBJECTS = word_list("c' ce")
_EMPTY = 3
_OPENING = (Role.ADDRESS, Role.BECAUSE, Role.FRAGMENT, Role.DEPENDENT)

# What the sentence that follows says better.
_SORRY = word_list("pardon désolé désolée navré navrée")
_GREETINGS = word_list("bonjour bonsoir bjr bsr hello salut coucou cher chère chers chères")


class Composition(CutSentence):
    """One sentence being put together, with one option for each of its faults."""

    def __init__(self, sentence: str, clauses: Sequence[Clause], options: Sequence[Option], forms: FormTable) -> None:
        super().__init__(sentence, clauses, options, forms)
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
                self._keep(numbers)
        if any(
            words_of(said)[0].form in _EMPTY_SUBJECTS and len(words_of(said)) <= _EMPTY for said in self._done if said
        ):
            raise RefusedError
        text = " ".join(self._done)
        blanks = _BLANK.findall(text)
        if len(set(blanks)) < len(blanks):
            raise RefusedError
        # A name alone goes with all that was said to it; a greeting stays.
        opening = ", ".join(words for words, _ in self._opening)
        if opening and not self._done and words_of(opening)[0].form in _GREETINGS:
            return f"{opening}."
        if self._opening and (self._done or any(role is not Role.ADDRESS for _, role in self._opening)):
            raise RefusedError
        return text

    def _add(self, option: Option) -> None:
        self._last = option
        if _REGRET.search(option.text) and any(role is Role.BECAUSE for _, role in self._opening):
            raise RefusedError
        if not option.text or any(option.text.lower() in said.lower() for said in self._done):
            return
        # « Je vous présente mes excuses », then the same with its cause: said once, the longer.
        self._done = [said for said in self._done if not option.text.startswith(said.rstrip("."))]
        self._done.append(self._opened([text for text, _ in self._opening], option.text))
        # A reason that comes behind is said first: what opens the sentence then opens the reason.
        self._opened_by, self._opening = self._opening, []

    def _opened(self, opening: list[str], text: str) -> str:
        if any(words_of(each)[0].form in ("pour", "quant", "concernant") for each in opening):
            text = without_point(text)
        joined = ", ".join((*opening, lowered(text, self._forms))).replace(" :,", " :")
        return capitalised(joined if opening else text)

    def _keep(self, run: list[int]) -> None:
        follows = run[0] > 0
        if follows and self._last is not None:
            run = self._after_new(run)
        run = self._staying(run)
        roles = [self._clauses[number].role for number in run]
        if all(self._is_filler(number) for number in run) and (follows or set(roles) <= {Role.MAIN}):
            return
        if not any(role in (Role.MAIN, Role.REASON) for role in roles) and not self._ends_as_sentence(run):
            self._open_or_refuse(run)
            return
        first = self._clauses[run[0]]
        if self._hangs(run, roles):
            raise RefusedError
        start = first.words[first.lead].start if follows or first.role is Role.REASON else 0
        text = self._stretch(start, self._clauses[run[-1]].end)
        if not text.strip(" ,;:.…–—-") or (follows and any(text.lower() in said.lower() for said in self._done)):
            return
        if follows and first.role is Role.ADDRESS and len(run) > 1 and self._clauses[run[1]].lead:
            behind = self._clauses[run[1]]
            rest = self._stretch(behind.words[behind.lead].start, self._clauses[run[-1]].end)
            text = f"{text[: first.end - start]}, {rest}"
        if is_filler(text) and self._edited(start, self._clauses[run[-1]].end):
            return
        opens = follows or self._sentence[:1].isupper()
        if self._opening:
            text, self._opening = self._opened([words for words, _ in self._opening], text), []
        self._done.append((capitalised(text) if opens else text) + self._mark(run[-1]))
        self._last = None

    def _hangs(self, run: list[int], roles: list[Role]) -> bool:
        """Tell whether clauses that stay need one that is replaced: its subject, what they explain, their topic."""
        first = self._clauses[run[0]]
        if run[-1] + 1 in self._new and self._is_topic(run[-1]):
            return True
        if run[0] == 0:
            return False
        # « et ferons au mieux »: its subject stood in the clause that is replaced.
        # « cela ne servira à rien »: what it took up is gone.
        if self._last is not None and not self._last.text and first.words[first.lead].form in ("cela", "ça", "ceci"):
            return True
        # « C'est écrit, en français et en anglais, donc… »: the complement of what is gone.
        if first.role is Role.FRAGMENT and first.words[first.lead].form in PREPOSITIONS and Role.MAIN in roles:
            return True
        bare = bool(first.lead) and self._last is not None and first.words[first.lead].form.endswith(("ons", "ez"))
        return bare or (first.role is Role.DEPENDENT and Role.MAIN not in roles)

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
                if clause.role is Role.BECAUSE and _REGRET.search(self._last.text) and ";" not in self._last.text:
                    raise RefusedError
                self._done[-1] = f"{self._done[-1][:-1]}, {reason}."
            elif clause.role is Role.REASON:
                self._done.insert(len(self._done) - said, self._reason_first(body, said=said))
            elif said and self._last is not None and not _REGRET.search(self._last.text):
                greeting = [text for text, role in self._opened_by if role is Role.ADDRESS]
                others = [text for text, role in self._opened_by if role is not Role.ADDRESS]
                self._done[-1] = self._opened([*greeting, body, *others], self._last.text)
            else:
                raise RefusedError
            run = run[end:]
        while run and self._clauses[run[0]].role is Role.ADDRESS and self._says_something():
            # A name behind the fault stays behind what replaces it: « …, Madame Roy. »
            clause = self._clauses[run[0]]
            if not all(each.form in _SORRY for each in clause.words):
                self._done[-1] = f"{self._done[-1][:-1]}, {self._stretch(clause.start, clause.end)}."
            run = run[1:]
        return run

    def _says_something(self) -> bool:
        return self._last is not None and bool(self._last.text) and bool(self._done) and self._done[-1].endswith(".")

    def _reason_first(self, body: str, *, said: bool) -> str:
        """Return a reason as the sentence before what is now offered; a greeting moves in front of it."""
        if not said or self._last is None:
            return capitalised(body) + "."
        greeting = [text for text, role in self._opened_by if role is Role.ADDRESS]
        self._opened_by = [each for each in self._opened_by if each[1] is not Role.ADDRESS]
        self._done[-1] = self._opened([text for text, _ in self._opened_by], self._last.text)
        return self._opened(greeting, body) + "."

    def _open_or_refuse(self, run: list[int]) -> None:
        """Keep what cannot stand alone for the sentence that follows; a name called at the end stays there."""
        addresses = all(self._clauses[n].role is Role.ADDRESS or self._is_filler(n) for n in run)
        if addresses and run[0] > 0 and run[-1] == len(self._clauses) - 1:
            if self._done and self._last is not None and self._last.text and self._done[-1].endswith("."):
                self._call(run)
            return
        following = self._new.get(run[-1] + 1)
        if following is None or not all(self._may_open(number) for number in run):
            raise RefusedError
        if not following.text:
            greets = self._clauses[run[0]].words[0].form in _GREETINGS
            if not greets and all(self._is_filler(number) for number in run):
                return
            if any(self._clauses[number].role is not Role.ADDRESS for number in run):
                raise RefusedError
        self._open(run)

    def _may_open(self, number: int) -> bool:
        """Tell whether a clause may stand in front of a sentence that is not the one it was written for."""
        clause = self._clauses[number]
        if clause.role is Role.DEPENDENT:
            return clause.words[0].form not in ("que", "qu'")
        if clause.role is Role.FRAGMENT and not self._is_filler(number):
            called = words_of(self._stretch(clause.start, clause.end))
            names = all(each.text[:1].isupper() or each.form in COURTESIES for each in called if each.is_word)
            return names or self._topic(clause)[0].form in _TOPIC_OPENERS | PREPOSITIONS | _TOPIC_WORDS
        return clause.role in _OPENING

    def _open(self, run: list[int]) -> None:
        """Keep clauses for the sentence that follows: what it is about is said with « pour »."""
        for number in run:
            clause = self._clauses[number]
            alone = all(role is Role.ADDRESS for _, role in self._opening)
            words = self._topic(clause)
            topic = alone and clause.role is Role.FRAGMENT and words[0].form in _TOPIC_OPENERS
            text = self._stretch(words[0].start if topic else clause.start, clause.end)
            if topic and text and not is_group(text, self._forms):
                raise RefusedError
            if topic and text:
                text = f"{'pour' if number else 'Pour'} {lowered(text, self._forms)}"
            called = words[0].form in COURTESIES or not self._is_filler(number)
            greets = clause.role is Role.ADDRESS and words[0].form not in _SORRY and called
            if text and (greets or not self._is_filler(number)):
                mark = self._mark_after(number)
                if clause.role is Role.FRAGMENT and mark.startswith(("…", "..")):
                    raise RefusedError
                self._opening.append((f"{text} :" if mark == ":" else text, clause.role))

    def _call(self, run: list[int]) -> None:
        """Say the name that was called behind a clause that is replaced."""
        texts = [self._stretch(self._clauses[n].start, self._clauses[n].end) for n in run]
        texts = [text for text in texts if text and words_of(text)[0].form not in _SORRY]
        name = ", ".join(text for text in texts if len(texts) == 1 or not is_filler(text))
        if not name:
            return
        said = self._done[-1]
        if ":" in said:
            self._done[-1] = f"{capitalised(name)}, {lowered(said, self._forms)}"
        else:
            self._done[-1] = f"{said[:-1]}, {name}."


__all__ = ["Composition", "RefusedError"]
