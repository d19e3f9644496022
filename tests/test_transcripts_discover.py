from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transcripts_reading import collect

from coach.transcripts.base import Problem, Settings, Source, Transcript
from coach.transcripts.detect import reader_of
from coach.transcripts.discover import Place, find
from coach.transcripts.reading import batches, read
from coach.transcripts.registry import READERS

TEXT = "Client : bonjour\nConseiller : oui\n"
MAIL = (
    "From: {who}@client.example\nTo: sav@b.example\nSubject: x\nMessage-ID: <{number}@x>\nReferences: <1@x>\n\n{text}\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b/2.txt", "b/10.txt", "a/1.txt", "a/.caché.txt", ".git/x.txt", "c.txt", "a/Thumbs.db", "a/~$c.csv"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*given: str) -> list[str]:
    return [each.name if isinstance(each, Place) else str(each) for each in find(given)]


def test_folders_in_the_order_of_their_names_without_what_is_hidden(folder: Path) -> None:
    expected = ["c.txt", "a/1.txt", "b/10.txt", "b/2.txt"]
    assert names(".") == expected
    assert names("b", "a") == ["b/10.txt", "b/2.txt", "a/1.txt"]


def test_each_file_once_however_it_is_named(folder: Path) -> None:
    (folder / "lien").symlink_to(folder / "a")
    assert names("c.txt", "./c.txt", str(folder / "c.txt"), "-", "-", "a", "lien") == ["c.txt", "<stdin>", "a/1.txt"]


def test_a_hidden_file_named_by_itself_is_read(folder: Path) -> None:
    assert names("a/.caché.txt") == ["a/.caché.txt"]


def test_patterns(folder: Path) -> None:
    assert names("*/*.txt") == ["a/1.txt", "b/10.txt", "b/2.txt"]
    assert names("**/*.txt") == ["a/1.txt", "b/10.txt", "b/2.txt", "c.txt"]
    assert names("*.json") == ["*.json : aucun fichier ne correspond à ce motif"]


def test_a_file_whose_name_looks_like_a_pattern(folder: Path) -> None:
    (folder / "[1].txt").write_text(TEXT)
    assert names("[1].txt") == ["[1].txt"]


def test_what_is_missing_or_empty_is_said(folder: Path) -> None:
    (folder / "vide").mkdir()
    assert names("nulle-part") == ["nulle-part : ce fichier ou ce dossier n’existe pas"]
    assert names("vide") == ["vide : ce dossier ne contient aucun fichier à lire"]
    assert len(names("a\0b")) == 1


def test_links_in_circles_end(folder: Path) -> None:
    (folder / "a" / "encore").symlink_to(folder)
    assert sorted(names("a")) == ["a/1.txt", "a/encore/b/10.txt", "a/encore/b/2.txt", "a/encore/c.txt"]


def test_a_pipe_in_a_folder_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "a" / "tuyau")
    assert names("a") == ["a/1.txt", "a/tuyau : ce n’est pas un fichier ordinaire\u00a0; il n’est pas lu"]


def test_unreadable_files_and_folders_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "non")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        found = collect(read([Place("c.txt", Path("c.txt"))], Settings()))
    assert [str(each) for each in found.problems] == ["c.txt : lecture impossible (vous n’en avez pas le droit)"]

    def scandir(path: object) -> None:
        raise PermissionError(13, "non", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        assert names("b") == ["b : lecture impossible (vous n’en avez pas le droit)"]


def whole(*given: str, settings: Settings | None = None) -> list[Transcript | Problem]:
    places = [each for each in find(given) if isinstance(each, Place)]
    return [each for batch in batches(places) for each in read(batch, settings or Settings())]


def test_the_mails_of_a_folder_make_threads_together(folder: Path) -> None:
    for number, who in enumerate(("renee", "marie", "renee"), 1):
        (folder / "a" / f"{number}.eml").write_text(MAIL.format(number=number, who=who, text=f"Message {number}"))
    (folder / "b" / "seul.eml").write_text(MAIL.format(number=9, who="paul", text="Seul").replace("References", "X"))
    found = collect(iter(whole("a", "b")))
    assert [(each.source, len(each.turns)) for each in found.transcripts] == [
        ("a/1.txt", 2),
        ("a", 3),
        ("b/10.txt", 2),
        ("b/2.txt", 2),
        ("b/seul.eml", 1),
    ]
    assert [turn.place for turn in found.transcripts[1].turns] == ["1.eml", "2.eml", "3.eml"]


def test_one_bad_file_stops_nothing(folder: Path) -> None:
    (folder / "a" / "0.bin").write_bytes(bytes(range(32)) * 9)
    (folder / "a" / "2.zip").write_bytes(b"PK\x03\x04")
    (folder / "a" / "3.txt").write_bytes(b"")
    (folder / "a" / "4.xyz").write_text("rien à voir")
    (folder / "a" / "5.txt").write_text(TEXT)
    found = whole("a")
    assert [each.source for each in found] == [
        f"a/{name}" for name in ("0.bin", "1.txt", "2.zip", "3.txt", "4.xyz", "5.txt")
    ]
    assert [type(each) is Problem for each in found] == [True, False, True, True, True, False]


@pytest.mark.parametrize(
    ("name", "text", "reader"),
    [
        ("export.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\noui", "webvtt"),
        ("export.txt", "1\n00:00:01,000 --> 00:00:02,000\noui", "srt"),
        ("export.txt", "conversation;auteur;texte\n1;client;oui", "csv"),
        ("export.csv", TEXT, "csv"),
        ("export.txt", "From: a@b.example\nDate: x\n\nClient : oui", "eml"),
        ("export", "From a@b.example Sun May 03 10:12:00 2026\nFrom: a@b.example\nDate: x\n\noui", "mbox"),
        ("export.dat", TEXT, "texte"),
        ("export", "[10:02] Marie : oui, c’est fait; merci", "texte"),
    ],
)
def test_what_a_file_holds_decides(name: str, text: str, reader: str) -> None:
    found = reader_of(name, text.encode())
    assert not isinstance(found, str)
    assert found.name == reader


def test_readers_have_names_of_their_own() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)


@given(st.binary(), st.sampled_from([".txt", ".csv", ".eml", ".zip", ".vtt", ""]))
def test_any_bytes_of_any_name(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    file = tmp_path_factory.getbasetemp() / f"octets{suffix}"
    file.write_bytes(data)
    assert list(read([Place(file.name, file)], Settings()))
    for reader in READERS:
        list(reader.read(Source("x", io.BytesIO(data)), Settings()))
