"""What to work on and what to praise, with quotes: of the team, and on the sheet of each adviser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from coach.model import Severity
from coach.review import statistics as st
from coach.review.figures import Line, Sheet, Theme
from coach.review.samples import Own, Quote
from coach.review.sampling import Smallest
from coach.review.tally import Group, Tally

QUOTES = 3
_SHEET_THEMES = 2
Quotes = Mapping[str, Smallest[Quote]]


def gravities(tally: Tally) -> dict[str, Severity]:
    """Return how grave each category is: as its gravest rule."""
    found: dict[str, Severity] = {}
    for rule in tally.rules.values():
        found[rule.category] = max(found.get(rule.category, rule.severity), rule.severity)
    return found


def themes(group: Group, gravity: Mapping[str, Severity], quotes: Quotes, most: int) -> tuple[Theme, ...]:
    """Return what to coach first: what touches most messages, the graver weighing more."""
    counted = group.categories
    order = sorted(counted, key=lambda category: (-counted[category] * gravity[category], category))
    return _with_quotes(order[:most], counted, quotes, group.messages)


def praises(group: Group, quotes: Quotes, most: int) -> tuple[Theme, ...]:
    """Return what is done well most often."""
    order = [name for name, _ in group.strengths.most_common() if name in quotes]
    return _with_quotes(order[:most], group.strengths, quotes, group.messages)


def sheets(tally: Tally, lines: Iterable[Line]) -> tuple[Sheet, ...]:
    """Return the sheet of each adviser, in the order of `lines`."""
    gravity = gravities(tally)
    return tuple(_sheet(line, tally.advisers[line.name], tally.samples.own[line.name], gravity) for line in lines)


def _sheet(line: Line, group: Group, own: Own, gravity: Mapping[str, Severity]) -> Sheet:
    return Sheet(
        line=line,
        praises=praises(group, own.praises, _SHEET_THEMES),
        themes=themes(group, gravity, own.faults, _SHEET_THEMES),
        drawn=tuple(own.drawn.best()),
    )


def _with_quotes(names: list[str], counted: Counter[str], quotes: Quotes, messages: int) -> tuple[Theme, ...]:
    shown: set[str] = set()
    found = []
    for name in names:
        chosen = _freshly_said(_varied(quotes[name].best(), shown))
        shown.update(quote.text for quote in chosen)
        found.append(Theme(name, counted[name], st.wilson(counted[name], messages), chosen))
    return tuple(found)


def _varied(quotes: list[Quote], shown: set[str]) -> tuple[Quote, ...]:
    """Return a few quotes: new words, about different things, of different advisers, as far as there are."""
    waiting = list({quote.text: quote for quote in reversed(quotes)}.values())[::-1]
    chosen: list[Quote] = []
    while waiting and len(chosen) < QUOTES:
        said, who = {quote.message for quote in chosen}, {quote.adviser for quote in chosen}
        best = min(waiting, key=lambda quote: (quote.text in shown, (quote.message in said) + (quote.adviser in who)))
        waiting.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _freshly_said(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return quotes, each with the reframings first that none before begins with: the same thrice teaches once."""
    begun: Counter[str] = Counter()
    found = []
    for quote in quotes:
        said = tuple(sorted(quote.reframings, key=begun.__getitem__))
        begun.update(said[:1])
        found.append(replace(quote, reframings=said))
    return tuple(found)
