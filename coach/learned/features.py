"""What the learned reader sees: features of words, pairs and triples of words, as short strings.

Training and reading call the same functions, so that they cannot drift apart. Each string begins with a letter of its
own kind. A stem is the first six letters without accents: on authors kept aside it served as well as the lemma table
(average precision 0.82 for both), at no cost at start.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from operator import add
from typing import TypeVar

from coach.french.normal import normal_form, without_accents
from coach.french.tokenizer import word

OPENS, CLOSES, MASK = "^", "$", "□"
# How far a word looks around itself, and how many columns a word, a pair and a triple have for the words they serve.
AROUND = 3
BAG = 6
PAIR_COLUMNS, TRIPLE_COLUMNS = 4, 4
_STEM = 6
# How far the category of a stretch is looked for around it.
_SPREAD = 40
# What a feature of each kind is worth when present. Long sentences and long drafts have more of them: each counts less.
PLACE_VALUE = 0.3
WORD_VALUE = 0.15

Row = TypeVar("Row")


def own_value(words: int) -> float:
    """Return what a feature of a sentence's own words is worth."""
    return 0.4 / sqrt(words + 1)


def nearby_value(words: int) -> float:
    """Return what a feature of the rest of the draft is worth, by the number of its words."""
    return 1 / sqrt(words + 1)


def share_value(features: int) -> float:
    """Return what each of a number of features is worth when they are all there is."""
    return 1 / sqrt(features or 1)


def in_row(forms: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the pairs and the triples of words in a row."""
    spaced = [form + " " for form in forms]
    found = list(map(add, spaced, forms[1:]))
    return found, list(map(add, spaced, found[1:]))


def pairs(forms: Sequence[str]) -> list[str]:
    """Return the pairs of words in a row."""
    return [f"{first} {second}" for first, second in pairwise(forms)]


def framed(forms: Sequence[str], marks: int = 1) -> list[str]:
    """Return the words of a sentence between marks of its ends."""
    return [OPENS] * marks + [*forms] + [CLOSES] * marks


def lined_up(
    words: int, singles: Sequence[Sequence[Row]], pairs: Sequence[Sequence[Row]], triples: Sequence[Sequence[Row]]
) -> list[Sequence[Row]]:
    """Return what words, pairs and triples say, a list a column, each with one value a word of the sentence.

    They are those of the sentence framed by AROUND marks on each side.
    """
    return cut(words, *(list(zip(*rows, strict=True)) for rows in (singles, pairs, triples)))


def cut(
    words: int, singles: Sequence[Sequence[Row]], pairs: Sequence[Sequence[Row]], triples: Sequence[Sequence[Row]]
) -> list[Sequence[Row]]:
    """Return the same from what they say column by column."""
    found = [column[at : at + words] for at, column in enumerate(singles)]
    found += [column[at : at + words] for at, column in enumerate(pairs, 1)]
    # The last column of a triple serves its second word, as the second does.
    found += [column[at : at + words] for at, column in zip((1, 2, 3, 2), triples, strict=True)]
    return found


def window(at: int, words: int) -> tuple[int, int]:
    """Return the words near a word of a sentence, as a half-open range."""
    return max(0, at - BAG), min(words, at + BAG + 1)


def form_of(piece: str) -> str:
    """Return the form of a token as features have it: figures are all alike."""
    form = normal_form(word(piece))
    return "0" if form[0].isdigit() else form.replace(" ", "_")


@lru_cache(maxsize=30_000)
def stem_of(form: str) -> str:
    """Return what inflected forms of a word share, roughly."""
    return without_accents(form)[:_STEM]


def own(form: str) -> list[str]:
    """Return what a word says of its sentence."""
    return ["a" + form, "b" + stem_of(form)]


def own_pair(pair: str) -> list[str]:
    """Return what two words in a row, with a space between, say of their sentence."""
    return [each for (each,) in own_pairs([pair], list(map(stem_of, pair.split(" "))))]


def own_pairs(pairs: Sequence[str], stems: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what the pairs of words of these stems say of their sentence: two columns, a feature a pair in each."""
    return (
        ["c" + pair for pair in pairs],
        [f"d{first} {second}" for first, second in pairwise(stems)],
    )


def own_triple(triple: str) -> list[str]:
    """Return what three words in a row say of their sentence."""
    return [each for (each,) in own_triples(list(map(stem_of, triple.split(" "))))]


def own_triples(stems: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what the triples of words of these stems say of their sentence: two columns, one feature a triple each."""
    return (
        [f"f{first} {second} {third}" for first, second, third in zip(stems, stems[1:], stems[2:], strict=False)],
        [f"g{first}_{third}" for first, third in zip(stems, stems[2:], strict=False)],
    )


def nearby(form: str) -> tuple[str, str, str]:
    """Return what a word says of the sentence after its own, of the one before, and of all the others."""
    stem = stem_of(form)
    return "h" + stem, "i" + stem, "j" + stem


def place(number: int, sentences: int, words: int) -> list[str]:
    """Return what the place and the length of a sentence say of it."""
    return [
        f"k{min(number, 3)}",
        f"l{min(sentences - number, 3)}",
        f"m{min(sentences, 5)}",
        f"n{min(words // 4, 7)}",
    ]


def columns(form: str) -> list[list[str]]:
    """Return what a word says of the words around it: one list a distance, from three after it to three before it."""
    stem = stem_of(form)
    found: list[list[str]] = []
    for distance in range(-AROUND, AROUND + 1):
        found.append([f"o{distance}{form}"])
        if abs(distance) < AROUND:
            found[-1].append(f"p{distance}{stem}")
    if len(form) > 3:
        found[AROUND].append("q" + form[-3:])
    return found


def bag(form: str) -> str:
    """Return what a word says of all the words near it."""
    return "r" + stem_of(form)


def pair_columns(pair: str) -> list[list[str]]:
    """Return what a pair says of the word two after its first, one after, the first itself, and the one before."""
    return [[a, b] for (a,), (b,) in pairs_columns([pair], list(map(stem_of, pair.split(" "))))]


def pairs_columns(pairs: Sequence[str], stems: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """Return the same of all pairs of words of these stems: a column after another, two features a pair in each."""
    shorts = [f"{first} {second}" for first, second in pairwise(stems)]
    return [([f"s{at}{pair}" for pair in pairs], [f"t{at}{short}" for short in shorts]) for at in range(PAIR_COLUMNS)]


def triple_columns(triple: str) -> list[list[str]]:
    """Return what a triple says of its third word, its second, its first, and again of its second, by its ends."""
    return [[each for (each,) in column] for column in triples_columns([triple], list(map(stem_of, triple.split(" "))))]


def triples_columns(triples: Sequence[str], stems: Sequence[str]) -> list[tuple[list[str], ...]]:
    """Return the same of all triples of words of these stems: a column after another, a list a kind of feature."""
    firsts, thirds = stems, stems[2:]
    shorts = [f"{a} {b} {c}" for a, b, c in zip(firsts, stems[1:], thirds, strict=False)]
    inside = range(TRIPLE_COLUMNS - 1)
    return [
        *(([f"u{at}{each}" for each in triples], [f"v{at}{each}" for each in shorts]) for at in inside),
        ([f"w{first}_{third}" for first, third in zip(firsts, thirds, strict=False)],),
    ]


def stretch(forms: list[str], first: int, last: int) -> list[str]:
    """Return what tells the category of a stretch of a sentence: its words, two on each side, and those farther off."""
    before, words, after = forms[max(0, first - _SPREAD) : first], forms[first:last], forms[last : last + _SPREAD]
    stems = [OPENS, *map(stem_of, words), CLOSES]
    found = ["A" + form for form in words] + ["B" + stem for stem in stems]
    found += [f"C{first} {second}" for first, second in pairwise(stems)]
    found += [f"D{a} {b} {c}" for a, b, c in zip(stems, stems[1:], stems[2:], strict=False)]
    found += sorted({"H" + stem_of(form) for part in (before, words, after) for form in part})
    found += ["E" + " ".join(map(stem_of, before[-2:])), "F" + " ".join(map(stem_of, after[:2]))]
    return found


def vocabulary(form: str) -> str:
    """Return what a word says of what the whole draft lacks."""
    return "G" + stem_of(form)
