"""`coach calibrate` on sets and sheets of our own, with the small phrasebook, whose findings are known."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from review_samples import write_export

from coach.calibration.reading import annotated
from coach.calibration.vocabulary import UnknownWordError, categories, labels

if TYPE_CHECKING:
    from conftest import Cli

pytestmark = pytest.mark.usefixtures("small")
SCORE = Path("/work/shared/eval/score.py")
Draft = tuple[str, Sequence[tuple[str, str]], Sequence[str]]
# A hit, a miss, a false alarm, the right place under another name, a clean draft left in peace.
DRAFTS: list[Draft] = [
    ("Non. Voilà.", [("Non", "non-sec")], ["sans-issue"]),
    ("Vous avez tort, je regrette.", [("Vous avez tort", "donner-tort")], []),
    ("Il fallait lire la notice.", [("Il fallait lire", "reproche")], ["sans-empathie", "sans-suite"]),
    ("Vous avez tort de vous en faire : tout est réglé.", [], []),
    ("Ce n'est pas possible.", [("Ce n'est pas possible", "paravent")], ["sans-issue"]),
    ("Bonjour, votre colis part demain.", [], []),
]
HEAD = "conversation;tour;message;catégories;manques;commentaire;clé (ne pas changer)"


def lines(drafts: Sequence[Draft] = DRAFTS, **more: str) -> str:
    return "".join(
        json.dumps(
            {
                "id": f"d{number}",
                "text": text,
                "spans": [
                    {"start": text.index(words), "end": text.index(words) + len(words), "category": category}
                    for words, category in faults
                ],
                "labels": lacks,
                **more,
            }
        )
        + "\n"
        for number, (text, faults, lacks) in enumerate(drafts)
    )


def sheet(file: Path, rows: Sequence[Sequence[str]], head: str = HEAD) -> Path:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";").writerows([head.split(";"), *rows])
    file.write_text(buffer.getvalue(), "utf-8-sig", newline="")
    return file


def row(number: int, text: str, given: str, lacks: str = "", comment: str = "") -> tuple[str, ...]:
    return (f"C{number}", "2", text, given, lacks, comment, f"k{number}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def data(cli: Cli, *arguments: object, code: int = 0) -> dict[str, Any]:
    called = cli("calibrate", *arguments, "--format", "json")
    assert called.code == code, called.err
    found: dict[str, Any] = json.loads(called.out)
    return found


def question(found: dict[str, Any], name: str) -> dict[str, Any]:
    [one] = [each for each in found["questions"] if each["question"] == name]
    return dict(one)


class TestSets:
    def test_the_figures_by_hand(self, cli: Cli, folder: Path) -> None:
        (folder / "s.jsonl").write_text(lines(), "utf-8")
        spans = data(cli, "s.jsonl")["spans"]
        # Found: Non, two torts, pas possible; one of the torts is wrong, and « pas possible » has another name.
        assert (spans["detect"]["found"], spans["detect"]["gold"]) == (4, 4)
        assert (spans["detect"]["precision"], spans["detect"]["recall"]) == (0.75, 0.75)
        assert (spans["exact"]["precision"], spans["exact"]["recall"]) == (0.5, 0.5)
        assert spans["clean"] == {"drafts": 2, "quiet": 0.5}
        assert spans["by_category"]["donner-tort"]["precision"] == 0.5
        assert spans["by_category"]["reproche"]["recall"] == 0
        interval = spans["detect"]["precision_interval"]
        assert interval["low"] < 0.75 < interval["high"]

    def test_they_are_those_of_the_projects_own_scoring(
        self, cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The same rules written anew, in the words of the project's score.py."""
        (folder / "s.jsonl").write_text(lines(), "utf-8")
        spans = data(cli, "s.jsonl")["spans"]
        drafts = [json.loads(line) for line in lines().splitlines()]
        files = [folder / f"{number}.txt" for number in range(len(drafts))]
        for file, draft in zip(files, drafts, strict=True):
            file.write_text(draft["text"], "utf-8")
        reports = cli("check", "--format", "jsonl", "--exit-zero", *files).out.splitlines()
        wanted = scored(drafts, [json.loads(line) for line in reports])
        assert {name: spans[name]["f1"] for name in ("detect", "exact", "labels")} == pytest.approx(wanted)

    def test_the_text_of_the_corpus_says_the_same(self, cli: Cli, folder: Path) -> None:
        marked = ""
        for number, (text, faults, lacks) in enumerate(DRAFTS):
            for words, category in faults:
                text = text.replace(words, f"[[{category}|{words}]]")  # noqa: PLW2901
            marked += f"### d{number} | mail | essai | {', '.join(lacks)}\n{text}\n\n"
        (folder / "s.txt").write_text(marked, "utf-8")
        (folder / "s.jsonl").write_text(lines(), "utf-8")
        assert data(cli, "s.txt")["spans"] == data(cli, "s.jsonl")["spans"]

    def test_a_folder_reads_the_same_set_once(self, cli: Cli, folder: Path) -> None:
        (folder / "dev").mkdir()
        (folder / "dev" / "s.txt").write_text("### d0 | mail | essai |\nBonjour.\n", "utf-8")
        (folder / "dev" / "s.jsonl").write_text(lines(), "utf-8")
        assert data(cli, "dev")["messages"] == len(DRAFTS)

    def test_a_rule_that_is_often_wrong_is_to_be_softened(self, cli: Cli, folder: Path) -> None:
        wrong: list[Draft] = [(f"Vous avez tort de vous inquiéter, dossier {n}.", [], []) for n in range(3)]
        right: list[Draft] = [
            (f"Vous avez tort, dossier {n}.", [("Vous avez tort", "donner-tort")], []) for n in range(8)
        ]
        (folder / "s.jsonl").write_text(lines([*wrong, *right]), "utf-8")
        [rule] = data(cli, "s.jsonl")["rules"]
        assert (rule["rule"], rule["right"], rule["found"]) == ("donner-tort.vous-avez-tort", 8, 11)
        assert rule["advice"] == "conseil"
        assert "passez-la en conseil" in " ".join(cli("calibrate", "s.jsonl").out.replace("\u00a0", " ").split())
        (folder / "s.jsonl").write_text(lines([*wrong, *right, *right, *right]), "utf-8")
        assert data(cli, "s.jsonl")["rules"][0]["advice"] is None

    def test_bad_lines_are_named_and_the_rest_counts(self, cli: Cli, folder: Path) -> None:
        bad = [
            "{",
            "[]",
            '{"id": "x", "text": " "}',
            '{"text": "Non", "spans": [{"start": 0, "end": 9, "category": "non-sec"}]}',
            '{"text": "Non", "spans": [{"start": 0, "end": 3, "category": "nonsec"}]}',
            '{"text": "Non", "labels": ["sans"]}',
            '{"text": "Non", "id": %s}' % ("1" * 5000),
        ]
        (folder / "s.jsonl").write_text("\n".join(bad) + "\n" + lines(), "utf-8")
        called = cli("calibrate", "s.jsonl", "--format", "json")
        assert called.code == 2
        assert [line.partition(" : ")[2].partition(" : ")[0] for line in called.err.splitlines()] == [
            f"s.jsonl, ligne {number}" for number in range(1, 8)
        ]
        assert json.loads(called.out)["messages"] == len(DRAFTS)

    def test_a_bad_draft_of_a_text_leaves_the_others(self, cli: Cli, folder: Path) -> None:
        text = "### a\nNon.\n\n### b\n[[non-sect|Non]].\n\n### a\nOui.\n\n### c\n[[non-sec|Non]].\n"
        (folder / "s.txt").write_text(text, "utf-8")
        called = cli("calibrate", "s.txt", "--format", "json")
        assert "s.txt, ligne 5 : catégorie inconnue « non-sect » ; vouliez-vous dire « non-sec » ?" in called.err
        assert "ligne 7 : deux brouillons s’appellent « a »" in called.err
        assert json.loads(called.out)["messages"] == 2


def scored(drafts: list[dict[str, Any]], reports: list[dict[str, Any]]) -> dict[str, float]:
    """Return the F1 of a set: two stretches meet where they share a character."""
    grave = {"non-sec", "donner-tort", "reproche", "paravent"}
    counts = {name: [0, 0, 0, 0] for name in ("detect", "exact", "labels")}

    def meets(one: dict[str, Any], other: dict[str, Any]) -> bool:
        return bool(one["start"] < other["end"] and other["start"] < one["end"])

    for draft, report in zip(drafts, reports, strict=True):
        gold, found = draft["spans"], report["findings"]
        severe = [one for one in found if one["severity"] != "conseil"]
        for span in gold:
            counts["exact"][3] += 1
            counts["exact"][2] += any(meets(span, one) and one["category"] == span["category"] for one in found)
            counts["detect"][3] += span["category"] in grave
            counts["detect"][2] += span["category"] in grave and any(meets(span, one) for one in severe)
        for one in found:
            counts["exact"][1] += 1
            counts["exact"][0] += any(meets(span, one) and one["category"] == span["category"] for span in gold)
        counts["detect"][1] += len(severe)
        counts["detect"][0] += sum(any(meets(span, one) for span in gold) for one in severe)
        wanted, given = set(draft["labels"]), {one["label"] for one in report["labels"]} - {"sans-prevention"}
        given -= {"besoin-non-explore", "trop-long"}
        for at, number in enumerate((len(wanted & given), len(given), len(wanted & given), len(wanted))):
            counts["labels"][at] += number
    shares = {name: (right / found, hit / gold) for name, (right, found, hit, gold) in counts.items()}
    return {name: 2 * p * r / (p + r) if p + r else 0.0 for name, (p, r) in shares.items()}


@pytest.mark.skipif(not SCORE.exists(), reason="the project's evaluation is not in the distribution")
def test_the_words_of_the_evaluation_are_ours() -> None:
    import runpy

    from coach.calibration.vocabulary import FINER
    from coach.phrasebook.entry import CATEGORY_SEVERITY
    from coach.training.annotation import CATEGORIES, LABELS

    theirs = runpy.run_path(str(SCORE))
    assert theirs["REFINES"] == FINER
    assert theirs["LABELS"] == set(LABELS)
    assert theirs["SEVERITY"] == {name: CATEGORY_SEVERITY[name].slug for name in CATEGORIES}


class TestSheets:
    def test_coach_beside_a_trainer(self, cli: Cli, folder: Path) -> None:
        rows = [
            row(1, "Vous avez tort.", "Donner tort"),
            row(2, "Vous avez tort de vous en faire.", "rien", comment="gentil ; bienveillant"),
            row(3, "Il fallait lire.", "Reproche ; mise en doute"),
            row(4, "Bonjour.", "rien"),
            row(5, "Non.", ""),
        ]
        found = data(cli, sheet(folder / "claire.csv", rows))
        assert found["raters"] == {"claire": 4}
        assert found["messages"] == 4
        tort = question(found, "donner-tort")
        assert (tort["both"], tort["first_only"], tort["second_only"], tort["neither"]) == (1, 1, 0, 2)
        assert tort["precision"]["value"] == 0.5
        assert tort["recall"]["value"] == 1.0
        assert not any(tort["enough"].values())
        assert [(each["reference"], each["question"], each["yes"], each["no"]) for each in found["disagreements"]] == [
            ("C2, tour 2", "donner-tort", ["coach"], ["claire"]),
            ("C3, tour 2", "reproche", ["claire"], ["coach"]),
            ("C3, tour 2", "mise-en-doute", ["claire"], ["coach"]),
        ]
        assert found["disagreements"][0]["comments"] == ["claire : gentil ; bienveillant"]
        assert found["spans"] is None

    def test_several_people_in_files_and_in_columns(self, cli: Cli, folder: Path) -> None:
        texts = ["Vous avez tort.", "Non.", "Bonjour."]
        said = {"claire": ["donner-tort", "rien", "rien"], "malik": ["donner-tort", "non-sec", "reproche"]}
        for name, given in said.items():
            sheet(folder / f"{name}.csv", [row(n, t, g) for n, (t, g) in enumerate(zip(texts, given, strict=True))])
        apart = data(cli, "claire.csv", "malik.csv")
        head = "message;catégories (claire);catégories (malik);clé (ne pas changer)"
        both = [(t, said["claire"][n], said["malik"][n], f"k{n}") for n, t in enumerate(texts)]
        together = data(cli, sheet(folder / "tous.csv", both, head))
        for each in (*apart["disagreements"], *together["disagreements"]):
            each.pop("reference")
        assert {**apart, "problems": []} == {**together, "problems": []}
        # On two messages the two people are divided: only the first can say whether coach is right.
        assert question(apart, "à reprendre")["messages"] == 1
        assert question(apart, "à reprendre")["divided"] == 2
        names = [each["raters"] for each in apart["pairs"] if each["question"] == "à reprendre"]
        assert names == [["coach", "claire"], ["coach", "malik"], ["claire", "malik"]]
        gaps = {each["rater"]: each["gap"] for each in apart["bias"]}
        assert gaps["malik"] == pytest.approx(2 / 3)
        assert gaps["claire"] == pytest.approx(-2 / 3)

    @pytest.mark.parametrize(("more", "word"), [(3, "comme les autres"), (8, "plus sévère")])
    def test_who_is_strict_by_chance_alone_is_called_nothing(
        self, cli: Cli, folder: Path, more: int, word: str
    ) -> None:
        for name, extra in (("claire", more), ("malik", 0)):
            said = ["reproche"] * (10 + extra) + ["rien"] * (30 - extra)
            sheet(folder / f"{name}.csv", [row(n, f"Message {n}.", each) for n, each in enumerate(said)])
        out = " ".join(cli("calibrate", "claire.csv", "malik.csv", "--format", "markdown").out.split())
        assert re.search(rf"\| claire \| 40 \|[^|]*\|[^|]*\| \+[\d,]+ \({word}\)", out)

    def test_labels_count_for_those_who_gave_some(self, cli: Cli, folder: Path) -> None:
        rows = [row(1, "Non.", "non-sec", "sans-issue"), row(2, "Bonjour.", "rien", "rien"), row(3, "Oui.", "rien")]
        one = question(data(cli, sheet(folder / "c.csv", rows)), "sans-issue")
        assert one["messages"] == 2

    def test_what_a_review_draws_can_be_filled_and_read(self, cli: Cli, folder: Path) -> None:
        write_export(folder / "export.jsonl", 40)
        cli("review", "export.jsonl", "--worksheet", "f.csv", "--graine", "1", "--lignes", "40")
        with (folder / "f.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        given, message = rows[0].index("catégories"), rows[0].index("message")
        for each in rows[1:]:
            each[given] = "donner-tort" if "tort" in each[message] else "rien"
        # As a French Excel saves it: without the mark of UTF-8.
        with (folder / "f.csv").open("w", encoding="cp1252", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        tort = question(data(cli, "f.csv"), "donner-tort")
        assert (tort["messages"], tort["kappa"], tort["ac1"], tort["alpha"]) == (40, 1, 1, 1)
        assert all(tort["enough"].values())
        assert data(cli, "f.csv")["disagreements"] == []

    def test_the_apostrophe_that_stops_a_formula_is_no_word_of_the_adviser(self, folder: Path) -> None:
        kept = annotated([sheet(folder / "c.csv", [row(1, "'- Vous avez tort.", "rien")])])
        assert [each.text for each in kept.messages.values()] == ["- Vous avez tort."]

    def test_a_masked_name_is_no_blank_left(self, cli: Cli, folder: Path) -> None:
        rows = [row(1, "Bonjour Madame [nom], votre colis part demain.", "rien"), row(2, "Non.", "non-sec")]
        found = data(cli, sheet(folder / "c.csv", rows))
        assert question(found, "à reprendre")["agreement"] == 1
        assert [rule["rule"] for rule in found["rules"]] == ["non-sec.non"]

    def test_bad_cells_are_named_with_their_line(self, cli: Cli, folder: Path) -> None:
        rows = [
            row(1, "Vous avez\ntort.", "reproches"),
            row(2, "", "rien"),
            row(3, "Non.", "rien; reproche"),
            row(4, "Non.", "non-sec", "sans-isue"),
            row(5, "Non.", "non-sec"),
            row(5, "Non.", "rien"),
        ]
        called = cli("calibrate", sheet(folder / "c.csv", rows), "--format", "json")
        assert called.code == 2
        said = [line.removeprefix(f"coach : {folder}/") for line in called.err.splitlines()]
        assert said == [
            "c.csv, ligne 2 : catégorie inconnue « reproches » ; vouliez-vous dire « reproche » ?",
            "c.csv, ligne 4 : le message de cette ligne est vide",
            "c.csv, ligne 5 : « rien » ne va pas avec d’autres mots",
            "c.csv, ligne 6 : manque inconnu « sans-isue » ; vouliez-vous dire « sans-issue » ?",
            "c.csv, C5, tour 2 : « c » a déjà donné son avis sur ce message ; un nom par personne, un avis par message",
        ]
        assert json.loads(called.out)["messages"] == 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("absent.csv", None, "absent.csv : ce fichier n’existe pas"),
        ("a.csv", "", "a.csv, ligne 1 : cette feuille est vide"),
        ("a.csv", "a;b\n1;2\n", "a.csv, ligne 1 : il n’y a pas de colonne « message »"),
        ("a.csv", "message;note\n1;2\n", "a.csv, ligne 1 : il n’y a pas de colonne « catégories »"),
        ("a.csv", "message;catégories;manques;catégories\nNon;rien;;reproche\n", "deux colonnes « catégories »"),
        ("a.csv", "message;catégories (coach)\nNon;rien\n", "« coach » est le nom de l’outil"),
        ("a.txt", "Bonjour.\n", "a.txt, ligne 1 : aucun brouillon"),
        ("a.pdf", "x", "a.pdf : une feuille de calibrage ou un jeu annoté est attendu"),
        ("a.csv", "message;catégories\nNon;\n", "aucun message annoté"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(cli: Cli, folder: Path, name: str, text: str | None, said: str) -> None:
    if text is not None:
        (folder / name).write_text(text, "utf-8")
    called = cli("calibrate", name)
    assert called.code == 2
    assert said in called.err
    assert called.err.count("\n") == 1
    assert "Aucun message annoté n’a été lu." in called.out


def test_an_empty_folder_is_named(cli: Cli, folder: Path) -> None:
    (folder / "vide").mkdir()
    assert "vide : ce dossier ne contient ni feuille" in cli("calibrate", "vide").err


class TestFormats:
    @pytest.fixture(autouse=True)
    def _set(self, folder: Path) -> None:
        (folder / "s.jsonl").write_text(lines(), "utf-8")

    def test_terminal_and_markdown(self, cli: Cli) -> None:
        shown = cli("calibrate", "s.jsonl").out.replace("\u00a0", " ")
        assert "6 messages comparés ; coach et : annotation (6)." in shown
        assert "Données insuffisantes" in shown
        assert "3 sur 4 (insuffisant)" in shown
        assert "il faut 30 messages : données insuffisantes" in shown
        assert "Méthode" not in shown
        assert "Méthode" in cli("calibrate", "s.jsonl", "--all").out
        written = cli("calibrate", "s.jsonl", "--format", "markdown").out
        assert written.startswith("# Calibrage\n")
        assert "| donner-tort | 1 | 2 |" in written

    def test_csv_has_a_row_a_subject(self, cli: Cli) -> None:
        rows = list(csv.DictReader(io.StringIO(cli("calibrate", "s.jsonl", "--format", "csv").out)))
        assert {row["kind"] for row in rows} == {"category", "label", "rule", "pair"}
        [tort] = [row for row in rows if (row["kind"], row["name"]) == ("category", "donner-tort")]
        assert (tort["messages"], tort["found"], tort["gold"], tort["precision"]) == ("6", "2", "1", "0.5000")
        assert all(None not in row and None not in row.values() for row in rows)

    def test_the_sheet_of_disagreements(self, cli: Cli, folder: Path) -> None:
        cli("calibrate", "s.jsonl", "--desaccords", "d.csv", "--output", "r.md", "--format", "markdown")
        for name in ("d.csv", "r.md"):
            assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        rows = list(csv.DictReader(io.StringIO((folder / "d.csv").read_text("utf-8-sig")), delimiter=";"))
        [one] = [row for row in rows if row["question"] == "reproche"]
        assert (one["où"], one["les mots"], one["oui"], one["non"]) == (
            "d2",
            "Il fallait lire la notice.",
            "annotation",
            "coach",
        )

    @pytest.mark.parametrize("option", ["--desaccords", "--output"])
    @pytest.mark.parametrize("named", ["s.jsonl", "."])
    def test_no_output_takes_the_place_of_annotations(self, cli: Cli, folder: Path, option: str, named: str) -> None:
        before = (folder / "s.jsonl").read_bytes()
        called = cli("calibrate", named, option, folder / "s.jsonl")
        assert called.code == 2
        assert "s.jsonl : ce fichier est parmi ceux à lire, il reste intact" in called.err
        assert (folder / "s.jsonl").read_bytes() == before

    def test_the_terminal_gets_no_control_characters(self, cli: Cli, folder: Path) -> None:
        (folder / "s.jsonl").write_text(
            lines([("Il fallait lire\u001b[31m.", [("Il fallait", "reproche")], [])]), "utf-8"
        )
        for name in ("terminal", "markdown", "csv"):
            assert "\x1b" not in cli("calibrate", "s.jsonl", "--format", name).out

    @pytest.mark.parametrize("name", ["json", "csv", "markdown", "terminal"])
    def test_half_a_character_stops_no_format(self, cli: Cli, folder: Path, name: str) -> None:
        (folder / "s.jsonl").write_text(lines([("Il fallait \ud800 lire.", [("lire", "reproche")], [])]), "utf-8")
        called = cli("calibrate", "s.jsonl", "--format", name, "--output", "o")
        assert (called.code, called.err) == (0, "")
        assert "reproche" in (folder / "o").read_text("utf-8")

    def test_an_unknown_format_is_named(self, cli: Cli) -> None:
        assert "--format" in cli("calibrate", "s.jsonl", "--format", "html").sentence()


def test_the_words_of_a_cell() -> None:
    assert categories(" Défausse ;Mise en doute, familiarité\n") == frozenset(
        {"defausse", "mise-en-doute", "condescendance"}
    )
    assert categories("« rien »") == frozenset()
    assert categories("  ") is None
    assert labels("Sans issue") == frozenset({"sans-issue"})
    with pytest.raises(UnknownWordError, match="possibles"):
        categories("zzz")
