"""A form letter: nothing in it is about this customer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.checks import courtoisie_vide
from coach.checks.evidence import words_left
from coach.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.checks.draft import Draft

LABEL = Label(
    "impersonnel",
    "Ni nom, ni détail du dossier : le client lit une lettre type.",
    (
        "Saluez la personne par son nom : « Bonjour Madame [nom], »",
        "Citez un fait de son dossier : l’article, la date, ce qu’elle vous a écrit.",
        "Signez de votre prénom.",
    ),
)
_DIGIT = re.compile(r"\d")
# A capital inside a sentence, or a word alone on its line as a signature is: most often a name.
_CAPITAL = re.compile(r"(?:(?<=[\w,;)»] )|(?<=M\. ))[A-ZÀ-Þ][^\W\d_]+|^[A-ZÀ-Þ][^\W\d_]+$", re.MULTILINE)
# Capitals of politeness, of goodbyes and of departments name nobody.
_NO_NAMES = re.compile(
    r"(?:madame|monsieur|mesdames|messieurs|mademoiselle|clients?|clientes?|clientèle|services?|équipes?|support|pôle|"
    r"direction|relations?|secrétariat|cordialement|sincèrement|respectueusement|salutations|cdt|bonjour|bonsoir|merci)\Z",
    re.IGNORECASE,
)
# A reply this short, and with nothing beside its faults, has no room for the case.
_SHORT = 16
_NOTHING_ELSE = 5


def label(draft: Draft) -> Label | None:
    """Return the label when the greeting is to nobody, or the draft is empty, with no name or figure of the case."""
    empty = draft.has("anonyme") or courtoisie_vide.label(draft) is not None
    if not empty and not (len(draft.reading.symbols) < _SHORT and draft.faults and words_left(draft) < _NOTHING_ELSE):
        return None
    if _DIGIT.search(draft.text) or next(_names(draft), None) is not None:
        return None
    return LABEL


def _names(draft: Draft) -> Iterator[str]:
    """Yield what looks like names, in the adviser's words and in the signature."""
    elsewhere = [one.span for one in draft.skipped if one.reason != "signature"]
    for match in _CAPITAL.finditer(draft.text):
        word = match[0]
        if word.isupper() or _NO_NAMES.match(word):
            continue
        if not any(span.start <= match.start() < span.end for span in elsewhere):
            yield word
