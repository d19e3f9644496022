"""The Coach of each folder of the editor, and a new one when what it is made of has changed."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.errors import CoachError
from coach.lsp import compiling, wording
from coach.model import Severity
from coach.resident.ready import Means, Stamp, stamp, stamps

if TYPE_CHECKING:
    from coach.engine import Coach

# A phrasebook in the midst of being rewritten has many faults at once.
_MOST_TOLD = 5
# A keystroke changes one sentence of a draft: what was found in the others need not be worked out again.
_SENTENCES = 100
# Words read in the beginning, so that the first keystroke finds the code and the patterns loaded. Nobody's draft.
_SAMPLE = "Bonjour, non, ce n’est pas possible. Vous auriez dû lire la notice, je l’ai déjà dit. Cordialement."


@dataclass(frozen=True, slots=True)
class Choice:
    """What the settings of a folder come to: what its Coach is made of, and the least grave finding to show."""

    means: Means
    least: Severity = Severity.CONSEIL


@dataclass(frozen=True, slots=True)
class _Known:
    """A choice, and what its files were like when it was made."""

    choice: Choice
    seen: list[Stamp]


class Tell(Protocol):
    """Shows the user a sentence: a fault, or what is going on."""

    def __call__(self, sentence: str, *, fault: bool = True) -> None:
        """Show a sentence."""


class Coaches:
    """Keeps the Coach of each folder.

    `choose` reads the settings of a folder (None: of no folder in particular) and raises CoachError; `files` names
    where they may stand; `tell` shows the user a sentence, `ready` is called when a Coach was made.
    """

    def __init__(
        self,
        choose: Callable[[Path | None], Choice],
        files: Callable[[Path | None], tuple[Path, ...]],
        tell: Tell,
        ready: Callable[[], None],
    ) -> None:
        self._choose, self._files, self._tell, self._ready = choose, files, tell, ready
        self._known: dict[Path | None, _Known] = {}
        self._coaches: dict[Means, tuple[list[Stamp], Coach]] = {}
        # The faults that stand: of the settings of a folder, of what a Coach is made of.
        self._told: dict[Path | Means | None, set[str]] = {}
        self._preparing: asyncio.Task[None] | None = None

    def choice(self, folder: Path | None) -> Choice:
        """Return what the settings of a folder come to; broken ones are told, and the ones before them go on."""
        known = self._known.get(folder)
        if known is None:
            known = self._known[folder] = self._read(folder, Choice(Means()))
        return known.choice

    def coach(self, folder: Path | None) -> Coach | None:
        """Return the Coach of a folder; None while it is being made."""
        means = self.choice(folder).means
        held = self._coaches.get(means)
        if held is None:
            self._prepare()
            return None
        return held[1]

    def look(self) -> None:
        """Look whether any file has changed behind the settings or the Coaches in use; make anew what has."""
        changed = False
        for folder, known in list(self._known.items()):
            if _stamps(self._files(folder)) != known.seen:
                self._known[folder] = self._read(folder, known.choice)
                changed = True
        # Settings may change what is shown of the same findings.
        if self._stale():
            self._prepare()
        elif changed:
            self._ready()

    def forget(self) -> None:
        """Forget all words that were read."""
        for _, coach in self._coaches.values():
            coach.forget()

    def _read(self, folder: Path | None, before: Choice) -> _Known:
        seen = _stamps(self._files(folder))
        try:
            found, problems = self._choose(folder), []
        except CoachError as error:
            found, problems = before, [str(error)]
        self._say(folder, problems)
        return _Known(found, seen)

    def _wanted(self) -> list[Means]:
        return list(dict.fromkeys(known.choice.means for known in self._known.values()))

    def _stale(self) -> list[Means]:
        """Return what there is no Coach of, or one of files that have changed."""
        return [
            means for means in self._wanted() if means not in self._coaches or self._coaches[means][0] != stamps(means)
        ]

    def _prepare(self) -> None:
        if self._preparing is None or self._preparing.done():
            self._preparing = asyncio.get_running_loop().create_task(self._prepared())

    async def _prepared(self) -> None:
        """Make the Coaches that are wanted, one by one; until then those before them answer."""
        for means in self._stale():
            before = stamps(means)
            problems: list[str] = []
            try:
                if compiling.needed(means):
                    if not self._coaches:
                        self._tell(wording.PREPARING, fault=False)
                    await compiling.compiled(means)
                # Two at a time would need twice the memory.
                for old in [each for each in self._coaches if each == means or each not in self._wanted()]:
                    del self._coaches[old]
                    if old != means:
                        self._told.pop(old, None)
                gc.collect()
                coach = _made(means)
                problems += map(str, coach.problems)
            # A folder that is closed to us is no CoachError.
            except (CoachError, OSError) as error:
                problems.append(wording.unreadable(error) if isinstance(error, OSError) else str(error))
                # The adviser is still helped, by what coach knows without the team's own.
                coach = _made(Means())
            self._coaches[means] = before, coach
            self._say(means, problems)
            self._ready()

    def _say(self, where: Path | Means | None, sentences: Sequence[str]) -> None:
        """Tell each fault once, however often the files are read while it stands."""
        known = set().union(*self._told.values())
        new = [each for each in dict.fromkeys(sentences) if each not in known]
        self._told[where] = set(sentences)
        for sentence in new[:_MOST_TOLD]:
            self._tell(sentence)
        if len(new) > _MOST_TOLD:
            self._tell(wording.more_problems(len(new) - _MOST_TOLD))


def _made(means: Means) -> Coach:
    from coach.engine import Coach

    coach = Coach(*means)
    coach.remember(_SENTENCES)
    coach.check(_SAMPLE)
    coach.forget()
    return coach


def _stamps(files: Iterable[Path]) -> list[Stamp]:
    return [stamp(str(file)) for file in files]
