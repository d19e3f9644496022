from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coach.phrasebook.cache import cache_folder, load_book

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


def test_only_the_owner_can_read_it(folder: Path) -> None:
    load_book([folder])
    files = list(cache_folder().iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff"])
def test_a_spoiled_cache_is_no_harm(folder: Path, content: bytes) -> None:
    load_book([folder])
    for file in cache_folder().iterdir():
        file.write_bytes(content)
    assert load_book([folder])["entries"][0]["id"] == "non-sec.essai"


def test_an_unwritable_cache_is_no_harm(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert load_book([folder])["entries"][0]["id"] == "non-sec.essai"


def test_old_books_are_dropped(folder: Path) -> None:
    for number in range(12):
        (folder / "essai.yaml").write_text(ENTRY.replace("non sec", f"refus {number}"), "utf-8")
        load_book([folder])
    assert len(list(cache_folder().glob("*.json"))) <= 8
    assert not list(cache_folder().glob("*.tmp"))
