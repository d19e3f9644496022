"""How advisers and robots introduce themselves: « service clients X, bonjour », « je suis Marie… »."""

from __future__ import annotations

import re

from coach.french.lines import one_of, unaccented
from coach.transcripts.base import Role

_SERVICE = (
    r"(?:service|relations?)[ -](?:clients?|clientele|consommateurs?|abonnes|adherents|apres[- ]vente|commercial)"
)
_POST = r"(?:tele)?(?:conseillere?|conseiller\W{0,2}ere|chargee? de clientele|hotesse)"
# A first name has its capital: « je suis déçue, votre conseillère … » is a customer's.
_NAME = r"(?-i:[A-Z][a-z])[\w-]*(?: (?-i:[A-Z])[\w-]*)?"
# What may follow the post; « votre conseillère m'a dit » and « …, qui m'a dit » are a customer's.
_AFTER = r"(?!,? ?qui\b)(?= ?(?:[,.!;:)–-]|$)| (?:et|pour|du|de|chez|dedie|client|a votre|en charge|aujourd)\w*)"
_ADVISER = re.compile(
    one_of(
        rf"(?:^|[.!:,-] ?|^allo,? ?){_SERVICE}\b(?: [\w'-]+){{0,4}} ?[,:!.-]? ?(?:bonjour|bonsoir)\b(?! l[ae']s?\b)",
        rf"\b(?:bonjour|bonsoir)\b[ ,!.]*(?:ici|vous etes (?:bien )?(?:au|en (?:ligne|relation|contact) avec))(?: le)? "
        rf"{_SERVICE}\b",
        rf"\b(?:bienvenue (?:au|sur le)|merci d'avoir (?:appele|contacte|joint)(?: le| notre)?) {_SERVICE}\b",
        rf"\bje (?:suis|m'appelle) "
        rf"(?:{_NAME}(?:, ?| et je suis )(?:votre |une? )?|votre ){_POST}\b(?: {_NAME})?{_AFTER}",
        rf"\b(?:ici|c'est) {_NAME}, ?(?:votre )?{_POST}\b{_AFTER}",
        rf"\b{_NAME}, (?:votre )?{_POST}\b[^.!?]{{0,30}}(?:a votre (?:ecoute|service)|bonjour)\b",
    ),
    re.IGNORECASE,
)
_BOT = re.compile(
    r"\bje suis (?:[\w-]+,? )?(?:votre |l'|une? |le )?(?:assistante? (?:virtuel|automatique)|(?:chat)?bot\b|robot\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\bje ne suis pas\b", re.IGNORECASE)
# A greeting stands at the beginning of what somebody says.
_WITHIN = 300


def greeted_as(text: str) -> Role:
    """Return the role that a greeting shows, ADVISER or BOT; UNKNOWN when it shows none."""
    low = unaccented(text[:_WITHIN]).replace("\n", " ").strip()
    if _BOT.search(low):
        return Role.BOT
    return Role.ADVISER if _ADVISER.search(low) and not _DENIED.search(low) else Role.UNKNOWN
