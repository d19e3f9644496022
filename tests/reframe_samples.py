"""Rewritings made by hand, so that the tests of `coach reframe` do not depend on how the engine words its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.engine import Coach
from coach.model import Finding, Passage, Reframed, Rewrite, Span

if TYPE_CHECKING:
    import pytest

# A sentence, what is replaced in it, then kind, text and note of each rewriting.
REWRITES = {
    "Vous avez tort.": (
        "Vous avez tort.",
        [
            ("fait", "Le suivi indique une remise le [date].", "Un fait à la place d’un verdict."),
            ("offre", "Je vérifie, et je vous écris jeudi.", "Ce que vous pouvez faire."),
            ("question", "Que s’est-il passé à la livraison ?", "Une question ouverte."),
        ],
    ),
    "Ce n'est pas possible.": (
        "Ce n'est pas possible.",
        [("offre", "Je vous propose un avoir.", "Une issue à la place d’une porte fermée.")],
    ),
    "Malheureusement, il pleut.": (
        "Malheureusement, i",
        [("retrait", "I", "Le mot noir s’en va.")],
    ),
}
DRAFT = "Bonjour Léa,\r\n\r\nVous avez tort. Malheureusement, il pleut.\r\nCe n'est pas possible.\r\n\r\nÀ bientôt"
BEST = (
    "Bonjour Léa,\r\n\r\nLe suivi indique une remise le [date]. Il pleut.\r\nJe vous propose un avoir.\r\n\r\nÀ bientôt"
)
_SENTENCES = re.compile("|".join(map(re.escape, REWRITES)))


def reframed_of(text: str, findings: tuple[Finding, ...] = ()) -> Reframed:
    """Return a draft with a passage for each of the sentences above."""
    passages = []
    for match in _SENTENCES.finditer(text):
        words, made = REWRITES[match[0]]
        span = Span(match.start() + match[0].index(words), match.start() + match[0].index(words) + len(words))
        scope = "phrase" if words == match[0] else "passage"
        sentence = Span(*match.span())
        passages.append(
            Passage(
                sentence,
                match[0],
                tuple(finding for finding in findings if finding.span.meets(sentence)),
                tuple(Rewrite(span, new, scope, kind, note) for kind, new, note in made),
            )
        )
    return Reframed(text, tuple(passages))


def reframe(self: Coach, text: str, *, several: bool = False) -> Reframed:
    """Take the place of `Coach.reframe`."""
    made = reframed_of(text, self.check(text).findings)
    if several:
        return made
    return Reframed(text, tuple(replace(passage, rewrites=passage.rewrites[:1]) for passage in made.passages))


def install(patch: pytest.MonkeyPatch) -> None:
    """Put it in the place of the engine's, for this process."""
    patch.setattr(Coach, "reframe", reframe)
