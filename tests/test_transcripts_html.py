"""The text of HTML messages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.transcripts.html import looks_html, text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("Bonjour", "Bonjour"),
        ("a < b & c", "a < b & c"),
        ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
        ("<div>Un</div><div>Deux<br/>Trois</div>", "Un\nDeux\nTrois"),
        ("<div>Un</div><div><br></div><div>Deux</div>", "Un\n\nDeux"),
        ("Un\n  <b>gr</b>as  mot", "Un gras mot"),
        ("Non&nbsp;! C&#39;est &eacute;crit &lt;ici&gt;", "Non\u00a0! C'est écrit <ici>"),
        ("<ul><li>un</li><li>deux</li></ul>", "- un\n- deux"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        (
            "Oui<blockquote>Non<br>Si<blockquote>Quoi</blockquote></blockquote>Fin",
            "Oui\n\n> Non\n> Si\n>\n> > Quoi\n\nFin",
        ),
        ("<style>p{}</style><script>x</script><head><title>t</title></head><p>a<!-- b --></p>", "a"),
        ("<pre>un\n  deux</pre>", "un\n  deux"),
        ("<p>sans fin <b>gras", "sans fin gras"),
        ("</p></div>a</span>", "a"),
        ("<img src='x' alt='logo'><a href='https://a.fr'>lien</a>", "lien"),
        ("<template>x</template>y", "y"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert text_of(html) == text


def test_what_is_html() -> None:
    assert looks_html("Bonjour<br>")
    assert looks_html("<P class='a'>Bonjour")
    assert not looks_html("x < 3 et y > 2, <3, <moi@exemple.fr>, a<b")


@given(st.text(alphabet="<>/ab pre!-&;\"'=\n é\x00", max_size=80))
def test_any_text(html: str) -> None:
    assert isinstance(text_of(html), str)


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "<blockquote>", "</blockquote>", "<td>", "<br>", "<b>", "<li>", "<pre>", "mot "]
        )
    )
)
def test_no_word_is_lost(parts: list[str]) -> None:
    assert text_of("".join(parts)).count("mot") == parts.count("mot ")


def test_deep_html_is_read_whole_and_in_linear_time() -> None:
    def taken(depth: int) -> float:
        start = time.perf_counter()
        assert text_of("<div>" * depth + "fond").endswith("fond")
        return time.perf_counter() - start

    taken(1000)
    assert taken(80_000) < 30 * max(taken(20_000), 0.01)
