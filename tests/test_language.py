from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.model import Severity
from coach.phrasebook.compiled import compile_book
from coach.phrasebook.entry import Contexts, Entry, Phrasebook, Place, Written
from coach.phrasebook.language import PatternError, read_list, read_pattern
from coach.phrasebook.matcher import Matcher
from coach.phrasebook.needs import required_sets
from coach.phrasebook.nodes import Node

HERE = Place("essai.yaml", 1)
LISTS: dict[str, Node] = {}
LISTS["sujet"] = read_list(["je", "nous", "on", "notre service"], {})
LISTS["refuse"] = read_list(["@sujet (ne) pouvoir~ pas"], LISTS)


def matched(pattern: str, text: str, **exceptions: str) -> list[str]:
    def written(source: str) -> tuple[Written, ...]:
        return (Written(source, read_pattern(source, LISTS), HERE),)

    entry = Entry(
        "essai", HERE, "non-sec", None, Severity.BLOQUANT, "", "", written(pattern),
        Contexts(**{name: written(source) for name, source in exceptions.items()}), (), (), (), (),
    )  # fmt: skip
    matcher = Matcher(compile_book(Phrasebook((entry,))))
    reading = matcher.read(text)
    spans = [reading.span(hit.first, hit.last) for hit in matcher.hits(reading)]
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("vous avez tort", "Non, VOUS  avez\u00a0tort !", ["VOUS  avez\u00a0tort"]),
        ("vous avez tort", "vous avez, tort", []),
        ("c'est non", "C’est non. c est non", ["C’est non", "c est non"]),
        ("désolé(e)(s)", "désolées desole désolée désoler", ["désolées", "desole", "désolée"]),
        ("(ne) pouvoir~ pas", "je ne peux pas et nous pourrons pas", ["ne peux pas", "pourrons pas"]),
        ("[je | nous | on] refuser~", "On refuse. Nous avons refusé", ["On refuse"]),
        ("avoir~ oublier~", "vous avez oublié, vous auriez oublié", ["avez oublié", "auriez oublié"]),
        ("je … pas", "je ne le lui donnerai pas", ["je ne le lui donnerai pas"]),
        ("je … pas", "je pense, mais pas", []),
        ("je …… pas", "je pense que si, mais pas", ["je pense que si, mais pas"]),
        ("@refuse", "notre service ne pourra pas", ["notre service ne pourra pas"]),
        ("^ non $", "Non.\nCe non est dit. Oui, non !", ["Non"]),
        ("vous <avez tort>", "vous avez tort", ["avez tort"]),
        ("impossible de @infinitif", "impossible de rembourser, impossible de table", ["impossible de rembourser"]),
        ("il a été @participe", "il a été reçu puis il a été table", ["il a été reçu"]),
        ("@nombre jours", "sous 14 jours", ["14 jours"]),
        ("calmez-vous", "Calmez vous ! calmez-vous", ["Calmez vous", "calmez-vous"]),
        ("été", "ete éte", ["ete"]),
        ("dû", "du dû dü", ["du", "dû"]),
    ],
)
def test_patterns(pattern: str, text: str, found: list[str]) -> None:
    assert matched(pattern, text) == found


@pytest.mark.parametrize(
    ("kind", "exception", "text", "found"),
    [
        ("overlapping", "si vous avez tort", "si vous avez tort. vous avez tort", ["vous avez tort"]),
        ("before", "on dit que", "on dit que là vous avez tort", []),
        ("before", "on dit que", "vous avez tort, on dit que", ["vous avez tort"]),
        ("after", "de vous inquiéter", "vous avez tort de vous inquiéter", []),
        ("after", "de vous inquiéter", "tort de vous inquiéter, vous avez tort", ["vous avez tort"]),
        ("sentence", "demain", "demain, vous avez tort. vous avez tort", ["vous avez tort"]),
    ],
)
def test_exceptions(kind: str, exception: str, text: str, found: list[str]) -> None:
    assert matched("vous avez tort", text, **{kind: exception}) == found


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("vous [avez", "il manque « ] »"),
        ("avez ) tort", "n’a pas d’ouverture"),
        ("pouvor~", "vouliez-vous dire « pouvoir~ »"),
        ("@sujt", "vouliez-vous dire « @sujet »"),
        ("vous ( )", "il manque des mots"),
        ("avez }", "inattendu"),
        ("", "il manque des mots"),
    ],
)
def test_unreadable_patterns(pattern: str, message: str) -> None:
    with pytest.raises(PatternError, match=re.escape(message)):
        read_pattern(pattern, LISTS)


def test_a_pattern_that_needs_no_word_is_known() -> None:
    assert required_sets(read_pattern("(vous) …", {})) == []


def test_sentences_go_on_over_soft_line_ends() -> None:
    assert matched("vous avez tort", "Je crois que vous\navez tort") == ["vous\navez tort"]
    assert matched("vous avez tort", "Je crois que vous\nAvez tort") == []
    assert matched("vous avez tort", "vous\n\navez tort") == []


def test_patterns_can_be_read_from_any_folder(tmp_path: Path) -> None:
    assert matched("^ (bonjour ,) non", "- Bonjour, non") == ["Bonjour, non"]
