"""The rules of rewriting that apply to a sentence: which words each takes, and what it can put there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.model import Span
from coach.phrasebook.book import CompiledBook, CompiledEntry, CompiledRules
from coach.phrasebook.entry import PARENTS
from coach.phrasebook.joined import JoinedMatcher
from coach.phrasebook.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of rewriting: what it replaces, its templates by kind, and the line that says what changed."""

    name: str
    categories: frozenset[str]
    scope: str
    templates: tuple[tuple[str, str], ...]
    note: str

    @property
    def refuses(self) -> bool:
        """Tell whether the rule is for refusals."""
        return not self.categories.isdisjoint(("impossibilite", "non-sec"))

    @property
    def edits(self) -> bool:
        """Tell whether the rule takes hurtful words out of a sentence, the rest of it kept."""
        return self.scope == "passage" and not self.refuses

    def serves(self, category: str, fault: str = "") -> bool:
        """Tell whether the rule is for faults of a category, or for those of one entry of the phrasebooks."""
        return not self.categories.isdisjoint((category, PARENTS.get(category), fault))


@dataclass(frozen=True, slots=True)
class Use:
    """A rule where it applies: the words it marks, all that it matched, and the words captured, as characters."""

    rule: Rule
    marked: Span
    matched: Span
    slots: dict[str, str]
    # The words are those that an entry of the phrasebooks underlines: no pattern of the rule says what they are.
    underlined: bool = False


class RuleBook:
    """The rules, found in sentences by the matcher of the phrasebooks; `added` are more of them, after the others."""

    def __init__(self, rules: CompiledRules, added: CompiledBook | None = None) -> None:
        self._matcher = Matcher(rules["book"]) if added is None else JoinedMatcher(rules["book"], added)
        entries = [*rules["book"]["entries"], *(added["entries"] if added else ())]
        self._rules = {entry["id"]: _rule(entry) for entry in entries}
        self._rank = {entry["id"]: rank for rank, entry in enumerate(entries)}
        self.defaults = [self._rules[entry["id"]] for entry in entries if not entry["patterns"]]
        # Rules that name entries of the phrasebooks need no pattern: they take the words that the entry underlines.
        self._of_fault: dict[str, list[Rule]] = {}
        for rule in self.defaults:
            for fault in rule.categories:
                self._of_fault.setdefault(fault, []).append(rule)

    def forget(self) -> None:
        """Forget the spellings that were met."""
        self._matcher.forget()

    def uses(self, sentence: str) -> list[Use]:
        """Return where the rules apply in a sentence, in the order of the book."""
        reading = self._matcher.read(sentence)
        hits = self._matcher.hits(reading)
        hits.sort(key=lambda hit: (self._rank[hit.entry["id"]], hit.start, -hit.end))
        return [
            Use(
                rule=self._rules[hit.entry["id"]],
                marked=reading.span(hit.first, hit.last),
                matched=reading.span(hit.start, hit.end),
                slots={name: _words(sentence, reading.span(*place)) for name, place in hit.slots.items()},
            )
            for hit in hits
        ]

    def of_fault(self, fault: str, span: Span) -> list[Use]:
        """Return the rules without a pattern for one entry of the phrasebooks, on the words that it underlines."""
        return [Use(rule, span, span, {}, underlined=True) for rule in self._of_fault.get(fault, ())]

    def default(self, categories: Sequence[str]) -> Iterator[Rule]:
        """Yield the rules for faults of a category whose wording no rule knows, the gravest category first."""
        for category in categories:
            for rule in self.defaults:
                if rule.serves(category):
                    yield rule


def _rule(entry: CompiledEntry) -> Rule:
    categories, scope, templates, note = entry["rewriting"] or ([], "", [], "")
    return Rule(entry["id"], frozenset(categories), scope, tuple((kind, text) for kind, text in templates), note)


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]
