"""The JSON Schema of a phrasebook file, for completion and checking in editors."""

from __future__ import annotations

from typing import Any

from coach.model import SEVERITY_SLUGS
from coach.phrasebook.entry import CATEGORY_SEVERITY, SIGNALS, TALK_SIGNALS

TEXT = {"type": "string", "minLength": 1}


def texts(description: str, least: int = 1) -> dict[str, Any]:
    """Return the schema of a list of texts; one may stand alone where one is enough."""
    many = {"type": "array", "items": TEXT, "minItems": least}
    return {"description": description, **(many if least > 1 else {"oneOf": [TEXT, many]})}


def phrasebook_schema() -> dict[str, Any]:
    """Return the schema, JSON Schema draft 2020-12."""
    shared = _shared()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fichier de phrases de coach",
        "type": "object",
        "additionalProperties": False,
        "required": ["theme"],
        "properties": {
            "theme": TEXT,
            "description": TEXT,
            "commun": {
                "type": "object",
                "additionalProperties": False,
                "properties": shared,
                "description": "Ce que toutes les entrées du fichier partagent.",
            },
            "listes": {
                "type": "object",
                "additionalProperties": texts("Les choix d’une liste, que les motifs nomment par @nom."),
            },
            "entrees": {"type": "array", "items": _entry(shared)},
        },
    }


def _shared() -> dict[str, Any]:
    """Return the keys that a file may give to all its entries."""
    return {
        "categorie": {"enum": list(CATEGORY_SEVERITY), "description": "Le genre de maladresse à signaler."},
        "signal": {
            "enum": [*SIGNALS, *TALK_SIGNALS],
            "description": "Le signe à noter, à la place de « categorie » ; du dossier « conversation/ », "
            + ", ".join(TALK_SIGNALS)
            + ".",
        },
        "gravite": {"enum": list(SEVERITY_SLUGS), "description": "Sinon, celle de la catégorie."},
        "titre": {**TEXT, "description": "Ce que le client entend, en une ligne."},
        "pourquoi": {**TEXT, "description": "Pourquoi cela blesse, en une ligne."},
        "sauf": texts("Motifs qui arrêtent une remarque dont ils partagent des mots."),
        "sauf_avant": texts("Motifs qui arrêtent une remarque s’ils se trouvent juste avant."),
        "sauf_apres": texts("Motifs qui arrêtent une remarque s’ils se trouvent juste après."),
        "sauf_phrase": texts("Motifs qui arrêtent une remarque où qu’ils soient dans la phrase."),
        "adouci_par": {
            "type": "array",
            "items": {"enum": list(SIGNALS)},
            "description": "Signes qui abaissent la gravité, dans la même phrase ou les deux suivantes.",
        },
        "incertain_sans": texts("Motifs dont l’un doit se trouver dans le brouillon ; sinon la gravité baisse."),
        "reformuler": texts("Phrases à proposer, avec des cases : {action}, {objet}, {date}…"),
        "source": {**TEXT, "description": "D’où vient cette entrée."},
    }


def _entry(shared: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "reperer", "exemples"],
        "properties": {
            "id": {"type": "string", "pattern": r"^[\w.-]+$", "description": "categorie.nom-de-la-maladresse"},
            **shared,
            "reperer": texts("Motifs à repérer."),
            "exemples": {
                "type": "object",
                "additionalProperties": False,
                "required": ["signaler", "laisser"],
                "properties": {
                    "signaler": texts("Phrases à signaler, les mots en cause entre [ ].", 2),
                    "laisser": texts("Phrases qui se ressemblent et qu’il faut laisser.", 2),
                },
            },
        },
    }
