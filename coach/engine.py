"""Coach: the fixed order of the steps, from a draft to its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.checks import finding_checks, label_checks
from coach.checks.draft import Draft
from coach.checks.scores import scores
from coach.checks.strengths import strengths
from coach.errors import ConfigError, PhrasebookError
from coach.findings import make_findings, merged, riskiest_sentence, standing, together
from coach.french.ownership import skipped
from coach.learned.places import shipped_model
from coach.model import READERS, Label, Report
from coach.phrasebook.cache import builtin_folder, load_book
from coach.phrasebook.folders import margin_files
from coach.phrasebook.matcher import Hit, Matcher

if TYPE_CHECKING:
    from coach.learned.opinion import SecondReader


class Coach:
    """Checks drafts against the phrasebooks, with the learned reader beside them.

    `phrasebooks` are folders added to the built-in ones; `margins` is a file that says what the team may grant, or
    several, each read over those before it and over the built-in one; `readers` is « phrasebooks » to do without the
    learned reader, and `model` a team's own model in its place. Entries that could not be read are in `problems`; the
    others work. An instance may check any number of drafts; it is not meant to be shared between threads.
    """

    def __init__(
        self,
        phrasebooks: Sequence[Path | str] = (),
        margins: Path | str | Sequence[Path | str] | None = None,
        readers: str = "all",
        model: Path | str | None = None,
    ) -> None:
        """Load the phrasebooks, the margins and the model. Raise CoachError when one of them is missing."""
        if readers not in READERS:
            raise ConfigError(f"lecteurs inconnus « {readers} » ; possibles : {', '.join(READERS)}")
        folders = [builtin_folder(), *map(Path, phrasebooks)]
        added = () if margins is None else [margins] if isinstance(margins, Path | str) else margins
        self._book = load_book(folders, margin_files(folders[0], map(Path, added)))
        self.problems = tuple(PhrasebookError(*error) for error in self._book["errors"])
        self.matcher = Matcher(self._book)
        file = None if readers == "phrasebooks" else shipped_model() if model is None else Path(model)
        self.second = None if file is None else _second_reader(file)

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the ids of the entries that flag faults."""
        return tuple(entry["id"] for entry in self._book["entries"] if entry["category"])

    def look(self, text: str) -> Draft:
        """Return a draft as the phrasebooks read it: what a check or a training starts from."""
        left_out = skipped(text)
        reading = self.matcher.read(text, [one.span for one in left_out])
        hits: list[Hit] = []
        signals: dict[str, list[Hit]] = {}
        for hit in self.matcher.hits(reading):
            if hit.entry["signal"] is None:
                hits.append(hit)
            else:
                signals.setdefault(hit.entry["signal"], []).append(hit)
        for found in signals.values():
            found.sort(key=lambda hit: (hit.first, hit.last, hit.entry["id"]))
        faults = standing(merged(hits))
        return Draft(text, reading, left_out, make_findings(reading, text, faults, signals), faults, signals)

    def check(self, text: str, source: str = "<stdin>") -> Report:
        """Return the report of one draft. Offsets in it count the code points of `text`."""
        draft = self.look(text)
        added = [finding for check in finding_checks() for finding in check(draft)]
        labels = labels_of(draft)
        good = strengths(draft)
        findings = tuple(draft.findings)
        if self.second is not None and draft.reading.sentences:
            judgement = self.second.judgement(draft)
            candidates = self.second.candidates(draft, judgement)
            findings = together(*self.second.findings(draft, judgement, candidates))
            labels = self.second.labels(draft, judgement, candidates, labels, good)
        every = together(findings, added) if added else findings
        return Report(
            source=source,
            text=text,
            findings=every,
            labels=labels,
            strengths=good,
            skipped=draft.skipped,
            scores=scores(every, labels),
            riskiest=riskiest_sentence(draft.reading, findings),
        )


def labels_of(draft: Draft) -> tuple[Label, ...]:
    """Return what the checks find missing from a draft."""
    return tuple(label for check in label_checks() if (label := check(draft)) is not None)


def _second_reader(file: Path) -> SecondReader:
    from coach.learned.model import load
    from coach.learned.opinion import SecondReader

    return SecondReader(load(file))
