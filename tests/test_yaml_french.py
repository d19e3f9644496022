from __future__ import annotations

import re

import pytest

from coach.errors import PhrasebookError
from coach.phrasebook.strict_yaml import read_yaml

# Words of PyYAML's own sentences.
ENGLISH = re.compile(r"\b(?:while|found|expected|did|not|the|allowed|unexpected|character|special)\b")


def problem(text: str) -> str:
    with pytest.raises(PhrasebookError) as caught:
        read_yaml(text, "f.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        # What never ends is told where it began.
        ('theme: "Essai\nentrees:\n  - id: a\n', 1, "guillemet n’est jamais refermé"),
        ("a: 1\nb: [c, d\ne: f\n", 2, "« ] » manque"),
        ("a: 1\nb: {c: d\ne: f\n", 2, "« } » manque"),
        ("a: [\n", 2, "n’est sans doute pas refermé"),
        ('a: "1"\nsans deux-points\nb: c\n', 2, "il manque « : »"),
        # A block may have begun far above: the line is that of the fault.
        ('a: "1"\nb: "2" 3\nc: d\n', 2, "une clé est attendue ici"),
        ("a:\n  - b\n c: d\n", 3, "une clé est attendue ici"),
        ("- a\nb: c\n", 2, "« - » est attendu ici"),
        ("x: y\na: b: c\n", 2, "« : » n’a pas sa place ici"),
        ("a:\n\tb: c\n", 2, "une tabulation est dans le retrait"),
        ("a: @b\n", 1, "ce signe ne peut rien commencer"),
        ('x: y\na: "\\d"\n', 2, "doublez le « \\ »"),
        ("a: *b\n", 1, "« * » et « & »"),
        ("a: b\n---\nc: d\n", 2, "deux documents"),
        ("a: | b\n", 1, "le texte commence à la ligne suivante"),
        ("a: 1\nb: \x01\n", 2, "caractère de contrôle"),
        # Rare ones have one sentence for all.
        ("x: y\na: !b!c d\n", 2, "comme YAML le veut"),
        ("]\n", 1, "comme YAML le veut"),
    ],
)
def test_a_broken_file_is_told_in_french_where_it_broke(text: str, line: int, words: str) -> None:
    said = problem(text)
    assert said.startswith(f"f.yaml:{line} : YAML illisible : ")
    assert words in said
    assert not ENGLISH.search(said)
