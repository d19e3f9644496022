"""`coach phrasebook`: read, try, prove and extend the phrasebooks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options as opt
from coach.cli.french import FrenchCommand, FrenchGroup
from coach.cli.streams import PLAIN, note, output
from coach.config import load_config, margins_in_order
from coach.errors import ConfigError, reason
from coach.phrasebook.folders import GRID_FILE
from coach.render.wording import plural

if TYPE_CHECKING:
    from coach.learned.opinion import Verdict
    from coach.phrasebook.entry import Entry, Phrasebook
    from coach.phrasebook.granted import Granted

phrasebook_app = typer.Typer(
    cls=FrenchGroup, add_completion=False, rich_markup_mode=None, help="Lit, essaie, éprouve et complète les phrases."
)
Tested = Annotated[
    Path | None,
    typer.Argument(metavar="DOSSIER", help="Dossier de phrases, fichier de marges ou grille ; sinon, ceux de coach."),
]


def _load(added: Sequence[Path] | None, config: Path | None) -> Phrasebook:
    from coach.phrasebook.cache import builtin_folder
    from coach.phrasebook.folders import margin_files
    from coach.phrasebook.loader import load_phrasebooks

    settings, builtin = load_config(config), builtin_folder()
    folders = [builtin, *settings.phrasebooks, *(added or ())]
    return load_phrasebooks(folders, margin_files(builtin, margins_in_order(settings)))


def _end(errors: Sequence[object]) -> int:
    for error in errors:
        note(str(error))
    return 2 if errors else 0


@phrasebook_app.command("list", cls=FrenchCommand)
def list_entries(phrasebook: opt.Phrasebooks = None, config: opt.ConfigFile = None) -> int:
    """Énumère les entrées : identifiant, gravité, titre."""
    book = _load(phrasebook, config)
    with output(None, PLAIN) as write:
        width = max((len(entry.id) for entry in book.entries), default=0)
        for entry in book.entries:
            kind = entry.severity.slug if entry.category else "signal"
            write(f"{entry.id:{width}}  {kind:11}  {entry.message}\n")
    return _end(book.errors)


@phrasebook_app.command("show", cls=FrenchCommand)
def show(
    ident: Annotated[str, typer.Argument(metavar="ID", help="Identifiant d’une entrée, tel que « list » le montre.")],
    phrasebook: opt.Phrasebooks = None,
    config: opt.ConfigFile = None,
) -> int:
    """Montre une entrée : ce qu’elle repère, ce qu’elle laisse, pourquoi, et quoi dire à la place."""
    book = _load(phrasebook, config)
    entries = {entry.id: entry for entry in book.entries}
    # What is asked for may be what could not be read.
    code = _end(book.errors)
    entry = entries[opt.one_of(ident, entries, "ID", "« coach phrasebook list » les énumère")]
    with output(None, PLAIN) as write:
        write(_described(entry))
    return code


def _described(entry: Entry) -> str:
    lines = [f"{entry.id} ({entry.severity.slug if entry.category else f'signal {entry.signal}'})"]
    lines += [f"{entry.place.file}:{entry.place.line}", "", entry.message]
    lines += [f"Pourquoi : {entry.why}"] if entry.why else []
    exceptions, margin = entry.exceptions, entry.margin
    blocks = [
        ("Repère", [w.source for w in entry.patterns]),
        ("Sauf", [w.source for w in exceptions.overlapping]),
        ("Sauf si, juste avant", [w.source for w in exceptions.before]),
        ("Sauf si, juste après", [w.source for w in exceptions.after]),
        ("Sauf si, dans la phrase", [w.source for w in exceptions.sentence]),
        ("Adouci par", list(entry.softened_by)),
        ("Dites plutôt", list(entry.reframings)),
        ("Signale", [_marked(example.text, example.spans) for example in entry.to_flag]),
        ("Laisse", [example.text for example in entry.to_leave]),
        *(_granted(margin) if margin else ()),
        ("Source", [entry.source] if entry.source else []),
    ]
    for title, texts in blocks:
        if texts:
            lines += ["", f"{title} :", *(f"  - {text}" for text in texts)]
    return "\n".join(lines) + "\n"


def _granted(margin: Granted) -> list[tuple[str, list[str]]]:
    one = [("Limites", margin.limit), ("Parce que", margin.reason), ("Conseil", margin.tip), ("Relais", margin.contact)]
    return [("Propose", list(margin.offers)), *((title, [text] if text else []) for title, text in one)]


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@phrasebook_app.command("try", cls=FrenchCommand)
def try_text(
    text: Annotated[str, typer.Argument(metavar="TEXTE", help="La phrase à essayer.")],
    phrasebook: opt.Phrasebooks = None,
    config: opt.ConfigFile = None,
) -> int:
    """Essaie une phrase : quelle entrée réagit, quelle exception l’arrête, laquelle en est le plus près.

    Dit aussi ce que le lecteur appris en pense : ce qu’il abaisse, retire ou signale de lui-même.
    """
    from coach.engine import Coach
    from coach.phrasebook.explain import nearest, trials

    settings = load_config(config)
    coach = Coach([*settings.phrasebooks, *(phrasebook or ())], margins_in_order(settings))
    draft = coach.look(text)
    found = trials(coach.matcher, draft.reading)
    with output(None, PLAIN) as write:
        for trial in found:
            words = text[trial.span.start : trial.span.end]
            fate = "réagit" if trial.stopped_by is None else f"arrêtée par l’exception « {trial.stopped_by} »"
            write(f"{trial.entry} : {fate}\n  mots   « {words} »\n  motif  {trial.pattern}\n  fiche  {trial.place}\n")
        if not any(trial.stopped_by is None for trial in found):
            write("Aucune entrée ne réagit.\n")
            for near in nearest(coach.matcher, draft.reading):
                write(f"Au plus près : {near.entry}, {near.found} des {near.needed} mots qu’il faut\n")
                write(f"  motif  {near.pattern}\n  fiche  {near.place}\n")
        if coach.second is not None:
            judgement = coach.second.judgement(draft)
            for verdict in coach.second.verdicts(draft, judgement, coach.second.candidates(draft, judgement)):
                write(_opinion(verdict))
    return _end(coach.problems)


def _opinion(verdict: Verdict) -> str:
    """Return what the learned reader says of a finding, when it changes something."""
    before, after = verdict.candidate.finding, verdict.finding
    if before == after:
        return ""
    chance = f"{verdict.chance:.2f}".replace(".", ",")
    if before is None:
        assert after is not None  # noqa: S101  one of the two is there
        said = f"y lit de lui-même {after.category}, {after.severity.slug}\n  mots   « {after.text} »"
    elif after is None:
        said = f"retire {before.rule}, sosie probable\n  mots   « {before.text} »"
    else:
        said = f"abaisse {before.rule} à {after.severity.slug}\n  mots   « {before.text} »"
    return f"Lecteur appris : {said}\n  chance {chance}\n"


@phrasebook_app.command("test", cls=FrenchCommand)
def prove(folder: Tested = None) -> int:
    """Éprouve les phrases, les marges, la grille : chaque exemple, motif, exception, réécriture, critère."""
    if folder is not None and folder.name == GRID_FILE:
        return _prove_grid(folder)
    from coach.engine import Coach
    from coach.phrasebook.cache import builtin_folder
    from coach.phrasebook.examples import check_examples
    from coach.phrasebook.folders import margin_files
    from coach.phrasebook.loader import load_phrasebooks, load_talk
    from coach.phrasebook.rewriting import load_rules
    from coach.reframing.examples import check_rules

    mine = builtin = builtin_folder()
    folders, margins = [builtin], margin_files(builtin)
    if folder is not None and folder.is_file():
        mine, margins = folder.resolve(), [*margins, folder]
    elif folder is not None and folder.resolve() != builtin:
        mine, folders, margins = folder.resolve(), [builtin, folder], [*margins, *margin_files(folder)]
    book, talk = load_phrasebooks(folders, margins), load_talk(folders)
    errors = [*book.errors, *check_examples(book), *talk.errors, *check_examples(talk)]
    rules, coach = load_rules(folders), Coach(folders[1:])
    errors += check_rules(rules, lambda text: coach.reframe(text, granted=False).best)
    tested, own_talk, own_rules = (_within(each.entries, mine) for each in (book, talk, rules))
    with output(None, PLAIN) as write:
        examples = sum(len(entry.to_flag) + len(entry.to_leave) for entry in (*tested, *own_talk))
        examples += sum(len(entry.rewriting.examples) for entry in own_rules if entry.rewriting)
        counts = f"{plural(len(tested), 'entrée', 'entrées')}, {plural(examples, 'exemple', 'exemples')}"
        if own_talk:
            counts = f"{plural(len(own_talk), 'entrée de conversation', 'entrées de conversation')}, {counts}"
        if own_rules:
            counts = f"{plural(len(own_rules), 'réécriture', 'réécritures')}, {counts}"
        write(f"{counts} : {'tout tient' if not errors else 'à revoir'}\n")
    grid = (folder or builtin) / GRID_FILE
    return max(_end(errors), _prove_grid(grid) if grid.is_file() else 0)


def _within(entries: Sequence[Entry], place: Path) -> list[Entry]:
    """Return the entries that stand in a file or folder."""
    return [entry for entry in entries if Path(entry.place.file).resolve().is_relative_to(place)]


def _prove_grid(file: Path) -> int:
    from coach.review.grid import load_grid

    try:
        grid = load_grid(file)
    except ConfigError as error:
        return _end([error])
    with output(None, PLAIN) as write:
        counts = plural(len(grid.criteria), "critère", "critères")
        write(f"grille : {counts}, {grid.seen} points que coach peut regarder : tout tient\n")
    return 0


@phrasebook_app.command("new", cls=FrenchCommand)
def new(
    title: Annotated[str, typer.Argument(metavar="THEME", help="Thème du fichier, par exemple « Livraison ».")],
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Où l’écrire.")] = Path("phrases"),
) -> int:
    """Écrit un fichier de phrases prêt à compléter."""
    from coach.phrasebook.template import slug, template

    file = folder / f"{slug(title)}.yaml"
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
        with file.open("x", encoding="utf-8") as written:
            written.write(template(title, str(folder)))
    except FileExistsError as error:
        raise ConfigError(f"{error.filename} : ce fichier existe déjà, il est laissé tel quel") from None
    except OSError as error:
        raise ConfigError(f"{file} : écriture impossible ({reason(error)})") from None
    with output(None, PLAIN) as write:
        write(f"{file}\n")
    return 0


@phrasebook_app.command("schema", cls=FrenchCommand)
def schema(
    marges: Annotated[bool, typer.Option("--marges", help="Celui des marges de manœuvre (marges.yaml).")] = False,
    grille: Annotated[bool, typer.Option("--grille", help="Celui de la grille d’écoute (grille.yaml).")] = False,
) -> int:
    """Affiche le schéma JSON des fichiers de phrases, pour la complétion dans un éditeur."""
    from coach.phrasebook.margins_schema import margins_schema
    from coach.phrasebook.schema import phrasebook_schema
    from coach.review.grid_schema import grid_schema

    with output(None, "json") as write:
        found = margins_schema() if marges else grid_schema() if grille else phrasebook_schema()
        write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    return 0
