"""Pairing of double quotation marks: guillemets, curly and straight ones, nested and left open."""

from __future__ import annotations

import re

from coach.french.emphasis import customer_announced

_NEWLINE = r"(?:\r\n|\r(?!\n)|\n)"
BLANK_LINE = re.compile(rf"{_NEWLINE}(?:[^\S\r\n]*{_NEWLINE})+")
_MARKS = re.compile(rf'[«»‹›“”„"]|<<|>>|{BLANK_LINE.pattern}')
_OPENS = {"«": "»", "‹": "›", "<<": ">>"}
_CLOSES = {closer: opener for opener, closer in _OPENS.items()}
_SPACES = " \t\u00a0\u202f"
# What an opening mark may follow and a closing one come before, white space aside.
_BEFORE_OPENER = frozenset("([{'’‘«“/:=—–-*_")
_AFTER_CLOSER = frozenset(".,;:!?…)]}»”’/—–-*_")
_INCHES_AHEAD = 200

Pair = tuple[int, int]


class Pairing:
    """One pass over the marks of a stretch of text, pairing openers with closers."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.pairs: list[Pair] = []
        self.guillemets: list[tuple[int, str]] = []
        self.waiting = dict.fromkeys(_OPENS, 0)
        self.others: list[int] = []
        self.paragraph = self.previous = self.reached = start
        self.last_open = -1
        self.extensible = False

    def run(self) -> list[Pair]:
        """Return the outermost pairs, in order."""
        for match in _MARKS.finditer(self.text, self.start, self.end):
            mark, at = match[0], match.start()
            if mark in _OPENS:
                self._open(mark, at)
            elif mark in _CLOSES:
                self._close(_CLOSES[mark], at, match.end())
            elif mark[0] in "\r\n":
                self._end_paragraph(at)
                self.previous, self.paragraph = self.paragraph, match.end()
            else:
                self._other(mark, at)
        self._end_paragraph(self.end)
        return self.pairs

    def _open(self, mark: str, at: int) -> None:
        adjacent = self.reached in (self.paragraph, self.previous)
        self.reached = self.paragraph
        if self.guillemets and adjacent and self._begins_line(at):
            self.extensible = True  # « at the head of each line or paragraph of one long quotation
            return
        self.guillemets.append((at, mark))
        self.waiting[mark] += 1
        self.last_open, self.extensible = at, False

    def _close(self, mark: str, at: int, end: int) -> None:
        self.last_open = -1
        if not self.waiting[mark]:
            # » at the head of each paragraph of one long quotation
            near = self.previous if self._begins_line(at) else self.paragraph
            if self.extensible and self.pairs and self.pairs[-1][1] >= near:
                self._add(self.pairs[-1][0], end)
            return
        start, kind = at, ""
        while kind != mark:
            start, kind = self.guillemets.pop()
            self.waiting[kind] -= 1
        while self.others and self.others[-1] > start:
            self.others.pop()
        self.extensible = self.extensible or self._begins_line(at)
        self._add(start, end)

    def _other(self, mark: str, at: int) -> None:
        before = self.text[at - 1] if at > self.start else " "
        after = self.text[at + 1] if at + 1 < self.end else " "
        opens = (before.isspace() or before in _BEFORE_OPENER) and not after.isspace() and after not in _AFTER_CLOSER
        closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSER)
        loose = before.isspace() and after.isspace() and not self.text[max(at - 2, 0) : max(at - 1, 0)].isdigit()
        if self.others and (closes or not (opens or mark in "“„")):
            if not (mark == '"' and before.isdigit() and self._is_inches(at)):
                self._add(self._pop_other(), at + 1)
        elif opens or mark in "“„" or (loose and mark == '"'):
            self.others.append(at)

    def _pop_other(self) -> int:
        start = self.others.pop()
        while self.guillemets and self.guillemets[-1][0] > start:
            self.waiting[self.guillemets.pop()[1]] -= 1
        return start

    def _is_inches(self, at: int) -> bool:
        """Tell whether the mark after a number is a unit: the next one closes the quotation."""
        following = self.text.find('"', at + 1, min(at + _INCHES_AHEAD, self.end))
        if following < 0 or BLANK_LINE.search(self.text, at, following):
            return False
        after = self.text[following + 1 : following + 2] or " "
        return not self.text[following - 1].isspace() and (after.isspace() or after in _AFTER_CLOSER)

    def _begins_line(self, at: int) -> bool:
        """Tell whether only a few spaces stand between the line's beginning and `at`."""
        before = self.text[max(at - 8, self.start) : at].rstrip(_SPACES)
        return before[-1] in "\r\n" if before else at - 8 < self.start

    def _end_paragraph(self, end: int) -> None:
        self.others.clear()
        opened = self.last_open
        self.last_open = -1
        if opened >= 0 and customer_announced(self.text, opened):
            self._add(opened, opened + len(self.text[opened:end].rstrip()))

    def _add(self, start: int, end: int) -> None:
        while self.pairs and self.pairs[-1][0] >= start:
            self.pairs.pop()
        if self.pairs and self.pairs[-1][1] > start:
            start = self.pairs.pop()[0]
        self.pairs.append((start, end))
