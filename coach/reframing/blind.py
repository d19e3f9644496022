"""What may go from a sentence with no rule looking at its words: filler, and faults that are empty words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coach.french.normal import word_list
from coach.model import Span
from coach.reframing.clauses import Clause, Role
from coach.reframing.facts import facts
from coach.reframing.words import COURTESIES, DETERMINERS, Word, words_of

# Words that may go without a loss: they carry the mood of the sentence, none of its matter.
_FILLERS = COURTESIES | word_list(
    "mais et car donc or alors ou ni puis ensuite enfin bref aussi pourtant cependant toutefois néanmoins seulement "
    "malheureusement hélas bon ben bah euh heu hein quoi voilà là du coup en effet revanche contre par cela dit "
    "ceci de "
    "toute façon non oui si ah oh eh clairement franchement juste vraiment évidemment bien sûr certes quand même tout "
    "simplement d'ailleurs pour autant dans tous les cas moi nous écoutez dites voyez attendez honnêtement "
    "désormais tant "
    "manifestement visiblement apparemment forcément ainsi navré navrée ok ça tiens bref hem ma mon pauvre petite "
    "petit "
    "dame ici chez allez allons permettez absolument strictement aucunement croyez-moi cher chère très"
)
# Faults that hold no matter of the case: up to this many other words of their clause may go with them.
_ONLY_HURT = frozenset(("condescendance", "familiarite", "riposte", "non-sec", "servilite"))
_MOST_LOST = 8
# Faults that are empty words where they fill their clause: an absolute promise, the name of a rule, « pas nous ».
_MOSTLY_EMPTY = frozenset(("surpromesse", "paravent", "defausse"))
# What a promise may hold besides: it is not taken away with what cannot be promised.
_PROMISED = (
    "rembours", "livr", "envoi", "envoy", "répar", "remplac", "rappel", "expédi", "offert", "gratuit", "factur",
    "crédit", "vers", "arriv", "recev", "reçu", "solution", "accept", "pris", "prêt",
)  # fmt: skip
# Those a deflection may point to: they are named again, or the sentence stays.
_OTHERS = (
    "transport", "livreur", "post", "banque", "mairie", "commune", "assur", "mutuel", "fabricant", "construct",
    "siège", "direction", "vendeur", "fourniss", "médecin", "docteur", "labo", "police", "préfect", "métropole",
    "agglo", "région", "département", "opérateur", "syndic", "propri", "bailleur", "voisin", "employeur",
    "compagnie", "douane", "aéroport", "organis", "prestat", "hôpital", "clinique", "marque", "installat",
    "plombier", "état", "avocat", "courtier", "éditeur", "auteur", "commission", "caisse", "cpam", "caf",
    "trésor", "impôt", "fisc", "gestionnaire", "revendeur", "artisan", "notaire", "expert", "maire",
    "partenaire", "relais", "hôte", "locat", "prescript", "graphist", "urbanis", "réseau",
)  # fmt: skip
# What an apology is for.
_CAUSES = word_list("pour avoir")
_ADVICE = word_list("prochaine pensez pense avenir veillez")
_MOST_OF = 0.7
# What a noun may name without telling anything of the case.
_UNNAMED = word_list("demande cas suite moment instant moyen question chose choses point sujet niveau part côté façon")


def may_go(sentence: str, clauses: Sequence[Clause], span: Span, category: str) -> bool:
    """Tell whether clauses at fault may be replaced whole by a rule that looks at no word of theirs."""
    start, end = clauses[0].start, clauses[-1].end
    whole = sentence[start:end]
    if facts(whole, opens=start == 0) or _holds_matter(sentence, clauses, category):
        return False
    covered = span.end - span.start >= _MOST_OF * len(whole)
    if category not in _ONLY_HURT and not (category in _MOSTLY_EMPTY and covered):
        return not names_something(whole)
    around = sentence[start : span.start] + " " + sentence[span.end : end]
    if category == "non-sec" and names_something(around):
        return False  # What is refused: « pour le remboursement du manteau c’est niet ».
    return len([each for each in words_of(around) if each.is_word and each.form not in _FILLERS]) <= _MOST_LOST


def _holds_matter(sentence: str, clauses: Sequence[Clause], category: str) -> bool:
    """Tell whether more is said than the fault: two clauses, whom the customer is sent to, what is promised."""
    held = [each for each in clauses if not is_filler(sentence[each.start : each.end])]
    if sum(each.role in (Role.MAIN, Role.REASON) for each in held) > 1:
        return True
    if category in ("paravent", "defausse", "servilite") and len(held) > 1:
        return True
    if category == "servilite" and any(each.form in _CAUSES for clause in held for each in clause.words):
        return True
    kept = {"defausse": _OTHERS, "surpromesse": _PROMISED, "servilite": _PROMISED}.get(category, ())
    words = [each.form for clause in held for each in clause.words]
    # Advice for next time is worth keeping, however it is said.
    if any(each in _ADVICE for each in words):
        return True
    return any(each.startswith(kept) for each in words)


def points_elsewhere(words: Sequence[Word]) -> bool:
    """Tell whether some words name someone a deflection may point to, or what was promised."""
    return any(each.form.startswith(_OTHERS + _PROMISED) for each in words)


def names_something(text: str) -> bool:
    """Tell whether a clause names a thing: a determiner or « de », then a word of its own."""
    words = [each for each in words_of(text) if each.is_word]
    if any(each.form in ("sans", "tant") for each in words):
        return True  # A condition.
    return any(
        one.form in DETERMINERS | {"de", "d'", "du"} and len(two.form) > 2 and two.form not in _UNNAMED | _FILLERS
        for one, two in pairwise(words)
    )


def is_filler(text: str) -> bool:
    """Tell whether a stretch holds nothing that would be missed."""
    return all(not each.is_word or each.form in _FILLERS for each in words_of(text))
