"""From bytes to the text of a draft, whatever the encoding; nothing of it is kept anywhere else."""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path

from coach.errors import InputError, reason

STDIN = "<stdin>"
# Far above any mail; past it memory, not time, would be the limit.
MOST_BYTES = 64 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text holds, beside tab, line ends, form feed, escape.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 8192
_MOST_CONTROLS = 0.1


def read_draft(name: str, encoding: str | None = None) -> str:
    """Return the text of a file, or of standard input for `-`. Raise InputError with one sentence for a person."""
    return decode(_read_bytes(name), shown_name(name), encoding)


def shown_name(name: str) -> str:
    """Return what a source is called in reports and messages."""
    return STDIN if name == "-" else name


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
        raise InputError(f"{shown_name(name)} : lecture impossible ({reason(error)})") from None
    except ValueError:
        raise InputError(f"{name} : lecture impossible (nom de fichier illisible)") from None
    if len(data) > MOST_BYTES:
        raise InputError(f"{shown_name(name)} : ce fichier dépasse {MOST_BYTES >> 20} Mo, ce n’est plus un brouillon")
    return data


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError(f"{STDIN} : l’entrée standard est fermée")
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def decode(data: bytes, source: str, encoding: str | None = None) -> str:
    """Return the text of `data`.

    Without an encoding: a byte order mark decides, then UTF-8 if the bytes are UTF-8, UTF-16 if every other byte is
    empty, Windows-1252 otherwise (and Latin-1 for the five bytes it lacks). Raise InputError for binary data.
    """
    if encoding is not None:
        return _decode_as(data, source, encoding)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, source, name)
    sample = data[:_SAMPLE]
    for name, low, high in (("utf-16-le", sample[::2], sample[1::2]), ("utf-16-be", sample[1::2], sample[::2])):
        # French in UTF-16: nearly every high byte is empty, and hardly any low one is.
        if high.count(0) > len(sample) // 3 and len(_CONTROLS.findall(low)) <= _MOST_CONTROLS * len(low):
            return _decode_as(data, source, name)
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise InputError(f"{source} : ce fichier est binaire, ce n’est pas un texte")
    for name in ("utf-8", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _decode_as(data: bytes, source: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise InputError(f"encodage inconnu « {encoding} » ; essayez utf-8, cp1252, latin-1 ou utf-16") from None
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = data[:start].count(b"\n") + 1
        raise InputError(f"{source}:{line} : ce fichier n’est pas en {encoding} (octet {start})") from None
