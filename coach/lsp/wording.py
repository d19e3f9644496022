"""The French of the language server."""

from __future__ import annotations

from typing import Final

from coach.errors import reason
from coach.model import Finding, Label, Rewrite, Scores
from coach.render import wording
from coach.render.reframe_wording import KINDS
from coach.render.wording import COLON, NBSP

REWRITE_ALL: Final = "Reformuler tout le brouillon"
REMOVE: Final = "Retirer cette phrase"
PREPARING: Final = "les phrases se préparent, comme après chaque changement ; les remarques suivent dans un instant."
_ELLIPSIS = "…"
_LONGEST_TITLE = 160


def too_long(most: int) -> str:
    """Say that a document is too long to be read while it is written."""
    return (
        (
            f"Ce document dépasse {most // 1000}{NBSP}000 caractères{COLON} coach ne le relit pas pendant la saisie. "
            f"« coach check » le relit d’un bloc."
        )
        .replace("« ", f"«{NBSP}")
        .replace(" »", f"{NBSP}»")
    )


def more_problems(count: int) -> str:
    """Count what is not told one by one."""
    others = "une autre" if count == 1 else f"{count}{NBSP}autres"
    return f"… et {others}{NBSP}; «{NBSP}coach phrasebook test{NBSP}» montre tout."


def unreadable(error: OSError) -> str:
    """Say what the system refused to read, and why."""
    return f"{error.filename or 'phrases'} : lecture impossible ({reason(error)})"


def unforeseen(kind: str, place: str) -> str:
    """Say that a message could not be dealt with; it names the place in the code, never the text."""
    return f"coach : un message de l’éditeur n’a pas pu être traité ({kind}, {place}) ; s’il revient, signalez-le."


def message(finding: Finding) -> str:
    """Return a finding in two lines: what may be heard, and why it hurts."""
    return "\n".join(filter(None, map(wording.tidy, (finding.message, finding.why)))) or wording.finding_title(finding)


def hover(finding: Finding) -> str:
    """Return all that is said of a finding."""
    parts = [wording.finding_title(finding), message(finding)]
    if finding.reframings:
        parts.append(
            "\n".join([wording.instead(finding.severity), *(f"→ {wording.tidy(one)}" for one in finding.reframings)])
        )
    if finding.softened_by:
        parts.append(wording.softened(finding.softened_by))
    return "\n\n".join(parts)


def whole(labels: tuple[Label, ...], scores: Scores) -> str:
    """Return what is said of a draft as a whole."""
    parts = [wording.scores(scores.forme, scores.fond, scores.total)]
    if labels:
        lines = [f"{wording.MISSING}{COLON}"]
        for label in labels:
            lines.append(f"• {wording.tidy(label.message)}")
            lines += [f"  → {wording.tidy(advice)}" for advice in label.advice[:1]]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def rewrite_title(rewrite: Rewrite) -> str:
    """Return what choosing a rewriting does, in the words that will stand there."""
    words = wording.tidy(rewrite.text)
    if not words:
        return REMOVE
    if len(words) > _LONGEST_TITLE:
        words = words[: _LONGEST_TITLE - 1].rstrip() + _ELLIPSIS
    return f"{KINDS.get(rewrite.kind, 'Dire plutôt')}{COLON} {wording.quote(words)}"


def all_title(blanks: int) -> str:
    """Return what rewriting the draft does, and what it leaves to complete."""
    if not blanks:
        return REWRITE_ALL
    return f"{REWRITE_ALL} ({wording.plural(blanks, 'champ à compléter', 'champs à compléter')})"
