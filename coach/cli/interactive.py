"""`coach reframe --interactive`: sentence by sentence, the adviser chooses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coach.cli.editor import EditorError
from coach.model import LEFT_TO_ADVISER, Finding, Reframed, Rewrite, Severity, Span
from coach.render import reframe_wording as words
from coach.render.reframe_view import ReframeView, reach, rewritten

if TYPE_CHECKING:
    from coach.cli.console import Console

_SKIP = ("p", "passer")
_BACK = ("r", "revenir")
_QUIT = ("q", "quitter")
_EDIT = re.compile(r"(?:e|editer|éditer|modifier) ?([0-9]{0,3})")
_HELP = ("?", "h", "aide")


@dataclass(slots=True)
class Dialogue:
    """Asks about each passage, in order; what has been chosen stays, whatever ends the dialogue."""

    reframed: Reframed
    console: Console
    view: ReframeView
    # A sentence to the editor and back; raises EditorError.
    edit: Callable[[str], str]
    # What is at fault in a whole draft.
    faults: Callable[[str], Iterable[Finding]]
    choices: list[Rewrite | None] = field(init=False)
    _at: int = 0

    def __post_init__(self) -> None:
        self.choices = [None] * len(self.reframed.passages)

    def run(self) -> Sequence[Rewrite | None]:
        """Return one choice a passage; None leaves the sentence as it stands."""
        try:
            self.console.say(self.view.introduction())
            while self._at < len(self.choices):
                self.console.say(self.view.question(self._at, self.choices[self._at]))
                if not self._answered():
                    self.console.say(self.view.say(words.STOPPED))
                    break
        except KeyboardInterrupt:
            self._say_stopped()
        except OSError:
            # The terminal has gone away: as the end of the answers.
            return self.choices
        with suppress(OSError):
            self.console.say("\n")
        return self.choices

    def _say_stopped(self) -> None:
        with suppress(OSError, KeyboardInterrupt):
            self.console.say("\n" + self.view.say(words.STOPPED))

    def _answered(self) -> bool:
        """Ask until an answer moves the dialogue to another passage; False ends it."""
        before = self._at
        while self._at == before:
            answer = self.console.ask(self.view.prompt(self._at))
            if answer is None or answer.lower() in _QUIT:
                return False
            self._take(answer.lower())
        return True

    def _take(self, answer: str) -> None:
        rewrites = self.reframed.passages[self._at].rewrites
        number = _number(answer or "1")
        if 1 <= number <= len(rewrites):
            self._choose(rewrites[number - 1])
        elif answer in _SKIP:
            self._choose(None)
        elif answer in _BACK and self._at:
            self._at -= 1
        elif (asked := _EDIT.fullmatch(answer)) and (number := _number(asked[1] or "1")) <= len(rewrites):
            self._edit(number)
        else:
            said = words.FIRST if answer in _BACK else words.HELP if answer in _HELP else None
            self._say(said or words.not_understood(len(rewrites)))

    def _choose(self, choice: Rewrite | None) -> None:
        self.choices[self._at] = choice
        self._at += 1

    def _edit(self, number: int) -> None:
        """Take what the adviser makes of a rewriting, or of the sentence itself for 0."""
        text, passage = self.reframed.text, self.reframed.passages[self._at]
        span, sentence = passage.span, passage.text
        rewrite = passage.rewrites[number - 1]
        # To take a sentence out, or to ask for it, leaves nothing to edit but the sentence.
        if number and rewrite.text and rewrite.kind != LEFT_TO_ADVISER:
            span, sentence = reach(passage, rewrite), rewritten(text, passage, rewrite)
        try:
            edited = self.edit(sentence)
        except EditorError as error:
            self._say(f"{str(error)[:1].upper()}{str(error)[1:]}.")
            return
        edited = edited.replace("\n", "\r\n") if "\r\n" in text else edited
        if edited == passage.text:
            self._choose(None)
            return
        self.choices[self._at] = Rewrite(span, edited, "phrase", "", words.OWN)
        if still := self._still_at_fault(span, edited):
            self.console.say(self.view.still(still))
        self._at += 1

    def _still_at_fault(self, span: Span, edited: str) -> list[Finding]:
        """Return what is still to be rephrased in the adviser's sentence, read where it stands."""
        draft = self.reframed.written(self.choices)
        before = replace(self.reframed, text=self.reframed.text[: span.start])
        start = len(before.written(self.choices[: self._at]))
        place = Span(start, start + len(edited))
        return [
            replace(each, reframings=())
            for each in self.faults(draft)
            if each.severity >= Severity.A_REPRENDRE and each.span.meets(place)
        ]

    def _say(self, sentence: str) -> None:
        self.console.say(self.view.say(sentence))


def _number(answer: str) -> int:
    """Return the number that an answer is, or -1."""
    return int(answer) if answer.isascii() and answer.isdigit() and len(answer) <= 3 else -1
