"""A sentence as words with their places, and the closed lists of French that cutting it into clauses needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from coach.french.normal import normal_form, word_list
from coach.french.tokenizer import Tokens, word

SUBJECTS = word_list("je j' j tu t' il elle on nous vous ils elles ça cela ceci c' c ce celui-ci celle-ci celui-là")
DETERMINERS = word_list(
    "le la l' les un une des ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs aucun "
    "aucune "
    "chaque plusieurs quelques deux trois quatre cinq six sept huit neuf dix tout toute tous toutes certains "
    "certaines quel"
)
PLURALS = word_list(
    "les des ces mes tes ses nos vos leurs plusieurs quelques deux trois quatre cinq six sept huit neuf dix "
    "certains certaines tous toutes aux"
)
PREPOSITIONS = word_list(
    "à a au aux de d' du en dans par pour sur sous chez vers avec sans selon malgré depuis dès après avant pendant "
    "durant "
    "entre contre concernant suite hors jusqu' jusque d'après côté"
)
CLITICS = word_list("me m' te t' se s' le la l' les lui leur nous vous y en ne n'")
SUBORDINATORS = word_list("que qu' qui dont où quand lorsque lorsqu' si s' quoique quoiqu' comme tandis afin")
CONNECTORS = word_list(
    "mais et car donc or alors ou ni puis ensuite enfin bref aussi pourtant cependant toutefois néanmoins"
)
INTERJECTIONS = word_list("ah oh eh bah ben bon euh")
COURTESIES = word_list(
    "bonjour bonsoir bjr bsr madame monsieur mademoiselle mme m. mr mlle messieurs mesdames docteur maître cher chère "
    "chers chères hello salut coucou désolé désolée pardon merci"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark: as written, its normal form, and where it stands in the sentence."""

    text: str
    form: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Tell a word or a number from a mark."""
        return any(char.isalnum() for char in self.text)


def words_of(text: str) -> list[Word]:
    """Return the words and marks of a text in order, white space left out."""
    return list(_words(text))


# The same few sentences are asked for again and again while they are rewritten.
@lru_cache(maxsize=512)
def _words(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    at = 0
    for piece in Tokens(text).pieces:
        token = word(piece)
        if not token.isspace():
            found.append(Word(token, normal_form(token), at, at + len(token)))
        at += len(piece)
    return tuple(found)
