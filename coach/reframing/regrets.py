"""What may be regretted in a customer's place: what a service does for people, wished by somebody, and named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.model import Finding
from coach.reframing.blind import is_filler
from coach.reframing.words import DETERMINERS, PREPOSITIONS, SUBJECTS, words_of

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
# « On ne va pas vous faire un cours », « déplacer un agent chaque fois que… » : said so, what is refused was asked by
# nobody, unless it is the customer's wish itself.
_MOCKING = re.compile(
    r"\b(?:vais|va|allons) (?:(?:quand même|tout de même) )?pas\b|\bchaque fois que\b|\bétat pareil\b", re.IGNORECASE
)
_WISHES = frozenset(
    (
        "accorder", "annuler", "baisser", "envoyer", "livrer", "modifier", "prolonger", "refaire", "rembourser",
        "remplacer", "reporter", "repasser", "reprendre", "réparer", "échanger",
    )
)  # fmt: skip
# A regret that names nothing may stand for a word or two, not for a clause that says what is refused.
_GENERAL = re.compile(r"donner une réponse positive", re.IGNORECASE)
_MOST_UNSAID, _TELLING = 2, 5
_SMALL = DETERMINERS | PREPOSITIONS | SUBJECTS


def is_regrettable(sentence: str, text: str, findings: Sequence[Finding]) -> bool:
    """Tell whether what a rewriting regrets, if it regrets anything, makes sense, and says what is refused."""
    if _IDIOM.search(text):
        return False
    if _GENERAL.search(text):
        return len(_unsaid(sentence, text, findings)) <= _MOST_UNSAID
    known = _WISHES if _MOCKING.search(sentence) else _SERVICE
    return all(
        found["verb"].lower() in known and (found["next"] or "").lower() not in _NO_OBJECT
        for found in (*_REGRET.finditer(text), *_BEYOND.finditer(text))
    )


def _unsaid(sentence: str, text: str, findings: Sequence[Finding]) -> set[str]:
    """Return the longer words beside the faults of a sentence that its rewriting does not have, fillers left out."""
    said = {each.form for words in (text, *(finding.text for finding in findings)) for each in words_of(words)}
    words = {each.form for each in words_of(sentence) if len(each.form) >= _TELLING and each.is_word}
    return {each for each in words - said - _SMALL if not is_filler(each)}
