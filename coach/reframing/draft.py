"""Rewriting a draft: each sentence at fault, then the whole read again until nothing in it hurts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from coach.checks.draft import Draft
from coach.french.conjugation import FormTable
from coach.model import Finding, Passage, Reframed, Rewrite, Severity, Span
from coach.phrasebook.book import CompiledRules
from coach.reframing.leftover import leftover
from coach.reframing.removal import removed
from coach.reframing.rules import RuleBook
from coach.reframing.sentence import Candidate, candidates
from coach.reframing.template import Context
from coach.reframing.voice import voice
from coach.reframing.words import Word, words_of

TO_COMPLETE = "a-completer"
# Signals that tell what a draft says already, by kind of rewriting: a sentence at fault elsewhere need not say it again.
_SAID = {
    "offre": ("issue", "engagement-date", "demarche"),
    "excuse": ("reconnaissance",),
    "raison": ("raison",),
}
# Each round reads the whole draft: what still hurts after these is left to the adviser, visibly.
_ROUNDS = 12
_TRIED = 8

# Of what acknowledges the customer's trouble, the apologies.
_EXCUSES = "reconnaissance.excuses"

Check = Callable[[str], Sequence[Finding]]


@dataclass(slots=True)
class _Place:
    """A sentence at fault: its rewritings that may do, and which of them is being tried."""

    span: Span
    findings: tuple[Finding, ...]
    rewrites: list[Rewrite]
    at: int = 0

    @property
    def rewrite(self) -> Rewrite:
        return self.rewrites[self.at]


@dataclass(slots=True)
class _Work:
    """A draft being rewritten."""

    draft: Draft
    words: Sequence[Word]
    known: Mapping[int, Mapping[str, str]]
    places: dict[int, _Place] = field(default_factory=dict)

    def chosen(self) -> list[_Place]:
        return [self.places[number] for number in sorted(self.places)]

    def written(self) -> tuple[str, list[tuple[int, int, int]]]:
        """Return the draft as rewritten so far, and where each rewriting stands in it, with its sentence."""
        parts: list[str] = []
        where: list[tuple[int, int, int]] = []
        done = length = 0
        for number in sorted(self.places):
            rewrite = self.places[number].rewrite
            parts += self.draft.text[done : rewrite.span.start], rewrite.text
            start = length + rewrite.span.start - done
            length = start + len(rewrite.text)
            where.append((start, length, number))
            done = rewrite.span.end
        return "".join((*parts, self.draft.text[done:])), where


class Reframer:
    """Rewrites drafts by the rules of the phrasebook folders."""

    def __init__(self, rules: CompiledRules) -> None:
        self._book = RuleBook(rules)
        self._rules = rules
        self._forms = FormTable(rules["forms"])

    def reframe(
        self, draft: Draft, findings: Sequence[Finding], check: Check, known: Mapping[int, Mapping[str, str]]
    ) -> Reframed:
        """Return the rewritings of a draft. `known` is what the margins fill, by sentence; `check` reads a text."""
        work = _Work(draft, words_of(draft.text), known)
        for number, group in _by_sentence(draft, findings).items():
            self._place(work, number, group)
        for _ in range(_ROUNDS if work.places else 0):
            text, where = work.written()
            if not self._mended(work, text, [one for one in check(text) if hurts(one)], where):
                break
        else:
            for place in work.places.values():
                place.at = len(place.rewrites) - 1
        return Reframed(draft.text, tuple(_passage(draft.text, place) for place in work.chosen()))

    def _mended(
        self, work: _Work, text: str, found: Sequence[Finding], where: list[tuple[int, int, int]]
    ) -> bool:
        """Try the next rewriting wherever something still hurts; tell whether anything did."""
        changed = False
        touched: set[int] = set()
        shift = 0
        moved: list[tuple[int, int]] = []  # where each rewriting ends, and how far the text behind it has moved
        for _start, end, number in where:
            rewrite = work.places[number].rewrite
            shift += len(rewrite.text) - (rewrite.span.end - rewrite.span.start)
            moved.append((end, shift))
        for finding in found:
            inside = next((n for a, b, n in where if a < finding.span.end and finding.span.start < b), None)
            if inside is None:
                at = bisect_right([end for end, _ in moved], finding.span.start) - 1
                start = finding.span.start - (moved[at][1] if at >= 0 else 0)
                sentence = _sentence_at(work.draft, start)
                if sentence is not None and sentence not in work.places:
                    self._place(work, sentence, [_moved(finding, finding.span.start - start)])
                    changed = True
            elif inside not in touched:
                touched.add(inside)
                place = work.places[inside]
                if hidden := _hidden(work.draft, place, finding, text):
                    others = place.rewrites[place.at + 1 :]
                    self._place(work, inside, [*place.findings, hidden])
                    work.places[inside].rewrites[-1:] = others
                    changed = True
                elif place.at + 1 < len(place.rewrites):
                    place.at += 1
                    changed = True
        return changed

    def _place(self, work: _Work, number: int, findings: Sequence[Finding]) -> None:
        """Note a sentence at fault with what may take its place."""
        draft = work.draft
        span = draft.reading.span(*draft.reading.sentences[number])
        sentence = draft.text[span.start : span.end]
        words = words_of(sentence)
        context = Context(
            forms=self._forms,
            formulas=self._rules["formulas"],
            nouns=self._rules["nouns"],
            voice=voice(work.words, words),
            known=work.known.get(number, {}),
        )
        said = frozenset(kind for kind in _SAID if self._says(work, number, kind))
        alone = len(draft.reading.sentences) == 1
        found = [
            _rewrite(draft.text, span, each)
            for each in islice(candidates(sentence, findings, span.start, self._book, context, said=said), _TRIED)
            if (each.text or not alone) and _keeps_quotes(draft, span, each)
        ]
        found.append(_rewrite(draft.text, span, leftover(sentence, findings)))
        work.places[number] = _Place(span, tuple(findings), found)

    def _says(self, work: _Work, number: int, kind: str) -> bool:
        """Tell whether the draft says something outside the sentences at fault, or a rewriting before this does."""
        draft = work.draft
        faulty = set(work.places)
        said = any(
            hit.sentence != number and hit.sentence not in faulty
            for name in _SAID[kind]
            for hit in draft.signals.get(name, ())
            if kind != "excuse" or hit.entry["id"] == _EXCUSES
        )
        return said or any(place.rewrite.kind == kind for place in work.places.values())


def hurts(finding: Finding) -> bool:
    """Tell whether a finding calls for a rewriting; a blank left to fill is for the adviser."""
    return finding.severity >= Severity.A_REPRENDRE and finding.category != TO_COMPLETE


def _hidden(draft: Draft, place: _Place, finding: Finding, text: str) -> Finding | None:
    """Return a fault that only shows once its sentence is cut from what stood before it, where it is in the draft."""
    words = text[finding.span.start : finding.span.end]
    at = draft.text.lower().find(words.lower(), place.span.start, place.span.end)
    if at < 0 or any(known.category == finding.category for known in place.findings):
        return None
    return replace(finding, span=Span(at, at + len(words)))


def _by_sentence(draft: Draft, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        if hurts(finding) and (number := _sentence_at(draft, finding.span.start)) is not None:
            found.setdefault(number, []).append(finding)
    return found


def _sentence_at(draft: Draft, at: int) -> int | None:
    sentences = draft.reading.sentences
    number = bisect_right(sentences, at, key=lambda sentence: draft.reading.span(*sentence).start) - 1
    return number if number >= 0 else None


def _moved(finding: Finding, back: int) -> Finding:
    return replace(finding, span=Span(finding.span.start - back, finding.span.end - back))


def _keeps_quotes(draft: Draft, span: Span, candidate: Candidate) -> bool:
    """Tell whether what is quoted inside a sentence stands in its rewriting."""
    quoted = [draft.text[one.span.start : one.span.end] for one in draft.skipped if one.span.meets(span)]
    return all(words in candidate.text for words in quoted)


def _rewrite(text: str, span: Span, candidate: Candidate) -> Rewrite:
    if not candidate.text:
        span = removed(text, span)
    return Rewrite(span, candidate.text, candidate.scope, candidate.kind, candidate.note)


def _passage(text: str, place: _Place) -> Passage:
    return Passage(
        place.span, text[place.span.start : place.span.end], place.findings, tuple(place.rewrites[place.at :])
    )
