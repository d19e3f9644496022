"""What is said beside a rewritten draft: short, exact, and harmless for any text."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reframe_samples import DRAFT, reframed_of
from render_samples import finding
from rich.cells import cell_len

from coach.model import KINDS, Passage, Reframed, Rewrite, Severity, Span
from coach.render import RenderOptions
from coach.render import reframe_wording as words
from coach.render.reframe_view import ReframeView, rewritten

SGR = re.compile("\x1b\\[[0-9;]+m")


def view(reframed: Reframed, **options: Any) -> ReframeView:
    return ReframeView(reframed, RenderOptions(**options))


def test_changes_say_line_before_after_and_why() -> None:
    reframed = reframed_of(DRAFT)
    first, second, third = (passage.rewrites[0] for passage in reframed.passages)
    assert view(reframed).changes([first, second, third]) == (
        "Ce qui change, et pourquoi\n"
        "  ligne\u00a03 · «\u00a0Vous avez tort.\u00a0»\n"
        "    → «\u00a0Le suivi indique une remise le [date].\u00a0»\n"
        "    Un fait à la place d’un verdict.\n"
        "  ligne\u00a03 · «\u00a0Malheureusement, il pleut.\u00a0»\n"
        "    → «\u00a0Il pleut.\u00a0»\n"
        "    Le mot noir s’en va.\n"
        "  ligne\u00a04 · «\u00a0Ce n'est pas possible.\u00a0»\n"
        "    → «\u00a0Je vous propose un avoir.\u00a0»\n"
        "    Une issue à la place d’une porte fermée.\n"
    )
    assert view(reframed).changes([None, second, None], sentences=False) == (
        "Ce qui change, et pourquoi\n  ligne\u00a03 · Le mot noir s’en va.\n"
    )
    assert view(reframed).changes([None] * 3) == ""


def test_a_reason_is_not_said_twice_in_a_row() -> None:
    reframed = reframed_of("Ce n'est pas possible. Ce n'est pas possible. Malheureusement, il pleut.")
    said = view(reframed).changes([passage.rewrites[0] for passage in reframed.passages])
    assert said.count("Une issue à la place d’une porte fermée.") == 1
    assert said.count("→") == 3


def test_a_sentence_that_goes_away_is_said_to() -> None:
    passage = Passage(Span(0, 4), "Non.", (), (Rewrite(Span(0, 5), "", "phrase", "retrait", "Le refus sec s’en va."),))
    reframed = Reframed("Non. Merci.", (passage,))
    assert rewritten(reframed.text, passage, passage.rewrites[0]) == ""
    assert "→ (cette phrase s’en va)\n" in view(reframed).changes(passage.rewrites)


def test_closing() -> None:
    text = "Le [date], je [action].\nLe [délai]"
    blanks = [
        finding(text, one, Severity.BLOQUANT, category="a-completer") for one in ("[date]", "[action]", "[délai]")
    ]
    some = view(reframed_of(DRAFT))
    assert some.closing([], []) == "Il ne reste rien à compléter\u00a0: relisez, et ce message peut partir.\n"
    assert view(Reframed("Merci.", ())).closing([], []) == "Rien à reformuler\u00a0: le brouillon reste tel quel.\n"
    said = "Il reste à compléter\u00a0: ligne\u00a01, [date], [action] ; ligne\u00a02, [délai].\n"
    assert some.closing(blanks, []) == said
    assert view(Reframed(text, ())).closing(blanks, []) == said
    assert some.closing([], [0]) == "Une phrase bloquante est restée telle quelle, ligne\u00a03.\n"
    left = "2 phrases bloquantes sont restées telles quelles, lignes\u00a03, 4.\n"
    assert some.closing(blanks, [0, 2]) == left + said
    twice = view(reframed_of(DRAFT)).closing([blanks[0], blanks[1], blanks[0]], [])
    assert "ligne\u00a01, [date] (2 fois), [action].\n" in twice
    many = view(reframed_of(DRAFT), width=100).closing(blanks * 5, [])
    assert "[date] (4 fois), [action] (4 fois) ; ligne\u00a02, [délai] (4 fois)" in many.replace("\n", " ")
    assert " ; et 3 autres champs." in many.replace("\n", " ")


def test_every_kind_has_its_words() -> None:
    assert set(words.KINDS) == set(KINDS)


def test_a_question_underlines_the_sentence_alone_and_lists_the_rewritings() -> None:
    text = DRAFT.replace("Vous avez tort.", "Vous\r\navez tort.")
    span = Span(text.index("Vous"), text.index("tort.") + 5)
    fault = finding(text, "avez tort", Severity.BLOQUANT, message="Le client perd la face", reframings=("Autre.",))
    made = tuple(
        Rewrite(span, new, "phrase", kind, "Note.") for new, kind in (("Un fait.", "fait"), ("Oui ?", "autre"))
    )
    reframed = Reframed(text, (Passage(span, text[span.start : span.end], (fault,), made),))
    asked = view(reframed).question(0, None)
    assert "Phrase 1 sur 1 · ligne\u00a03\n\n  Vous avez tort.\n       ━━━━━━━━━\n" in asked
    assert "Le client perd la face" in asked
    assert "Autre." not in asked
    assert "Bonjour" not in asked
    assert "  1 S’en tenir aux faits · Note.\n    «\u00a0Un fait.\u00a0»\n" in asked
    assert "  2 autre · Note.\n    «\u00a0Oui\u00a0?\u00a0»\n" in asked
    assert "jusqu’ici" not in asked
    assert "Votre choix jusqu’ici\u00a0: 2" in view(reframed).question(0, made[1])
    assert "votre propre phrase" in view(reframed).question(0, Rewrite(span, "À moi.", "phrase", "", ""))


@given(
    st.tuples(*[st.text(max_size=50)] * 5), st.integers(1, 120), st.booleans(), st.booleans(), st.data()
)  # fmt: skip
def test_any_text_is_harmless_and_fits(
    texts: tuple[str, ...], width: int, color: bool, unicode: bool, data: st.DataObject
) -> None:
    left, sentence, right, new, note = texts
    text = left + sentence + right
    span = Span(len(left), len(left) + len(sentence))
    start = data.draw(st.integers(span.start, span.end))
    inner = Span(start, data.draw(st.integers(start, len(text))))
    fault = finding(text, sentence, Severity.BLOQUANT, message=note, why=note)
    rewrite = Rewrite(inner, new, "passage", "offre", note)
    reframed = Reframed(text, (Passage(span, sentence, (fault,), (rewrite,)),))
    made = view(reframed, width=width, color=color, unicode=unicode)
    shown = made.changes([rewrite]) + made.closing([fault], [0]) + made.question(0, rewrite) + made.still([fault])
    shown += made.introduction() + made.say(note) + made.prompt(0)
    bare = SGR.sub("", shown)
    assert unicode or bare.isascii()
    assert not {unicodedata.category(char) for char in bare.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    *lines, prompt = bare.split("\n")
    assert all(cell_len(line) <= max(width, 20) for line in lines)
    assert prompt.endswith("> ")
    assert color or "\x1b" not in shown


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_their_ends(end: str) -> None:
    assert "ligne\u00a04" in view(reframed_of(DRAFT.replace("\r\n", end))).question(2, None)
