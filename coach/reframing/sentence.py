"""The rewritings of one sentence: all its faults together, once; the best first, each with its facts kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, product

from coach.model import Finding, Span
from coach.reframing.clauses import clauses
from coach.reframing.composition import Composition, RefusedError
from coach.reframing.facts import kept
from coach.reframing.options import Option, Options
from coach.reframing.rules import RuleBook
from coach.reframing.template import Context
from coach.reframing.words import words_of

# Of all the ways to combine what may become of each fault, the first ones: a sentence has one or two faults.
_MOST_COMBINATIONS = 40
_WIDEST = ("passage", "coupure", "proposition", "phrase")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence rewritten; `text` is empty when nothing of it needs to be said."""

    text: str
    kind: str
    scope: str
    note: str


def candidates(
    sentence: str, findings: Sequence[Finding], start: int, book: RuleBook, context: Context, *, offered: bool
) -> Iterator[Candidate]:
    """Yield the rewritings of a sentence that begins at `start` of the draft, the best first.

    `offered` tells that the draft offers something elsewhere: then the sentence need not.
    """
    found = clauses(words_of(sentence), context.forms)
    if not found:
        return
    options = Options(sentence, found, book, context)
    spans = [Span(finding.span.start - start, finding.span.end - start) for finding in findings]
    each = [_ranked(options.of(finding, span), offered=offered) for finding, span in zip(findings, spans, strict=True)]
    if not all(each):
        return
    seen: set[str] = set()
    for choice in islice(_combinations(each), _MOST_COMBINATIONS):
        agreed = _agreed(choice)
        if agreed is None:
            continue
        with suppress(RefusedError):
            text = Composition(sentence, found, agreed, context.forms).text()
            if text not in seen and text != sentence and kept(sentence, text):
                seen.add(text)
                yield _candidate(text, agreed)


def _combinations(each: Sequence[Sequence[Option]]) -> Iterator[tuple[Option, ...]]:
    """Yield one option a fault, those that change least from the best first."""
    ranked = sorted(
        islice(product(*(range(len(options)) for options in each)), _MOST_COMBINATIONS * 10),
        key=lambda places: (sum(places), places),
    )
    for places in ranked:
        yield tuple(options[place] for options, place in zip(each, places, strict=True))


def _ranked(options: list[Option], *, offered: bool) -> list[Option]:
    """Return the options in the order to try: when the draft offers already, a second offer comes last."""
    if not offered:
        return options
    first = {"retrait": 0, "fait": 1}
    return sorted(options, key=lambda option: first.get(option.kind, 2))


def _agreed(choice: Sequence[Option]) -> list[Option] | None:
    """Return the options that go together, None when they contradict each other.

    One that replaces whole clauses takes those inside it along; equal ones count once.
    """
    whole = sorted(
        {option for option in choice if option.edit is None and not option.cut},
        key=lambda option: (option.first - option.last, option.first),
    )
    taken: list[Option] = []
    for option in whole:
        inside = [other for other in taken if other.first < option.last and option.first < other.last]
        if not inside:
            taken.append(option)
        elif not any(other.first <= option.first and option.last <= other.last for other in inside):
            return None
    edits = [option for option in choice if option.edit is not None]
    for one in edits:
        for other in edits:
            if one != other and one.edit and other.edit and one.edit.meets(other.edit):
                return None
    return [*taken, *dict.fromkeys(edits), *(option for option in choice if option.cut)]


def _candidate(text: str, options: Sequence[Option]) -> Candidate:
    notes = list(dict.fromkeys(option.note for option in options))
    main = min(options, key=lambda option: (option.kind == "retrait", option.first))
    scope = max((option.scope for option in options), key=_WIDEST.index)
    return Candidate(text, main.kind if text else "retrait", "phrase" if len(options) > 1 else scope, " ".join(notes))


__all__ = ["Candidate", "candidates"]
