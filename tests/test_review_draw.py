from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from coach.review.draw import MOST, Strata, Stratum
from coach.review.samples import Ref
from coach.review.sampling import chance

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli


def drawn(counts: dict[Stratum, int], seed: int = 1) -> list[Stratum]:
    """Return the strata of the conversations drawn out of so many of each."""
    strata, of = Strata(), {}
    for stratum, count in counts.items():
        for number in range(count):
            ref = Ref("export.csv", f"{'-'.join(stratum)}-{number}", "", ())
            of[ref.id] = stratum
            strata.add(stratum, float(chance(seed, ref.id)), ref.id, ref)
    found = strata.drawn()
    assert len({ref.id for ref in found}) == len(found)
    return [of[ref.id] for ref in found]


def test_every_adviser_channel_and_reason_is_there() -> None:
    counts = {("A", "chat", "retour"): 500, ("B", "mail", "facture"): 3, ("C", "chat", "panne"): 1}
    counts |= {(name, "chat", "retour"): 40 for name in "DEFGH"}
    found = drawn(counts)
    assert {adviser for adviser, *_ in found} == set("ABCDEFGH")
    assert {channel for _, channel, _ in found} == {"chat", "mail"}
    assert {reason for *_, reason in found} == {"retour", "facture", "panne"}


@pytest.mark.parametrize("seed", range(5))
def test_the_rest_is_in_proportion(seed: int) -> None:
    counts = {
        (f"{number}", channel, ""): 90 if channel == "chat" else 30
        for number in range(8)
        for channel in ("chat", "mail")
    }
    assert Counter(channel for _, channel, _ in drawn(counts, seed)) == {"chat": 6, "mail": 2}


def test_what_an_export_does_not_say_asks_for_nothing() -> None:
    assert len(drawn({("A", "", ""): 100})) == 5
    assert len(drawn({("A", "", ""): 3})) == 3
    assert drawn({}) == []


def test_there_is_an_end_to_it() -> None:
    assert len(drawn({(f"{number}", "", ""): 2 for number in range(50)})) == MOST


def test_reasons_without_end_do_not_fill_the_memory() -> None:
    counts = {(f"{number % 7}", "chat", f"objet {number}"): 1 for number in range(9000)}
    assert Counter(adviser for adviser, *_ in drawn(counts)).keys() == set("0123456")


def test_the_seed_decides() -> None:
    counts = {("A", "chat", f"{number}"): 20 for number in range(40)}
    assert drawn(counts, 1) == drawn(dict(reversed(counts.items())), 1)
    assert drawn(counts, 1) != drawn(counts, 2)


@pytest.mark.usefixtures("small")
def test_files_that_bear_the_names_of_customers_are_told_apart(cli: Cli, tmp_path: Path) -> None:
    for name in ("Jean Dupont", "Marie Durand", "Paul Petit", "Anne Roux"):
        rows = f"1;{name};client;Où est mon colis ?\n1;Julie Martin;conseiller;Vous avez tort, {name}.\n"
        (tmp_path / f"{name}.csv").write_text(f"conversation;auteur;role;texte\n{rows}", "utf-8")
    masked, named = (
        json.loads(cli("review", tmp_path, "--graine", "1", "--format", "json", *options).out)
        for options in ((), ("--with-names",))
    )
    assert masked["scope"]["sources"] == 4
    assert [len(masked["draw"][part]) for part in ("random", "gravest")] == [4, 4]
    assert {ref["source"] for ref in masked["draw"]["random"]} == {f"{tmp_path}/[client].csv"}
    assert len({ref["source"] for ref in named["draw"]["random"]}) == 4
