from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from transcripts_reading import Read, Slow, collect

from coach.transcripts.base import Settings
from coach.transcripts.discover import Place
from coach.transcripts.reading import read

Opened = Callable[[str, bytes], Read]
TEXT = "Client : {}\nConseiller : oui\n"


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("lien.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return file.getvalue()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Read bytes as a file of some name, and as a pipe; both must give the same."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, data: bytes) -> Read:
        path = Path(name)
        path.write_bytes(data)
        found = collect(read([Place(name, path)], Settings()))
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Slow(data))))
            piped = collect(read([Place(name)], Settings()))
        assert piped == found
        assert [each.name for each in tmp_path.iterdir()] == [name], "no member is ever written"
        path.unlink()
        return found

    return run


def sources(found: Read) -> list[str]:
    return [each.source for each in found.transcripts]


def test_zip(opened: Opened) -> None:
    members: dict[str, bytes | str] = {
        "b/deux.txt": TEXT.format("deux"),
        "a/un.txt": TEXT.format("un"),
        "__MACOSX/._un.txt": "x",
        ".caché.txt": TEXT,
        "vide/": b"",
    }
    found = opened("export.zip", zipped(members))
    assert sources(found) == ["export.zip/a/un.txt", "export.zip/b/deux.txt"]
    assert found.texts == ["un", "oui", "deux", "oui"]
    assert found.problems == []


def test_gzip_and_tar(opened: Opened) -> None:
    data = tarred({"dossier/un.txt": TEXT.format("un").encode(), "deux.csv": b"role;texte;fil\nclient;deux;1\n"})
    found = opened("export.tar.gz", gzip.compress(data))
    assert found.texts == ["un", "oui", "deux"]
    assert [str(each) for each in found.problems] == [
        "export.tar/lien.txt : ce n’est pas un fichier ordinaire (un lien, peut-être)\u00a0; il n’est pas lu"
    ]


def test_a_gzip_of_one_file_takes_its_name(opened: Opened) -> None:
    found = opened("mai.txt.gz", gzip.compress(TEXT.format("un").encode()))
    assert sources(found) == ["mai.txt"]


def test_archives_in_archives(opened: Opened) -> None:
    inner = zipped({"un.txt": TEXT.format("un")})
    found = opened("a.zip", zipped({"b.zip": inner, "c.txt.gz": gzip.compress(TEXT.encode())}))
    assert sources(found) == ["a.zip/b.zip/un.txt", "a.zip/c.txt"]
    data = inner
    for _ in range(5):
        data = zipped({"x.zip": data})
    found = opened("profond.zip", data)
    assert "trop d’autres archives" in found.messages[0]


def test_names_that_climb_or_play_are_only_shown(opened: Opened) -> None:
    text = TEXT.format("un")
    found = opened("a.zip", zipped({"../../haut.txt": text, "/abs.txt": text, "rouge\x1b[31m.txt": text}))
    assert len(found.transcripts) == 3
    assert not any("\x1b" in source for source in sources(found))


@pytest.mark.parametrize("form", ["zip", "gz", "tar.gz", "zip in zip"])
def test_traps_are_refused(form: str, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.budget.FREE", 1_000_000)
    zeros = b"Client : " + b"0" * 4_000_000
    data = {
        "zip": lambda: zipped({"a.txt": zeros, "b.txt": TEXT.format("un")}),
        "gz": lambda: gzip.compress(zeros),
        "tar.gz": lambda: gzip.compress(tarred({"a.txt": zeros})),
        "zip in zip": lambda: zipped({"a.zip": zipped({"a.txt": zeros})}, zipfile.ZIP_STORED),
    }[form]()
    found = opened("piège", data)
    assert any("archive piégée" in message for message in found.messages)
    assert sum(map(len, found.texts)) < 3_000_000


def test_what_shrinks_as_texts_do_is_no_trap(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.transcripts.budget.FREE", 1000)
    text = "".join(f"Client : question {number}\nConseiller : réponse {number * 7919}\n" for number in range(3000))
    found = opened("a.zip", zipped({"a.txt": text}))
    assert len(found.texts) == 6000
    assert found.problems == []


def test_a_member_without_a_name_does_not_keep_the_others_from_being_read(opened: Opened) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        nameless = zipfile.ZipInfo("x")
        archive.writestr(nameless, TEXT.format("perdu"))
        nameless.filename = ""
        archive.writestr("b.txt", TEXT.format("un"))
    found = opened("a.zip", file.getvalue())
    assert found.texts == ["un", "oui"]
    assert "abîmée" in found.messages[0]


def newer() -> bytes:
    """Return a zip that asks for a program that does not exist yet."""
    data = bytearray(zipped({"a.txt": "x"}))
    data[data.index(b"PK\x01\x02") + 6] = 99
    return bytes(data)


GOOD = zipped({"un.txt": TEXT.format("un"), "zéro.txt": TEXT.format("zéro")})
STORED = zipped({"a.txt": TEXT.format("un"), "b.txt": TEXT.format("deux")}, zipfile.ZIP_STORED)


def locked() -> bytes:
    data = bytearray(zipped({"a.txt": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def method() -> bytes:
    data = bytearray(zipped({"a.txt": "x"}))
    data[8] = 99
    data[data.index(b"PK\x01\x02") + 10] = 99
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "texts", "problem"),
    [
        (b"PK\x03\x04", [], "abîmé"),
        (GOOD[: len(GOOD) // 2], [], "abîmé"),
        (STORED.replace(b"Client : un", b"Client : UN"), ["deux", "oui"], "abîmé"),  # its sum of control is wrong
        (zipped({}), [], "ne contient aucun fichier"),
        (locked(), [], "mot de passe"),
        (method(), [], "compression n’est pas connue"),
        (newer(), [], "compression n’est pas connue"),
        (zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), [], "enregistrez-le en CSV"),
        (b"\x1f\x8b", [], "abîmé"),
        (gzip.compress(TEXT.encode())[:-6], [], "abîmé"),
        (gzip.compress(TEXT.encode())[:10] + b"\xff" * 50, [], "abîmé"),
        (gzip.compress(tarred({"a.txt": TEXT.encode()})[:700]), [], "abîmé"),
        (b"7z\xbc\xaf\x27\x1cxxxx", [], "faites-en un .zip"),
        (b"%PDF-1.7", [], "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [], "enregistrez-le en CSV"),
    ],
)
def test_malformed(data: bytes, texts: list[str], problem: str, opened: Opened) -> None:
    found = opened("archive", data)
    assert found.texts[-len(texts) :] == texts if texts else True
    assert any(problem in message for message in found.messages)
