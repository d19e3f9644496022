"""What the lines around a signature look like: closing formulas, names, teams, postscripts."""

from __future__ import annotations

import re

from coach.french.lines import fold

_MAIN = (
    r"cordialement|sincerement|respectueusement|amicalement|chaleureusement|courtoisement|affectueusement|amities|cdt|cldt|cdlt"
    r"|crdlt|cordlt|bav|biz|bises|bisous|salutations|sentiments|respects|regards|a vous|a toi|votre"
)
_CLOSING = re.compile(
    rf"(?:(?:bien|tres|le plus|tout) )*(?:{_MAIN})\b"
    r"|(?:bien|tres|le plus) \w+ment\b"
    r"|(?:veuillez|daignez) (?:agreer|recevoir|croire|accepter)|(?:recevez|agreez|croyez)\b"
    r"|(?:je|nous) (?:vous|te) (?:pri(?:e|ons)|souhait\w+|remerci\w+|adress\w+|assur\w+|salu\w+)\b"
    r"|(?:mes|nos|avec|meilleure?s?|sinceres?|toutes? (?:mes|nos)|restant|dans l'attente|au plaisir|en vous) "
    r"|(?:tres )?(?:bonne?s?|belle|excellente?|douce|joyeuse?s?|heureuse?s?) |a (?:tres )?(?:bientot|vite|demain|votre|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|plus)\b|merci(?: [^.]{0,30})?[,.!]*$"
    r"|(?:kind|best|warm) |sincerely|yours|mit freundlichen|met vriendelijke|cordiali saluti"
)
_AGREE = ("agreer", "salutations", "sentiments", "consideration", "civilites")
_GREETING = re.compile(
    r"(?:re)?(?:bonjour|bonsoir|bon matin|bjr|slt|salut|hello|coucou|allo|hey|yo|chere?s?|madame|monsieur|mesdames|messieurs"
    r"|mademoiselle|mme|mlle|mr?\.?|docteur|maitre)\b"
)
_POSTSCRIPT = re.compile(r"\W*(?:p\.? ?-? ?s\b|post-?scriptum|n\.? ?b\b|nota bene)")
_RULE = "-–—_=*~# \u00a0."
_LIST = re.compile(r"(?:[-•*–]|[0-9]{1,2}[.)])\s")
_DEVICE = re.compile(
    r"(?:envoye|sent|expedie) (?:de|depuis|from|a partir)|(?:obtenir|get|telecharger) outlook|provenance ?:"
)

# A line that holds one of these says something; names, titles and addresses do not.
_SAYS = frozenset(
    "je tu il elle on nous vous ils elles cela ca ne pas jamais rien aucun aucune est sont suis sommes etes etait ont avez avons"
    " sera serez seront faut faudra fallait peut peuvent pouvez pouvons puis devez devons doit auriez aurait veuillez refuse"
    " refusons rejette decline ferme reste demeure rappelle repond reprend prend fait va vont merci voir voyez contactez appelez"
    " rembourse accepte decide confirme regrette considere maintient que qui".split()
)
_ELISION = re.compile(r"\b[jncmts]'")
_WORDS = re.compile(r"[a-z]+")
# Words that answer or refuse: written alone below a draft, they are its last words and no name.
_VERDICT = re.compile(
    r"(?:non|nan|nope|niet|neg\w*|oui|ok\w*|no|yes|impossib\w*|jamais|refus\w*|rejet\w*|exclu\w*|hors|trop|tard|tant|pis|dommage|helas"
    r"|malheur\w*|desole\w*|navre\w*|bref|voila|faux|fausse|inexact\w*|erron\w*|mensong\w*|point|fin|fini\w*|termine\w*|clos|close"
    r"|clotur\w*|annul\w*|expir\w*|perim\w*|stop|assez|basta|interdit\w*|inutile\w*|fermee?|indispon\w*|irrecev\w*|invalid\w*"
    r"|definiti\w*|epuise\w*|perdue?|bloque\w*|suspendu\w*|debout\w*|bonjour|bonsoir|salut|zero|votre faute|certes|soit"
    r"|absurde|ridicule|mort|nul|nulle|inadmissible|insuffisant\w*|defavorable|negatif|negative|demande|dossier|reclamation"
    r"|(?!clem)\w+ment|(?!in|fern|men|ram|lop|per|gom|sanch|mart)\w*ez)\b"
)
_TEAM = re.compile(
    r"(?:(?:l[ea]s?|votre|vos|notre|toute|une?) |l'|toute l')?(?:services?|equipe|direction|pole|departement|conseill\w+|gestionnaire"
    r"|secretariat|reception|bureau|cabinet|agence|atelier|maison|support|assistance|accueil|mairie|mutuelle|banque|centre"
    r"|cellule|responsable|chargee?|cheff?e?|direct(?:eur|rice)|boutique|magasin|sav|hotline|guichet|comptabilite|scolarite"
    r"|regie|mediat\w+|societe|groupe|association|comite|syndic|control\w+|redaction|comptoir|librairie|relations?|unite"
    r"|division|interlocut\w+|administration|caisse|office|epicerie|garage|hotel|restaurant)\b"
)
_PARTICLES = frozenset("de du des la le les l' d' von van der den ben bin el al da di do dos et & y".split())
_SEPARATORS = re.compile(r"\s*[,|/•·(–—:]\s*|\s+-+\s+")


def is_closing(line: str, seen: int) -> bool:
    """Tell whether a line says goodbye; `seen` counts the lines from the end of the draft, this one included."""
    if len(line) > 120:
        return len(line) < 300 and any(word in fold(line) for word in _AGREE)
    if line.startswith("--"):
        return line == "--"
    low = fold(line)
    words = low.count(" ")
    if words < 9 and _CLOSING.match(low):
        return line[-1] not in ":?"
    if any(word in low for word in _AGREE):
        return True
    return seen < 5 and words < 6 and line[-1] == "," and not (is_greeting(line) or _LIST.match(line))


def is_greeting(line: str) -> bool:
    """Tell whether a short line greets."""
    return len(line) < 60 and _GREETING.match(fold(line)) is not None


def is_postscript(line: str) -> bool:
    """Tell whether a line begins a postscript, in which the adviser speaks again."""
    return line[:1] in "PpNn*(" and _POSTSCRIPT.match(fold(line)) is not None


def is_rule(line: str) -> bool:
    """Tell whether a line is only a rule of dashes, underscores or the like."""
    return line[0] in _RULE and len(line) < 200 and not line.strip(_RULE)


def is_block_line(line: str, delimited: bool = False) -> bool:
    """Tell whether a line below a closing formula is a name, a title, a telephone number, an address or a company.

    Below the mail programs' `--`, everything is but whole sentences.
    """
    if len(line) > 90 or _LIST.match(line):
        return False
    low = fold(line)
    if _DEVICE.match(low):
        return True
    words = _WORDS.findall(low)
    if (
        line[-1] in "?!…"
        or (line[-1] == "." and len(words) > 3 and not any(map(str.isdigit, low)))
        or _VERDICT.match(low)
    ):
        return False
    return delimited or (_SAYS.isdisjoint(words) and _ELISION.search(low) is None)


def is_signing(line: str) -> bool:
    """Tell whether a line that `is_block_line` accepts is a name or a team, so that no formula is needed above."""
    name = _SEPARATORS.split(line, maxsplit=1)[0]
    words = name.replace("’", "'").split()
    if not 0 < len(words) < 8 or line[-1] in ":;" or (line[-1] == "." and len(words[-1]) > 2):
        return False
    if _TEAM.match(fold(name)):
        return True
    capitals = [word for word in words if word[0].isupper()]
    return (
        len(words) < 5
        and words[0][0].isupper()
        and all(word[0].isupper() or word in _PARTICLES or word[:2] in ("d'", "l'") for word in words)
        and any(len(word) > 1 for word in capitals)
        and not any(map(str.isdigit, name))
        and not any(_VERDICT.fullmatch(word) for word in fold(name).split())
    )
