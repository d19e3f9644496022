"""Conversations made up for the tests of `coach review`."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coach.transcripts.base import Role, Speaker, Transcript, Turn

if TYPE_CHECKING:
    from pathlib import Path

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
