from __future__ import annotations

import json
from typing import TYPE_CHECKING

from review_samples import reviewed

if TYPE_CHECKING:
    from pathlib import Path


def test_the_quotes_of_a_theme_do_not_all_get_the_same_reframing(tmp_path: Path) -> None:
    file = tmp_path / "e.jsonl"
    said = ("Je ne peux pas vous rembourser.", "Nous ne livrons pas le samedi.", "Impossible de changer la date.")
    with file.open("w", encoding="utf-8") as out:
        for number, text in enumerate(said * 4):
            for role, words in (("client", "Bonjour, et ma demande ?"), ("conseiller", text)):
                row = {"conversation": str(number), "auteur": f"{role} {number % 3}", "role": role, "texte": words}
                out.write(json.dumps(row) + "\n")
    (refusals,) = (theme for theme in reviewed(file).themes if theme.name == "impossibilite")
    first = [quote.reframings[0] for quote in refusals.quotes]
    assert len(first) == len(set(first)) == 3
