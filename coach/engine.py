"""Coach: the fixed order of the steps, from a draft to its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.checks import finding_checks, label_checks
from coach.checks.draft import Draft
from coach.checks.scores import scores
from coach.checks.strengths import strengths
from coach.errors import PhrasebookError
from coach.findings import make_findings, merged, riskiest_sentence, standing, together
from coach.french.ownership import skipped
from coach.model import Report
from coach.phrasebook.cache import builtin_folder, load_book
from coach.phrasebook.matcher import Hit, Matcher


class Coach:
    """Checks drafts against the phrasebooks.

    `phrasebooks` are folders added to the built-in ones; `margins` is a file that says what the team may grant. Entries
    that could not be read are in `problems`; the others work. An instance may check any number of drafts; it is not
    meant to be shared between threads.
    """

    def __init__(self, phrasebooks: Sequence[Path | str] = (), margins: Path | str | None = None) -> None:
        """Load the phrasebooks and the team's margins. Raise PhrasebookError when a folder is missing."""
        folders = [builtin_folder(), *map(Path, phrasebooks)]
        self._book = load_book(folders, None if margins is None else Path(margins))
        self.problems = tuple(PhrasebookError(*error) for error in self._book["errors"])
        self._matcher = Matcher(self._book)

    def check(self, text: str, source: str = "<stdin>") -> Report:
        """Return the report of one draft. Offsets in it count the code points of `text`."""
        left_out = skipped(text)
        reading = self._matcher.read(text, [one.span for one in left_out])
        hits: list[Hit] = []
        signals: dict[str, list[Hit]] = {}
        for hit in self._matcher.hits(reading):
            if hit.entry["signal"] is None:
                hits.append(hit)
            else:
                signals.setdefault(hit.entry["signal"], []).append(hit)
        for found in signals.values():
            found.sort(key=lambda hit: (hit.first, hit.last, hit.entry["id"]))
        faults = standing(merged(hits))
        findings = make_findings(reading, text, faults, signals)
        draft = Draft(text, reading, left_out, findings, faults, signals)
        added = [finding for check in finding_checks() for finding in check(draft)]
        labels = tuple(label for check in label_checks() if (label := check(draft)) is not None)
        every = together(findings, added) if added else tuple(findings)
        return Report(
            source=source,
            text=text,
            findings=every,
            labels=labels,
            strengths=strengths(draft),
            skipped=left_out,
            scores=scores(every, labels),
            riskiest=riskiest_sentence(reading, findings, faults),
        )
