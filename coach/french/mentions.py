"""Legal footers: confidentiality, data protection, automatic mail, the company's registration."""

from __future__ import annotations

import re

from coach.french.lines import fold

_MAIL = r"(?:message|mail|e-?mail|courriel|courrier|communication|transmission)s?"
_THIS = rf"(?:c(?:e|et|ette)|l[ea] presente?) {_MAIL}"

# What the sentence begins with, then what has to stand somewhere after it.
_FOOTERS = tuple(
    (re.compile(opening), re.compile(needed))
    for opening, needed in (
        (
            rf"{_THIS}\b",
            r"confidentiel|exclusi|(?:destine|adresse)e?s? (?:uniquement|seulement)|a l'attention (?:de|du) (?:son|sa|ses|seul)"
            r"|automatique(?:ment)?\s*(?:$|[,;:-] |[.] (?:merci|veuillez|ne |nous|toute|pour)|et ne)"
            r"|adresse (?:e-?mail )?(?:non|automatique|technique|n'est pas)|n'est pas (?:lue?|relevee?|consultee?|surveillee?)"
            r"|secret professionnel|protegee?s? par|ne (?:saurait|constitue|peut) (?:engager|pas )|pas y repondre",
        ),
        (rf"ceci est un {_MAIL} (?:automatique|genere|envoye)", ""),
        (
            rf"(?:les|l'|toute|cet?t?e?) ?informations? .{{0,60}}{_MAIL}",
            r"confidentiel|destin|exclusi|privileg",
        ),
        (
            rf"si vous (?:n'etes pas (?:l[ea']|l'un des|un des) ?(?:bon |reel |veritable )?(?:destinataire|personne))",
            "",
        ),
        (rf"si vous (?:avez recu|recevez) {_THIS} par erreur", ""),
        (
            r"conformement (?:a la |au |aux |a l')|en (?:application|vertu) (?:de la loi|du r|de l'article)"
            r"|(?:vos|les) donnees (?:personnelles|a caractere|recueillies|collectees)|la loi (?:n ?78|informatique)",
            r"vous (?:disposez|beneficiez) d|droits? (?:d'acces|d'opposition|de rectification|a l'oubli)|pouvez exercer|\bcnil\b",
        ),
        (
            r"(?:merci de )?(?:pens|adopt|preserv|proteg|economis|soy|agiss|evit|n'imprim|limit)\w*|avant d'imprimer"
            r"|afin de (?:preserver|proteger|respecter|contribuer)|(?:please )?(?:consider|think|save)\b|before printing",
            r"(?:environ\w+|planete|papier|arbre|nature)\b.*(?:imprim|print)|(?:imprim|print).*(?:environ|necessa|planete)",
        ),
        (rf"(?:avant d'imprimer|(?:merci de )?n'imprime[zr]) (?:pas )?cet? {_MAIL}", ""),
        (
            rf"(?:merci|veuillez|priere|nous vous (?:prions|remercions)) (?:de )?ne pas (?:y )?repondre(?: directement)?"
            rf"(?: a (?:{_THIS}|cette adresse))?\s*(?:$|[.,;:(-]|car|automatique)",
            "",
        ),
        (
            r"(?:cette adresse|cette boite|cet e-?mail est une adresse|l'adresse d'expedition|adresse)\b",
            r"(?:n'est pas|n'est plus|non) (?:lue?|relevee?|consultee?|surveillee?)|ne (?:permet|peut|recoit) pas",
        ),
        (rf"vous recevez {_THIS} (?:car|parce|en tant|suite)", ""),
        (
            r"\W*(?:avis|clause|note|mention|avertissement|confidentialite|disclaimer|notice|important)",
            rf"confidentiel|destinataires?\b|{_THIS} .{{0,80}}(?:exclusi|destine)|intended",
        ),
        (
            r"th(?:is|e) (?:information .{0,40})?(?:e-?mail|message|communication|transmission)",
            r"confiden|intended|privileg|automat",
        ),
        (r"if you (?:are not the intended|have received|received) ", r"recipient|error|mistake"),
        (r"please do not (?:reply|respond)", ""),
        (r"(?:copyright|\(c\)) ?[0-9]{4}|.{0,60}tous droits reserves\W*$", ""),
    )
)
# The first letters of the openings: most lines are dismissed by theirs.
_INITIALS = frozenset("abceilmnpstv(d")
_COMPANY = re.compile(
    r"\b(?:capital (?:social )?(?:de|variable)|r\.?c\.?s\.?|siret|siren|(?:n.? ?)?tva|code (?:ape|naf)|orias|acpr|siege social"
    r"|regie?s? par le (?:code|livre)|societe anonyme|association loi 1901|numero d'entreprise|banque-carrefour|ide che)\b"
)
_ADDRESSED = re.compile(r"\b(?:vous|votre|vos|nous|je|j'|merci|veuillez|est|sont|ne|pas)\b")
_LEGAL = re.compile(
    r"confiden|destinat|diffus|reprodu|utilisation|alter(?:ation|e)|intercept|virus|responsab|expediteur|detrui|electroni|integrite"
    r"|disclos|copying|liab|unauthori|sender|recipient"
)
# First persons speaking of this customer's case: an answer about data protection, not a footer.
_ANSWER = re.compile(
    r"\b(?:je|j'ai|j'|nous (?:avons|ne pouvons|sommes desole\w*|regrettons)|votre (?:demande|commande|dossier|compte|colis)"
    r"|ci-joint|desole\w*|excus\w+|navre\w*|a tort|arnaque|fraud\w+|hameconn\w+)\b"
)


def is_mention(line: str) -> bool:
    """Tell whether a line of the end of a draft opens a legal footer."""
    low = fold(line).lstrip(" *_~#|>-(.:\"'")
    if low[:1] not in _INITIALS and not line[:1] == "©":
        return _is_company(low)
    for opening, needed in _FOOTERS:
        match = opening.match(low)
        if match and needed.search(low, match.end()):
            return _ANSWER.search(low) is None
    return line[:1] == "©" or _is_company(low)


def continues_mention(line: str) -> bool:
    """Tell whether a line below a legal footer goes on with it."""
    low = fold(line)
    return _LEGAL.search(low) is not None and _ANSWER.search(low) is None


def _is_company(low: str) -> bool:
    """Tell whether the line's first sentence gives a company's registration."""
    match = _COMPANY.search(low)
    return match is not None and _ADDRESSED.search(low.partition(". ")[0]) is None
