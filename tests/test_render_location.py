"""Places and file names as other programs want them."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model import Finding, Severity, Span
from coach.render.location import Region, file_name, region, uri


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<stdin>", "stdin"),
        ("a/b.txt", "a/b.txt"),
        ("./a.txt", "a.txt"),
        ("../a b.txt", "../a%20b.txt"),
        ("été?#%.txt", "%C3%A9t%C3%A9%3F%23%25.txt"),
        ("c:d.txt", "c%3Ad.txt"),
        ("/tmp/é.txt", "file:///tmp/%C3%A9.txt"),
        ("nom\udce9.txt", "nom%E9.txt"),
    ],
)
def test_uris(source: str, expected: str) -> None:
    assert uri(source) == expected


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_uri_gives_the_path_back(source: str) -> None:
    parts = urlsplit(uri(source))
    assert parts.path.isascii()
    assert not parts.query
    assert not parts.fragment
    assert unquote_to_bytes(parts.path).decode("utf-8") == file_name(source)


@pytest.mark.parametrize(
    ("line", "column", "text", "expected"),
    [
        (1, 1, "non", Region(1, 1, 1, 4)),
        (3, 7, "été 😀", Region(3, 7, 3, 12)),
        (2, 5, "un\ndeux", Region(2, 5, 3, 5)),
        (2, 5, "un\r\ndeux", Region(2, 5, 3, 5)),
        (2, 5, "un\rdeux\n", Region(2, 5, 4, 1)),
        (1, 1, "", Region(1, 1, 1, 1)),
    ],
)
def test_regions(line: int, column: int, text: str, expected: Region) -> None:
    fault = Finding("r", "c", Severity.BLOQUANT, Span(0, len(text)), line, column, text, "m", "w")
    assert region(fault) == expected
