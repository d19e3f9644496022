"""The model file: what training found, read in a few milliseconds.

One line that names the format, one of JSON with the small numbers, then the bytes of the tables, end to end.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import ModelError, reason
from coach.learned.table import Table

MAGIC = b"coach-appris 1\n"
_TABLES = ("sentences", "words", "stretches", "replies", "labels", "strengths")
# A model of before there were strengths has no table of them, nor a limit: it finds none.
_LATER = {"strengths": Table(0, 1, 1.0, memoryview(bytes(2)))}


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of the learned reader.

    `sentences` and `words` tell how likely a sentence and a word are to hurt; `stretches` which category a stretch of
    words is of; `replies` whether a text is a reply to a customer at all; `labels` what it lacks; `strengths` whether a
    sentence is one; `judge` weighs a finding by what both readers say of it. `limits` are the chances above which
    something is said, by name. `card` says how it was trained.
    """

    sentences: Table
    words: Table
    stretches: Table
    replies: Table
    labels: Table
    strengths: Table
    biases: Mapping[str, tuple[float, ...]]
    categories: tuple[str, ...]
    lacks: tuple[str, ...]
    judge: Mapping[str, float]
    limits: Mapping[str, float]
    card: Mapping[str, Any]


def load(file: Path) -> Model:
    """Return the model of a file. Raise ModelError when it cannot be read."""
    try:
        data = memoryview(file.read_bytes())
    except OSError as error:
        raise ModelError(f"{file} : modèle illisible ({reason(error)})") from None
    try:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError
        end = bytes(data[: 1 << 20]).index(b"\n", len(MAGIC)) + 1
        head = json.loads(bytes(data[len(MAGIC) : end]))
        tables: dict[str, Table] = {}
        for name in _TABLES:
            if name in _LATER and name not in head["tables"]:
                tables[name] = _LATER[name]
                continue
            bits, outputs, scale = head["tables"][name]
            size = (outputs + 1) << bits
            if len(data) < end + size:
                raise ValueError
            tables[name] = Table(bits, outputs, scale, data[end : end + size])
            end += size
        return Model(
            **tables,
            biases={name: tuple(values) for name, values in head["biases"].items()},
            categories=tuple(head["categories"]),
            lacks=tuple(head["lacks"]),
            judge=head["judge"],
            limits=head["limits"],
            card=head["card"],
        )
    except (ValueError, KeyError, TypeError):
        raise ModelError(f"{file} : ce fichier n’est pas un modèle de coach, ou il est abîmé") from None


def save(model: Model, file: Path) -> None:
    """Write a model."""
    head = {
        "tables": {name: [(t := getattr(model, name)).bits, t.outputs, t.scale] for name in _TABLES},
        "biases": dict(model.biases),
        "categories": model.categories,
        "lacks": model.lacks,
        "judge": dict(model.judge),
        "limits": dict(model.limits),
        "card": dict(model.card),
    }
    text = json.dumps(head, ensure_ascii=False, sort_keys=True)
    tables = b"".join(bytes(getattr(model, name).data) for name in _TABLES)
    file.write_bytes(MAGIC + text.encode() + b"\n" + tables)
