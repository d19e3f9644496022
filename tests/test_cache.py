from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coach.phrasebook import regexes
from coach.phrasebook.cache import cache_folder, load_book, regexes_file
from coach.phrasebook.matcher import Matcher
from coach.phrasebook.regexes import Regexes

ENTRY = """\
theme: "Essai"
entrees:
  - id: non-sec.essai
    categorie: non-sec
    titre: "Un non sec"
    pourquoi: "Le client l’entend comme un rejet."
    reperer: ["zut alors"]
    exemples:
      signaler: ["[Zut alors] !", "Ah, [zut alors]."]
      laisser: ["Zut.", "Alors oui."]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    made = tmp_path / "phrases"
    made.mkdir()
    (made / "essai.yaml").write_text(ENTRY, "utf-8")
    return made


def test_the_second_run_reads_no_yaml(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_book([folder])
    monkeypatch.setattr("coach.phrasebook.compiled.compile_book", lambda _: pytest.fail("compiled twice"))
    assert load_book([folder])["entries"] == first["entries"]


def test_a_changed_file_is_compiled_anew(folder: Path) -> None:
    load_book([folder])
    (folder / "essai.yaml").write_text(ENTRY.replace("non sec", "refus"), "utf-8")
    assert load_book([folder])["entries"][0]["message"] == "Un refus"


def found(folder: Path, text: str = "Zut alors !") -> list[str]:
    matcher = Matcher(load_book([folder]))
    return [hit.entry["id"] for hit in matcher.hits(matcher.read(text))]


def test_only_the_owner_can_read_it(folder: Path) -> None:
    assert found(folder) == ["non-sec.essai"]
    files = {file.suffix: file for file in cache_folder().iterdir()}
    assert sorted(files) == [".book", ".regex"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files.values()} == {0o600}


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"\xff" * 40])
def test_a_spoiled_cache_is_no_harm(folder: Path, content: bytes) -> None:
    found(folder)
    for file in cache_folder().iterdir():
        file.write_bytes(content)
    assert found(folder) == ["non-sec.essai"]


def test_a_book_cut_short_is_no_harm(folder: Path) -> None:
    found(folder)
    for file in cache_folder().iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    assert found(folder) == ["non-sec.essai"]


def test_a_regular_expression_is_compiled_once_for_all_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found(folder)
    monkeypatch.setattr(regexes, "_freeze", lambda _: pytest.fail("compiled twice"))
    assert found(folder) == ["non-sec.essai"]


def test_a_python_without_the_same_insides_compiles_as_usual(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regexes, "_inside", lambda name: object())
    assert found(folder) == ["non-sec.essai"]
    assert not (file := regexes_file(load_book([folder]))) or not file.exists()


def test_two_runs_may_keep_at_once(tmp_path: Path) -> None:
    first, second, third = (Regexes(tmp_path / "x.regex") for _ in range(3))
    for number, kept in enumerate((first, second)):
        kept.compile(number, f"(?P<a>x{number})y?")
    first.save()
    second.save()
    match = third.compile(1, "(?P<a>x1)y?").match("x1y")
    assert match is not None
    assert (match["a"], match.span(), match.re.groupindex) == ("x1", (0, 3), {"a": 1})


def test_an_unwritable_cache_is_no_harm(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert load_book([folder])["entries"][0]["id"] == "non-sec.essai"


def test_old_books_are_dropped(folder: Path) -> None:
    for number in range(12):
        (folder / "essai.yaml").write_text(ENTRY.replace("non sec", f"refus {number}"), "utf-8")
        found(folder)
    assert len(list(cache_folder().glob("*.book"))) == 8
    assert len(list(cache_folder().glob("*.regex"))) == 8
    assert not list(cache_folder().glob("*.tmp"))
