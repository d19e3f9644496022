"""Which topic of the margins serves a sentence."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from coach.findings import Granted, granted
from coach.phrasebook.book import CompiledEntry
from coach.phrasebook.matcher import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence


def hit(topic: str, first: int, last: int, sentence: int = 0, offers: Sequence[str] = ("un bon",)) -> Hit:
    entry = CompiledEntry(
        id=f"marge.{topic}", file="", line=1, category=None, signal="marge", severity=1, message="", why="",
        softened_by=[], unsure_without=[], reframings=[], patterns=[], exceptions=[], rewriting=None,
        margin=(list(offers), "20 € au plus", "on manque de place", "noter la date", "le siège"),
    )  # fmt: skip
    return Hit(entry, sentence, first, last, first, last, 0, {})


def topic(sentence: int, margins: Sequence[Hit], near: tuple[int, int] | None = None) -> str | None:
    found = granted(sentence, margins, near)
    return None if found is None else found.topic


def test_what_a_topic_grants_is_named() -> None:
    assert granted(0, [hit("prix", 0, 1)]) == Granted(
        "prix", ("un bon",), "20 € au plus", "on manque de place", "noter la date", "le siège"
    )


@pytest.mark.parametrize(("sentence", "found"), [(2, None), (3, "prix"), (5, "prix"), (7, "prix"), (8, None)])
def test_a_topic_serves_two_sentences_on_either_side(sentence: int, found: str | None) -> None:
    assert topic(sentence, [hit("prix", 50, 51, 5)]) == found


def test_no_topic_grants_nothing() -> None:
    assert granted(0, []) is None


def test_the_same_sentence_comes_before_its_neighbours() -> None:
    assert topic(1, [hit("prix", 9, 10, 0), hit("stock", 40, 41, 1)], (12, 13)) == "stock"


def test_the_nearest_to_the_fault_counts() -> None:
    assert topic(0, [hit("prix", 0, 1), hit("stock", 20, 21)], (12, 14)) == "stock"


def test_beside_the_fault_the_longest_wording_counts() -> None:
    assert topic(0, [hit("prix", 2, 3), hit("soldes", 5, 8)], (1, 4)) == "soldes"


def test_a_wording_inside_a_longer_one_is_no_topic_of_its_own() -> None:
    assert topic(0, [hit("frais", 4, 7), hit("livraison", 6, 7)], (12, 14)) == "frais"


def test_what_the_draft_speaks_of_beside_is_no_offer() -> None:
    margins = [hit("remboursement", 1, 2, offers=("un échange de taille", "un avoir")), hit("échange", 3, 4)]
    found = granted(0, margins, (0, 2))
    assert found is not None
    assert (found.topic, found.offers) == ("remboursement", ("un avoir",))


def test_a_finer_topic_names_the_noun_of_an_offer_too() -> None:
    margins = [hit("facture", 1, 2, offers=("un paiement en trois fois",)), hit("paiement-étalé", 3, 4)]
    found = granted(0, margins, (0, 2))
    assert found is not None
    assert (found.topic, found.offers) == ("facture", ())


def test_each_fault_looks_at_the_topics_near_it_only() -> None:
    """A look at all of them for each fault would cost 16 times 16 as much where there are 16 times as many."""

    def cost(size: int) -> float:
        margins = [hit("prix", at, at + 1) for at in range(size)]
        start = time.process_time()
        for at in range(0, size, 10):
            granted(0, margins, (at, at + 1))
        return time.process_time() - start

    assert cost(32_000) < 2.5 * 16 * (min(cost(2_000) for _ in range(3)) + 0.002)
