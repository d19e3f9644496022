"""Telling the name or the team that signs a draft from its last words."""

from __future__ import annotations

import re

from coach.french.lines import fold, one_of

# Words that answer or refuse: alone at the end of a draft they are its last word, and no name.
_ANSWERS = (
    "non nan nope niet nein no oui ok okay yes jamais hors trop tard tant pis dommage helas bref voila certes soit "
    "faux fausse point fin stop assez basta clos close ferme fermee perdu perdue zero absurde ridicule mort morte nul "
    "nulle inadmissible demande dossier reclamation"
)
_VERDICTS = frozenset(_ANSWERS.split())
_BEGINNINGS = (
    "impossib refus rejet exclu malheur desole navre inexact erron mensong defavorable negati fini termine clotur "
    "annul expir perim interdit inutile indispon irrecev invalid definiti epuise bloque suspendu debout insuffisant"
)
_STEMS = tuple(_BEGINNINGS.split())
# « Certainement », « lisez »; « Clément » and « Sanchez » are people.
_ENDINGS = ("ment", "ez")
_PEOPLE = re.compile(r"clement|(?:in|fern|men|ram|lop|per|gom|sanch|mart)\w*ez")
_TEAM = re.compile(
    r"(?:(?:l[ea]s?|votre|vos|notre|toute|une?) |l'|toute l')?"
    + one_of(
        r"services?|equipe|direction|pole|departement|conseill\w+|gestionnaire|secretariat|reception|bureau|cabinet|agence",
        r"atelier|maison|support|assistance|accueil|mairie|mutuelle|banque|centre|cellule|responsable|chargee?|cheff?e?",
        r"direct(?:eur|rice)|boutique|magasin|sav|hotline|guichet|comptabilite|scolarite|regie|mediat\w+|societe|groupe",
        r"association|comite|syndic|control\w+|redaction|comptoir|librairie|relations?|unite|division|interlocut\w+",
        r"administration|caisse|office|epicerie|garage|hotel|restaurant",
    )
    + r"\b"
)
_PARTICLES = frozenset(
    ("de", "du", "des", "la", "le", "les", "von", "van", "der", "den", "ben", "bin", "el", "da", "et", "&")
)
_ELIDED = ("d'", "l'", "d’", "l’")
_SEPARATOR = re.compile(r"[,|/•·(–—:]| - ")


def is_answer(word: str) -> bool:
    """Tell whether a folded word answers or refuses."""
    return word in _VERDICTS or word.startswith(_STEMS)


def is_verdict(word: str) -> bool:
    """Tell whether a folded word answers, refuses or commands, so that it is no name."""
    return is_answer(word) or (word.endswith(_ENDINGS) and _PEOPLE.fullmatch(word) is None)


def is_team(folded: str) -> bool:
    """Tell whether a folded line begins with the name of a team, a place of work or a post."""
    return _TEAM.match(folded) is not None


def is_signing(line: str) -> bool:
    """Tell whether a line that says nothing is a name or a team, so that it signs without a formula above."""
    separator = _SEPARATOR.search(line)
    name = line[: separator.start()] if separator else line
    words = [word for word in name.split() if word[0].isalnum()]
    if not 0 < len(words) < 8 or line[-1] in ":;" or (line[-1] == "." and len(words[-1]) > 2):
        return False
    if any(word[0].islower() and is_answer(fold(word)) for word in line.split()):
        return False
    if is_team(fold(name)):
        return True
    if len(words) > 4 or not words[0][0].isupper() or len(max(words, key=len)) < 2:
        return False
    return all(map(_is_part_of_name, words)) and not any(map(is_verdict, fold(name).split()))


def _is_part_of_name(word: str) -> bool:
    if not (word[-1].isalpha() or word[-1] == "."):
        return False
    return word[0].isupper() or word in _PARTICLES or word[:2] in _ELIDED
