"""What a draft does well in words that no signal foresaw: its surest sentence, said as a likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.checks.evidence import shows
from coach.learned import features as f
from coach.learned.odds import odds
from coach.learned.reader import Known
from coach.model import Severity, Span, Strength

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from coach.checks.draft import Draft
    from coach.learned.model import Model
    from coach.learned.reader import Judgement
    from coach.learned.sentence import Sentence
    from coach.model import Finding

# What each strength says, and the labels that would contradict it.
MESSAGES = {
    "reconnaissance": "Ce passage semble reconnaître ce que vit le client",
    "issue": "Ce passage semble ouvrir une suite : ce que vous faites, ou ce que le client peut faire",
}
CONTRARY = {
    "reconnaissance": frozenset({"sans-empathie"}),
    "issue": frozenset({"sans-issue", "sans-suite", "courtoisie-vide"}),
}
# A signature, a title or « Excusez ma hâte » is too short to tell.
_FEWEST_WORDS = 5
# A sentence that may hurt is no strength, even where nothing is said of it.
_CALM = odds(0.25)
# Log odds by its words alone below which the pairs and triples of a sentence are not looked up: most are, which is
# what keeps reading fast.
_GATE = -1.5


def named(name: str) -> str:
    """Return what a strength is called among the limits and biases of a model."""
    return f"force {name}"


def signed(name: str, features: Collection[str]) -> list[str]:
    """Return the features of a strength: those of any sentence, under a letter of its own."""
    return [name[0].upper() + each for each in features]


class _Kind:
    """One strength, as the model knows it."""

    def __init__(self, model: Model, name: str) -> None:
        self.name = name
        table = model.strengths
        self._bias = model.biases[named(name)][0]
        self._limit = odds(model.limits[named(name)])
        self._own = Known(lambda form: table.weight(signed(name, f.own(form))))
        self._table = table

    def forget(self) -> None:
        """Forget the words that were met."""
        self._own.clear()

    def sure(self, sentences: Sequence[Sentence]) -> list[int]:
        """Return the sentences in which the strength surely stands, the surest first."""
        found: list[tuple[float, int]] = []
        for at, sentence in enumerate(sentences):
            if self.name not in sentence.merits:
                sentence.merits[self.name] = self._logit(sentence.forms)
            logit = sentence.merits[self.name]
            if logit is not None and logit > self._limit:
                found.append((-logit, at))
        return [at for _, at in sorted(found)]

    def _logit(self, forms: list[str]) -> float | None:
        """Return how likely a sentence is to be such a strength, as log odds; None where its words alone say no."""
        value = f.own_value(len(forms))
        words = sum(map(self._own.__getitem__, forms))
        if len(forms) < _FEWEST_WORDS or self._bias + value * words <= _GATE:
            return None
        framed = f.framed(forms)
        stems = list(map(f.stem_of, framed))
        more = sum(self._weights(*f.own_pairs(f.pairs(framed), stems)))
        more += sum(self._weights(*f.own_triples(stems)))
        return self._bias + value * (words + more)

    def _weights(self, *columns: list[str]) -> list[float]:
        return self._table.weights(*(signed(self.name, column) for column in columns))


class Merits:
    """Finds the strengths that the phrasebooks did not foresee."""

    def __init__(self, model: Model) -> None:
        self._kinds = [_Kind(model, name) for name in MESSAGES if named(name) in model.limits]

    def forget(self) -> None:
        """Forget the words that were met."""
        for kind in self._kinds:
            kind.forget()

    def of(
        self, draft: Draft, judgement: Judgement, findings: Sequence[Finding], labels: Collection[str]
    ) -> Iterator[Strength]:
        """Yield one strength a kind that the draft shows no signal of, unless a label of the draft contradicts it."""
        if judgement.reply <= 0:
            return
        for kind in self._kinds:
            if CONTRARY[kind.name].isdisjoint(labels) and not shows(draft, kind.name):
                for at in kind.sure(judgement.known):
                    span = draft.reading.span(*draft.reading.sentences[at])
                    if judgement.logits[at] < _CALM and judgement.understood(at) and not _faulty(span, draft, findings):
                        yield Strength(kind.name, span, draft.text[span.start : span.end], MESSAGES[kind.name])
                        break


def _faulty(span: Span, draft: Draft, findings: Sequence[Finding]) -> bool:
    """Tell whether either reader finds something grave in a sentence, even if the other takes it back."""
    grave = (finding for finding in (*draft.findings, *findings) if finding.severity >= Severity.A_REPRENDRE)
    return any(span.meets(finding.span) for finding in grave)
