"""The words by which exports name a role: « Conseillère », « Client », « agent », « note interne »."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from coach.french.lines import one_of
from coach.transcripts.base import Role, Speaker
from coach.transcripts.folding import aligned

_WORDS = {
    Role.NOTE: r"notes? internes?|notes? privees?|internal notes?|private notes?|commentaires? internes?",
    Role.BOT: (
        r"(?:chat|voice|voix|call)?-?bots?|robots?|(?:assistante?|conseillere?|agente?) (?:virtuel(?:le)?|automatique)"
        r"|virtual (?:assistant|agent)|custom_bot|automated_agent|svi|repondeur(?: automatique)?"
    ),
    Role.SYSTEM: r"systeme?s?|system(?:_message)?|message (?:systeme|automatique)",
    Role.ADVISER: (
        r"(?:tele)?conseill(?:er[-(/.]+(?:ere|e)\b[-).]*s?\)?|eres?|ers?)|adviser|advisor"
        r"|(?:tele)?agent(?:[-(/.]+e\b[-).]*s?\)?|e?s?)|(?:tele)?operat(?:eur|rice)s?|hotesse|hote d'accueil"
        r"|chargee?s? de (?:clientele|relation clients?)|gestionnaires?|superviseu(?:r|se)|supervisor|manager"
        r"|technicien(?:ne)?|collaborat(?:eur|rice)|employee?|staff|customer (?:support|service|care)|support agent"
        r"|service[ -](?:clients?|clientele|consommateurs?|apres[ -]vente|commercial)|relations? clients?|sav|s\.a\.v\."
        r"|responsable|representative|support"
    ),
    Role.CUSTOMER: (
        r"client(?:[-(/.]+e\b[-).]*s?\)?|e?s?)|customers?|end[-_ ]?(?:user|customer)|user|usagere?s?"
        r"|utilisat(?:eur|rice)s?|adherente?s?|assuree?s?|abonnee?s?|consommat(?:eur|rice)s?|achet(?:eur|euse)|visitor"
        r"|visit(?:eur|euse)s?|appelante?s?|caller|patiente?s?|locataires?|societaires?|allocataires?|beneficiaires?|prospects?|guest"
        r"|demandeu(?:r|se)|requerante?|requester"
    ),
}
# In a cell they say the role; before a colon in a text they may say anything.
_CELL_WORDS = {
    Role.SYSTEM: "notification|evenement|event",
    Role.ADVISER: "conseil|service|care|sortante?|outbound|outgoing|interne|internal",
    Role.CUSTOMER: "lead|contact|entrante?|inbound|incoming|externe|external",
}
_CELL = {role: re.compile(one_of(words, _CELL_WORDS.get(role, words))) for role, words in _WORDS.items()}
_ROLE = one_of(*(f"(?P<{role.name}>{words})" for role, words in _WORDS.items()))
_FIRST = re.compile(rf"(?:l[ae] |l'|votre |mon )?{_ROLE}(?P<rest>$|[\W_].*|[0-9].*)")
_INSIDE = re.compile(rf"(?P<name>.+?)(?: ?[(\[] ?| - |, ?| du | de la ){_ROLE}[)\]]? *")
_TRIM = " \t\u00a0\u202f-–—:,()[]#*_/°"
_LONGEST = 60


@lru_cache(maxsize=1024)
def role_of(word: str) -> Role:
    """Return the role that a cell or a field says, and nothing but it; UNKNOWN for any other word."""
    low = aligned(word).strip(_TRIM)
    return next((role for role, words in _CELL.items() if words.fullmatch(low)), Role.UNKNOWN)


@lru_cache(maxsize=1024)
def speaker_of(label: str) -> Speaker:
    """Return who a label names: « Conseillère Marie », « Marie (conseillère) », « Client n° 2 », « Marie ».

    The name is what the label has beside the role, and all of it when it says no role.
    """
    label = normalize("NFC", label).strip(_TRIM + ">")
    low = aligned(label)
    if len(label) > _LONGEST:
        return Speaker(label, Role.UNKNOWN)
    if match := _FIRST.fullmatch(low):
        return Speaker(_name(label[match.start("rest") :]), _role(match))
    if match := _INSIDE.fullmatch(low):
        return Speaker(_name(label[: match.end("name")]), _role(match))
    return Speaker(label, Role.UNKNOWN)


def _role(match: re.Match[str]) -> Role:
    return next(role for role in _WORDS if match[role.name] is not None)


def _name(rest: str) -> str:
    return re.sub(r"^\W*n\s?°\s?", "", rest).strip(_TRIM)
