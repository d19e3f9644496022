"""Exports of every format, made up, and what befalls files on their way."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable

from json_samples import SAMPLES

_TALK = (("client", "Où est mon colis ?"), ("conseiller", "Vous avez tort."), ("robot", "Merci de votre message."))
_MAIL = (
    "From: Jeanne <jeanne@client.example>\nTo: aide@equipe.example\nSubject: Colis\nMessage-ID: <{n}@x.example>\n"
    "Date: Mon, 4 May 2026 10:0{n}:00 +0200\nContent-Type: text/plain; charset=utf-8\n\nOù est mon colis ?\n"
)


def _rows() -> list[dict[str, str]]:
    return [
        {"conversation": f"C{number}", "auteur": role, "role": role, "texte": text, "date": "2026-05-04T10:00:00+02:00"}
        for number in range(3)
        for role, text in _TALK
    ]


def _csv() -> str:
    rows = _rows()
    return "".join(";".join(cells) + "\n" for cells in (rows[0], *(row.values() for row in rows)))


def _text() -> str:
    return "---\n".join("".join(f"{role.capitalize()} : {text}\n" for role, text in _TALK) for _ in range(3))


def _vtt() -> str:
    cues = (f"00:0{n}.000 --> 00:0{n + 1}.000\n<v {role}>{text}\n" for n, (role, text) in enumerate(_TALK))
    return "WEBVTT\n\n" + "\n".join(cues)


def _srt() -> str:
    cues = (
        f"{n + 1}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{role} : {text}\n" for n, (role, text) in enumerate(_TALK)
    )
    return "\n".join(cues)


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(_rows()), stream)
    return stream.getvalue()


def zipped(**members: bytes) -> bytes:
    """Return a zip of some members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.csv")
        member.size = len(_csv().encode())
        archive.addfile(member, io.BytesIO(_csv().encode()))
    return stream.getvalue()


def exports() -> dict[str, bytes]:
    """Return one sound export of each format, by the name of its file."""
    made = {f"{sample.reader}.json": json.dumps(sample.document, ensure_ascii=False).encode() for sample in SAMPLES}
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows())
    texts = {"e.jsonl": lines, "e.csv": _csv(), "e.txt": _text(), "e.vtt": _vtt(), "e.srt": _srt()}
    texts["e.eml"] = _MAIL.format(n=1)
    texts["e.mbox"] = "".join(f"From x@y Mon May  4 10:00:00 2026\n{_MAIL.format(n=n)}\n" for n in range(3))
    made |= {name: text.encode() for name, text in texts.items()}
    made |= {"e.parquet": _parquet(), "e.tgz": _tar(), "e.csv.gz": gzip.compress(_csv().encode())}
    return made | {"e.zip": zipped(**{"a.csv": _csv().encode(), "b/c.jsonl": lines.encode()})}


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(8):
        spoilt[chance.randrange(len(spoilt))] = chance.choice(b'{}[]",:;\\\x00\xff\x1b a1\n\r<')
    return bytes(spoilt)


def _moved(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:first] + data[last:] + data[first:last]


def _replaced(old: bytes, new: bytes) -> Callable[[bytes, random.Random], bytes]:
    return lambda data, _: data.replace(old, new)


# What befalls the bytes of a file, whatever its format.
DAMAGE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "tronqué": lambda data, chance: data[: chance.randrange(len(data))],
    "sans début": lambda data, chance: data[chance.randrange(len(data)) :],
    "octets changés": _spoilt,
    "déplacé": _moved,
    "deux fois": lambda data, _: data + data,
    "autre encodage": lambda data, _: data.decode("utf-8", "replace").encode("utf-16"),
    "accents perdus": lambda data, _: data.decode("utf-8", "replace").encode("latin-1", "replace"),
    "octets nuls": lambda data, _: data.replace(b"o", b"o\x00"),
    "fins de ligne mêlées": lambda data, _: data.replace(b"\n", b"\r", 1).replace(b"\n", b"\r\n", 2),
    "signes de commande": _replaced(b"tort", b"t\x1b[31mo\x07r\x9bt"),
    "champ énorme": _replaced(b"colis", b"colis " * 50_000),
    "sans textes": _replaced(b"t", b""),
    "dates impossibles": _replaced(b"2026", b"99999"),
    "tout nul": lambda data, _: bytes(len(data)),
    "vide": lambda _data, _chance: b"",
    "archive d’archives": lambda data, _: zipped(a=zipped(b=zipped(c=zipped(d=data)))),
    "archive piégée": lambda data, _: zipped(a=data + bytes(2_000_000)),
}
