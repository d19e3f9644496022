"""The JSON Schema of a grid, for completion and checking in editors."""

from __future__ import annotations

from typing import Any

from coach.phrasebook.schema import TEXT
from coach.review.grid import KNOWN, POINTS, SIDES, TRAINER, WHO

_PROOFS = {
    "avec": "Tous ces signes sont là ; une partie seulement vaut la moitié.",
    "avec_un_de": "L’un de ces signes suffit.",
    "sans": "Aucun de ces signes n’est là ; un signe adouci par son contexte vaut la moitié.",
}


def grid_schema() -> dict[str, Any]:
    """Return the schema, JSON Schema draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Grille d’écoute pour coach",
        "type": "object",
        "additionalProperties": False,
        "required": ["sections"],
        "properties": {
            "theme": TEXT,
            "description": TEXT,
            "sections": {"type": "array", "minItems": 1, "items": _section()},
            "eliminatoires": {"type": "array", "items": _criterion(["critere", "qui"], ("sans",), {})},
        },
    }


def _section() -> dict[str, Any]:
    own = {
        "poids": {
            "type": "integer",
            "minimum": 1,
            "maximum": POINTS,
            "description": f"En points ; {POINTS} en tout.",
        },
        "cote": {"enum": list(SIDES), "description": "La note à laquelle il compte ; la plus basse des deux vaut."},
        "si": {**_signs(), "description": "Ne compte que si l’un de ces signes est là ; sinon « sans objet »."},
    }
    criterion = _criterion(["critere", "poids", "cote", "qui"], tuple(_PROOFS), own)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["titre", "criteres"],
        "properties": {"titre": TEXT, "criteres": {"type": "array", "items": criterion}},
    }


def _criterion(required: list[str], proofs: tuple[str, ...], own: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": {
            "critere": TEXT,
            "qui": {"enum": list(WHO), "description": "Qui le note."},
            **own,
            **{name: {**_signs(), "description": _PROOFS[name]} for name in proofs},
        },
        # Only the trainer's criteria have no sign for coach to see.
        "if": {"properties": {"qui": {"const": TRAINER}}},
        "then": {"not": {"anyOf": [{"required": [name]} for name in (*proofs, *(("si",) if "si" in own else ()))]}},
        "else": {"anyOf": [{"required": [name]} for name in proofs]},
    }


def _signs() -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": {"enum": list(KNOWN)}}
