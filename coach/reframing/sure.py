"""What a rewriting must not be, whatever rule made it: a decision gone, an offer or an advice that nobody meant.

Each is a class that readers of fresh drafts held against the tool. What is not sure is
the adviser's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.model import Finding
from coach.reframing.blind import names_something

# What a service does for a customer: only that can be regretted, « j’aurais aimé faire la fine bouche » cannot.
_SERVICE = frozenset(
    (
        "accepter", "accorder", "accueillir", "activer", "ajouter", "annuler", "appliquer", "apporter", "assurer",
        "attribuer", "augmenter", "autoriser", "avancer", "avoir", "baisser", "changer", "clore", "communiquer",
        "compenser", "confirmer", "consulter", "convenir", "couvrir", "créditer", "dire", "donner", "débloquer",
        "déduire", "délivrer", "déplacer", "déroger", "effacer", "effectuer", "enlever", "envoyer", "exonérer",
        "expédier", "faire", "fermer", "financer", "fixer", "fournir", "garantir", "honorer", "indemniser", "indiquer",
        "inscrire", "installer", "intervenir", "laisser", "lever", "livrer", "maintenir", "majorer", "mettre",
        "modifier", "monter", "obtenir", "octroyer", "offrir", "ouvrir", "passer", "payer", "permettre", "placer",
        "poser", "prendre", "prolonger", "proposer", "prévoir", "prêter", "rallonger", "ranger", "rappeler",
        "recevoir", "refaire", "rembourser", "remettre", "remplacer", "rendre", "renouveler", "renvoyer", "repasser",
        "reporter", "reprendre", "restituer", "retenir", "retirer", "retrouver", "revenir", "reverser", "réactiver",
        "réaliser", "récupérer", "réduire", "réexpédier", "régler", "réparer", "répondre", "réserver", "résilier",
        "résoudre", "rétablir", "servir", "signer", "supprimer", "suspendre", "tenir", "traiter", "trancher",
        "transférer", "transmettre", "trouver", "valider", "vendre", "venir", "verser", "virer", "vérifier",
        "échanger", "échelonner", "élargir", "établir", "étaler", "éviter",
    )
)  # fmt: skip
_CLITICS = r"(?:(?:vous|te|le|la|les|lui|leur|nous|en|y) |(?:t|l|m|s|d)[’'])*"
_REGRET = re.compile(
    rf"(?:j’aurais|nous aurions) aimé (?:pouvoir )?{_CLITICS}(?P<verb>\w+)(?: (?P<next>\w+))?", re.IGNORECASE
)
# « Rembourser le colis dépasse ce que je peux faire. »
_BEYOND = re.compile(
    rf"(?:\A|[.;:,] ){_CLITICS}(?P<verb>(?!votre|notre)\w+(?:er|ir|re))(?: (?P<next>\w+))?[^.;:]*?"
    r" dépasse(?:nt)? ce que (?:je|nous)",
    re.IGNORECASE,
)
_IDIOM = re.compile(r"\bfaire (?:la |le |les |l’)\w+ (?:bouche|impossible|malin|maligne|pluie|ange)", re.IGNORECASE)
# An act that no object follows is not the customer's wish but a maxim: « rembourser pour convenance personnelle ».
_NO_OBJECT = frozenset(("pour", "parce", "lorsque", "chaque"))
# « À l’avenir, je vous recommande de vous en douter »: what « en », « y » or « à nous » meant is behind us.
_LOST_ADVICE = re.compile(
    r"(?:(?:recommand|propos)\w+|possible) d(?:e |’)(?:(?:vous |te |t’|ne pas )?(?:en|y) (?!prendre)|nous \w+ à nous)",
    re.IGNORECASE,
)
# « Sur ce point, le gestionnaire qui fixe peut… », « joindre le gestionnaire qui fixe », « Si…, sur ce point, … ».
_ILL_POINTED = re.compile(
    r"(?:sur ce point, |joindre )[^.,]*\bqui\b|\bqui\b[^.,]* peut vous|, sur ce point, ", re.IGNORECASE
)
_TOGETHER = re.compile(r"regardons (?:cela|ça) ensemble :|reprendre (?:ce point|cela) ensemble", re.IGNORECASE)
# What no promise can hold, whatever it names.
_ABSOLUTE = re.compile(r"\b(?:jamais|toujours|aucune?|plus rien|zéro)\b", re.IGNORECASE)
_LEARNED = "appris."


def is_sure(sentence: str, text: str, findings: Sequence[Finding], *, blind: bool) -> bool:
    """Tell whether a rewriting of a sentence may be shown; `text` is empty when the sentence is taken away.

    It is blind when a rule that looks at no word of the sentence had its part in it.
    """
    learned = all(finding.rule.startswith(_LEARNED) for finding in findings)
    if not text:
        # No wording is known to be empty: what names a thing may be what the customer must know.
        absolute = findings[0].category == "surpromesse" and _ABSOLUTE.search(sentence)
        return not (blind and learned and names_something(sentence) and not absolute)
    if learned and _TOGETHER.search(text) and not _TOGETHER.search(sentence):
        return False
    if _LOST_ADVICE.search(text) or _ILL_POINTED.search(text) or _IDIOM.search(text):
        return False
    return all(
        found["verb"].lower() in _SERVICE and (found["next"] or "").lower() not in _NO_OBJECT
        for found in (*_REGRET.finditer(text), *_BEYOND.finditer(text))
    )
