"""The floor that quality must not fall under, on the 130 annotated development drafts (tests/data/dev).

The rules of scoring are those of the project's evaluation: two findings meet where they share a character; a finding
is `grave` from `a-reprendre` up. Raise the floors when quality rises; they are never lowered to make a change pass.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coach import Coach, Finding, Report, Severity, Span
from coach.phrasebook.entry import CATEGORY_SEVERITY

DEV = Path(__file__).parent / "data" / "dev"
FLOORS = {
    "detect precision": 0.92,
    "detect recall": 0.88,
    "exact F1": 0.80,
    "clean": 0.95,
    "labels F1": 0.75,
}
# The finer categories and the annotated category that each refines; None: not annotated.
REFINES = {
    "familiarite": "condescendance",
    "riposte": "condescendance",
    "dernier-mot": "donner-tort",
    "excuse-conditionnelle": "empathie-annulee",
    "minimisation": "mot-noir",
    "refus-flou": None,
}
SHOP = (
    "Je vois bien mais c'est pas possible. Ce pull ne peut pas rétrécir. C'est de votre faute. Vous n'avez pas "
    "respecté les instructions de lavage. C'est vous qui vous êtes trompée sur la température, Madame. Je regrette."
)
LABELS = {"sans-issue", "sans-pourquoi", "sans-empathie", "courtoisie-vide", "sans-suite", "impersonnel"}


@dataclass
class Tally:
    """Hits among what was annotated and among what was found."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, of: str, hit: bool) -> None:
        self.counts[f"{name} {of}"] += 1
        self.counts[f"{name} {of} hit"] += hit

    def share(self, name: str, of: str) -> float:
        whole = self.counts[f"{name} {of}"]
        return self.counts[f"{name} {of} hit"] / whole if whole else 1.0

    def f1(self, name: str) -> float:
        precision, recall = self.share(name, "found"), self.share(name, "gold")
        return 2 * precision * recall / (precision + recall)


def category(finding: Finding) -> str | None:
    return REFINES.get(finding.category, finding.category)


def tally(drafts: list[dict[str, object]]) -> Tally:
    coach, kept = Coach(), Tally()
    for draft in drafts:
        report = coach.check(str(draft["text"]))
        gold = [(Span(s["start"], s["end"]), s["category"]) for s in draft["spans"]]  # type: ignore[attr-defined]
        add_spans(kept, gold, report)
        wanted, found = set(draft["labels"]), {one.label for one in report.labels} & LABELS  # type: ignore[call-overload]
        for label in wanted:
            kept.add("labels", "gold", label in found)
        for label in found:
            kept.add("labels", "found", label in wanted)
    return kept


def add_spans(kept: Tally, gold: list[tuple[Span, str]], report: Report) -> None:
    findings = [(finding, category(finding)) for finding in report.findings]
    grave = [finding for finding, name in findings if finding.severity >= Severity.A_REPRENDRE and name]
    for span, name in gold:
        kept.add("exact", "gold", any(f.span.meets(span) and n == name for f, n in findings))
        if CATEGORY_SEVERITY[name] >= Severity.A_REPRENDRE:
            kept.add("detect", "gold", any(f.span.meets(span) for f in grave))
    for finding, found in findings:
        if found is not None:
            kept.add("exact", "found", any(finding.span.meets(span) and found == name for span, name in gold))
    for finding in grave:
        kept.add("detect", "found", any(finding.span.meets(span) for span, _ in gold))
    if not any(CATEGORY_SEVERITY[name] >= Severity.A_REPRENDRE for _, name in gold):
        kept.add("clean", "found", not grave)


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    lines = [line for file in sorted(DEV.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    kept = tally([json.loads(line) for line in lines])
    return {
        "detect precision": kept.share("detect", "found"),
        "detect recall": kept.share("detect", "gold"),
        "exact F1": kept.f1("exact"),
        "clean": kept.share("clean", "found"),
        "labels F1": kept.f1("labels"),
    }


@pytest.mark.parametrize("name", FLOORS)
def test_quality_holds(measured: dict[str, float], name: str) -> None:
    print(f"{name}: {measured[name]:.3f} (floor {FLOORS[name]})")
    assert measured[name] >= FLOORS[name]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            SHOP,
            [
                "Je vois bien mais",
                "c'est pas possible",
                "Ce pull ne peut pas rétrécir",
                "C'est de votre faute",
                "Vous n'avez pas respecté",
                "C'est vous qui vous êtes trompée",
            ],
        ),
        ("Non, vous avez tort.", ["Non", "vous avez tort"]),
    ],
)
def test_the_dialogues_of_the_founding_articles(text: str, faults: list[str]) -> None:
    report = Coach().check(text)
    assert [finding.text for finding in report.findings] == faults


def test_non_and_tort_together_come_first() -> None:
    report = Coach().check("Ce n'est pas possible. On ne rembourse pas. C'est le règlement. Non, vous avez tort.")
    assert {finding.text for finding in report.gravest()[:2]} == {"Non", "vous avez tort"}
