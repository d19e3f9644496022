"""What changes, word by word: exact for any two texts, and readable at any width."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reframe_samples import DRAFT, reframed_of
from rich.cells import cell_len

from coach.model import Passage, Reframed, Rewrite, Span
from coach.render import RenderOptions
from coach.render.reframe_diff import diff_text
from coach.render.word_diff import IN, MOST_WORDS, OUT, SAME, word_diff

SGR = re.compile("\x1b\\[[0-9;]+m")


def one_change(before: str, after: str, around: tuple[str, str] = ("", "")) -> tuple[Reframed, list[Rewrite | None]]:
    left, right = around
    span = Span(len(left), len(left) + len(before))
    rewrite = Rewrite(span, after, "phrase", "offre", "")
    return Reframed(left + before + right, (Passage(span, before, (), (rewrite,)),)), [rewrite]


def plain(before: str, after: str, *around: str, **options: bool | int) -> str:
    reframed, choices = one_change(before, after, (around[0], around[1]) if around else ("", ""))
    return diff_text(reframed, choices, RenderOptions(**options))  # type: ignore[arg-type]


WORDS = st.text(alphabet=st.sampled_from(" \n\r\tabé’'.[]€\u0301\u00a0"), max_size=30)


@given(WORDS | st.text(max_size=30), WORDS | st.text(max_size=30))
def test_the_stretches_make_both_texts(before: str, after: str) -> None:
    stretches = word_diff(before, after)
    assert "".join(text for kind, text in stretches if kind != IN) == before
    assert "".join(text for kind, text in stretches if kind != OUT) == after
    assert all(text for _, text in stretches)
    assert all(kind == SAME for kind, _ in stretches) == (before == after)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Je rembourse demain.", "Je rembourse jeudi.", "Je rembourse [-demain-]{+jeudi+}."),
        ("Je rembourse.", "Je vous rembourse.", "Je {+vous +}rembourse."),
        ("Non, je rembourse.", "Je rembourse.", "[-Non, je-]{+Je+} rembourse."),
        # Words, not letters; a placeholder is one word; an elision goes apart from its noun.
        ("envoyez", "envoyons", "[-envoyez-]{+envoyons+}"),
        ("le 3 mai", "le [date limite]", "le [-3 mai-]{+[date limite]+}"),
        ("l’avoir", "l’échange", "l’[-avoir-]{+échange+}"),
        # One change rather than two around a small word that stands in both by chance.
        ("C'est de votre faute", "Voici de quoi avancer", "[-C'est de votre faute-]{+Voici de quoi avancer+}"),
        ("a bonjour madame b", "c bonjour madame d", "[-a-]{+c+} bonjour madame [-b-]{+d+}"),
        ("e\u0301te\u0301", "été", "[-e\u0301te\u0301-]{+été+}"),
    ],
)
def test_words_that_go_and_come(before: str, after: str, shown: str) -> None:
    assert plain(before, after) == f" 1 │ {shown}\n"


def test_nothing_is_shown_when_nothing_changes() -> None:
    assert plain("Merci.", "Merci.", "Bonjour. ", "\nÀ bientôt") == ""
    reframed = reframed_of(DRAFT)
    assert diff_text(reframed, [None] * 3, RenderOptions()) == ""
    assert diff_text(Reframed("Merci.", ()), [], RenderOptions()) == ""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_only_the_lines_that_change_with_their_numbers(end: str) -> None:
    reframed = reframed_of(DRAFT.replace("\r\n", end))
    choices = [passage.rewrites[0] for passage in reframed.passages]
    assert diff_text(reframed, choices, RenderOptions(width=200)) == (
        " 3 │ [-Vous avez tort-]{+Le suivi indique une remise le [date]+}. [-Malheureusement, il-]{+Il+} pleut.\n"
        " 4 │ [-Ce n'est pas possible-]{+Je vous propose un avoir+}.\n"
    )
    assert diff_text(reframed, [None, None, choices[2]], RenderOptions()) == (
        " 4 │ [-Ce n'est pas possible-]{+Je vous propose un avoir+}.\n"
    )


def test_line_ends_that_go_and_come_are_drawn_and_numbers_stay_those_of_the_draft() -> None:
    assert plain("un\ndeux mots\ntrois", "un deux mots\n\ntrois fois", "zéro\n", "\nfin") == (
        " 2 │ un[-↵-]\n 3 │ {+ +}deux mots\n 4 │ {+↵+}\n   │ trois{+ fois+}\n"
    )
    assert plain("un\ndeux", "zéro\nun\ntrois") == " 1 │ {+zéro↵+}\n   │ un\n 2 │ [-deux-]{+trois+}\n"
    assert plain("Non.\n", "", "Bonjour.\n", "Merci.") == " 2 │ [-Non.↵-]\n"


def test_two_sentences_taken_out_side_by_side() -> None:
    text = "Bonjour. Non. Non. Merci"
    passages = tuple(
        Passage(sentence, "Non.", (), (Rewrite(span, "", "phrase", "retrait", ""),))
        for sentence, span in ((Span(9, 13), Span(9, 14)), (Span(14, 18), Span(13, 18)))
    )
    reframed = Reframed(text, passages)
    choices = [passage.rewrites[0] for passage in passages]
    assert reframed.written(choices) == "Bonjour.  Merci"
    assert diff_text(reframed, choices, RenderOptions()) == " 1 │ Bonjour. [-Non. -][-Non.-] Merci\n"


def test_colours_instead_of_signs() -> None:
    shown = plain("Je rembourse demain.", "Je rembourse jeudi.", color=True)
    assert "\x1b[9;31mdemain\x1b[0m\x1b[32mjeudi\x1b[0m" in shown
    assert "[-" not in SGR.sub("", shown)


def test_ascii() -> None:
    shown = plain("Désolé,\nl’été", "Voilà l’œuvre", unicode=False)
    assert shown.isascii()
    assert "?" not in shown
    assert "[-Desole,\\n-]" in shown


def test_what_stands_far_from_a_change_is_cut() -> None:
    left, right = "gauche " * 60 + "ici ", " là" + " droite" * 60
    shown = plain("demain", "jeudi", left, right)
    assert 10 <= shown.count("gauche") <= 14
    assert 10 <= shown.count("droite") <= 14
    assert shown.count("…") == 2
    assert "ici [-demain-]{+jeudi+} là" in shown.replace("\n   │", "")
    few = plain("demain", "jeudi", "gauche " * 20, " droite" * 20)
    assert (few.count("gauche"), few.count("droite"), few.count("…")) == (20, 20, 0)


def test_a_sentence_without_end_is_changed_as_a_whole() -> None:
    before, after = "un deux " * MOST_WORDS, "deux un " * MOST_WORDS + "fin"
    assert [kind for kind, _ in word_diff(before, after) if kind != SAME] == [OUT, IN]
    assert [kind for kind, _ in word_diff("un deux trois", "deux trois quatre")] == [OUT, SAME, IN]


@given(
    st.tuples(*[st.text(max_size=60)] * 4), st.integers(1, 90), st.booleans(), st.booleans(),
)  # fmt: skip
def test_any_text_is_harmless_and_fits(
    texts: tuple[str, str, str, str], width: int, color: bool, unicode: bool
) -> None:
    before, after, left, right = texts
    shown = plain(before, after, left, right, width=width, color=color, unicode=unicode)
    bare = SGR.sub("", shown)
    assert unicode or bare.isascii()
    assert not {unicodedata.category(char) for char in bare.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert all(cell_len(line) <= max(width, 20) for line in bare.split("\n"))
    assert bool(bare) == (before != after)
