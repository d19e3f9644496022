"""Legal footers: confidentiality, data protection, automatic mail, the company's registration."""

from __future__ import annotations

import re

from coach.french.lines import fold, one_of

_MAIL = r"(?:message|mail|e-?mail|courriel|courrier|communication|transmission)s?"
_THIS = rf"(?:c(?:e|et|ette)|l[ea] presente?) {_MAIL}"
_NO_REPLY = "(?:merci|veuillez|priere|nous vous prions) (?:de )?ne pas (?:y )?repondre"
_READ = r"(?:lue?s?|relevee?s?|consultee?s?|surveillee?s?)"

# How each footer begins, then what has to stand somewhere after that: (openings, needed).
_FOOTERS = (
    (
        (rf"{_THIS}\b",),
        (
            "confidentiel",
            "exclusi(?:f|ve)",
            r"(?:destine|adresse)e?s? (?:uniquement|seulement)",
            "a l'attention (?:de|du) (?:son|sa|ses|seul)",
            r"automatique(?:ment)?\s*(?:$|[,;:-] |[.] (?:merci|veuillez|ne |nous|toute|pour)|et ne)",
            rf"adresse (?:e-?mail )?(?:non|automatique|technique|n'est pas)|n'est pas {_READ}",
            r"secret professionnel|protegee?s? par|ne (?:saurait|peut) engager|pas y repondre",
            "ne plus recevoir|desabonn|desinscri",
        ),
    ),
    ((rf"ceci est un {_MAIL} (?:automatique|genere|envoye)",), ()),
    (
        (rf"(?:les|l'|toute|cet?t?e?) ?informations? .{{0,60}}{_MAIL}",),
        ("confidentiel", "destin", "exclusi(?:f|ve)", "privileg"),
    ),
    (
        (
            r"si vous n'etes pas (?:l[ea']|l'un des|un des) ?(?:bon |reel |veritable )?(?:destinataire|personne)",
            rf"si vous (?:avez recu|recevez) {_THIS} par erreur",
            rf"vous recevez {_THIS} (?:car|parce|en tant|suite)",
        ),
        (),
    ),
    (
        (
            "conformement (?:a la |au |aux |a l')",
            "en (?:application|vertu) (?:de la loi|du r|de l'article)",
            "(?:vos|les) donnees (?:personnelles|a caractere|recueillies|collectees)",
            "la loi (?:n ?78|informatique)",
        ),
        (r"droits? (?:d'acces|d'opposition|de rectification|de suppression|d'effacement|a l'oubli)", r"\bcnil\b"),
    ),
    (
        (
            r"(?:merci de )?(?:pens|adopt|preserv|proteg|economis|soy|agiss|evit|n'imprim|limit)\w*",
            "avant d'imprimer|before printing",
            r"afin de (?:preserver|proteger|respecter|contribuer)",
            r"(?:please )?(?:consider|think|save)\b",
        ),
        (
            r"(?:environ\w+|planete|papier|arbre|nature)\b.*(?:imprim|print)",
            "(?:imprim|print).*(?:environ|necessa|planete)",
        ),
    ),
    ((rf"(?:avant d'imprimer|(?:merci de )?n'imprime[zr]) (?:pas )?cet? {_MAIL}",), ()),
    (
        (
            rf"{_NO_REPLY}(?: directement)?(?: a (?:{_THIS}|cette adresse))?\s*(?:$|[.,;:(-]|car|automatique)",
            "please do not (?:reply|respond)",
        ),
        (),
    ),
    (
        ("(?:cette adresse|cette boite|cet e-?mail est une adresse|l'adresse d'expedition|adresse)\\b",),
        (rf"(?:n'est pas|n'est plus|non) {_READ}", "ne (?:permet|peut|recoit) pas"),
    ),
    (
        ("(?:avis|note|mention|avertissement|confidentialite|disclaimer|notice|important)",),
        ("confidentiel", r"destinataires?\b", rf"{_THIS} .{{0,80}}(?:exclusi|destine)", "intended"),
    ),
    (
        (r"th(?:is|e) (?:information .{0,40})?(?:e-?mail|message|communication|transmission)",),
        ("confiden", "intended", "privileged", "automat"),
    ),
    (("if you (?:are not the intended|have received|received) ",), ("recipient", "error", "mistake")),
    ((r"(?:copyright|\(c\)) ?[0-9]{4}", r".{0,60}tous droits reserves\W*$"), ()),
)
_OPENING = re.compile("|".join(f"({one_of(*openings)})" for openings, _ in _FOOTERS))
_NEEDED = [re.compile(one_of(*needed)) if needed else None for _, needed in _FOOTERS]
_FIRST_LETTERS = (
    "ce le la to si vo co en me pe ad pr ec so ag ev n' n’ li av af pl th be ve no di im if l' l’ ca sa (c c) éc év ré"
)
_INITIALS = frozenset(_FIRST_LETTERS.split())
_BEGINNING = 90
_SHORTEST = 18
_RESERVED = "droits r"
_DECORATION = re.compile(r"[^\w(]*")

_COMPANY = re.compile(
    r"\b(?:capital (?:social )?(?:de|variable)|r\.?c\.?s\.?|siret|siren|(?:n.? ?)?tva|(?:code )?(?:ape|naf)|orias|acpr"
    r"|siege social|regie?s? par le (?:code|livre)|societe anonyme|association loi 1901|numero d'entreprise|bce)\b"
)
_ADDRESSED = re.compile(r"\b(?:vous|votre|vos|nous|notre|je|j'|merci|veuillez|est|sont|ne|pas|n'|d'un)\b")
_LEGAL = re.compile(
    r"confiden|destinat|diffus|reprodu|utilisation|alter(?:ation|e)|intercept|virus|responsab|expediteur|detrui"
    r"|electroni|integrite|disclos|copying|liab|unauthori|sender|recipient"
)
# First persons speaking of this customer's case: an answer about data protection or a wrong mail, not a footer.
_ANSWER = re.compile(
    r"\b(?:je|j'|nous (?:avons|ne pouvons|sommes desole\w*|regrettons)|ci-joint|desole\w*|excus\w+|navre\w*|a tort"
    r"|votre (?:demande|commande|dossier|compte|colis|facture|contrat|reclamation|remboursement|retour|abonnement)"
    r"|arnaque|fraud\w+|hameconn\w+)\b"
)


def is_mention(line: str) -> bool:
    """Tell whether a line of the end of a draft opens a legal footer; a line cut out of a sentence does not."""
    if line[0].islower() or len(line) < _SHORTEST:
        return line[0] == "©"
    bare = line if line[0].isalpha() else _DECORATION.sub("", line[:400], count=1)
    match = _OPENING.match(fold(bare[:_BEGINNING])) if bare[:2].lower() in _INITIALS or _RESERVED in line else None
    if match is None or match.lastindex is None:
        return line[0] == "©" or _is_company(line)
    low = fold(bare)
    needed = _NEEDED[match.lastindex - 1]
    return (needed is None or needed.search(low) is not None) and _ANSWER.search(low) is None


def continues_mention(line: str) -> bool:
    """Tell whether a line below a legal footer goes on with it."""
    low = fold(line)
    return _LEGAL.search(low) is not None and _ANSWER.search(low) is None


def _is_company(line: str) -> bool:
    """Tell whether the line's first sentence gives a company's registration."""
    registered = "capital" in line or "SIRE" in line or "RCS" in line or "TVA" in line or "R.C.S" in line
    if not (registered or "social" in line or "égie" in line or "ORIAS" in line or "APE" in line or "BCE" in line):
        return False
    low = fold(line)
    match = _COMPANY.search(low)
    if match is None or _ADDRESSED.search(low.partition(". ")[0]):
        return False
    return any(map(str.isdigit, low)) or match[0].startswith("regi")
