"""The rewritings of one sentence: all its faults together, once; the best first, each with its facts kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, islice, product

from coach.model import Finding, Span
from coach.reframing.clauses import Clause, Role, clauses
from coach.reframing.composition import Composition, RefusedError
from coach.reframing.contact import CONTACT
from coach.reframing.facts import kept
from coach.reframing.options import Option, Options
from coach.reframing.rules import RuleBook
from coach.reframing.template import Context
from coach.reframing.trimming import NOTE, trimmed
from coach.reframing.variants import variants
from coach.reframing.words import words_of

# Of all the ways to combine what may become of each fault, the first ones: a sentence has one or two faults.
_MOST_COMBINATIONS = 40
# Faults that say a decision: taken out, it must be said elsewhere.
_REFUSALS = frozenset(("impossibilite", "non-sec"))
_OPEN_OFFER = re.compile(r"ce qui (?:est|reste) possible")
_WIDEST = ("passage", "coupure", "pointe", "proposition", "phrase")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence rewritten; `text` is empty when nothing of it needs to be said."""

    text: str
    kind: str
    scope: str
    note: str
    # Only words of the sentence were edited.
    edited: bool = False
    # A rule that looks at no word of the sentence had its part in it.
    blind: bool = False
    # A rule that looks at small words only had.
    wide: bool = False


def candidates(
    sentence: str, findings: Sequence[Finding], start: int, book: RuleBook, context: Context, *, said: frozenset[str]
) -> Iterator[Candidate]:
    """Yield the rewritings of a sentence that begins at `start` of the draft, the best first.

    `said` holds the kinds that the draft has elsewhere, an offer, an apology, a reason: then the sentence need not.
    """
    found = clauses(words_of(sentence), context.forms)
    if not found:
        return
    options = Options(sentence, found, book, context)
    spans = [Span(finding.span.start - start, finding.span.end - start) for finding in findings]
    each = [
        _ranked([replace(option, refuses=finding.category in _REFUSALS) for option in options.of(finding, span)], said)
        for finding, span in zip(findings, spans, strict=True)
    ]
    # A fault without options may be gone with the others: the draft is read again anyway.
    each = [options for options in each if options]
    refuses = all(finding.category in _REFUSALS for finding in findings)
    late: list[Candidate] = []
    seen: set[str] = set()
    for choice in islice(chain(_together(each), _combinations(each) if each else ()), _MOST_COMBINATIONS):
        agreed = _agreed(choice)
        if agreed is None or _repeats(agreed):
            continue
        with suppress(RefusedError):
            text = Composition(sentence, found, agreed, context.forms).text()
            if (
                text not in seen
                and text != sentence
                and kept(sentence if refuses else _matter(sentence, found, text), text)
            ):
                seen.add(text)
                if text or "offre" in said or not refuses:
                    made = _candidate(text, agreed)
                    yield from (replace(made, text=each) for each in variants(text, reasoned="raison" in said))
                else:
                    late.append(_candidate(text, agreed))
    yield from late
    for text in trimmed(sentence, found, findings, spans, context.forms):
        if text not in seen:
            yield Candidate(text, "fait", "phrase", NOTE, blind=True)


def _matter(sentence: str, found: Sequence[Clause], text: str) -> str:
    """Return what of a sentence must be kept: when all of it goes, so does the name it was addressed to."""
    if text:
        return sentence
    return ", ".join(sentence[each.start : each.end] for each in found if each.role is not Role.ADDRESS)


def _together(each: Sequence[Sequence[Option]]) -> Iterator[tuple[Option, ...]]:
    """Yield all the words that may go from one fault at once: a whole sentence may be at fault for several of them."""
    parted = [_apart(options) for options in each]
    if any(len(options) > 1 for options in parted):
        yield tuple(option for options in parted for option in options)


def _apart(options: Sequence[Option]) -> list[Option]:
    """Return the first option, and when it edits words the first for each of the other words to edit."""
    taken = list(options[:1])
    for option in options[1:] if taken[0].edit and not taken[0].cut else ():
        edit = option.edit
        if edit and not option.cut and not any(one.edit and one.edit.meets(edit) for one in taken):
            taken.append(option)
    return taken


def _combinations(each: Sequence[Sequence[Option]]) -> Iterator[tuple[Option, ...]]:
    """Yield one option a fault, those that change least from the best first."""
    ranked = sorted(
        islice(product(*(range(len(options)) for options in each)), _MOST_COMBINATIONS * 10),
        key=lambda places: (sum(places), places),
    )
    for places in ranked:
        yield tuple(options[place] for options, place in zip(each, places, strict=True))


def _ranked(options: list[Option], said: frozenset[str]) -> list[Option]:
    """Return the options in the order to try: what the draft says already comes last, as does a reason left to fill."""
    first = {"retrait": 0, "fait": 1} if "offre" in said else {}

    def rank(option: Option) -> tuple[bool, int]:
        again = option.kind in said and (option.kind != "raison" or "[" in option.text)
        # To look for something else together is an offer that nobody has decided: a plain refusal keeps the decision.
        opened = option.kind == "offre" and _OPEN_OFFER.search(option.text) is not None
        return option.blind, 3 if again or opened else first.get(option.kind, 2)

    return sorted(options, key=rank)


def _agreed(choice: Sequence[Option]) -> list[Option] | None:
    """Return the options that go together, None when they contradict each other.

    One that replaces whole clauses takes those inside it along; equal ones count once.
    """
    whole = sorted(
        {option for option in choice if option.edit is None},
        key=lambda option: (option.first - option.last, option.first),
    )
    taken: list[Option] = []
    for option in whole:
        inside = [other for other in taken if other.first < option.last and option.first < other.last]
        if option.refuses and any(not other.refuses and other.text != option.text for other in inside):
            return None
        if not inside:
            taken.append(option)
        elif not any(other.first <= option.first and option.last <= other.last for other in inside):
            return None
    edits = [option for option in choice if option.edit is not None]
    for one in edits:
        for other in edits:
            if one != other and one.edit and other.edit and one.edit.meets(other.edit):
                return None
    return [*taken, *dict.fromkeys(edits)]


def _repeats(options: Sequence[Option]) -> bool:
    """Tell whether a sentence would offer twice, or refuse in general beside what it says."""
    texts = {option.text for option in options if option.text and option.edit is None}
    offers = {option.text for option in options if option.kind == "offre" and option.edit is None}
    # Beside someone who is named, a service without a name says nothing.
    if len(texts) > 1 and any(CONTACT in text for text in texts):
        return True
    return len(offers) > 1 or (len(texts) > 1 and any(option.general for option in options))


def _candidate(text: str, options: Sequence[Option]) -> Candidate:
    notes = list(dict.fromkeys(option.note for option in options))
    main = min(options, key=lambda option: (option.kind == "retrait", option.first))
    scope = max((option.scope for option in options), key=_WIDEST.index)
    return Candidate(
        text,
        main.kind if text else "retrait",
        "phrase" if len(options) > 1 else scope,
        " ".join(notes),
        all(option.edit is not None for option in options),
        any(option.blind for option in options),
        any(option.wide for option in options),
    )


__all__ = ["Candidate", "candidates"]
