"""What may become of the clauses at fault of a sentence, by the rules: whole clauses replaced, words edited, a cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coach.french.normal import word_list
from coach.model import Finding, Span
from coach.reframing.blind import is_filler, may_go
from coach.reframing.clauses import Clause, Role
from coach.reframing.morphology import lowered
from coach.reframing.rules import Rule, RuleBook, Use
from coach.reframing.template import Context, filled, without_blank_contact
from coach.reframing.words import PREPOSITIONS, words_of

_FOLLOWERS = (Role.DEPENDENT, Role.FRAGMENT)
_LONGEST_OPENING = 9
_TITLES = word_list("m. mr mme mlle monsieur madame mademoiselle docteur maître")
# A connector may stand just behind the words at fault: « je comprends » ⟨, mais⟩.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Option:
    """What may become of the clauses `first` to `last` (not included), or of the words `edit` inside them.

    `cut`: the words go, the sentence ends where they stood and another begins.
    """

    first: int
    last: int
    text: str
    kind: str
    scope: str
    note: str
    edit: Span | None = None
    cut: bool = False
    # From a rule that looks at no word of the sentence: it serves after those that do.
    blind: bool = False


class Options:
    """Finds the options of one sentence."""

    def __init__(self, sentence: str, clauses: Sequence[Clause], book: RuleBook, context: Context) -> None:
        self._sentence = sentence
        self._clauses = clauses
        self._book = book
        self._context = context
        self._uses = book.uses(sentence)

    def of(self, finding: Finding, span: Span) -> list[Option]:
        """Return what may become of a fault that stands at `span` of the sentence, the best first."""
        found = list(self._written(finding.category, span))
        first, last = self._covering(span)
        for rule in self._book.default([finding.category]):
            if may_go(self._sentence, self._clauses[first:last], span, finding.category):
                found += [replace(option, blind=True) for option in self._filled(rule, first, last, {})]
        return list(dict.fromkeys(found))

    def _written(self, category: str, span: Span) -> Iterator[Option]:
        for use in self._uses:
            if not use.rule.serves(category):
                continue
            if use.rule.scope == "passage":
                if use.marked.meets(span):
                    yield from self._edits(use)
            elif use.rule.scope == "coupure":
                if use.matched.start < span.end + _NEAR and span.start < use.matched.end + _NEAR:
                    first, last = self._covering(use.marked)
                    yield Option(first, last, "", "fait", "coupure", use.rule.note, edit=use.marked, cut=True)
            elif self._meet(use.matched, span):
                yield from self._replaced(use, span)

    def _covering(self, span: Span) -> tuple[int, int]:
        """Return the clauses that some characters belong to."""
        held = [n for n, each in enumerate(self._clauses) if each.start < span.end and span.start < each.end]
        return (held[0], held[-1] + 1) if held else (0, len(self._clauses))

    def _meet(self, one: Span, other: Span) -> bool:
        first, last = self._covering(one)
        begins, ends = self._covering(other)
        return first < ends and begins < last

    def _edits(self, use: Use) -> Iterator[Option]:
        first, last = self._covering(use.marked)
        for kind, template in use.rule.templates:
            text = filled(template, use.slots, self._context) if template else ""
            if text is not None:
                head = len(text) - len(text.lstrip())
                lower = text[:head] + text[head : head + 1].lower() + text[head + 1 :]
                within = text if self._sentence[use.marked.start].isupper() else lower
                yield Option(first, last, within, kind, "passage", use.rule.note, edit=use.marked)

    def _replaced(self, use: Use, span: Span) -> Iterator[Option]:
        first, last = self._covering(use.marked)
        begins, ends = self._covering(span)
        if use.rule.scope == "phrase":
            first, last = 0, len(self._clauses)
        whole = min(first, begins), max(last, ends)
        # The words around the marked ones are a context that the rule asks for: they stay in `avant` and `suite`.
        yield from self._filled(use.rule, *whole, use.slots, use.marked)
        if whole != (first, last):
            # A reading of the whole sentence: the clause that the rule knows may be all of its fault.
            yield from self._filled(use.rule, first, last, use.slots, use.marked)

    def _filled(
        self, rule: Rule, first: int, last: int, slots: dict[str, str], matched: Span | None = None
    ) -> Iterator[Option]:
        for kind, template in rule.templates:
            option = self._fill(rule, (kind, template), (first, last), slots, matched)
            if option is not None:
                yield option

    def _fill(
        self,
        rule: Rule,
        kind_and_template: tuple[str, str],
        region: tuple[int, int],
        slots: dict[str, str],
        at: Span | None,
    ) -> Option | None:
        kind, template = kind_and_template
        first, last = region
        before = after = ""
        if at is not None:
            opens = self._clauses[first]
            before = self._sentence[opens.words[opens.lead].start : max(at.start, opens.words[opens.lead].start)].strip(
                " ,"
            )
            after = self._sentence[at.end : max(self._clauses[last - 1].end, at.end)].strip(" ,")
        if "{avant" in template and not before and first and self._clauses[first - 1].role is Role.FRAGMENT:
            first -= 1
            before = self._sentence[self._clauses[first].start : self._clauses[first].end]
        if "{suite" in template:
            last = self._followed(last, with_names=":contact" in template)
            after = self._sentence[at.end if at else 0 : self._clauses[last - 1].end].strip(" ,")
        text = filled(template, {**slots, "avant": before, "suite": after}, self._context) if template else ""
        if text is None:
            return None
        if at is not None and rule.scope != "phrase":
            if "{suite" not in template and not is_filler(after):
                return None
            if "{avant" not in template and not is_filler(before):
                if not text or not _opens(before):
                    return None
                text = f"{before[:1].upper()}{before[1:]}, {lowered(text, self._context.forms)}"
        return Option(first, last, without_blank_contact(text, self._sentence), kind, rule.scope, rule.note)

    def _followed(self, last: int, *, with_names: bool) -> int:
        """Return the end of the clauses that hang on those before `last`."""
        followers = (*_FOLLOWERS, Role.ADDRESS) if with_names else _FOLLOWERS
        while last < len(self._clauses) and self._clauses[last].role in followers and not self._is_filler(last):
            last += 1
        return last

    def _is_filler(self, number: int) -> bool:
        clause = self._clauses[number]
        return is_filler(self._sentence[clause.start : clause.end])


def _opens(before: str) -> bool:
    """Tell whether the words before a fault can open what replaces it: « Sur le fond », « M. Dubuc »."""
    words = words_of(before)
    return words[0].form in PREPOSITIONS | _TITLES and len(words) <= _LONGEST_OPENING
