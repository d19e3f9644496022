"""From matches to findings: which of them stand, what softens or aggravates them, and where they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from coach.model import Finding, Severity, Span
from coach.phrasebook.entry import CATEGORY_ORDER
from coach.phrasebook.granted import MARGIN, Granted, granted
from coach.phrasebook.matcher import Hit, Reading
from coach.phrasebook.slots import filled, granted_words

# A way out softens a refusal from the same sentence or the next two.
SOFTENED_WITHIN = 2
# « Non, vous avez tort » is more than the sum of its parts (article 001).
_AGGRAVATED = {"donner-tort", "reproche", "dernier-mot"}
_AGGRAVATION = 50
_NON_AND_BLAME = "« Non » suivi aussitôt d’un tort ou d’un reproche : les mots les plus coûteux du service client."
_LINE_END = re.compile(r"\r\n?|\n")


class Places:
    """Lines and columns of a text, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def of(self, at: int) -> tuple[int, int]:
        """Return the line and the column of a character."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """Join the matches of one entry that share words: its patterns may see the same fault twice."""
    by_entry: dict[str, list[Hit]] = {}
    for hit in hits:
        by_entry.setdefault(hit.entry["id"], []).append(hit)
    joined: list[Hit] = []
    for group in by_entry.values():
        group.sort(key=lambda hit: (hit.first, -hit.last, hit.pattern, hit.start))
        last = group[0]
        joined.append(last)
        for hit in group[1:]:
            if hit.first < last.last:
                last.last = max(last.last, hit.last)
                last.slots = {**hit.slots, **last.slots}
            else:
                last = hit
                joined.append(last)
    return joined


def standing(hits: Iterable[Hit]) -> list[Hit]:
    """Return the matches that stand, in reading order: of those that share words, the gravest, then the longest."""

    def gravity(hit: Hit) -> tuple[int, int, int, int, int, str]:
        entry = hit.entry
        rank = CATEGORY_ORDER[entry["category"] or ""]
        # Then the one that looked at more words around; the identifier settles the rest, so that two runs never differ.
        return -entry["severity"], rank, hit.first - hit.last, hit.first, hit.start - hit.end, entry["id"]

    ranked = sorted(hits, key=gravity)
    taken = bytearray(max((hit.last for hit in ranked), default=0))
    kept: list[Hit] = []
    for hit in ranked:
        if taken.find(1, hit.first, hit.last) < 0:
            taken[hit.first : hit.last] = b"\x01" * (hit.last - hit.first)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def make_findings(
    reading: Reading, text: str, faults: Sequence[Hit], signals: Mapping[str, Sequence[Hit]]
) -> list[Finding]:
    """Return the findings of the faults that stand, in reading order."""
    if not faults:
        return []
    places = Places(text)
    margins = signals.get(MARGIN, ())
    found: list[Finding] = []
    for number, hit in enumerate(faults):
        span = reading.span(hit.first, hit.last)
        entry = hit.entry
        softening = _softening(hit, signals) if entry["softened_by"] else None
        grant = granted(hit.sentence, margins, (hit.first, hit.last)) if margins else None
        severity = Severity(max(Severity.CONSEIL, entry["severity"] - (softening is not None or hit.unsure)))
        line, column = places.of(span.start)
        found.append(
            Finding(
                rule=entry["id"],
                category=entry["category"] or "",
                severity=severity,
                span=span,
                line=line,
                column=column,
                text=text[span.start : span.end],
                message=entry["message"],
                why=entry["why"],
                reframings=tuple(fill(reframing, hit, reading, text, grant) for reframing in entry["reframings"]),
                softened_by=_words(reading, text, softening) if softening else None,
                weight=len(CATEGORY_ORDER) - CATEGORY_ORDER[entry["category"] or ""],
            )
        )
        if number:
            _aggravate(found, faults[number - 1], hit)
    return found


def _softening(hit: Hit, signals: Mapping[str, Sequence[Hit]]) -> Hit | None:
    """Return the signal that softens a fault, if one stands close enough and shares no word with it."""
    for name in hit.entry["softened_by"]:
        found = signals.get(name, ())
        for at in range(bisect_left(found, hit.sentence, key=lambda signal: signal.sentence), len(found)):
            signal = found[at]
            if signal.sentence > hit.sentence + SOFTENED_WITHIN:
                break
            if signal.first >= hit.last or signal.last <= hit.first:
                return signal
    return None


def _words(reading: Reading, text: str, hit: Hit) -> str:
    span = reading.span(hit.first, hit.last)
    return text[span.start : span.end]


def _aggravate(found: list[Finding], before: Hit, hit: Hit) -> None:
    """Bring a « non » and the blame that follows it at once to the front."""
    if (
        before.entry["category"] == "non-sec"
        and hit.entry["category"] in _AGGRAVATED
        and hit.sentence - before.sentence <= 1
    ):
        first, second = found[-2], found[-1]
        found[-2] = replace(first, weight=first.weight + _AGGRAVATION, why=f"{first.why} {_NON_AND_BLAME}")
        found[-1] = replace(second, weight=second.weight + _AGGRAVATION)


def fill(reframing: str, hit: Hit, reading: Reading, text: str, grant: Granted | None = None) -> str:
    """Fill the slots, from the captured words, then from the margins; what nobody knows stays a `[placeholder]`."""
    known = granted_words(grant)

    def words(slot: str) -> str | None:
        if (name := slot.replace(" ", "_")) in hit.slots:
            span = reading.span(*hit.slots[name])
            return " ".join(text[span.start : span.end].split())
        return known(slot)

    return filled(reframing, words)


def known_at(sentence: int, margins: Sequence[Hit], shipped: Container[str]) -> dict[str, str]:
    """Return what the margins fill in a rewriting of a sentence, by slot.

    Only what the team itself has decided is written into a draft: of the topics that come with coach, `shipped`, the
    offers are « ideas » for the adviser to look at.
    """
    grant = granted(sentence, margins)
    if grant is None:
        return {}
    if f"{MARGIN}.{grant.topic}" in shipped:
        return {"idees": ", ".join(grant.offers)}
    offer = grant.offers[0] if grant.offers else ""
    return {
        "offre": offer,
        "raison": grant.reason,
        "conseil": grant.tip,
        "relais": grant.contact,
        "limite": grant.limit if offer else "",
    }


def together(findings: Sequence[Finding], added: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return both in reading order; of two that share characters, the graver stands."""
    kept: list[Finding] = []
    for finding in sorted((*findings, *added), key=lambda one: (one.span.start, -one.span.end, one.rule)):
        if kept and kept[-1].span.meets(finding.span):
            if (finding.severity, finding.weight) <= (kept[-1].severity, kept[-1].weight):
                continue
            kept.pop()
        kept.append(finding)
    return tuple(kept)


def riskiest_sentence(reading: Reading, findings: Sequence[Finding]) -> Span | None:
    """Return the sentence that holds the gravest finding, or None."""
    if not findings:
        return None
    worst = max(range(len(findings)), key=lambda n: (findings[n].severity, findings[n].weight, -n))
    start = findings[worst].span.start
    after = bisect_right(reading.sentences, start, key=lambda sentence: reading.span(*sentence).start)
    return reading.span(*reading.sentences[after - 1]) if after else None


__all__ = [
    "Granted",
    "Places",
    "fill",
    "granted",
    "make_findings",
    "merged",
    "riskiest_sentence",
    "standing",
    "together",
]
