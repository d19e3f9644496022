from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.french.docs import FrenchTokenizer
from coach.french.normal import normal_form, without_accents
from coach.french.tokenizer import Tokens, normal_words

tokenize = FrenchTokenizer()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C’est l'atelier qu'il faut", ["c'", "est", "l'", "atelier", "qu'", "il", "faut"]),
        ("Calmez-vous, dites-le-moi", ["calmez", "vous", ",", "dites", "le", "moi"]),
        ("Y a-t-il un souci ? Va-t'en", ["y", "a", "il", "un", "souci", "?", "va", "en"]),
        ("aujourd’hui ou peut-être demain", ["aujourd'hui", "ou", "peut-être", "demain"]),
        ("jpeux rien, cest mort", ["j", "peux", "rien", ",", "c", "est", "mort"]),
        ("jai rien, ya pas", ["j", "ai", "rien", ",", "y", "a", "pas"]),
        ("y'a, z'avez, d'accord", ["y'", "a", ",", "z'", "avez", ",", "d'", "accord"]),
        ("64,90 € le 12/04 à 10h32 ou 9 h", ["64,90", "€", "le", "12/04", "à", "10h32", "ou", "9", "h"]),
        ("colis 3S-990127, 1er envoi", ["colis", "3s-990127", ",", "1er", "envoi"]),
        ("le rendez-vous après-vente non-conforme", ["le", "rendez-vous", "après-vente", "non-conforme"]),
        ("a.b+c@exemple.fr https://x.fr/a?b=1", ["a.b+c@exemple.fr", "https://x.fr/a?b=1"]),
        ("NOOOON !!! hein ?!", ["non", "!", "hein", "?"]),
        ("jusqu'à quelqu'un", ["jusqu'", "à", "quelqu'un"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert normal_words(text) == words
    assert [token.norm_ for token in tokenize(text) if not token.is_space] == words


@pytest.mark.parametrize(
    "text", ["a  b", "a\r\nb\r\n\r\nc", "\n a\t b \n", "e\u0301te\u0301 👨‍👩‍👧 !", "", " ", "a\u00a0! \u202fb"]
)
def test_text_comes_back_whole(text: str) -> None:
    assert tokenize(text).text == text


@given(st.text())
def test_any_text_comes_back_whole(text: str) -> None:
    doc = tokenize(text)
    assert doc.text == text
    assert all(token.norm_ for token in doc)
    tokens = Tokens(text)
    assert tokens.starts == [*(token.idx for token in doc), len(text)]
    assert tokens.words == [token.text for token in doc]


@given(st.text(alphabet=st.sampled_from("aeéè'’- \n.,!?cnjqu@0123«»")))
def test_french_looking_text_comes_back_whole(text: str) -> None:
    assert tokenize(text).text == text


@pytest.mark.parametrize("word", ["été", "Dû", "À", "garçon", "cœur"])
def test_composed_and_decomposed_are_one(word: str) -> None:
    assert normal_form(unicodedata.normalize("NFD", word)) == normal_form(word)


@pytest.mark.parametrize(
    ("token", "form"),
    [
        ("N’", "n'"),
        ("-Vous", "vous"),
        ("-t-il", "il"),
        ("im\u00adpossible", "impossible"),
        ("re\u200dfus", "refus"),
        ("\r\n", "\n"),
        (" \n \n", "\n\n"),
        ("\u00a0", " "),
        ("?!", "?"),
        ("....", "…"),
        ("\u200d", "\u200d"),
    ],
)
def test_normal_form(token: str, form: str) -> None:
    assert normal_form(token) == form


def test_accents_are_dropped_only_by_the_second_key() -> None:
    assert without_accents("désolée") == "desolee"
    assert normal_form("désolé") != normal_form("desole")
