"""Rewriting a draft: each sentence at fault, then the whole read again until nothing in it hurts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from coach.checks.draft import Draft
from coach.french.conjugation import FormTable
from coach.model import Finding, Reframed, Rewrite, Severity, Span
from coach.phrasebook.book import CompiledRules
from coach.reframing.facts import kept
from coach.reframing.leftover import leftover
from coach.reframing.removal import removed
from coach.reframing.rules import RuleBook
from coach.reframing.sentence import Candidate, candidates
from coach.reframing.template import Context
from coach.reframing.voice import voice
from coach.reframing.words import words_of
from coach.reframing.work import Place, Work, Written

TO_COMPLETE = "a-completer"
# Signals that tell what a draft says already, by kind of rewriting: a sentence at fault need not say it again.
_SAID = {
    "offre": ("issue", "engagement-date", "demarche"),
    "excuse": ("reconnaissance",),
    "raison": ("raison",),
}
# Of what acknowledges the customer's trouble, the apologies.
_EXCUSES = "reconnaissance.excuses"
# Each round reads the whole draft: what still hurts after these is left to the adviser, visibly.
_ROUNDS = 16
_TRIED = 10
# How many other ways to say it are looked for, when they are asked for.
_MORE = 3

Check = Callable[[str], Sequence[Finding]]


class Reframer:
    """Rewrites drafts by the rules of the phrasebook folders."""

    def __init__(self, rules: CompiledRules) -> None:
        self._book = RuleBook(rules)
        self._rules = rules
        self._forms = FormTable(rules["forms"])

    def reframe(
        self,
        draft: Draft,
        findings: Sequence[Finding],
        check: Check,
        known: Mapping[int, Mapping[str, str]],
        *,
        several: bool = False,
    ) -> Reframed:
        """Return the rewritings of a draft: one a sentence, and some `several` others of other kinds when asked.

        `known` is what the margins fill, by sentence; `check` reads a text.
        """
        work = Work(draft, words_of(draft.text), known)
        # A « non » comes last: it may go when another sentence says the refusal.
        for number, group in sorted(_by_sentence(work, findings).items(), key=lambda each: _only_no(each[1])):
            self._place(work, number, group)
        for _ in range(_ROUNDS if work.places else 0):
            written = work.written()
            if not self._mend(work, written, [one for one in check(written.text) if hurts(one)]):
                break
        else:
            for place in work.places.values():
                place.at = len(place.rewrites) - 1
        for place in work.places.values():
            place.rewrites = [
                place.rewrite,
                *(_others(work, place, check) if several else place.rewrites[place.at + 1 :]),
            ]
            place.at = 0
        return Reframed(draft.text, work.passages())

    def _mend(self, work: Work, written: Written, found: Sequence[Finding]) -> bool:
        """Try the next rewriting where something still hurts, or nothing is left; tell whether anything was tried."""
        changed = False
        again: set[int] = set()
        shown: set[int] = set()
        for finding in found:
            number = written.rewritten(finding.span)
            if number is not None:
                (shown if self._shown(work, number, finding, written.text) else again).add(number)
                continue
            start = work.origin(written, finding.span.start)
            sentence = work.sentence_at(start)
            if sentence is not None and sentence not in work.places:
                span = Span(start, start + finding.span.end - finding.span.start)
                self._place(work, sentence, [replace(finding, span=span)])
                changed = True
        if not found and (last := work.silent()) is not None:
            again.add(last)
        for number in sorted(again - shown):
            changed = work.places[number].next() or changed
        return changed or bool(shown)

    def _shown(self, work: Work, number: int, finding: Finding, text: str) -> bool:
        """Rewrite a sentence again with a fault that its rewriting brought to light; tell whether there was one."""
        place = work.places[number]
        hidden = _hidden(work, place, finding, text)
        if hidden is None:
            return False
        others = place.rewrites[place.at + 1 :]
        self._place(work, number, [*place.findings, hidden])
        work.places[number].rewrites[-1:] = others or work.places[number].rewrites[-1:]
        return True

    def _place(self, work: Work, number: int, findings: Sequence[Finding]) -> None:
        """Take a sentence in hand, with what may stand in its place."""
        draft = work.draft
        span = draft.reading.span(*draft.reading.sentences[number])
        sentence = draft.text[span.start : span.end]
        context = Context(
            forms=self._forms,
            formulas=self._rules["formulas"],
            nouns=self._rules["nouns"],
            voice=voice(work.words, words_of(sentence)),
            known=work.known.get(number, {}),
        )
        said = frozenset(kind for kind in _SAID if _says(work, number, kind))
        # What is taken away must hold no name that the draft does not say elsewhere; and something must be left.
        elsewhere = draft.text[: span.start] + " " + draft.text[span.end :]
        may_go = len(draft.reading.sentences) > 1 and kept(sentence, elsewhere)
        found = [
            _rewrite(draft.text, span, _limited(each, context))
            for each in islice(candidates(sentence, findings, span.start, self._book, context, said=said), _TRIED)
            if (each.text or may_go) and _keeps_quotes(draft, span, each)
        ]
        found.append(_rewrite(draft.text, span, leftover(sentence, findings)))
        work.places[number] = Place(span, tuple(findings), found)


def hurts(finding: Finding) -> bool:
    """Tell whether a finding calls for a rewriting; a blank left to fill is for the adviser."""
    return finding.severity >= Severity.A_REPRENDRE and finding.category != TO_COMPLETE


def _by_sentence(work: Work, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        if hurts(finding) and (number := work.sentence_at(finding.span.start)) is not None:
            found.setdefault(number, []).append(finding)
    return found


def _others(work: Work, place: Place, check: Check) -> list[Rewrite]:
    """Return rewritings of other kinds than the one that stands, each read in the draft like it."""
    found: list[Rewrite] = []
    stands = place.at
    for at in range(stands + 1, len(place.rewrites) - 1):
        place.at = at
        if place.rewrite.kind in {place.rewrites[stands].kind, *(one.kind for one in found)} or len(found) == _MORE:
            continue
        written = work.written()
        if not any(hurts(one) and written.rewritten(one.span) is not None for one in check(written.text)):
            found.append(place.rewrite)
    place.at = stands
    return found


def _only_no(findings: Sequence[Finding]) -> bool:
    return all(finding.category == "non-sec" for finding in findings)


def _says(work: Work, number: int, kind: str) -> bool:
    """Tell whether the draft says something outside the sentences at fault, or a rewriting before this one does."""
    said = any(
        hit.sentence != number and hit.sentence not in work.places
        for name in _SAID[kind]
        for hit in work.draft.signals.get(name, ())
        if kind != "excuse" or hit.entry["id"] == _EXCUSES
    )
    return said or any(place.rewrite.kind == kind for place in work.places.values())


def _hidden(work: Work, place: Place, finding: Finding, text: str) -> Finding | None:
    """Return a fault that only shows once its sentence is cut from what stood before it, where it is in the draft."""
    words = text[finding.span.start : finding.span.end]
    at = work.draft.text.lower().find(words.lower(), place.span.start, place.span.end)
    if at < 0 or any(known.category == finding.category for known in place.findings):
        return None
    return replace(finding, span=Span(at, at + len(words)))


def _keeps_quotes(draft: Draft, span: Span, candidate: Candidate) -> bool:
    """Tell whether what is quoted inside a sentence stands in its rewriting."""
    quoted = [draft.text[one.span.start : one.span.end] for one in draft.skipped if one.span.meets(span)]
    return all(words in candidate.text for words in quoted)


def _limited(candidate: Candidate, context: Context) -> Candidate:
    """Return a rewriting whose note tells the limit of what it offers, or what could be offered."""
    limit, offer, ideas = (context.known.get(name) for name in ("limite", "offre", "idees"))
    if limit and offer and offer in candidate.text:
        return replace(candidate, note=f"{candidate.note} Dans la limite de vos marges : {limit}.")
    if ideas and candidate.kind == "offre":
        return replace(candidate, note=f"{candidate.note} À proposer si vos marges le permettent : {ideas}.")
    return candidate


def _rewrite(text: str, span: Span, candidate: Candidate) -> Rewrite:
    if not candidate.text:
        span = removed(text, span)
    return Rewrite(span, candidate.text, candidate.scope, candidate.kind, candidate.note)
