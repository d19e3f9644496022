from __future__ import annotations

import dataclasses
import random
import re
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import pytest

from coach.engine import Coach
from coach.findings import Places, merged, standing, together
from coach.model import Finding, Report, Severity, Span
from coach.phrasebook.entry import CATEGORY_ORDER
from coach.phrasebook.matcher import Hit

if TYPE_CHECKING:
    from pathlib import Path

    from coach.phrasebook.book import CompiledEntry

Row = tuple[str, str]


@pytest.fixture
def coach(small: Path) -> Coach:
    return Coach()


def rows(report: Report) -> list[tuple[str, str]]:
    """Return the words of each finding with its severity."""
    return [(finding.text, finding.severity.slug) for finding in report.findings]


# --- a draft and its report -------------------------------------------------------------------------------------------


def test_a_report_holds_the_text_and_its_source(coach: Coach) -> None:
    report = coach.check("Vous avez tort.", "courriers/1.txt")
    assert (report.source, report.text) == ("courriers/1.txt", "Vous avez tort.")
    assert coach.check("").source == "<stdin>"


def test_findings_come_in_reading_order_with_all_that_the_entry_says(coach: Coach) -> None:
    report = coach.check("Malheureusement, vous avez tort.")
    assert rows(report) == [("Malheureusement", "conseil"), ("vous avez tort", "bloquant")]
    assert report.findings[1] == Finding(
        rule="donner-tort.vous-avez-tort",
        category="donner-tort",
        severity=Severity.BLOQUANT,
        span=Span(17, 31),
        line=1,
        column=18,
        text="vous avez tort",
        message="Le client perd la face",
        why="Il ne lui reste qu’à se défendre.",
        weight=report.findings[1].weight,
    )
    assert [finding.text for finding in report.gravest()] == ["vous avez tort", "Malheureusement"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ce n'est pas possible.", [("Ce n'est pas possible", "bloquant")]),
        ("CE N’EST  PAS\u00a0POSSIBLE.", [("CE N’EST  PAS\u00a0POSSIBLE", "bloquant")]),
        ("Ce sera pas possible", [("Ce sera pas possible", "bloquant")]),
        ("Si ce n'est pas possible, dites-le.", []),
        ("Non seulement il pleut, mais il vente.", []),
        ("Non, non.", [("Non", "bloquant"), ("non", "bloquant")]),
        ("Vous n'avez pas tort.", []),
    ],
)
def test_what_is_found(coach: Coach, text: str, found: list[Row]) -> None:
    assert rows(coach.check(text)) == found


# --- softening --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "softened"),
    [
        ("Je vous propose un avoir, car ce n'est pas possible.", True),
        ("Ce n'est pas possible, je vous propose un avoir.", True),
        ("Ce n'est pas possible. Je vous propose un avoir.", True),
        ("Ce n'est pas possible. Il pleut. Je vous propose un avoir.", True),
        ("Ce n'est pas possible. Il pleut. Il vente. Je vous propose un avoir.", False),
        ("Je vous propose un avoir. Ce n'est pas possible.", False),
        ("Ce n'est pas possible. « Je vous propose un avoir », dites-vous.", False),
        ("Ce n'est pas possible. Proposez-vous un avoir ?", False),
    ],
)
def test_a_way_out_softens_from_the_same_sentence_or_the_next_two(coach: Coach, text: str, softened: bool) -> None:
    (finding,) = coach.check(text).findings
    assert finding.severity == (Severity.A_REPRENDRE if softened else Severity.BLOQUANT)
    assert (finding.softened_by or "").lower() == ("je vous propose" if softened else "")


def test_each_refusal_is_softened_by_the_signal_nearest_after_it(coach: Coach) -> None:
    text = (
        "Je vous propose un avoir. Oui. Oui. Ce n'est pas possible. JE VOUS PROPOSE un échange. je vous propose un thé."
    )
    (finding,) = coach.check(text).findings
    assert finding.softened_by == "JE VOUS PROPOSE"


def test_only_the_entries_that_say_so_are_softened(coach: Coach) -> None:
    assert rows(coach.check("Vous avez tort. Je vous propose un avoir.")) == [("Vous avez tort", "bloquant")]


def test_the_lightest_severity_is_softened_no_further(coach: Coach, small: Path, tmp_path: Path) -> None:
    entry = (
        (small / "essai.yaml").read_text("utf-8").replace("non-sec.non", "non-sec.hop").replace('["non"]', '["hop"]')
    )
    entry = entry.split("  - id: impossibilite.pas-possible")[0].replace("non seulement", "hop là")
    entry = entry.replace("[Non]", "[Hop]").replace("[non]", "[hop]").replace("Non seulement.", "Hop là.")
    (tmp_path / "equipe.yaml").write_text(
        entry.replace("    titre", "    gravite: conseil\n    adouci_par: [issue]\n    titre"), "utf-8"
    )
    (finding,) = Coach([tmp_path]).check("Hop, je vous propose un avoir.").findings
    assert (finding.severity, finding.softened_by) == (Severity.CONSEIL, "je vous propose")


def test_an_entry_unsure_of_itself_weighs_less_until_the_draft_says_more(small: Path, tmp_path: Path) -> None:
    blame = (small / "essai.yaml").read_text("utf-8").partition("  - id: donner-tort")[2].partition("  - id: emp")[0]
    blame = "  - id: donner-tort" + blame.replace("vous-avez-tort", "pour-vous").replace(
        "ous avez tort", "otre affaire"
    )
    blame = blame.replace("    exemples", '    incertain_sans: ["facture", "colis"]\n    exemples')
    (tmp_path / "equipe.yaml").write_text(f'theme: "Équipe"\nentrees:\n{blame}', "utf-8")
    coach = Coach([tmp_path])
    assert coach.problems == ()
    for text, severity in (
        ("Votre affaire.", "a-reprendre"),
        ("Votre affaire. Votre affaire.", "a-reprendre"),
        ("Le colis part. Votre affaire. Votre affaire.", "bloquant"),
        ("Votre affaire.\n\nCordialement, votre facture.", "bloquant"),
        ("Votre affaire. « Le colis part. »", "a-reprendre"),
    ):
        assert {finding.severity.slug for finding in coach.check(text).findings} == {severity}


# --- reframings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reframing"),
    [
        ("On ne reprend pas le vélo.", "Pour le vélo, voici la suite : [solution]."),
        ("On reprend pas le\n grand   vélo bleu.", "Pour le grand vélo bleu, voici la suite : [solution]."),
        ("On reprend pas l’abonnement annuel.", "Pour l’abonnement annuel, voici la suite : [solution]."),
        ("On reprend pas.", "Pour [objet], voici la suite : [solution]."),
    ],
)
def test_slots_take_the_words_captured_or_stay_visible(coach: Coach, text: str, reframing: str) -> None:
    (finding,) = coach.check(text).findings
    assert finding.reframings == (reframing,)


# --- « non » and the blame that follows -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "together_"),
    [
        ("Non, vous avez tort.", True),
        ("Non. Vous avez tort.", True),
        ("Non. Il pleut. Vous avez tort.", False),
        ("Vous avez tort. Non.", False),
    ],
)
def test_a_no_and_the_blame_at_once_come_to_the_front(coach: Coach, text: str, together_: bool) -> None:
    weights = {finding.category: finding.weight for finding in coach.check(text).findings}
    alone = coach.check("Vous avez tort.").findings[0].weight
    assert (weights["donner-tort"] > alone) == together_
    no = next(finding for finding in coach.check(text).findings if finding.category == "non-sec")
    assert ("les mots les plus coûteux" in no.why) == together_


def test_the_riskiest_sentence(coach: Coach) -> None:
    text = "Malheureusement, il pleut. Mais là, vous avez tort ! Merci."
    riskiest = coach.check(text).riskiest
    assert riskiest is not None
    assert text[riskiest.start : riskiest.end] == "Mais là, vous avez tort !"
    assert coach.check("Merci.").riskiest is None


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("non", (1, 1)),
        ("Bien.\nnon", (2, 1)),
        ("Bien.\r\n  non", (2, 3)),
        ("Bien.\rnon", (2, 1)),
        ("Bien.\n\r\n\rnon", (4, 1)),
        ("e\u0301te\u0301. non", (1, 8)),
        ("👨\u200d👩\u200d👧. non", (1, 8)),
        ("Bien.\x0b\x0c\x85\u2028non", (1, 10)),
    ],
)
def test_lines_and_columns_count_from_one_in_code_points(coach: Coach, text: str, place: tuple[int, int]) -> None:
    (finding,) = coach.check(text).findings
    assert (finding.line, finding.column) == place
    assert Places(text).of(finding.span.start) == place


# --- which matches stand ----------------------------------------------------------------------------------------------


def entry(name: str, severity: Severity) -> CompiledEntry:
    """Return as much of an entry as deciding between matches looks at."""
    return cast("CompiledEntry", {"id": name, "category": name.partition(".")[0], "severity": int(severity)})


JARGON = entry("jargon.a", Severity.CONSEIL)
BLAME = entry("reproche.a", Severity.BLOQUANT)
REFUSAL = entry("impossibilite.a", Severity.BLOQUANT)
OTHER_REFUSAL = entry("impossibilite.b", Severity.BLOQUANT)


def hit(kind: CompiledEntry, first: int, last: int, start: int | None = None, **slots: tuple[int, int]) -> Hit:
    return Hit(kind, 0, first, last, first if start is None else start, last, 0, slots)


@pytest.mark.parametrize(
    ("hits", "kept"),
    [
        ([(JARGON, 0, 3), (BLAME, 2, 4)], [(BLAME, 2)]),
        ([(JARGON, 0, 2), (BLAME, 2, 4)], [(JARGON, 0), (BLAME, 2)]),
        ([(REFUSAL, 0, 9), (BLAME, 3, 4)], [(BLAME, 3)]),
        ([(REFUSAL, 0, 2), (OTHER_REFUSAL, 1, 4)], [(OTHER_REFUSAL, 1)]),
        ([(OTHER_REFUSAL, 0, 2), (REFUSAL, 0, 2)], [(REFUSAL, 0)]),
        ([(REFUSAL, 0, 2), (OTHER_REFUSAL, 0, 2, -1)], [(OTHER_REFUSAL, 0)]),
        # What falls to a graver one does not take a third with it.
        ([(JARGON, 0, 3), (REFUSAL, 2, 5), (BLAME, 4, 6)], [(JARGON, 0), (BLAME, 4)]),
        ([], []),
    ],
)
def test_of_those_that_share_words_the_gravest_stands(
    hits: list[tuple[CompiledEntry, int, int]], kept: list[tuple[CompiledEntry, int]]
) -> None:
    assert [(one.entry, one.first) for one in standing(hit(*each) for each in hits)] == kept


def test_matches_of_one_entry_join_when_they_share_words() -> None:
    joined = merged([hit(REFUSAL, 4, 6, b=(4, 5)), hit(REFUSAL, 5, 9, a=(7, 8)), hit(REFUSAL, 9, 11), hit(BLAME, 0, 5)])
    assert {(one.entry["id"], one.first, one.last) for one in joined} == {
        ("impossibilite.a", 4, 9),
        ("impossibilite.a", 9, 11),
        ("reproche.a", 0, 5),
    }
    assert next(one.slots for one in joined if one.last == 9) == {"a": (7, 8), "b": (4, 5)}


def test_the_order_of_the_matches_changes_nothing() -> None:
    draw = random.Random(7)
    kinds = [JARGON, BLAME, REFUSAL, OTHER_REFUSAL]
    for _ in range(300):
        made = [(draw.choice(kinds), first, first + draw.randint(1, 4)) for first in draw.choices(range(12), k=6)]

        def kept(order: list[tuple[CompiledEntry, int, int]]) -> list[tuple[str, int, int]]:
            return [(one.entry["id"], one.first, one.last) for one in standing(merged(hit(*each) for each in order))]

        found = kept(made)
        assert kept(draw.sample(made, k=len(made))) == found
        assert all(before[2] <= after[1] for before, after in pairwise(found))


def added(start: int, end: int, category: str, severity: Severity) -> Finding:
    return Finding(category, category, severity, Span(start, end), 1, 1, "", "", "", weight=-CATEGORY_ORDER[category])


def test_findings_of_checks_and_of_patterns_never_overlap() -> None:
    light = added(0, 10, "promesse-vague", Severity.CONSEIL)
    blank = added(4, 6, "a-completer", Severity.BLOQUANT)
    apart = added(10, 12, "reproche", Severity.BLOQUANT)
    worse = added(5, 9, "reproche", Severity.BLOQUANT)
    assert together([light, apart], [blank]) == (blank, apart)
    assert together([apart, worse], [blank]) == (blank, apart)
    assert together([], [blank]) == (blank,)


# --- the object -------------------------------------------------------------------------------------------------------


def test_a_report_cannot_be_changed(coach: Coach) -> None:
    report = coach.check("Vous avez tort.")
    for value, name in ((report, "findings"), (report.findings[0], "severity"), (report.scores, "forme")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, None)
    assert isinstance(report.findings, tuple)


def test_the_text_stays_out_of_the_representation(coach: Coach) -> None:
    assert "secret" not in repr(coach.check("Un secret."))


def test_one_draft_leaves_no_trace_in_the_next(coach: Coach) -> None:
    alone = coach.check("Vous avez tort.")
    coach.check("Non. Ce n'est pas possible, je vous propose un avoir. " * 40)
    assert coach.check("Vous avez tort.") == alone


def test_marks_that_no_word_follows_are_no_sentence(coach: Coach) -> None:
    assert coach.check("… — ? !!!\n\n***").findings == ()
    assert rows(coach.check("— Non !\n\n*** ?")) == [("Non", "bloquant")]


def test_an_underlined_part_that_is_absent_underlines_the_whole(small: Path, tmp_path: Path) -> None:
    entry = re.sub(r"(?s)  - id: impossibilite\.pas.*", "", (small / "essai.yaml").read_text("utf-8"))
    entry = entry.replace("non-sec.non", "non-sec.hop").replace('["non"]', '["hop (<là>)"]').replace("seulement", "si")
    entry = entry.replace("[Non]", "[Hop]").replace("[non]", "[hop]")
    (tmp_path / "equipe.yaml").write_text(entry, "utf-8")
    coach = Coach([tmp_path])
    assert coach.problems == ()
    assert rows(coach.check("Oui. Hop. Hop là.")) == [("Hop", "bloquant"), ("là", "bloquant")]
