"""Coach: the fixed order of the steps, from a draft to its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.checks import finding_checks, label_checks
from coach.checks.draft import Draft
from coach.checks.scores import scores
from coach.checks.strengths import strengths
from coach.errors import ConfigError, PhrasebookError
from coach.findings import known_at, make_findings, merged, riskiest_sentence, standing, together
from coach.french import lines
from coach.french.ownership import skipped
from coach.learned.places import shipped_model
from coach.model import LEFT_TO_ADVISER, READERS, Finding, Label, Passage, Reframed, Report, Severity
from coach.phrasebook.cache import builtin_folder, load_book, load_compiled_rules
from coach.phrasebook.folders import margin_files
from coach.phrasebook.granted import MARGIN
from coach.phrasebook.joined import JoinedMatcher
from coach.phrasebook.matcher import Hit, Matcher

if TYPE_CHECKING:
    from coach.learned.opinion import SecondReader
    from coach.phrasebook.book import CompiledBook, CompiledRules
    from coach.reframing.draft import Reframer


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
        self._folders = [builtin_folder(), *map(Path, phrasebooks)]
        added = () if margins is None else [margins] if isinstance(margins, Path | str) else margins
        self._book = load_book(self._folders, margin_files(self._folders[0], map(Path, added)))
        self.problems = tuple(PhrasebookError(*error) for error in self._book["errors"])
        self.matcher: Matcher = Matcher(self._book)
        file = None if readers == "phrasebooks" else shipped_model() if model is None else Path(model)
        self.second = None if file is None else _second_reader(file)

    def remember(self, sentences: int = 5_000) -> None:
        """Keep in memory what was found in the last sentences: many drafts of the same people repeat themselves.

        Findings are the same with it and without.
        """
        self.matcher.remember(sentences)
        if self.second is not None:
            self.second.remember(sentences)

    def add(self, book: CompiledBook, rules: CompiledRules, more: CompiledBook | None) -> None:
        """Read a small book beside the one loaded, and rewrite by some `rules` with some `more` beside them.

        A proof of a few entries does without the compilation of all.
        """
        from coach.reframing.draft import Reframer

        self.matcher = JoinedMatcher(self._book, book)
        self._reframer = Reframer(rules, more)

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the ids of the entries that flag faults."""
        return tuple(entry["id"] for entry in self._book["entries"] if entry["category"])

    @cached_property
    def quoting_rules(self) -> frozenset[str]:
        """Return the ids of the entries whose reframings may hold words of the message."""
        from coach.phrasebook.quoting import quoting_rules

        return quoting_rules(self._book)

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

    def check(self, text: str, source: str = "<stdin>", *, rewrites: bool = False) -> Report:
        """Return the report of one draft. Offsets in it count the code points of `text`.

        With `rewrites`, each finding of `a-reprendre` or worse carries its sentence rewritten, in a few ways.
        """
        draft = self.look(text)
        report = self._report(draft, source)
        if not rewrites or not any(finding.severity >= Severity.A_REPRENDRE for finding in report.findings):
            return report
        passages = self._reframed(draft, report.findings, granted=True, several=True).passages
        found = {one: passage for passage in passages for one in passage.findings}
        return replace(report, findings=tuple(_with_rewrites(one, found) for one in report.findings))

    def _report(self, draft: Draft, source: str) -> Report:
        added = added_findings(draft)
        labels = labels_of(draft)
        good = strengths(draft)
        findings = tuple(draft.findings)
        if self.second is not None and draft.reading.sentences:
            judgement = self.second.judgement(draft)
            candidates = self.second.candidates(draft, judgement)
            findings = together(*self.second.findings(draft, judgement, candidates))
            labels = self.second.labels(draft, judgement, candidates, labels, good)
            more = self.second.strengths(draft, judgement, findings, labels)
            good = tuple(sorted((*good, *more), key=lambda strength: strength.span))
        every = together(findings, added) if added else findings
        return Report(
            source=source,
            text=draft.text,
            findings=every,
            labels=labels,
            strengths=good,
            skipped=draft.skipped,
            scores=scores(every, labels),
            riskiest=riskiest_sentence(draft.reading, findings),
        )

    def _findings(self, text: str) -> tuple[Finding, ...]:
        """Return the findings of a text: all that a rewriting asks of it, and less than a report costs."""
        draft = self.look(text)
        findings = tuple(draft.findings)
        if self.second is not None and draft.reading.sentences:
            judgement = self.second.judgement(draft)
            findings = together(*self.second.findings(draft, judgement, self.second.candidates(draft, judgement)))
        added = added_findings(draft)
        return together(findings, added) if added else findings

    def reframe(self, text: str, *, granted: bool = True, several: bool = False) -> Reframed:
        """Return the rewritings of a draft toward what can be done; a draft without a grave fault has none.

        What the margins grant is offered unless `granted` is False: then a [placeholder] stands in its place.
        With `several`, each sentence has up to three more rewritings, of other kinds.
        """
        draft = self.look(text)
        return self._reframed(draft, self._report(draft, "").findings, granted=granted, several=several)

    def _reframed(self, draft: Draft, findings: Sequence[Finding], *, granted: bool, several: bool) -> Reframed:
        margins = draft.signals.get(MARGIN, ()) if granted else ()
        return self._reframer.reframe(
            draft,
            findings,
            self._findings,
            lambda sentence: known_at(sentence, margins, self._shipped_topics),
            several=several,
        )

    @cached_property
    def _shipped_topics(self) -> frozenset[str]:
        """Return the topics of the margins that come with coach: what they offer, no team has decided."""
        entries = (entry for entry in self._book["entries"] if entry["signal"] == MARGIN)
        return frozenset(entry["id"] for entry in entries if Path(entry["file"]).is_relative_to(self._folders[0]))

    @cached_property
    def _reframer(self) -> Reframer:
        """Return what rewrites; loaded when first needed, since a check does without."""
        from coach.reframing.draft import Reframer

        rules = load_compiled_rules(self._folders)
        self.problems += tuple(PhrasebookError(*error) for error in rules["book"]["errors"])
        return Reframer(rules)

    def forget(self) -> None:
        """Forget all words of the drafts that were read; the next one is read a little more slowly.

        Words are kept, never texts, each with what it means to the readers: a long-lived process calls this when a
        draft is put away.
        """
        lines.forget()
        self.matcher.forget()
        if self.second is not None:
            self.second.forget()
        # Only if it was made: `cached_property` stands in the instance then.
        if "_reframer" in vars(self):
            self._reframer.forget()

    def placeholders(self, text: str) -> tuple[Finding, ...]:
        """Return the blanks that a text leaves to fill, in reading order."""
        return tuple(added_findings(self.look(text)))


def added_findings(draft: Draft) -> list[Finding]:
    """Return the faults of a draft that no words express: the checks find them."""
    return [finding for check in finding_checks() for finding in check(draft)]


def labels_of(draft: Draft) -> tuple[Label, ...]:
    """Return what the checks find missing from a draft."""
    return tuple(label for check in label_checks() if (label := check(draft)) is not None)


def _with_rewrites(finding: Finding, passages: Mapping[Finding, Passage]) -> Finding:
    passage = passages.get(finding)
    # The sentence quoted for the adviser to redo is no rewriting that an editor could apply.
    rewrites = [one for one in passage.rewrites if one.kind != LEFT_TO_ADVISER] if passage else ()
    return replace(finding, rewrites=tuple(rewrites))


def _second_reader(file: Path) -> SecondReader:
    from coach.learned.model import load
    from coach.learned.opinion import SecondReader

    return SecondReader(load(file))
