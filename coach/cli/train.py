"""`coach train`: the learned reader, taught from annotated drafts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options as opt
from coach.cli.model_file import ready, write_model
from coach.cli.streams import PLAIN, note, output
from coach.config import load_config, user_folder
from coach.errors import ModelError
from coach.learned.places import MODEL_NAME, shipped_model

if TYPE_CHECKING:
    from coach.engine import Coach
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
Replace = Annotated[bool, typer.Option("--remplacer", help="Écrit même si ce fichier existe déjà, à sa place.")]


def train(
    corpus: Corpus = None,
    add: Added = None,
    output_file: ModelOutput = None,
    replace: Replace = False,
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
    ready(file, replace=replace, for_team=bool(add))
    return _add(coach, folders, add, file) if add else _anew(coach, folders, file)


def _anew(coach: Coach, corpus: list[Path], file: Path) -> int:
    from coach.training.annotation import read_corpus, roles
    from coach.training.card import card
    from coach.training.lessons import lessons
    from coach.training.train import train as train_anew

    taught = lessons(coach, read_corpus(corpus))
    text = card(trained := train_anew(taught, roles(corpus), coach.rules, note))
    write_model(trained.model, file, text)
    with output(None, PLAIN) as write:
        write(text)
    return 0


def _add(coach: Coach, corpus: list[Path], added: list[Path], file: Path) -> int:
    from coach.learned.model import load
    from coach.training.annotation import read_corpus, roles
    from coach.training.lessons import lessons
    from coach.training.teach import teach

    shipped = shipped_model()
    if shipped is None:
        raise ModelError("coach n’a pas son modèle : lancez d’abord « coach train »")
    team = lessons(coach, read_corpus(added))
    base = lessons(coach, read_corpus(corpus))
    taught = teach(base, team, load(shipped), roles(corpus).plain, note)
    write_model(taught.model, file, None)
    with output(None, PLAIN) as write:
        write(_compared(taught) + _said(taught, len(team)))
        # In double quotes, as settings are to be written; JSON writes them as YAML reads them.
        place = json.dumps(str(file.resolve()), ensure_ascii=False)
        write(f"Pour vous en servir, dans coach.yaml :\n  modele: {place}\n")
    return 0


def _compared(taught: Taught) -> str:
    """Return the figures, before and after: on coach's drafts, on the team's, and on these by category."""
    before, after = taught.before, taught.after
    rows = [("ceux de coach", "", taught.witnesses_before.f1("detect"), taught.witnesses_after.f1("detect"))]
    rows.append(("les vôtres", "", before.f1("detect"), after.f1("detect")))
    for name in taught.categories:
        key = f"exact {name} "
        rows.append((f"  {name}", str(taught.faults(name)), before.f1(key), after.f1(key)))
    lines = [f"{'brouillons mis de côté':22} {'fautes':>6} {'avant':>6} {'après':>6}   (F1, de 0 à 1)"]
    lines += [f"{name:22} {count:>6} {old:6.2f} {new:6.2f}" for name, count, old, new in rows]
    return "\n".join(lines) + "\n"


def _said(taught: Taught, drafts: int) -> str:
    """Return what is to be said of the figures, a line each."""
    from coach.training.teach import FEWEST

    lines = []
    if drafts < FEWEST:
        lines.append(f"Avec moins de {FEWEST} brouillons, ces chiffres ne disent pas grand-chose.")
    if taught.worse:
        lines.append(f"Attention, le nouveau modèle lit moins bien vos brouillons : {', '.join(taught.worse)}.")
    if taught.harmful:
        lines.append("Attention, le nouveau modèle lit moins bien ceux de coach : vos annotations les contredisent.")
    if taught.strange:
        lines.append(
            "Attention, vos annotations contredisent presque partout ce que coach a appris : relisez-les avant de vous "
            "servir de ce modèle."
        )
    return "".join(line + "\n" for line in lines)
