"""The proof of phrasebooks: of all, or of what a team adds with as little of the rest as that can break."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coach.engine import Coach
from coach.errors import PhrasebookError, UnreadFileError
from coach.phrasebook import cache
from coach.phrasebook.added import AddedBook, check_added, list_names, load_added, without_taken
from coach.phrasebook.book import CompiledRules
from coach.phrasebook.entry import Entry, Phrasebook
from coach.phrasebook.examples import ExampleBook, check_examples
from coach.phrasebook.folders import LEXICON, margin_files, rule_files, talk_files
from coach.phrasebook.loader import load_phrasebooks, load_talk
from coach.phrasebook.matcher import Matcher
from coach.phrasebook.rewriting import Rules, load_rules
from coach.reframing.examples import check_rules, touched

# Tells a fault as soon as it is known.
Tell = Callable[[Exception], object]


@dataclass(frozen=True, slots=True)
class Proved:
    """What was proved: how many entries, rules of rewriting, entries of conversations, and examples of theirs."""

    entries: int
    rules: int
    talk: int
    examples: int


@dataclass(frozen=True, slots=True)
class Subject:
    """The files that a proof is asked for: of phrasebooks, of margins, and the folder that holds those inside it."""

    files: tuple[Path, ...] = ()
    margins: tuple[Path, ...] = ()
    folder: Path | None = None


def prove(subject: Subject | None, tell: Tell) -> Proved:
    """Prove what a team adds, or everything when there is no subject; `tell` each breach, what is unreadable first.

    Nothing is proved when a file cannot be read at all.
    Raise PhrasebookError for a folder that does not exist.
    """
    builtin = cache.builtin_folder()
    if subject is None or (subject.folder is not None and subject.folder.resolve() == builtin):
        return _prove_all([builtin], margin_files(builtin), lambda _: True, tell)
    if any(file.resolve().is_relative_to(builtin) for file in subject.files):
        mine = {file.resolve() for file in subject.files}
        return _prove_all([builtin], margin_files(builtin), lambda each: Path(each.place.file) in mine, tell)
    inside = [subject.folder] if subject.folder else []
    rules, talk = rule_files(inside), talk_files(inside)
    known = [builtin / LEXICON, *rule_files([builtin]), *talk_files([builtin])]
    if list_names([*subject.files, *rules, *talk]) & list_names(known):
        # A list that is written anew changes every entry that names it.
        folders = [builtin, *([subject.folder] if subject.folder else [])]
        margins = [*margin_files(builtin), *subject.margins]
        own = {str(file) for file in (*subject.files, *subject.margins, *rules, *talk)}
        return _prove_all(folders, margins, lambda each: each.place.file in own, tell)
    return _prove_added(builtin, subject, {str(file) for file in (*rules, *talk)}, tell)


def _prove_all(folders: Sequence[Path], margins: Sequence[Path], mine: Callable[[Entry], bool], tell: Tell) -> Proved:
    book, rules, talk = load_phrasebooks(folders, margins), load_rules(folders), load_talk(folders)
    told = [*book.errors, *rules.errors, *talk.errors]
    _tell_all(told, tell)
    if not _unread(told):
        coach = Coach(folders[1:])
        _tell_all([*check_examples(book), *check_examples(talk)], tell)
        _tell_all(check_rules(replace(rules, errors=()), lambda text: coach.reframe(text, granted=False).best), tell)
    return _counted(*(list(filter(mine, each.entries)) for each in (book, rules, talk)))


def _prove_added(builtin: Path, subject: Subject, inside: set[str], tell: Tell) -> Proved:
    """Prove what a team adds, and of what comes with coach the little that it can break."""
    folders = [builtin, *([subject.folder] if subject.folder else [])]
    rules, talk = load_rules(folders), load_talk(folders)
    added = load_added([builtin / LEXICON], subject.files, margin_files(builtin), subject.margins)
    # What cannot be read is told before anything is compiled.
    told = [*added.book.errors, *rules.errors, *talk.errors]
    _tell_all(told, tell)
    own_rules, own_talk = ([one for one in each.entries if one.place.file in inside] for each in (rules, talk))
    if not _unread(told):
        _tell_all(check_examples(Phrasebook(tuple(own_talk))), tell)
    if (added.book.entries or own_rules) and not _unread(told):
        base = cache.load_book([builtin], margin_files(builtin))
        added, faults = without_taken(added, base)
        _tell_all([*(PhrasebookError(*error) for error in base["errors"]), *faults], tell)
        tried = AddedBook(added.book, Matcher(base))
        _tell_all(check_added(added, tried, base), tell)
        _tell_all(_check_rules(builtin, rules, own_rules, tried), tell)
    return _counted(added.book.entries, own_rules, own_talk)


def _check_rules(builtin: Path, rules: Rules, own: Sequence[Entry], tried: AddedBook) -> list[PhrasebookError]:
    """Return the breaches of a team's rules, and of the others where something added meets their examples."""
    more = ExampleBook(Phrasebook(tuple(own))) if own else None
    names = {entry.id for entry in own}

    def meets(text: str) -> bool:
        return tried.meets(text) or (more is not None and more.meets(text))

    concerned = touched(rules, lambda entry: entry.id in names, meets)
    if not concerned.entries:
        return []
    coach = Coach()
    coach.add(tried.compiled, _merged(cache.load_compiled_rules([builtin]), rules), more.compiled if more else None)
    return check_rules(replace(concerned, errors=()), lambda text: coach.reframe(text, granted=False).best)


def _merged(compiled: CompiledRules, rules: Rules) -> CompiledRules:
    """Return the rules that come with coach, with the words of all the others."""
    return {
        **compiled,
        "formulas": {name: list(texts) for name, texts in rules.formulas.items()},
        "channels": {
            channel: {name: list(texts) for name, texts in formulas.items()}
            for channel, formulas in rules.channels.items()
        },
        "nouns": dict(rules.nouns),
    }


def _counted(entries: Sequence[Entry], rules: Sequence[Entry], talk: Sequence[Entry]) -> Proved:
    examples = sum(len(entry.to_flag) + len(entry.to_leave) for entry in (*entries, *talk))
    examples += sum(len(entry.rewriting.examples) for entry in rules if entry.rewriting)
    return Proved(len(entries), len(rules), len(talk), examples)


def _unread(told: Iterable[Exception]) -> bool:
    """Tell whether a file was not read at all: its lists and entries are missing everywhere, which proves nothing."""
    return any(isinstance(error, UnreadFileError) for error in told)


def _tell_all(errors: Iterable[Exception], tell: Tell) -> None:
    for error in errors:
        tell(error)
