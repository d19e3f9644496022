"""Rewriting a draft: each sentence at fault, then the whole read again until nothing in it hurts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from coach.checks.draft import Draft
from coach.french.conjugation import FormTable
from coach.model import Finding, Reframed, Rewrite, Severity, Span
from coach.phrasebook.book import CompiledRules
from coach.reframing.channel import channel
from coach.reframing.contact import CONTACT, has_contact
from coach.reframing.leftover import leftover
from coach.reframing.removal import removed
from coach.reframing.rules import RuleBook
from coach.reframing.sentence import Candidate, candidates
from coach.reframing.sure import is_sure
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
_MOST_OF = 0.7
# No sentence of a reply is longer or has more faults: combining what may become of each would take for ever.
_MOST_FAULTS = 8
_LONGEST_SENTENCE = 2_000

# The opening of a refusal: twice in a draft is once too many.
_REGRET = re.compile(r"(?:j’aurais|nous aurions) aimé ", re.IGNORECASE)

Check = Callable[[str], Sequence[Finding]]


class Reframer:
    """Rewrites drafts by the rules of the phrasebook folders."""

    def __init__(self, rules: CompiledRules) -> None:
        self._book = RuleBook(rules)
        self._rules = rules
        self._forms = FormTable(rules["forms"])
        self._formulas: dict[str | None, dict[str, list[str]]] = {
            name: {**rules["formulas"], **own} for name, own in rules["channels"].items()
        }

    def forget(self) -> None:
        """Forget the spellings that were met."""
        self._book.forget()

    def reframe(
        self,
        draft: Draft,
        findings: Sequence[Finding],
        check: Check,
        known: Callable[[int], Mapping[str, str]],
        *,
        several: bool = False,
    ) -> Reframed:
        """Return the rewritings of a draft: one a sentence, and some `several` others of other kinds when asked.

        `known` says what the margins fill in a sentence; `check` reads a text.
        """
        words = words_of(draft.text)
        by = channel(draft.text, words, draft.skipped)
        work = Work(draft, words, known, _said(draft), has_contact(draft.text), by)
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
        others = _others(work, check) if several else {}
        for number, place in work.places.items():
            place.rewrites = [place.rewrite, *others.get(number, ())] if several else place.rewrites[place.at :]
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
        self._place(work, number, [*place.findings, hidden], fits=_edited if hidden.span == place.span else _known)
        work.places[number].rewrites[-1:] = others or work.places[number].rewrites[-1:]
        return True

    def _place(
        self, work: Work, number: int, findings: Sequence[Finding], *, fits: Callable[[Candidate], bool] | None = None
    ) -> None:
        """Take a sentence in hand, with what may stand in its place: the rewritings that `fits` takes, when given."""
        draft = work.draft
        span = draft.reading.span(*draft.reading.sentences[number])
        sentence = draft.text[span.start : span.end]
        near = work.near(number)
        for sentences in work.said.values():
            sentences.discard(number)
        context = Context(
            forms=self._forms,
            formulas=self._formulas.get(work.channel, self._rules["formulas"]),
            nouns=self._rules["nouns"],
            voice=voice(work.words, words_of(sentence)),
            known=work.known(number),
            reached=work.reached or any(CONTACT in one.text for one in near),
        )
        said = frozenset(kind for kind in _SAID if work.said[kind] or any(one.kind == kind for one in near))
        # What is taken away must hold no fact that the draft does not say elsewhere; and something must be left.
        may_go = len(draft.reading.sentences) > 1 and work.elsewhere(sentence)
        readable = len(findings) <= _MOST_FAULTS and len(sentence) <= _LONGEST_SENTENCE
        made = candidates(sentence, findings, span.start, self._book, context, said=said) if readable else ()
        found = [
            _rewrite(draft.text, span, _limited(each, context))
            for each in islice(made, _TRIED)
            if (each.text or may_go)
            and (fits is None or fits(each))
            and _keeps_quotes(draft, span, each)
            and is_sure(sentence, each.text, findings, blind=each.blind, wide=each.wide)
        ]
        others = [one.text for one in near]
        found = _once(draft.text, span, _varied(found, others), others, may_go=may_go)
        found.append(_rewrite(draft.text, span, leftover(sentence, findings)))
        work.places[number] = Place(span, tuple(findings), found)


def _once(text: str, span: Span, found: list[Rewrite], others: Sequence[str], *, may_go: bool) -> list[Rewrite]:
    """Return the rewritings that the draft does not have already; where all of them are said, the sentence may go."""
    said = [each.lower() for each in others]
    fresh = [one for one in found if not one.text or not any(one.text.rstrip(" .").lower() in each for each in said)]
    if len(fresh) < len(found) and may_go and not any(not one.text for one in fresh):
        fresh.insert(0, _rewrite(text, span, Candidate("", "retrait", "phrase", found[0].note)))
    return fresh


def _varied(found: list[Rewrite], others: Sequence[str]) -> list[Rewrite]:
    """Return the rewritings of a sentence, another wording of the first one before it when the draft has that already.

    « J’aurais aimé annuler le vol ; cela dépasse… » is then « Annuler le vol dépasse… ».
    """
    regrets = [_REGRET.search(each.text) for each in found[:1]]
    if not regrets or regrets[0] is None or not any(_REGRET.search(text) for text in others):
        return found
    words = found[0].text[regrets[0].end() :].split(" ;")[0].strip(" .").lower()
    other = next((each for each in found if not _REGRET.search(each.text) and words in each.text.lower()), None)
    return found if other is None else [other, *(each for each in found if each is not other)]


def hurts(finding: Finding) -> bool:
    """Tell whether a finding calls for a rewriting; a blank left to fill is for the adviser."""
    return finding.severity >= Severity.A_REPRENDRE and finding.category != TO_COMPLETE


def _by_sentence(work: Work, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        if hurts(finding) and (number := work.sentence_at(finding.span.start)) is not None:
            found.setdefault(number, []).append(finding)
    return found


def _others(work: Work, check: Check) -> dict[int, list[Rewrite]]:
    """Return rewritings of other kinds than those that stand, by sentence, read in the draft like them.

    All sentences take their next one at once: read one by one, a long draft would cost the square of its length.
    """
    stands = {number: place.at for number, place in work.places.items()}
    found: dict[int, list[Rewrite]] = {number: [] for number in stands}
    for step in range(1, _TRIED + 1):
        tried: set[int] = set()
        for number, place in work.places.items():
            at = stands[number] + step
            place.at = stands[number]
            kinds = {place.rewrite.kind, *(one.kind for one in found[number])}
            # The last one leaves the sentence to the adviser.
            if at < len(place.rewrites) - 1 and place.rewrites[at].kind not in kinds and len(found[number]) < _MORE:
                place.at = at
                tried.add(number)
        if tried:
            written = work.written()
            hurt = {written.rewritten(one.span) for one in check(written.text) if hurts(one)}
            for number in tried - hurt:
                found[number].append(work.places[number].rewrite)
    return found


def _only_no(findings: Sequence[Finding]) -> bool:
    return all(finding.category == "non-sec" for finding in findings)


def _said(draft: Draft) -> dict[str, set[int]]:
    """Return the sentences of a draft that offer, apologise or give a reason, by kind of rewriting."""
    return {
        kind: {
            hit.sentence
            for name in names
            for hit in draft.signals.get(name, ())
            if kind != "excuse" or hit.entry["id"] == _EXCUSES
        }
        for kind, names in _SAID.items()
    }


def _edited(candidate: Candidate) -> bool:
    """Tell a rewriting that only edits words."""
    return candidate.edited


def _known(candidate: Candidate) -> bool:
    """Tell a rewriting whose rules all look at the words of the sentence."""
    return not candidate.blind


def _hidden(work: Work, place: Place, finding: Finding, text: str) -> Finding | None:
    """Return a fault that only shows once its sentence is cut from what stood before it, where it is in the draft."""
    words = text[finding.span.start : finding.span.end]
    if any(known.category == finding.category for known in place.findings):
        return None
    at = work.draft.text.lower().find(words.lower(), place.span.start, place.span.end)
    if at >= 0:
        return replace(finding, span=Span(at, at + len(words)))
    # Read with some words edited, the sentence still hurts as a whole: it has more to edit.
    whole = place.rewrite.scope == "passage" and len(words) > _MOST_OF * len(place.rewrite.text)
    return replace(finding, span=place.span) if whole else None


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
