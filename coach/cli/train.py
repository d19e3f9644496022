"""`coach train`: the learned reader, taught from annotated drafts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options as opt
from coach.cli.streams import PLAIN, note, output
from coach.config import load_config, user_folder
from coach.errors import ModelError, reason
from coach.learned.places import MODEL_NAME, shipped_model

if TYPE_CHECKING:
    from coach.engine import Coach
    from coach.learned.model import Model
    from coach.training.teach import Taught

Corpus = Annotated[
    list[Path] | None,
    typer.Argument(metavar="CORPUS", help="Dossiers ou fichiers de brouillons annotés ; sinon ceux de coach."),
]
Added = Annotated[
    list[Path] | None,
    typer.Option("--add", metavar="CHEMIN", help="Brouillons annotés de l’équipe, à apprendre en plus (répétable)."),
]
ModelOutput = Annotated[
    Path | None, typer.Option("--output", metavar="FICHIER", help="Où écrire le modèle, et sa fiche à côté.")
]


def train(
    corpus: Corpus = None,
    add: Added = None,
    output_file: ModelOutput = None,
    phrasebook: opt.Phrasebooks = None,
    config: opt.ConfigFile = None,
) -> int:
    """Apprend à relire d’après des brouillons annotés, et mesure ce qui a été appris.

    Demande l’option d’installation « train » : pip install 'coach-fr[train]'. Compter quelques minutes.
    """
    from coach.engine import Coach
    from coach.training.annotation import builtin_corpus

    settings = load_config(config)
    coach = Coach((*settings.phrasebooks, *(phrasebook or ())), readers="phrasebooks")
    folders = corpus or [builtin_corpus()]
    file = output_file or user_folder() / MODEL_NAME
    return _add(coach, folders, add, file) if add else _anew(coach, folders, file)


def _anew(coach: Coach, corpus: list[Path], file: Path) -> int:
    from coach.training.annotation import read_corpus, roles
    from coach.training.card import card
    from coach.training.lessons import lessons
    from coach.training.train import train as train_anew

    taught = lessons(coach, read_corpus(corpus))
    text = card(trained := train_anew(taught, roles(corpus), coach.rules, note))
    _write(trained.model, file, text)
    with output(None, PLAIN) as write:
        write(text)
    return 0


def _add(coach: Coach, corpus: list[Path], added: list[Path], file: Path) -> int:
    from coach.learned.model import load
    from coach.training.annotation import read_corpus, roles
    from coach.training.lessons import lessons
    from coach.training.teach import FEWEST, teach

    shipped = shipped_model()
    if shipped is None:
        raise ModelError("coach n’a pas son modèle : lancez d’abord « coach train »")
    team = lessons(coach, read_corpus(added))
    base = lessons(coach, read_corpus(corpus))
    taught = teach(base, team, load(shipped), roles(corpus).plain, note)
    _write(taught.model, file, None)
    with output(None, PLAIN) as write:
        write(_compared(taught))
        if len(team) < FEWEST:
            write(f"Avec moins de {FEWEST} brouillons, ces chiffres ne disent pas grand-chose.\n")
        if taught.worse:
            write(f"Attention, le nouveau modèle lit moins bien : {', '.join(taught.worse)}.\n")
        write(f"Pour vous en servir, dans coach.yaml :\n  modele: {file}\n")
    return 0


def _compared(taught: Taught) -> str:
    """Return the figures on the team's drafts, before and after, by category."""
    names = sorted({key.split()[1] for key in taught.before.counts if key.startswith("exact ")})
    rows = [("tout", "detect"), *((name, f"exact {name} ") for name in names)]
    lines = [f"{'':18} {'avant':>6} {'après':>6}   (F1 sur vos brouillons mis de côté)"]
    lines += [f"{name:18} {taught.before.f1(key):6.2f} {taught.after.f1(key):6.2f}" for name, key in rows]
    return "\n".join(lines) + "\n"


def _write(model: Model, file: Path, card: str | None) -> None:
    """Write a model for its owner only, and its card beside it."""
    from coach.learned.model import save

    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        save(model, draft)
        draft.replace(file)
        if card is not None:
            file.with_suffix(".md").write_text(card, "utf-8")
    except OSError as error:
        raise ModelError(f"{file} : écriture impossible ({reason(error)})") from None
    note(f"modèle écrit dans {file}")
