"""Two readers, one report: what the learned reader adds to the phrasebooks' findings, lowers and takes away.

A phrasebook finding stands and explains itself unless the learned reader is sure of a look-alike; an entry that the
model was not trained with, such as a team's own, always stands. Where the phrasebooks are silent and the learned
reader is sure, it speaks for itself, as a likelihood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from coach.checks import label_named
from coach.findings import Places
from coach.learned import lacks
from coach.learned.judge import evidence, likelihood
from coach.learned.reader import Judgement, LearnedReader
from coach.learned.stretches import Stretch, categories, stretches
from coach.learned.wording import WORDINGS
from coach.model import Finding, Label, Severity, Strength
from coach.phrasebook.entry import CATEGORY_ORDER, CATEGORY_SEVERITY

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

    def judgement(self, draft: Draft) -> Judgement:
        """Return what the learned reader makes of a draft by itself."""
        return self._reader.read(draft.reading)

    def candidates(self, draft: Draft, judgement: Judgement) -> Iterator[Candidate]:
        """Yield the grave findings of the phrasebooks, then the stretches that only the learned reader sees."""
        taken: dict[int, list[tuple[int, int]]] = {}
        for finding, hit in zip(draft.findings, draft.faults, strict=True):
            if finding.severity >= Severity.A_REPRENDRE:
                start = draft.reading.sentences[hit.sentence][0]
                stretch = Stretch(hit.sentence, hit.first - start, hit.last - start)
                found = evidence(judgement, stretch, finding.category, finding.rule, finding.severity)
                taken.setdefault(hit.sentence, []).append((stretch.first, stretch.last))
                yield Candidate(stretch, finding.category, found, finding, hit)
        for stretch in stretches(judgement):
            if not any(a < stretch.last and stretch.first < b for a, b in taken.get(stretch.sentence, ())):
                chances = categories(self._reader, judgement.sentences[stretch.sentence], stretch)
                category = max(chances, key=lambda name: (chances[name], name))
                yield Candidate(stretch, category, evidence(judgement, stretch, category))

    def verdicts(self, draft: Draft, judgement: Judgement) -> Iterator[Verdict]:
        """Yield what becomes of each candidate, in the order of `candidates`."""
        places: Places | None = None
        for candidate in self.candidates(draft, judgement):
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

    def findings(self, draft: Draft, judgement: Judgement) -> tuple[list[Finding], list[Finding]]:
        """Return the phrasebooks' findings that stand, some lowered, and those that are the learned reader's own."""
        standing = [finding for finding in draft.findings if finding.severity < Severity.A_REPRENDRE]
        added: list[Finding] = []
        for candidate, _, finding in self.verdicts(draft, judgement):
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
        self, draft: Draft, judgement: Judgement, labels: Sequence[Label], strengths: Iterable[Strength]
    ) -> tuple[Label, ...]:
        """Return what the draft lacks: of the labels that the model knows, those that it finds likely."""
        names = [label.label for label in labels]
        found = lacks.facts(judgement, self.model.lacks, names, draft.categories, {one.strength for one in strengths})
        likely = lacks.lacking(self._reader, found, judgement.vocabulary)
        wanted = {name for name, chance in likely.items() if chance > self.model.limits[name]}
        kept = [label for label in labels if label.label not in likely or label.label in wanted]
        kept += [label_named(name) for name in wanted.difference(names)]
        return tuple(sorted(kept, key=lambda label: label.label))


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
        reframings=wording.reframings,
        weight=len(CATEGORY_ORDER) - CATEGORY_ORDER[candidate.category],
    )
