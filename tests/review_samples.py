"""Conversations made up for the tests of `coach review`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coach.transcripts.base import Role, Settings, Speaker, Transcript, Turn

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from coach.review.figures import Review

MONDAY = datetime(2026, 11, 16, 9, 0)
ROLES = {"A": Role.ADVISER, "C": Role.CUSTOMER, "B": Role.BOT, "N": Role.NOTE, "S": Role.SYSTEM, "?": Role.UNKNOWN}
NAMES = {"A": "Julie Martin", "C": "Jean Dupont", "B": "Robot", "N": "Karim", "S": "", "?": "X"}


def talk(*said: str, step: timedelta | None = timedelta(minutes=5), name: str = "1") -> Transcript:
    """Return a conversation from lines like « A: Bonjour »."""
    turns = []
    for number, line in enumerate(said):
        who, _, text = line.partition(":")
        at = None if step is None else MONDAY + number * step
        turns.append(Turn(Speaker(NAMES[who], ROLES[who]), text.strip(), at, f"ligne {number + 1}"))
    return Transcript("essai.txt", name, tuple(turns))


def write_export(file: Path, conversations: int, fault_every: int = 3) -> None:
    """Write a JSONL export: two advisers, a fault now and then."""
    with file.open("w", encoding="utf-8") as out:
        for number in range(conversations):
            adviser = ("Julie Martin", "Karim Benali")[number % 2]
            answer = "Vous avez tort." if number % fault_every == 0 else "Bonjour, je vous propose un avoir."
            said = [("Jean Dupont", "client", "Où est mon colis ?")]
            said.append((adviser, "conseiller", f"{answer} Dossier {number}."))
            for at, (name, role, text) in enumerate(said):
                row = {
                    "conversation": f"C{number}",
                    "auteur": name,
                    "role": role,
                    "texte": text,
                    "date": (MONDAY + timedelta(hours=number, minutes=at)).isoformat(),
                    "canal": "chat",
                }
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def exported(file: Path, conversations: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write an export and go to where it stands, as one does before a review."""
    file.parent.mkdir(exist_ok=True)
    write_export(file, conversations)
    monkeypatch.chdir(file.parent)
    return file


def reviewed(file: Path, *, names: bool = False) -> Review:
    """Return the review of an export, with the sheets of its advisers."""
    from coach.review.grid import load_grid
    from coach.review.pseudonyms import Letters
    from coach.review.run import Job, conversations, results
    from coach.review.summary import summed
    from coach.review.tally import Tally
    from coach.review.values import Conversation
    from coach.transcripts.discover import find

    job, letters = Job(names=names, grid=load_grid(None)), Letters(names=names)
    tally = Tally(42, job.grid, apart=True)
    for result in results(job, job.checker(), conversations(find([str(file)]), Settings()), lambda: False):
        assert isinstance(result, Conversation)
        tally.add(letters.renamed(result))
    return summed(tally, names=names)


def with_past(review: Review, runs: int = 3) -> Review:
    """Return a review with a history made up: a little more to rephrase each time."""
    from coach.review.figures import PastRun
    from coach.review.statistics import wilson

    past = [
        PastRun(
            name=f"période {number + 1}",
            first=MONDAY - timedelta(days=30 * (runs - number) + 28),
            last=MONDAY - timedelta(days=30 * (runs - number)),
            conversations=150,
            messages=400,
            rate=wilson(220 - 10 * number, 400),
            categories={each.name: wilson(40 + number, 400) for each in review.categories[1:]},
            advisers={each.name: wilson(20 + number, 60) for each in review.advisers},
        )
        for number in range(runs)
    ]
    return replace(review, past=tuple(past))
