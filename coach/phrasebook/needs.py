"""What a pattern cannot match without, and how rare that is: what it is looked up by."""

from __future__ import annotations

from functools import cache

from coach.phrasebook.nodes import Choice, Marked, Node, Sequence, TokenSet

# How often a word stands in ten thousand of French mail and chat, roughly, counted on the training corpus; any other
# word counts as RARE. It only decides which words a pattern is looked up by: speed, never a result.
_FREQUENT = {
    350: ", .",
    220: "le vous de d' la les l' à",
    120: "est pas votre et en je que qu' c' ce nous un pour n' ne j'",
    60: "madame du au monsieur il a une non bonjour sur m' t' avez on s' si ? y ça ca sa h notre nos",
    30: "dans ! deux tout rien par vos ai bien avant plus se me te lui leur :",
    15: "avec sans jusqu' jusque sera fait là été des moi elle hein mais sont cette fois êtes même donc "
    "était depuis du",
    10: "suis trois jamais ton alors être part demain jour jours peut tu chez avoir ici reste aucune aucun "
    "mois dossier pardon demande faire compte as ces quoi code heures ans entre merci comme encore toute toutes "
    "soit après autre quand",
    6: "échange sous coup avons erreur heure passe facture suite désolé désolée réponse temps ah pouvez faut vient "
    "vers frais oui mon ma mes puis peux remboursement comprends dites revient question étant ont aussi garantie aux "
    "où ou ni qui",
}
_FREQUENCY = {word: weight for weight, words in _FREQUENT.items() for word in words.split()}
_RARE = 0.03
_NEVER = 1_000_000
_CLASS_FREQUENCY = {"infinitif": 500, "participe": 400, "nombre": 300, "mot": 9000, "ponctuation": 1000, "fin": 500}


@cache
def rarity(tokens: TokenSet) -> float:
    """Return how often any of the tokens may be met: the smaller, the better an anchor."""
    # Of a verb's forty forms only a few are in use: a rare word alone weighs next to nothing, thousands of them do.
    return sum(_FREQUENCY.get(word, _RARE) for word in tokens.words) + sum(
        map(_CLASS_FREQUENCY.__getitem__, tokens.classes)
    )


def required_sets(node: Node) -> list[TokenSet]:
    """Return the token sets without which the pattern cannot match, in reading order.

    A choice counts when each of its options begins with needs of its own: then any of their rarest is needed.
    """
    match node:
        case TokenSet():
            return [] if "mot" in node.classes else [node]
        case Sequence(parts):
            return [needed for part in parts for needed in required_sets(part)]
        case Marked(content):
            return required_sets(content)
        case Choice(options, optional=False):
            needs = [required_sets(option) for option in options]
            if not all(needs):
                return []
            # The narrowest set of each option: a crude but safe sign of rarity.
            merged = TokenSet(frozenset())
            for sets in needs:
                merged = merged | min(sets, key=lambda s: (len(s.classes), rarity(s)))
            return [merged]
        case _:
            return []


# A pattern is split into no more wordings than this.
_MOST_WORDINGS = 60


def wordings(node: Node) -> list[Node]:
    """Split a pattern at the choice that it would be looked up by, when its options are of several words.

    « [que voulez-vous | tant pis pour vous] » is then two patterns, each looked up by its own rarest word and not
    tried for a mere « vous ». What they match together is what the pattern matches.
    """
    done: list[Node] = []
    todo = [node]
    while todo:
        each = todo.pop()
        options = _split_once(each)
        if options is None or len(done) + len(todo) + len(options) > _MOST_WORDINGS:
            done.append(each)
        else:
            todo += options
    return done


def _split_once(node: Node) -> list[Node] | None:
    """Return the node once an option, for the choice that its rarest need comes from; None if that is one word."""
    if isinstance(node, Choice) and not node.optional:
        return list(node.options)
    if isinstance(node, Marked):
        inner = _split_once(node.content)
        return None if inner is None else [Marked(option) for option in inner]
    if isinstance(node, Sequence):
        needs = [min((rarity(need) for need in required_sets(part)), default=_NEVER) for part in node.parts]
        at = needs.index(min(needs))
        inner = _split_once(node.parts[at]) if needs[at] < _NEVER else None
        if inner is not None:
            return [Sequence((*node.parts[:at], option, *node.parts[at + 1 :])) for option in inner]
    return None
