"""What may become of the clauses at fault of a sentence, by the rules: whole clauses replaced, words edited, a cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.french.normal import word_list
from coach.model import Finding, Span
from coach.reframing.clauses import Clause, Role
from coach.reframing.facts import facts
from coach.reframing.morphology import lowered
from coach.reframing.rules import Rule, RuleBook, Use
from coach.reframing.template import Context, filled
from coach.reframing.words import COURTESIES, DETERMINERS, PREPOSITIONS, words_of

# Words that may go without a loss: they carry the mood of the sentence, none of its matter.
_FILLERS = COURTESIES | word_list(
    "mais et car donc or alors ou ni puis ensuite enfin bref aussi pourtant cependant toutefois néanmoins seulement "
    "malheureusement hélas bon ben bah euh heu hein quoi voilà là du coup en effet revanche contre par cela dit "
    "ceci de "
    "toute façon non oui si ah oh eh clairement franchement juste vraiment évidemment bien sûr certes quand même tout "
    "simplement d'ailleurs pour autant dans tous les cas moi nous écoutez dites voyez attendez honnêtement "
    "désormais tant "
    "manifestement visiblement apparemment forcément ainsi navré navrée ok ça tiens bref hem ma mon pauvre petite "
    "petit "
    "allez allons voyons figurez dame ici chez absolument strictement aucunement"
)
_HINGES = ",;:…–—.!?()"
_FOLLOWERS = (Role.DEPENDENT, Role.FRAGMENT)
_LONGEST_OPENING = 9


@dataclass(frozen=True, slots=True)
class Option:
    """What may become of the clauses `first` to `last` (not included), or of the words `edit` inside them.

    `cut`: nothing is replaced, the sentence ends behind them and another begins.
    """

    first: int
    last: int
    text: str
    kind: str
    scope: str
    note: str
    edit: Span | None = None
    cut: bool = False


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
        underlined = self._book.of_fault(finding.rule, span)
        uses = [use for use in self._uses if use.rule.serves(finding.category, finding.rule)]
        found = [option for use in (*uses, *underlined) for option in self._used(use, span)]
        first, last = self._covering(span)
        if self._may_go(first, last, span, finding.category):
            rules = [use.rule for use in underlined if use.rule.scope == "proposition"]
            for rule in (*rules, *self._book.default([finding.category])):
                found += self._filled(rule, first, last, {})
        return list(dict.fromkeys(found))

    def _used(self, use: Use, span: Span) -> Iterator[Option]:
        if use.rule.scope == "passage":
            if use.marked.meets(span):
                yield from self._edits(use)
        elif use.rule.scope == "coupure":
            if use.matched.meets(span):
                first, last = self._covering(span)
                yield Option(first, last, "", "fait", "coupure", use.rule.note, cut=True)
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
            if use.underlined and not template and not self._detached(use.marked):
                continue
            text = filled(template, use.slots, self._context) if template else ""
            if text is not None:
                within = text if self._sentence[use.marked.start].isupper() else text[:1].lower() + text[1:]
                yield Option(first, last, within, kind, "passage", use.rule.note, edit=use.marked)

    def _detached(self, span: Span) -> bool:
        """Tell whether some words can go without leaving a hole: marks or the ends of the sentence on both sides."""
        before = self._sentence[: span.start].rstrip()
        after = self._sentence[span.end :].lstrip()
        return (not before or before[-1] in _HINGES) and (not after or after[0] in _HINGES)

    def _replaced(self, use: Use, span: Span) -> Iterator[Option]:
        first, last = self._covering(use.matched)
        begins, ends = self._covering(span)
        if use.rule.scope == "phrase":
            first, last = 0, len(self._clauses)
        first, last = min(first, begins), max(last, ends)
        yield from self._filled(use.rule, first, last, use.slots, use.matched)

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
        if "{suite" in template or "{clause" in template:
            while last < len(self._clauses) and self._clauses[last].role in _FOLLOWERS and not self._is_filler(last):
                last += 1
            after = self._sentence[at.end if at else 0 : self._clauses[last - 1].end].strip(" ,")
        opens = self._clauses[first]
        whole = self._sentence[opens.words[opens.lead].start : self._clauses[last - 1].end]
        around = {"avant": before, "suite": after, "clause": whole}
        text = filled(template, {**slots, **around}, self._context) if template else ""
        if text is None:
            return None
        if at is not None and rule.scope != "phrase" and "{clause" not in template:
            if "{suite" not in template and not is_filler(after):
                return None
            if "{avant" not in template and not is_filler(before):
                if not text or words_of(before)[0].form not in PREPOSITIONS or len(words_of(before)) > _LONGEST_OPENING:
                    return None
                text = f"{before[:1].upper()}{before[1:]}, {lowered(text, self._context.forms)}"
        return Option(first, last, text, kind, rule.scope, rule.note)

    def _is_filler(self, number: int) -> bool:
        clause = self._clauses[number]
        return is_filler(self._sentence[clause.start : clause.end])

    def _may_go(self, first: int, last: int, span: Span, category: str) -> bool:
        """Tell whether clauses may be replaced whole by a rule that looks at no word of theirs."""
        start, end = self._clauses[first].start, self._clauses[last - 1].end
        whole = self._sentence[start:end]
        if facts(whole, opens=start == 0):
            return False
        if category not in _ONLY_HURT:
            return not _names_something(whole)
        around = self._sentence[start : span.start] + " " + self._sentence[span.end : end]
        return len([each for each in words_of(around) if each.is_word and each.form not in _FILLERS]) <= _MOST_LOST


# Faults that hold no matter of the case: up to this many other words of their clause may go with them.
_ONLY_HURT = frozenset(("condescendance", "familiarite", "riposte", "non-sec", "servilite"))
_MOST_LOST = 8
# What a noun may name without telling anything of the case.
_UNNAMED = word_list("demande cas suite moment instant moyen question chose choses point sujet niveau part côté façon")


def _names_something(text: str) -> bool:
    """Tell whether a clause names a thing: a determiner or « de », then a word of its own."""
    words = [each for each in words_of(text) if each.is_word]
    return any(
        one.form in DETERMINERS | {"de", "d'", "du"} and len(two.form) > 2 and two.form not in _UNNAMED | _FILLERS
        for one, two in pairwise(words)
    )


def is_filler(text: str) -> bool:
    """Tell whether a stretch holds nothing that would be missed."""
    return all(not each.is_word or each.form in _FILLERS for each in words_of(text)) and not facts(text, opens=False)
