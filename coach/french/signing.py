"""What the lines around a signature look like: closing formulas, names, teams, postscripts."""

from __future__ import annotations

import re

from coach.french.lines import fold, one_of
from coach.french.names import is_answer, is_signing, is_verdict

_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_FAREWELLS = (
    "cordialement|sincerement|respectueusement|amicalement|chaleureusement|courtoisement|amities|salutations|sentiments"
    "|respects|cdt|cldt|cdlt|crdlt|cordlt|bav|biz|bises|bisous|a vous|a toi"
)
_CLOSING = re.compile(
    one_of(
        rf"(?:(?:bien|tres|le plus|tout) )*(?:{_FAREWELLS})\b",
        r"(?:bien|tres|le plus) \w+ment\b",
        r"(?:veuillez|daignez) (?:agreer|recevoir|croire|accepter)|(?:recevez|agreez|croyez)\b",
        r"(?:je|nous) (?:vous|te) (?:pri(?:e|ons)|souhait\w+|remerci\w+|adress\w+|assur\w+|salu\w+)\b",
        "(?:mes|nos|avec|meilleure?s?|sinceres?|toutes? (?:mes|nos)|restant|dans l'attente|au plaisir|en vous) ",
        "(?:tres )?(?:bonne?s?|belle|excellente?|douce|joyeuse?s?|heureuse?s?) ",
        rf"a (?:tres )?(?:bientot|vite|demain|votre|plus|{_DAYS})\b",
        "merci(?: [^.]{0,30})?[,.!]*$",
        r"(?:(?:kind|best|warm) )?regards|sincerely|yours|mit freundlichen|met vriendelijke|cordiali saluti",
    )
)
_FORMAL = re.compile(rf"\b(?:{_FAREWELLS}|agreer|regards|sincerely|mit freundlichen|met vriendelijke)\b")
_FIRST_LETTERS = (
    "bi tr le to co si re am ch cd cl cr ba sa se ve da ag je no me av au en bo be ex do jo he ki yo mi wa "
    "l' l’ à\u00a0"
)
_CLOSING_INITIALS = frozenset((*_FIRST_LETTERS.split(" "), "a ", "à "))
_LAST_WORDS = ("ordialement", " à vous", "alutations", "incèrement")
_GREETING = re.compile(
    r"(?:re)?(?:bonjour|bonsoir|bon matin|bjr|slt|salut|hello|coucou|allo|hey|yo|chere?s?|madame|monsieur|mesdames"
    r"|messieurs|mademoiselle|mme|mlle|mr?|docteur|maitre)\b"
)
_POSTSCRIPT = re.compile(r"\W*(?:p\.? ?-? ?s\b|post-?scriptum|n\.? ?b\b|nota bene)")
_RULE = "-–—_=*~# \u00a0."
_BULLETS = "-•*–0123456789"
_LIST = re.compile(r"(?:[-•*–]|[0-9]{1,2}[.)])\s")
_DEVICE = re.compile(
    r"(?:envoye|sent|expedie) (?:de|depuis|from|a partir)|(?:obtenir|get|telecharger) outlook|provenance ?:"
)

# A line that holds one of these says something; names, titles and addresses do not.
_PRONOUNS = "je tu il elle on nous vous ils elles cela ca que qui ne pas jamais rien aucun aucune merci veuillez"
_VERBS = (
    "sont suis sommes etes etait ont avez avons sera serez seront faut faudra fallait peut peuvent pouvez pouvons "
    "puis devez devons doit auriez aurait refuse refusons rejette decline ferme reste demeure rappelle repond reprend "
    "prend fait va vont voir voyez contactez appelez rembourse accepte decide confirme regrette considere maintient"
)
_SPEAKS = frozenset(("je", "tu", "nous", "vous"))
_SAYS = frozenset((*_PRONOUNS.split(), *_VERBS.split()))
_ELISION = re.compile(r"\b[jncmts]'")
_WORDS = re.compile(r"[a-z]+")


def is_closing(line: str, near: bool) -> bool:
    """Tell whether a line says goodbye; among the last lines (`near`), a few words and a comma are enough."""
    size = len(line)
    if size > 300:
        return False
    if line[:2] == "--":
        return size == 2
    if line[:2].lower() in _CLOSING_INITIALS:
        if size < 120 and line.count(" ") < 9 and _CLOSING.match(fold(line)):
            return line[-1] not in ":?"
        if "salutations" in line or "gréer" in line or "greer" in line or "sentiments" in line:
            return True
    if near and line[-1] == "," and size < 120 and line.count(" ") < 6:
        return not (is_greeting(line) or _LIST.match(line))
    return line[-20:].rstrip(" \u00a0,.!").endswith(_LAST_WORDS)


def is_formal(line: str) -> bool:
    """Tell whether a goodbye can only be one, so that whatever stands below signs; « Merci, » is not."""
    return _FORMAL.search(fold(line)) is not None


def is_greeting(line: str) -> bool:
    """Tell whether a short line greets."""
    return len(line) < 60 and _GREETING.match(fold(line)) is not None


def is_postscript(line: str) -> bool:
    """Tell whether a line begins a postscript, in which the adviser speaks again."""
    return line[0] in "PpNn*(" and _POSTSCRIPT.match(fold(line[:20])) is not None


def is_rule(line: str) -> bool:
    """Tell whether a line is only a rule of dashes, underscores or the like."""
    return line[0] in _RULE and len(line) < 200 and not line.strip(_RULE)


def is_device(line: str) -> bool:
    """Tell whether a line is what a telephone or a mail program adds, « Envoyé de mon … »."""
    return len(line) < 90 and _DEVICE.match(fold(line)) is not None


def is_block_line(line: str, delimited: bool = False) -> bool:
    """Tell whether a line below a closing formula is a name, a title, a telephone number, an address or a company.

    Below the mail programs' `--`, a name or a motto may say something, as long as it speaks to nobody.
    """
    if len(line) > 90 or line[-1] in "?!…" or (line[0] in _BULLETS and _LIST.match(line)):
        return False
    low = fold(line)
    words = _WORDS.findall(low)
    if not words or _DEVICE.match(low):
        return True
    if line[-1] == "." and len(words) > 3 and not any(map(str.isdigit, low)):
        return False
    if delimited:
        return _SPEAKS.isdisjoint(words) and not is_verdict(words[0])
    if is_verdict(words[0]) or any(map(is_answer, words)):
        return is_signing(line)
    # « Agence Est » is a place.
    return _SAYS.isdisjoint(words) and " est " not in line and not ("'" in low and _ELISION.search(low))
