"""A first phrasebook file for a team: valid, tested, and commented enough to be changed."""

from __future__ import annotations

import re

from coach.french.normal import normal_form, without_accents

_TEMPLATE = """\
# {title}
# À tester avec : coach phrasebook test {folder}
# À essayer avec : coach phrasebook try --phrasebook {folder} "votre phrase"
theme: "{title}"
entrees:
  # Une entrée : un nom qui commence par sa catégorie, des motifs, des exemples. Changez tout ce qui suit.
  - id: impossibilite.{slug}
    categorie: impossibilite
    titre: "Le client entend une porte qui se ferme"
    pourquoi: "Dit ainsi, le refus ne laisse aucune suite : dites d’abord ce qui est possible."
    # (facultatif) ; [un | ou | l’autre] ; verbe~ pour toutes ses formes ; … pour quatre mots au plus.
    reperer:
      - "le catalogue (ne) [prévoir~ | comporter~] pas"
    # Ce qui ressemble et n’est pas une maladresse.
    sauf_avant:
      - "[si | lorsque]"
    reformuler:
      - "Ce modèle est remplacé par {{objet}} : je peux vous l’envoyer le {{date}}."
    exemples:
      # Les mots à signaler se mettent entre crochets droits.
      signaler:
        - "[Le catalogue ne prévoit pas] cette couleur."
        - "Désolé, [le catalogue comporte pas] cette taille."
      laisser:
        - "Si le catalogue ne prévoit pas votre couleur, je la fais faire."
        - "Le catalogue prévoit douze couleurs."
"""


def slug(title: str) -> str:
    """Return a title as a file name: lower case, no accents, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", without_accents(normal_form(title))).strip("-") or "phrases"


def template(title: str, folder: str) -> str:
    """Return the text of a new phrasebook file."""
    return _TEMPLATE.format(title=title.replace("\\", "").replace('"', "”"), slug=slug(title), folder=folder)
