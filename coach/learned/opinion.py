"""Two readers, one report: what the learned reader adds to the phrasebooks' findings, lowers and takes away.

A phrasebook finding stands and explains itself unless the learned reader is sure of a look-alike; an entry that the
model was not trained with, such as a team's own, always stands. Where the phrasebooks are silent and the learned
reader is sure, it speaks for itself, as a likelihood.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from coach.checks import label_named
from coach.findings import Places, granted
from coach.learned import lacks
from coach.learned.judge import evidence, likelihood, suspicious
from coach.learned.merits import Merits
from coach.learned.reader import Judgement, LearnedReader
from coach.learned.stretches import Stretch, categories_in, stretches
from coach.learned.wording import WORDINGS
from coach.model import Finding, Label, Severity, Strength
from coach.phrasebook.entry import CATEGORY_ORDER, CATEGORY_SEVERITY, PARENTS
from coach.phrasebook.granted import MARGIN
from coach.phrasebook.slots import filled, granted_words

if TYPE_CHECKING:
    from coach.checks.draft import Draft
    from coach.learned.model import Model
    from coach.phrasebook.matcher import Hit

RULE = "appris."
LOWERED, WITHDRAWN, SURE, CERTAIN_REPLY = "abaisser", "retirer", "sûr", "réponse sûre"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a fault: where, of which category, the evidence, and the phrasebooks' finding if there is one."""

    stretch: Stretch
    category: str
    evidence: dict[str, float]
    finding: Finding | None = None
    hit: Hit | None = None
    certainty: float = 1.0


class Verdict(NamedTuple):
    """A candidate, how likely it is to be a fault, and the finding that it makes in the end, if it makes one."""

    candidate: Candidate
    chance: float
    finding: Finding | None


class SecondReader:
    """Gives the learned reader's opinion on drafts that the phrasebooks have read."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._reader = LearnedReader(model)
        self._merits = Merits(model)

    def remember(self, sentences: int) -> None:
        """Keep what is worked out of so many sentences, which saves the work where they come again."""
        self._reader.remember(sentences)

    def forget(self) -> None:
        """Forget the words of the drafts that were read."""
        self._reader.forget()
        self._merits.forget()

    def judgement(self, draft: Draft) -> Judgement:
        """Return what the learned reader makes of a draft by itself."""
        return self._reader.read(draft.reading)

    def candidates(self, draft: Draft, judgement: Judgement) -> list[Candidate]:
        """Return the grave findings of the phrasebooks, then the stretches that only the learned reader sees."""
        return list(self._candidates(draft, judgement))

    def _candidates(self, draft: Draft, judgement: Judgement) -> Iterator[Candidate]:
        signs = _signs(draft)
        taken: dict[int, list[tuple[int, int]]] = {}
        for finding, hit in zip(draft.findings, draft.faults, strict=True):
            if finding.severity >= Severity.A_REPRENDRE:
                start = draft.reading.sentences[hit.sentence][0]
                stretch = Stretch(hit.sentence, hit.first - start, hit.last - start)
                chances = categories_in(self._reader, judgement.known[hit.sentence], stretch)
                agreed = chances.get(PARENTS.get(finding.category, finding.category), 0.0)
                found = evidence(
                    judgement, stretch, finding.category, agreed, signs.get(hit.sentence, ()), finding.rule
                )
                taken.setdefault(hit.sentence, []).append((stretch.first, stretch.last))
                yield Candidate(stretch, finding.category, found, finding, hit)
        for stretch in stretches(judgement):
            if not any(a < stretch.last and stretch.first < b for a, b in taken.get(stretch.sentence, ())):
                chances = categories_in(self._reader, judgement.known[stretch.sentence], stretch)
                category = max(chances, key=lambda name: (chances[name], name))
                found = evidence(judgement, stretch, category, chances[category], signs.get(stretch.sentence, ()))
                yield Candidate(stretch, category, found, certainty=chances[category])

    def verdicts(self, draft: Draft, judgement: Judgement, candidates: Iterable[Candidate]) -> Iterator[Verdict]:
        """Yield what becomes of each candidate, in their order."""
        places: Places | None = None
        for candidate in candidates:
            chance = likelihood(self.model.judge, candidate.evidence)
            finding: Finding | None = None
            if candidate.finding is not None:
                # A sentence alone has no context to tell a look-alike by: there the phrasebooks have the last word.
                alone = len(judgement.sentences) < 2
                finding = candidate.finding if alone else self.revised(candidate.finding, chance)
            elif judgement.reply > 0 and chance > self.model.limits[candidate.category]:
                places = places or Places(draft.text)
                finding = _finding(draft, candidate, places, self._severity(candidate.category, chance, judgement))
            yield Verdict(candidate, chance, finding)

    def findings(
        self, draft: Draft, judgement: Judgement, candidates: Iterable[Candidate]
    ) -> tuple[list[Finding], list[Finding]]:
        """Return the phrasebooks' findings that stand, some lowered, and those that are the learned reader's own."""
        standing = [finding for finding in draft.findings if finding.severity < Severity.A_REPRENDRE]
        added: list[Finding] = []
        for candidate, _, finding in self.verdicts(draft, judgement, candidates):
            if finding is not None:
                (added if candidate.finding is None else standing).append(finding)
        return standing, added

    def _severity(self, category: str, chance: float, judgement: Judgement) -> Severity:
        """Return how grave a finding of the learned reader's own is: as its category when it is sure, else less."""
        limits = self.model.limits
        sure = chance > limits[SURE] and judgement.reply > limits[CERTAIN_REPLY]
        return CATEGORY_SEVERITY[category] if sure else min(CATEGORY_SEVERITY[category], Severity.A_REPRENDRE)

    def revised(self, finding: Finding, chance: float) -> Finding | None:
        """Return a finding of the phrasebooks as it stands, lowered or withdrawn (None)."""
        if finding.rule not in self.model.judge:
            return finding
        if chance < self.model.limits[WITHDRAWN]:
            return None
        if chance < self.model.limits[LOWERED] and finding.severity == Severity.BLOQUANT:
            return replace(finding, severity=Severity.A_REPRENDRE)
        return finding

    def labels(
        self,
        draft: Draft,
        judgement: Judgement,
        candidates: Iterable[Candidate],
        labels: Sequence[Label],
        strengths: Iterable[Strength],
    ) -> tuple[Label, ...]:
        """Return what the draft lacks: of the labels that the model knows, those that it finds likely."""
        names = [label.label for label in labels]
        found = self.facts(draft, judgement, candidates, names, strengths)
        likely = lacks.lacking(self._reader, found, judgement.vocabulary)
        wanted = {name for name, chance in likely.items() if chance > self.model.limits[name]}
        kept = [label for label in labels if label.label not in likely or label.label in wanted]
        kept += [label_named(name) for name in wanted.difference(names)]
        return tuple(sorted(kept, key=lambda label: label.label))

    def strengths(
        self, draft: Draft, judgement: Judgement, findings: Sequence[Finding], labels: Iterable[Label]
    ) -> Iterator[Strength]:
        """Yield what the draft does well in words that no signal foresaw, given all that was found in it."""
        return self._merits.of(draft, judgement, findings, [label.label for label in labels])

    def facts(
        self,
        draft: Draft,
        judgement: Judgement,
        candidates: Iterable[Candidate],
        labels: Collection[str],
        strengths: Iterable[Strength],
    ) -> set[str]:
        """Return what both readers found in a draft, as features of what it lacks."""
        suspected = {f"~{each.category}" for each in candidates if each.finding is None and suspicious(each.evidence)}
        good = {one.strength for one in strengths}
        return lacks.facts(judgement, self.model.lacks, labels, draft.categories | suspected, good)


def _signs(draft: Draft) -> dict[int, set[str]]:
    """Return the signals of a draft by sentence."""
    found: dict[int, set[str]] = {}
    for name, hits in draft.signals.items():
        # The model is the same whatever a team may grant.
        for hit in hits if name != MARGIN else ():
            found.setdefault(hit.sentence, set()).add(name)
    return found


def _reframings(templates: Iterable[str], draft: Draft, stretch: Stretch) -> tuple[str, ...]:
    start = draft.reading.sentences[stretch.sentence][0]
    near = start + stretch.first, start + stretch.last
    grant = granted(stretch.sentence, draft.signals.get(MARGIN, ()), near)
    return tuple(filled(template, granted_words(grant)) for template in templates)


def _finding(draft: Draft, candidate: Candidate, places: Places, severity: Severity) -> Finding:
    start = draft.reading.sentences[candidate.stretch.sentence][0]
    span = draft.reading.span(start + candidate.stretch.first, start + candidate.stretch.last)
    line, column = places.of(span.start)
    wording = WORDINGS[candidate.category]
    return Finding(
        rule=RULE + candidate.category,
        category=candidate.category,
        severity=severity,
        span=span,
        line=line,
        column=column,
        text=draft.text[span.start : span.end],
        message=wording.message,
        why=wording.why,
        reframings=_reframings(wording.reframings, draft, candidate.stretch),
        weight=len(CATEGORY_ORDER) - CATEGORY_ORDER[candidate.category],
        certainty=candidate.certainty,
    )
