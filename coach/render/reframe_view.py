"""What `coach reframe` says beside the draft: what changes and why, what is left to do, and what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coach.findings import Places
from coach.model import Finding, Passage, Reframed, Report, Rewrite, Scores, Span
from coach.render import reframe_wording as words
from coach.render import wording
from coach.render.base import RenderOptions
from coach.render.terminal_advice import finding_view, shortened, title
from coach.render.terminal_draft import draft_view
from coach.render.terminal_screen import Screen
from coach.render.terminal_wrap import flow

WIDEST = 100
NARROWEST = 20
SENTENCE_CELLS = 400


def reach(passage: Passage, rewrite: Rewrite) -> Span:
    """Return the stretch that holds a sentence and what one of its rewritings replaces."""
    return Span(min(passage.span.start, rewrite.span.start), max(passage.span.end, rewrite.span.end))


def rewritten(text: str, passage: Passage, rewrite: Rewrite) -> str:
    """Return the sentence of a passage of `text` once it is rewritten."""
    span = reach(passage, rewrite)
    return text[span.start : rewrite.span.start] + rewrite.text + text[rewrite.span.end : span.end]


class ReframeView:
    """The sentences and lists around a rewriting, for a terminal of a width."""

    def __init__(self, reframed: Reframed, options: RenderOptions) -> None:
        self._reframed = reframed
        self._screen = Screen(unicode=options.unicode, color=options.color)
        self._width = min(max(options.width, NARROWEST), WIDEST)
        places = Places(reframed.text)
        self._lines = [places.of(passage.span.start)[0] for passage in reframed.passages]

    def changes(self, choices: Sequence[Rewrite | None], *, sentences: bool = True) -> str:
        """Return what the choices change: the line, the sentence before and after, and why."""
        screen, width = self._screen, self._width
        lines: list[str] = []
        said = ""
        for number, passage, choice in zip(self._lines, self._reframed.passages, choices, strict=True):
            if choice is None:
                continue
            lines = lines or title(screen, words.CHANGES, width)
            note = wording.tidy(choice.note)
            before = (wording.quote(self._short(passage.text)), "dim") if sentences else (note, "")
            lines += flow(screen, [(f"{words.line(number)} · ", "dim"), before], width, ("  ", ""), rest="    ")
            if sentences:
                lines += flow(screen, [self._after(passage, choice)], width, (f"    {screen.glyphs.arrow} ", "good"))
                # What has just been said is not said again.
                lines += flow(screen, [(note, "")], width, ("    ", "")) if note != said else []
                said = note
        return _text(lines)

    def closing(self, blanks: Iterable[Finding], left: Sequence[int]) -> str:
        """Return what is still to do: placeholders, passages that had better not be sent; or that all is well."""
        found = [(each.line, wording.tidy(each.text)) for each in blanks]
        said: list[tuple[str, str]] = []
        if left:
            said.append((words.left_as_it_is([self._lines[index] for index in left]), "bloquant"))
        if found:
            said.append((words.to_complete(found), "open"))
        if not said:
            said.append((words.READY if self._reframed.passages else words.UNCHANGED, "good"))
        return _text([line for each in said for line in flow(self._screen, [each], self._width)])

    def question(self, index: int, choice: Rewrite | None) -> str:
        """Return a sentence with its faults underlined, why, and what can be said instead."""
        screen, width = self._screen, self._width
        passage = self._reframed.passages[index]
        place = f"{words.progress(index, len(self._reframed.passages))} · {words.line(self._lines[index])}"
        lines = ["", *title(screen, place, width), "", *draft_view(screen, _alone(passage), width), ""]
        lines += self._faults(passage.findings, words.WHAT_HURTS)
        lines += ["", *title(screen, words.CHOICES, width)]
        for number, rewrite in enumerate(passage.rewrites, 1):
            heading = [
                (words.KINDS.get(rewrite.kind, rewrite.kind), "good"),
                (f" · {wording.tidy(rewrite.note)}", "dim"),
            ]
            lines += flow(screen, heading, width, (f"  {number} ", "title"))
            lines += flow(screen, [self._after(passage, rewrite)], width, ("    ", ""))
        if choice is not None:
            said = words.present_choice(passage.rewrites.index(choice) + 1 if choice in passage.rewrites else None)
            lines += ["", *flow(screen, [(said, "dim")], width)]
        return _text([*lines, ""])

    def introduction(self) -> str:
        """Return what is said before the first question."""
        return self.say(words.introduction(len(self._reframed.passages)))

    def prompt(self, index: int) -> str:
        """Return what asks for an answer, on a line of its own."""
        return self._screen.paint(words.prompt(len(self._reframed.passages[index].rewrites)), "title")

    def say(self, sentence: str) -> str:
        """Return a sentence as lines."""
        return _text(flow(self._screen, [(sentence, "")], self._width))

    def still(self, findings: Sequence[Finding]) -> str:
        """Return what is still at fault in a sentence of the adviser's own, which is taken all the same."""
        return _text(self._faults(findings, words.TAKEN))

    def _faults(self, findings: Sequence[Finding], heading: str) -> list[str]:
        lines = title(self._screen, heading, self._width)
        said: set[str] = set()
        for finding in findings:
            bare = replace(finding, reframings=())
            lines += finding_view(self._screen, bare, self._width, numbered=False, said=said)
        return lines

    def _after(self, passage: Passage, rewrite: Rewrite) -> tuple[str, str]:
        after = rewritten(self._reframed.text, passage, rewrite)
        return (wording.quote(self._short(after)), "good") if after.strip() else (words.REMOVED, "dim")

    def _short(self, text: str) -> str:
        return shortened(self._screen, text, SENTENCE_CELLS)


def _alone(passage: Passage) -> Report:
    """Return a sentence as a draft of one line, with its faults."""
    lines, start = passage.text, passage.span.start
    text = lines.replace("\r\n", "\n").replace("\r", "\n").replace("\n", " ")

    def moved(offset: int) -> int:
        return offset - start - lines.count("\r\n", 0, max(offset - start, 0))

    findings = tuple(
        replace(each, span=Span(moved(each.span.start), moved(each.span.end))) for each in passage.findings
    )
    return Report("", text, findings, (), (), (), Scores(0, 0))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
