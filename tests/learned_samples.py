"""A small corpus of two authors, enough to train on in a second."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.engine import Coach
from coach.training.annotation import Roles, read_corpus
from coach.training.lessons import Lesson, lessons
from coach.training.train import Trained, train

FAULTY = (
    "Madame, [[reproche|vous auriez pu relire la fiche]] avant de régler la facture {n}.",
    "Pour le colis {n}, [[impossibilite|nous laissons tomber]]. [[defausse|Tapez plutôt chez le voisin]].",
    "[[condescendance|Cela saute pourtant aux yeux]] à la page {n} de la notice.",
    "[[donner-tort|Votre calcul ne tient pas debout]] ; le total de la facture {n} reste le même.",
)
HARMLESS = (
    "Bonjour Madame, votre facture {n} est réglée, je vous l’envoie demain matin.",
    "Merci pour votre message. Le colis {n} arrive jeudi, le voisin peut le recevoir.",
    "Bonjour, la page {n} de la notice explique le réglage.",
    "Le total de la facture {n} est juste. Je vous rappelle lundi à dix heures.",
)


def corpus_text(author: str, rounds: int = 8) -> str:
    drafts = []
    for number in range(rounds):
        for at, text in enumerate((*FAULTY, *HARMLESS)):
            labels = "sans-suite, sans-empathie" if text in FAULTY else ""
            drafts.append(f"### {author}-{number}-{at} | chat | essai | {labels}\n{text.format(n=number)}\n")
    return "\n".join(drafts)


def write_corpus(folder: Path, *authors: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for author in authors:
        (folder / f"{author}.txt").write_text(corpus_text(author), "utf-8")
    return folder


@cache
def small_lessons() -> tuple[Lesson, ...]:
    with TemporaryDirectory() as folder:
        drafts = read_corpus([write_corpus(Path(folder), "anne", "basile", "chloe")])
    return tuple(lessons(Coach(readers="phrasebooks"), drafts))


@cache
def small_training() -> Trained:
    return train(small_lessons(), Roles(), ("non-sec.essai",), lambda _: None)
