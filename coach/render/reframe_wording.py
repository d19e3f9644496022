"""The French of `coach reframe`: what a rewriting does, what is asked, what is left to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from coach.render.wording import COLON, NBSP, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

CHANGES: Final = "Ce qui change, et pourquoi"
UNCHANGED: Final = f"Rien à reformuler{COLON} le brouillon reste tel quel."
READY: Final = f"Il ne reste rien à compléter{COLON} relisez, et ce message peut partir."
REMOVED: Final = "(cette phrase s’en va)"
OWN: Final = "Votre propre phrase."
WHAT_HURTS: Final = "Ce que le client peut entendre"
CHOICES: Final = "Vous pouvez dire"
FIRST: Final = "C’est la première phrase, il n’y en a pas avant elle."
TAKEN: Final = f"Votre phrase est prise. Le client pourrait encore y voir ceci{COLON}"
STOPPED: Final = f"Vos choix sont gardés{COLON} les autres phrases restent telles quelles."
HELP: Final = (
    f"Un numéro choisit cette phrase, et Entrée la première ; « e » ouvre la première dans votre éditeur "
    f"(« e{NBSP}2 » la deuxième, « e{NBSP}0 » la vôtre) ; « p » passe et laisse votre phrase telle quelle ; "
    f"« r » revient à la précédente ; « q » s’arrête là et garde vos choix."
)

# What a rewriting does, by its kind (see coach.model.KINDS), as an adviser would say it.
KINDS: Final = {
    "offre": "Dire ce qui est possible",
    "raison": "Donner la raison, puis proposer",
    "question": "S’informer de ce qui compte",
    "prevention": "Aider pour la prochaine fois",
    "fait": "S’en tenir aux faits",
    "excuse": "S’excuser une fois, simplement",
    "retrait": "Retirer ce qui blesse",
    "a-completer": "À compléter par vous",
}
# More blanks than this are counted.
MOST_BLANKS = 12


def line(number: int) -> str:
    """Return « ligne 3 »."""
    return f"ligne{NBSP}{number}"


def introduction(count: int) -> str:
    """Say how many sentences there are, and what can be answered."""
    return f"{plural(count, 'phrase', 'phrases')} à reformuler. {HELP}"


def progress(index: int, count: int) -> str:
    """Say which sentence this is, from 0."""
    return f"Phrase {index + 1} sur {count}"


def prompt(count: int) -> str:
    """Ask for an answer."""
    numbers = "1" if count == 1 else f"1 à {count}"
    return f"Votre choix ({numbers}, e, p, r, q ; Entrée{COLON} 1) > "


def not_understood(count: int) -> str:
    """Say which answers are possible."""
    numbers = "1" if count == 1 else f"un numéro de 1 à {count}"
    return f"Répondez par {numbers}, e, p, r ou q ; « ? » dit ce que chacun fait."


def present_choice(number: int | None) -> str:
    """Say what had been chosen for a sentence that is asked again; None is the adviser's own."""
    return f"Votre choix jusqu’ici{COLON} {'votre propre phrase' if number is None else number}"


def to_complete(blanks: Sequence[tuple[int, str]]) -> str:
    """Return where the blanks are, each a line and its words."""
    by_line: dict[int, Counter[str]] = {}
    for number, words in blanks[:MOST_BLANKS]:
        by_line.setdefault(number, Counter())[words] += 1
    places = " ; ".join(
        f"{line(number)}, {', '.join(_times(*each) for each in found.items())}" for number, found in by_line.items()
    )
    more = len(blanks) - MOST_BLANKS
    others = f" ; et {plural(more, 'autre champ', 'autres champs')}" if more > 0 else ""
    return f"Il reste à compléter{COLON} {places}{others}."


def _times(words: str, count: int) -> str:
    return words if count == 1 else f"{words} ({count} fois)"


def left_as_it_is(numbers: Sequence[int]) -> str:
    """Say which sentences the adviser has left that had better not be sent."""
    if len(numbers) == 1:
        return f"Une phrase bloquante est restée telle quelle, {line(numbers[0])}."
    where = ", ".join(map(str, dict.fromkeys(numbers)))
    return f"{len(numbers)} phrases bloquantes sont restées telles quelles, lignes{NBSP}{where}."
