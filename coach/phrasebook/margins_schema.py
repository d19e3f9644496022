"""The JSON Schema of a margins file, for completion and checking in editors."""

from __future__ import annotations

from typing import Any

from coach.phrasebook.margins import ALL, LEAST_EXAMPLES
from coach.phrasebook.schema import TEXT, texts


def margins_schema() -> dict[str, Any]:
    """Return the schema, JSON Schema draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Marges de manœuvre pour coach",
        "type": "object",
        "additionalProperties": False,
        "required": ["marges"],
        "properties": {
            "theme": TEXT,
            "description": TEXT,
            "remplace": {"enum": [ALL], "description": "Ce fichier vaut seul : les sujets lus avant lui sont oubliés."},
            "marges": {"type": "array", "items": _topic()},
        },
    }


def _topic() -> dict[str, Any]:
    offers = {"oneOf": [TEXT, {"type": "array", "items": TEXT}]}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["sujet", "offres"],
        # Without offers the topic is withdrawn; what recognises it may then be that of the file before.
        "if": {"properties": {"offres": {"type": "array", "maxItems": 0}}},
        "else": {"required": ["reperer"]},
        "properties": {
            "sujet": {"type": "string", "pattern": r"^[\w.-]+$", "description": "Le nom du sujet, unique."},
            "reperer": texts("Motifs qui disent que l’on parle de ce sujet."),
            "offres": {
                **offers,
                "description": "Ce que l’équipe peut proposer, la meilleure offre d’abord : « un échange ». "
                "Liste vide : rien à proposer, le sujet est retiré.",
            },
            "limites": {**TEXT, "description": "Montant, durée, condition : montrée au conseiller entre crochets."},
            "raison": {**TEXT, "description": "Le pourquoi : une phrase qui peut suivre « parce que »."},
            "conseil": {**TEXT, "description": "Ce qui évite que cela revienne : « photographier le colis »."},
            "relais": {**TEXT, "description": "Qui peut décider : « le service médiation »."},
            "exemples": {
                "type": "object",
                "additionalProperties": False,
                "required": ["reperer", "laisser"],
                "properties": {
                    "reperer": texts("Phrases qui parlent de ce sujet.", LEAST_EXAMPLES),
                    "laisser": texts("Phrases qui se ressemblent et parlent d’autre chose.", LEAST_EXAMPLES),
                },
            },
        },
    }
