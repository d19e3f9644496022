"""What may become of the clauses at fault of a sentence, by the rules: whole clauses replaced, words edited, a cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coach.model import Finding, Span
from coach.reframing.blind import is_filler, may_go
from coach.reframing.clauses import Clause, Role
from coach.reframing.contact import without_blank_contact
from coach.reframing.morphology import lowered
from coach.reframing.refused_things import announces
from coach.reframing.rules import Rule, RuleBook, Use
from coach.reframing.template import Context, filled, is_general, takes
from coach.reframing.words import (
    CLITICS,
    CONNECTORS,
    COURTESIES,
    DETERMINERS,
    INTERJECTIONS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    words_of,
)

_HINGES = ",;:…–—.!?()"
# Pronouns that take up a thing named before: « le casier, c’est… ».
_RESUMED = frozenset(("c'", "c’", "ce", "ça", "cela", "il", "elle", "ils", "elles"))
_NO = frozenset(("non", "nan", "négatif", "niet"))
_FOLLOWERS = (Role.DEPENDENT, Role.FRAGMENT)
_LONGEST_OPENING = 9
# Words that any sentence has, whatever it says.
_SMALL = SUBJECTS | DETERMINERS | PREPOSITIONS | CLITICS | SUBORDINATORS | CONNECTORS | INTERJECTIONS
_LEARNED = "appris."
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
    # From a rule that looks at words which any sentence has: what it says of this one is not sure either.
    wide: bool = False
    # For a fault that says a decision: nothing that is no refusal may take its place.
    refuses: bool = False
    # A refusal that says nothing of the sentence itself: beside another wording it would only say the same again.
    general: bool = False


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
        if finding.rule.startswith(_LEARNED):
            # The learned reader takes one hurtful thing for another, and a whole sentence for a few of its words.
            others = [use for use in self._uses if use not in uses and use.rule.edits]
            found += [option for use in others for option in self._used(use, span)]
        first, last = self._covering(span)
        if may_go(self._sentence, self._clauses[first:last], span, finding.category):
            for use in underlined:
                if use.rule.scope == "proposition":
                    found += self._filled(use.rule, first, last, {})
            for rule in self._book.default([finding.category]):
                found += [replace(option, blind=True) for option in self._filled(rule, first, last, {})]
        return list(dict.fromkeys(found))

    def _used(self, use: Use, span: Span) -> Iterator[Option]:
        if use.rule.scope == "passage":
            if use.marked.meets(span):
                yield from self._edits(use)
        elif use.rule.scope == "coupure":
            if use.matched.start < span.end + _NEAR and span.start < use.matched.end + _NEAR:
                first, last = self._covering(use.marked)
                yield Option(first, last, "", "fait", "coupure", use.rule.note, edit=use.marked, cut=True)
        elif self._meet(use.matched, span):
            made = self._replaced(use, span)
            yield from (replace(option, wide=True) for option in made) if self._empty(use.matched) else made

    def _empty(self, matched: Span) -> bool:
        """Tell whether a rule looked at small words only, which any sentence has."""
        found = words_of(self._sentence[matched.start : matched.end])
        return all(each.form in _SMALL or not each.is_word for each in found)

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
                head = len(text) - len(text.lstrip(" ,;:"))
                lower = text[:head] + text[head : head + 1].lower() + text[head + 1 :]
                within = text if self._sentence[use.marked.start].isupper() else lower
                yield Option(first, last, within, kind, "passage", use.rule.note, edit=use.marked)

    def _detached(self, span: Span) -> bool:
        """Tell whether some words can go without leaving a hole: marks or the ends of the sentence on both sides."""
        before = self._sentence[: span.start].rstrip()
        after = self._sentence[span.end :].lstrip()
        return (not before or before[-1] in _HINGES) and (not after or after[0] in _HINGES)

    def _replaced(self, use: Use, span: Span) -> Iterator[Option]:
        first, last = self._covering(use.marked)
        begins, ends = self._covering(span)
        if use.rule.scope == "phrase":
            first, last = 0, len(self._clauses)
        if use.rule.scope == "pointe":
            yield from self._pointed(use, first, last)
            return
        whole = min(first, begins), max(last, ends)
        # The words around the marked ones are a context that the rule asks for: they stay in `avant` and `suite`.
        # A reading of the whole sentence: the clause that the rule knows may be all of its fault.
        yield from self._filled(use.rule, first, last, use.slots, use.marked)
        if whole != (first, last):
            yield from self._filled(use.rule, *whole, use.slots, use.marked)

    def _pointed(self, use: Use, first: int, last: int) -> Iterator[Option]:
        """Yield a clause that some words open without it: they say that it tells nothing of the case."""
        opens = self._clauses[first]
        before = self._sentence[opens.words[opens.lead].start : use.marked.start]
        if is_filler(before):
            last = self._followed(last, with_names=False)
            for kind, template in use.rule.templates:
                text = filled(template, use.slots, self._context) if template else ""
                if text is not None:
                    yield Option(first, last, text, kind, "pointe", use.rule.note)

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
        if takes(template, "avant"):
            first, before = self._topic(first, before)
        if takes(template, "suite") or takes(template, "clause"):
            last = self._followed(last, with_names=":contact" in template)
            after = self._sentence[at.end if at else 0 : self._clauses[last - 1].end].strip(" ,")
        opens = self._clauses[first]
        whole = self._sentence[opens.words[opens.lead].start : self._clauses[last - 1].end]
        around = {"avant": before, "suite": after, "clause": whole}
        text = filled(template, {**slots, **around}, self._context) if template else ""
        if text is None:
            return None
        if at is not None and rule.scope != "phrase" and not takes(template, "clause"):
            if not takes(template, "suite") and not is_filler(after):
                return None
            if not takes(template, "avant") and not is_filler(before) and not announces(before):
                if not text or not _opens(before):
                    return None
                text = f"{before[:1].upper()}{before[1:]}, {lowered(without_point(text), self._context.forms)}"
        general = rule.refuses and is_general(template, self._context.formulas)
        said = without_blank_contact(text, self._sentence, reached=self._context.reached)
        return Option(first, last, said, kind, rule.scope, rule.note, general=general)

    def _topic(self, first: int, before: str) -> tuple[int, str]:
        """Return what a clause is about: what stands before the match, or the thing named in front and taken up."""
        topic, space, pronoun = before.rpartition(" ")
        if space and pronoun.lower() in _RESUMED:
            return first, topic.strip(" ,")
        if first and (not before or before.lower() in _RESUMED) and self._clauses[first - 1].role is Role.FRAGMENT:
            clause = self._clauses[first - 1]
            words = [each for each in clause.words[clause.lead :] if each.form not in INTERJECTIONS]
            if words and words[0].form not in _NO and (not before or words[0].form in DETERMINERS):
                return first - 1, self._sentence[words[0].start : clause.end]
        return first, before

    def _followed(self, last: int, *, with_names: bool) -> int:
        """Return the end of the clauses that hang on those before `last`."""
        followers = (*_FOLLOWERS, Role.ADDRESS) if with_names else _FOLLOWERS
        while last < len(self._clauses) and self._clauses[last].role in followers and self._follows(last):
            last += 1
        return last

    def _follows(self, number: int) -> bool:
        """Tell whether a clause may belong to the words before it: a complement, nothing behind « : »."""
        clause = self._clauses[number]
        if self._is_filler(number):
            return False
        between = self._sentence[self._clauses[number - 1].end : clause.start]
        opener = clause.words[0].form
        return not set(between) & set(":;…–—") and (
            clause.role is not Role.FRAGMENT
            or opener[:1].isdigit()
            or opener in PREPOSITIONS | DETERMINERS | {"et", "ou"}
        )

    def _is_filler(self, number: int) -> bool:
        clause = self._clauses[number]
        return is_filler(self._sentence[clause.start : clause.end])


def without_point(text: str) -> str:
    """Return a rewriting that needs no « sur ce point » behind the words that say which."""
    return text.removeprefix("Sur ce point, ").replace(" sur ce point", "", 1)


def _opens(before: str) -> bool:
    """Tell whether the words before a fault can open what replaces it: « Sur le fond », « M. Dubuc »."""
    words = words_of(before)
    return words[0].form in PREPOSITIONS | COURTESIES and len(words) <= _LONGEST_OPENING
