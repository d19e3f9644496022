"""Write exports like those of a helpdesk, of any size: `python tests/bench/exports.py essai.jsonl 100000`.

The advisers' messages, of some 60 words, are made of sentences of the annotated drafts: one in fifteen bears a fault,
as with trained advisers, greetings and goodbyes come again and again, and figures, names and the order of the sentences
differ, so that hardly a message comes twice. The suffix of the file decides its form: .jsonl, .json, .csv, .mbox, or
a folder of .txt files when there is none.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "phrasebooks" / "corpus"
WORDS = 60
FAULTS = 0.07
_START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
_DRAFT = re.compile(r"^###.*\n", re.MULTILINE)
_MARK = re.compile(r"\[\[[^|\]]*\|(.+?)\]\]", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])|\n+")
_FIGURES = re.compile(r"\d+")
_SHORTEST, _LONGEST = 5, 30
_NAMES = (
    "Martin",
    "Bernard",
    "Petit",
    "Durand",
    "Leroy",
    "Moreau",
    "Fournier",
    "Girard",
    "Bonnet",
    "Dupuis",
    "Lambert",
    "Fontaine",
    "Rousseau",
    "Vincent",
    "Muller",
    "Faure",
    "Mercier",
    "Blanc",
    "Guerin",
    "Boyer",
    "Garnier",
    "Chevalier",
)
_ADVISERS = (
    "Julie Noël",
    "Karim Benali",
    "Inès Roux",
    "Hugo Petit",
    "Léa Simon",
    "Omar Diallo",
    "Zoé Caron",
    "Paul Roy",
)
_CUSTOMER = (
    "Bonjour, je n’ai toujours pas reçu ma commande {n}, pouvez-vous me dire où elle est ?",
    "Cela fait {d} jours que j’attends une réponse, que se passe-t-il avec le dossier {n} ?",
    "Mon appareil ne s’allume plus depuis hier, je voudrais un échange ou un remboursement de {d} €.",
    "Merci, et pour la facture {n}, comment dois-je faire ?",
    "D’accord, merci beaucoup.",
)
_GOODBYES = (
    "Je reste à votre disposition.",
    "Bonne journée !",
    "N’hésitez pas à revenir vers moi si besoin.",
    "Très bonne journée à vous.",
    "Merci de votre confiance.",
)
Turn = tuple[str, str, str, datetime]


def sentences() -> tuple[list[str], list[str]]:
    """Return the sentences of the drafts, those without a fault and those with one."""
    plain: list[str] = []
    faulty: list[str] = []
    for file in sorted(CORPUS.glob("[cw]*.txt")):
        for draft in _DRAFT.split(file.read_text("utf-8")):
            for sentence in _SENTENCE.split(draft):
                text = _MARK.sub(r"\1", sentence).strip()
                if _SHORTEST <= len(text.split()) <= _LONGEST and "[[" not in text:
                    (faulty if "[[" in sentence else plain).append(text)
    return plain, faulty


class Talks:
    """Conversations drawn by chance, always the same from the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._plain, self._faulty = sentences()
        self._draw = random.Random(seed)

    def message(self, words: int = WORDS) -> str:
        """Return a message of an adviser, of some `words` words."""
        draw = self._draw
        parts = [f"Bonjour {draw.choice(('Madame', 'Monsieur'))} {draw.choice(_NAMES)},"]
        count = 3
        while count < words - 8:
            parts.append(self._varied(draw.choice(self._faulty if draw.random() < FAULTS else self._plain)))
            count += parts[-1].count(" ") + 1
        parts.append(draw.choice(_GOODBYES))
        return " ".join(parts)

    def _varied(self, sentence: str) -> str:
        """Return a sentence with other figures, of as many digits."""
        return _FIGURES.sub(
            lambda found: str(self._draw.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), sentence
        )

    def talk(self, number: int, words: int = WORDS) -> list[Turn]:
        """Return a conversation of two messages of a customer and two of an adviser."""
        draw = self._draw
        adviser, customer = draw.choice(_ADVISERS), f"Camille {draw.choice(_NAMES)}"
        at = _START + timedelta(minutes=7 * number)
        turns: list[Turn] = []
        for step in range(2):
            question = draw.choice(_CUSTOMER).format(n=draw.randrange(10**7, 10**8), d=draw.randrange(2, 90))
            turns.append((customer, "client", question, at + timedelta(minutes=step * 90)))
            turns.append((adviser, "conseiller", self.message(words), at + timedelta(minutes=step * 90 + 12)))
        return turns


def rows(messages: int) -> Iterator[dict[str, str]]:
    """Yield the messages of conversations, until advisers have written so many."""
    talks = Talks()
    for number in range((messages + 1) // 2):
        channel, reason = ("chat", "e-mail")[number % 2], ("livraison", "facture", "retour")[number % 3]
        for name, role, text, at in talks.talk(number):
            yield {
                "conversation": f"C{number}",
                "auteur": name,
                "role": role,
                "texte": text,
                "date": at.isoformat(),
                "canal": channel,
                "motif": reason,
            }


def _mails(messages: int) -> Iterator[str]:
    for number, row in enumerate(rows(messages)):
        side = "equipe.example" if row["role"] == "conseiller" else "client.example"
        name = row["auteur"].split()[-1].lower().replace("ë", "e")
        first = number // 4 * 4
        answers = f"In-Reply-To: <{first}@x.example>\n" if number % 4 else ""
        yield (
            f"From x@x.example Mon Jan  5 08:00:00 2026\nFrom: {name}@{side}\nTo: a@b.example\n"
            f"Subject: Dossier {row['conversation']}\nMessage-ID: <{number}@x.example>\n{answers}"
            f"Date: {format_datetime(datetime.fromisoformat(row['date']))}\n"
            f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{row['texte']}\n\n"
        )


def _folder(folder: Path, files: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    talks = Talks()
    for number in range(files):
        text = "\n".join(f"{role} : {said}" for _, role, said, _ in talks.talk(number, words=WORDS)[:4])
        (folder / f"{number:05}.txt").write_text(text + "\n", "utf-8")


def write(file: Path, messages: int) -> None:
    """Write an export in which advisers have written so many messages; a folder of conversations of two each."""
    if not file.suffix:
        _folder(file, messages // 2)
        return
    with file.open("w", encoding="utf-8", newline="") as out:
        if file.suffix == ".csv":
            table = csv.writer(out, delimiter=";")
            for number, row in enumerate(rows(messages)):
                if not number:
                    table.writerow(row)
                table.writerow(row.values())
        elif file.suffix == ".mbox":
            out.writelines(_mails(messages))
        else:
            lines = file.suffix == ".jsonl"
            if not lines:
                out.write("[\n")
            for number, row in enumerate(rows(messages)):
                out.write("" if lines or not number else ",\n")
                out.write(json.dumps(row, ensure_ascii=False) + ("\n" if lines else ""))
            if not lines:
                out.write("\n]\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
