"""Files that are known and not read: what to do instead."""

from __future__ import annotations

OFFICE = "c’est un classeur ou un document de bureautique ; enregistrez-le en CSV ou en texte"
_PACKED = "cette sorte d’archive n’est pas lue ; dépliez-la d’abord, ou faites-en un .zip"
# What can't be read, by its first bytes.
_REFUSED = {
    b"7z\xbc\xaf\x27\x1c": _PACKED,
    b"Rar!": _PACKED,
    b"\xfd7zXZ": _PACKED,
    b"BZh": _PACKED,
    b"\x28\xb5\x2f\xfd": _PACKED,
    b"\xd0\xcf\x11\xe0": OFFICE,
    b"%PDF": "c’est un PDF ; exportez la conversation en texte, en CSV ou en JSON",
}


def refusal(head: bytes) -> str:
    """Return in French why a file that begins so is not read, and what helps; "" when it may be read."""
    return next((why for start, why in _REFUSED.items() if head.startswith(start)), "")
