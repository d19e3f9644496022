"""The tree of a pattern: what the pattern language is made of, after reading."""

from __future__ import annotations

from dataclasses import dataclass

# Word classes that patterns may name like lists (`@infinitif`); the tokens of each are known without listing them.
WORD_CLASSES = ("infinitif", "participe", "nombre", "mot", "ponctuation", "fin")


@dataclass(frozen=True, slots=True)
class TokenSet:
    """One token, any of `words` (normal forms) or of the word classes."""

    words: frozenset[str]
    classes: frozenset[str] = frozenset()

    def __or__(self, other: TokenSet) -> TokenSet:
        return TokenSet(self.words | other.words, self.classes | other.classes)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Its parts, one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of its options; `optional` adds nothing at all as a last option."""

    options: tuple[Node, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words; inside the clause unless `wide`. `name` captures them."""

    most: int
    wide: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """The start of the sentence."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of the sentence, before its final punctuation."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The part of the pattern to underline; the rest is context."""

    content: Node


Node = TokenSet | Sequence | Choice | Gap | Start | End | Marked


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


# How many of ten thousand words of French mail these make up, roughly; any other word counts as RARE.
_FREQUENT = {
    400: "de",
    250: "le la les l' d' et à vous",
    150: "votre vos je nous un une des en que qu' pour du est pas ne n' j' , .",
    80: "a il on qui dans ce c' sur avec au par plus mais si ça se s' ai avez : ! ?",
    40: "être avoir sont suis êtes avons cette ces notre nos mon ma tout tous bien fait faire non oui aux ou y même leur lui "
    "me m' été était peut rien sans merci bonjour madame monsieur jour jours là elle ils donc très comme jamais aucun aucune",
    20: "pouvez peux pouvons devez dois faut votre sera serait avait aurez aviez quand alors ici cela encore aussi deux "
    "avant après commande colis demande compte service client dossier",
}
_FREQUENCY = {word: weight for weight, words in _FREQUENT.items() for word in words.split()}
_RARE = 2
_CLASS_FREQUENCY = {"infinitif": 500, "participe": 400, "nombre": 300, "mot": 9000, "ponctuation": 1000, "fin": 500}


def rarity(tokens: TokenSet) -> int:
    """Return how often any of the tokens may be met: the smaller, the better an anchor."""
    # Of a verb's forty forms only a few are in use: long lists weigh less than their length.
    words = sorted((_FREQUENCY.get(word, _RARE) for word in tokens.words), reverse=True)
    return sum(words[:12]) + sum(_CLASS_FREQUENCY[name] for name in tokens.classes)
