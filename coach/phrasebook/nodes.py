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


def flat(node: Node) -> list[Node]:
    """Return the parts of a pattern one after the other, sequences and marks opened."""
    match node:
        case Sequence(parts):
            return [each for part in parts for each in flat(part)]
        case Marked(content):
            return flat(content)
        case _:
            return [node]


def edge(parts: list[Node], *, closing: bool = False) -> TokenSet | None:
    """Return the tokens one of which opens (or closes) what the parts match; None if any may, or none at all."""
    tokens, may_be_absent = _edge(parts, closing)
    return None if may_be_absent else tokens


def _edge(parts: list[Node], closing: bool) -> tuple[TokenSet | None, bool]:
    found = TokenSet(frozenset())
    for part in reversed(parts) if closing else parts:
        match part:
            case TokenSet():
                return (None if "mot" in part.classes else found | part), False
            case Choice(options, may_be_absent):
                for option in options:
                    tokens, absent = _edge(flat(option), closing)
                    if tokens is None:
                        return None, True
                    found = found | tokens
                    may_be_absent = may_be_absent or absent
                if not may_be_absent:
                    return found, False
            case _:
                return None, True
    return found, True


def longest(node: Node) -> int:
    """Return how many tokens a pattern matches at most."""
    match node:
        case TokenSet():
            return 1
        case Gap(most):
            return most
        case Sequence(parts):
            return sum(map(longest, parts))
        case Choice(options):
            return max(map(longest, options))
        case Marked(content):
            return longest(content)
        case _:
            return 0
