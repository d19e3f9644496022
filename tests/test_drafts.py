from __future__ import annotations

import codecs
import contextlib
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.drafts import decode, read_draft, read_encoded
from coach.errors import InputError

TEXT = "Désolé, ce n’est pas possible : 39,90 €.\r\nÀ bientôt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_are_recognised(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "essai") == TEXT


@pytest.mark.parametrize(
    ("data", "encoding", "found"),
    [
        (TEXT.encode(), None, ("utf-8", "")),
        (TEXT.encode("utf-8-sig"), None, ("utf-8", "\ufeff")),
        (TEXT.encode("cp1252"), None, ("cp1252", "")),
        (b"\xe9t\xe9 \x81", None, ("iso8859-1", "")),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None, ("utf-16-be", "\ufeff")),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", ("utf-16-be", "\ufeff")),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None, ("utf-16-le", "\ufeff")),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), None, ("utf-32-be", "\ufeff")),
        (TEXT.encode("utf-16-be"), None, ("utf-16-be", "")),
        (TEXT.encode(), "utf-8-sig", ("utf-8", "")),
        ("été".encode("cp437"), "CP437", ("cp437", "")),
    ],
)
def test_what_was_read_can_be_written_the_way_it_came(
    tmp_path: Path, data: bytes, encoding: str | None, found: tuple[str, str]
) -> None:
    (tmp_path / "essai.txt").write_bytes(data)
    draft = read_encoded(str(tmp_path / "essai.txt"), encoding)
    assert (draft.encoding, draft.mark) == found
    assert draft.text == read_draft(str(tmp_path / "essai.txt"), encoding)
    assert (draft.mark + draft.text).encode(draft.encoding) == data


@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_that_are_a_text_are_given_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "octets"
    file.write_bytes(data)
    with contextlib.suppress(InputError):
        draft = read_encoded(str(file))
        assert (draft.mark + draft.text).encode(draft.encoding) == data


def test_latin_1() -> None:
    assert decode("Désolé, à bientôt".encode("latin-1"), "essai") == "Désolé, à bientôt"


def test_decomposed_text_and_line_ends_stay_as_they_are() -> None:
    text = unicodedata.normalize("NFD", TEXT) + "\rfin\n"
    assert decode(text.encode(), "essai") == text


def test_bytes_that_windows_1252_lacks() -> None:
    assert decode(b"\xe9t\xe9 \x81", "essai") == "été \x81"


def test_encoding_by_name() -> None:
    assert decode("été".encode("cp437"), "essai", "cp437") == "été"
    with pytest.raises(InputError, match="encodage inconnu « utf-88 »"):
        decode(b"a", "essai", "utf-88")
    with pytest.raises(InputError, match=r"essai:2 : ce fichier n’est pas en utf-8 \(octet 2\)"):
        decode(b"a\n\xff", "essai", "utf-8")


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00" * 9])
def test_binary_data_is_named(data: bytes) -> None:
    with pytest.raises(InputError, match=r"essai : ce fichier est binaire"):
        decode(data, "essai")


def test_a_lone_nul_is_no_binary() -> None:
    assert decode(b"Non,\x00 ce n'est pas possible.", "essai") == "Non,\x00 ce n'est pas possible."


@given(st.binary())
def test_any_bytes_give_a_text_or_one_sentence(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(decode(data, "essai"), str)


def test_paths(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="n’existe pas"):
        read_draft(str(tmp_path / "rien.txt"))
    with pytest.raises(InputError, match="c’est un dossier"):
        read_draft(str(tmp_path))
    with pytest.raises(InputError, match="lecture impossible"):
        read_draft("a\x00b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_rights(tmp_path: Path) -> None:
    file = tmp_path / "prive.txt"
    file.write_text("a", "utf-8")
    file.chmod(0)
    with pytest.raises(InputError, match="pas le droit"):
        read_draft(str(file))
