"""A sentence without its clauses that only hurt, when no rule knows their wording: what informs stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from coach.french.conjugation import FormTable
from coach.french.normal import word_list
from coach.model import Finding, Span
from coach.reframing.blind import is_filler, names_something, points_elsewhere
from coach.reframing.clauses import Clause, Role
from coach.reframing.composition import Composition, RefusedError
from coach.reframing.facts import facts, kept
from coach.reframing.options import Option

# Faults that a whole clause may hold and nothing else; a refusal is none of them: it is a decision.
_HURTS = frozenset(
    (
        "condescendance", "familiarite", "riposte", "donner-tort", "dernier-mot", "mise-en-doute", "reproche",
        "surpromesse", "paravent", "defausse",
    )
)  # fmt: skip
# Faults in whose clause a thing that is named may be a fact of the case.
_MAY_INFORM = frozenset(("reproche", "mise-en-doute", "defausse"))
_FOLLOWERS = (Role.DEPENDENT, Role.FRAGMENT)
# Conditions, and what is asked of the customer.
_BINDING = word_list("si s' sauf sans tant sinon merci veuillez car parce puisque prochaine avenir")
_MOST_OF = 0.8
NOTE = "Ce qui blesse s’en va, ce qui renseigne reste."


def trimmed(
    sentence: str, clauses: Sequence[Clause], findings: Sequence[Finding], spans: Sequence[Span], forms: FormTable
) -> Iterator[str]:
    """Yield the sentence without the clauses at fault; of a fault as long as it, without one clause at a time."""
    if len(clauses) < 2 or any(finding.category not in _HURTS for finding in findings):
        return
    category = "reproche" if any(one.category in _MAY_INFORM for one in findings) else findings[0].category
    gone: set[int] = set()
    whole = False
    for span in spans:
        if span.end - span.start > _MOST_OF * len(sentence):
            whole = True
        else:
            gone |= {n for n, each in enumerate(clauses) if each.start < span.end and span.start < each.end}
    if gone:
        yield from _without(sentence, clauses, gone, category, forms)
    elif whole:
        for number in reversed(range(len(clauses))):
            yield from _without(sentence, clauses, {number}, category, forms)


def _without(
    sentence: str, clauses: Sequence[Clause], gone: set[int], category: str, forms: FormTable
) -> Iterator[str]:
    gone = _with_followers(clauses, gone)
    stays = [each for n, each in enumerate(clauses) if n not in gone]
    if not any(each.role is Role.MAIN and not is_filler(sentence[each.start : each.end]) for each in stays):
        return
    if not all(_only_hurts(sentence, clauses[number], category, forms) for number in gone):
        return
    options = [Option(n, n + 1, "", "retrait", "proposition", NOTE) for n in sorted(gone)]
    with suppress(RefusedError):
        text = Composition(sentence, clauses, options, forms).text()
        if text and kept(sentence, text):
            yield text


def _with_followers(clauses: Sequence[Clause], gone: set[int]) -> set[int]:
    """Return the clauses to leave out with those that hang on them."""
    taken = set(gone)
    for number in range(1, len(clauses)):
        if number - 1 in taken and clauses[number].role in _FOLLOWERS:
            taken.add(number)
    return taken


def _only_hurts(sentence: str, clause: Clause, category: str, forms: FormTable) -> bool:
    """Tell whether a clause may go: no fact, no condition, nothing to do, nobody to turn to."""
    text = sentence[clause.start : clause.end]
    words = clause.words[clause.lead :]
    # « Colis endommagé : … » names a thing without a determiner.
    bare = clause.role is Role.FRAGMENT and category in _MAY_INFORM
    if bare or clause.role in (Role.ADDRESS, Role.REASON, Role.BECAUSE) or facts(text, opens=clause.start == 0):
        return False
    if any(each.form in _BINDING for each in words) or _orders(clause, forms):
        return False
    return not points_elsewhere(clause.words) and not (category in _MAY_INFORM and names_something(text))


def _orders(clause: Clause, forms: FormTable) -> bool:
    """Tell what the customer is told to do: « demandez à… », « pensez à… »."""
    first = clause.words[min(clause.lead, len(clause.words) - 1)]
    return first.form.endswith("ez") and bool(forms.readings(first.text))
