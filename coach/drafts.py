"""From bytes to the text of a draft, whatever the encoding; nothing of it is kept anywhere else."""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from coach.errors import InputError, reason

STDIN = "<stdin>"
_SPOKEN = "entrée standard"
# Far above any mail; past it memory, not time, would be the limit.
MOST_BYTES = 64 * 1024 * 1024
# The encoding that each mark announces, and the same without the mark.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_UNMARKED = {"utf-8-sig": "utf-8", "utf-16": f"utf-16-{sys.byteorder[0]}e", "utf-32": f"utf-32-{sys.byteorder[0]}e"}
# Control characters that no text holds, beside tab, line ends, form feed, escape.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 8192
_MOST_CONTROLS = 0.1


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text and how it was written: `(mark + text).encode(encoding)` gives its bytes back."""

    text: str = field(repr=False)
    encoding: str
    mark: str = ""


def read_draft(name: str, encoding: str | None = None) -> str:
    """Return the text of a file, or of standard input for `-`. Raise InputError with one sentence for a person."""
    return decode(_read_bytes(name), spoken_name(name), encoding)


def read_encoded(name: str, encoding: str | None = None) -> Encoded:
    """Return the text of a source as `read_draft` does, with what it takes to write it the way it came."""
    data = _read_bytes(name)
    text, found = _decoded(data, spoken_name(name), encoding)
    found = codecs.lookup(found).name
    for mark, marked, unmarked in _BOMS:
        if found == marked and data.startswith(mark):
            return Encoded(text, unmarked, "\ufeff")
    return Encoded(text, _UNMARKED.get(found, found))


def shown_name(name: str) -> str:
    """Return what a source is called in reports."""
    return STDIN if name == "-" else name


def spoken_name(name: str) -> str:
    """Return what a source is called in sentences for a person."""
    return _SPOKEN if name in ("-", STDIN) else name


def _read_bytes(name: str) -> bytes:
    try:
        if name == "-":
            data = _read_stdin()
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{name} : ce fichier n’existe pas") from None
    except IsADirectoryError:
        raise InputError(f"{name} : c’est un dossier ; indiquez un ou plusieurs fichiers") from None
    except PermissionError:
        raise InputError(f"{name} : vous n’avez pas le droit de lire ce fichier") from None
    except OSError as error:
        raise InputError(f"{spoken_name(name)} : lecture impossible ({reason(error)})") from None
    except ValueError:
        raise InputError(f"{name} : lecture impossible (nom de fichier illisible)") from None
    if len(data) > MOST_BYTES:
        raise InputError(f"{spoken_name(name)} : ce fichier dépasse {MOST_BYTES >> 20} Mo, ce n’est plus un brouillon")
    return data


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError(f"{_SPOKEN} : elle est fermée, il n’y a rien à lire")
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def decode(data: bytes, source: str, encoding: str | None = None) -> str:
    """Return the text of `data`.

    Without an encoding: a byte order mark decides, then UTF-8 if the bytes are UTF-8, UTF-16 if every other byte is
    empty, Windows-1252 otherwise (and Latin-1 for the five bytes it lacks). Raise InputError for binary data.
    """
    return _decoded(data, source, encoding)[0]


def _decoded(data: bytes, source: str, encoding: str | None) -> tuple[str, str]:
    """Return the text of `data` and the name of its encoding."""
    if encoding is not None:
        return _decode_as(data, source, encoding)
    found = sniff(data, source)
    if found is not None:
        return _decode_as(data, source, found)
    for name in ("utf-8", "cp1252"):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def sniff(data: bytes, source: str) -> str | None:
    """Return the encoding that the first bytes of a text show, or None when it has one byte a letter or is UTF-8.

    A byte order mark shows it, or every other byte being empty. Raise InputError for binary data.
    """
    for mark, name, _ in _BOMS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    for name, low, high in (("utf-16-le", sample[::2], sample[1::2]), ("utf-16-be", sample[1::2], sample[::2])):
        # French in UTF-16: nearly every high byte is empty, and hardly any low one is.
        if high.count(0) > len(sample) // 3 and len(_CONTROLS.findall(low)) <= _MOST_CONTROLS * len(low):
            return name
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise InputError(f"{source} : ce fichier est binaire, ce n’est pas un texte")
    return None


def _decode_as(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except LookupError:
        raise InputError(f"encodage inconnu « {encoding} » ; essayez utf-8, cp1252, latin-1 ou utf-16") from None
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = data[:start].count(b"\n") + 1
        raise InputError(f"{source}:{line} : ce fichier n’est pas en {encoding} (octet {start})") from None
