"""The history of `coach review`: same reports, nothing checked twice, no text, and what was before."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from review_samples import MONDAY, write_export

from coach.engine import Coach
from coach.errors import ConfigError
from coach.history import recall
from coach.history import store as store_module
from coach.history.age import limit
from coach.history.key import pseudonym
from coach.history.store import HistoryError, Store, opened
from coach.history.write import Writer
from coach.model import Report

if TYPE_CHECKING:
    from conftest import Called, Cli

pytestmark = pytest.mark.usefixtures("small")
ROOT = Path(__file__).parents[1]
BY = ("--graine", "42", "--jobs", "1", "--exit-zero")
HISTORY = "h.duckdb"


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "export.jsonl"
    write_export(file, 60)
    return file


def rows(query: str, file: Path | str = HISTORY) -> list[tuple[Any, ...]]:
    with opened(Path(file), pytest.fail) as history:
        return history.rows(query)


def one(query: str) -> Any:
    return rows(query)[0][0]


def said(name: str, *lines: tuple[str, str], start: datetime = MONDAY) -> str:
    """Return the lines of an export: one conversation of (role, text)."""
    out = []
    for at, (role, text) in enumerate(lines):
        when = (start + timedelta(minutes=at)).isoformat()
        who = {"client": "Jean Dupont", "conseiller": "Julie Martin"}[role]
        row = {"conversation": name, "auteur": who, "role": role, "texte": text, "date": when}
        out.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(out)


def review(cli: Cli, *arguments: object) -> Called:
    return cli("review", *arguments, *BY, "--history", HISTORY)


@pytest.mark.parametrize("name", ["jsonl", "csv", "markdown", "terminal"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_known_conversation_gives_the_same_report(cli: Cli, export: Path, name: str, jobs: str) -> None:
    write_export(export, 250)
    text = export.read_text("utf-8")
    # A promise, a reframing made of the message's words, an insult, an answer that never came.
    text += said(
        "P", ("client", "Vous êtes des escrocs !"), ("conseiller", "On ne reprend pas le vélo de Jean Dupont.")
    )
    text += said("Q", ("client", "Et mon colis ?"), ("conseiller", "Je vous propose un avoir."), ("client", "Quand ?"))
    export.write_text(text, "utf-8")
    by = ("--graine", "42", "--jobs", jobs, "--exit-zero", "--format", name)
    plain = cli("review", export, *by)
    first = cli("review", export, *by, "--history", HISTORY)
    assert first.data == plain.data
    again = cli("review", export, *by, "--history", HISTORY)
    assert without_history(again.out, name) == plain.out
    assert (again.code, again.err) == (0, "")
    assert one("SELECT count(*) FROM conversations") == 252


def without_history(out: str, name: str) -> str:
    """Return a report without what only a history can say."""
    if name == "jsonl":
        lines = [json.loads(line) for line in out.splitlines()]
        for added in ("since", "past"):
            lines[-1]["review"].pop(added, None)
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    if name in ("markdown", "terminal"):
        before, _, rest = out.partition("## Depuis" if name == "markdown" else "Depuis la revue")
        return before + rest[rest.index("## À travailler" if name == "markdown" else "À travailler") :]
    return out


def test_what_is_known_is_not_checked_again(cli: Cli, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(cli, export)
    checked: list[str] = []
    plain = Coach.check

    def check(self: Coach, text: str, *rest: Any, **more: Any) -> Report:
        checked.append(text)
        return plain(self, text, *rest, **more)

    monkeypatch.setattr(Coach, "check", check)
    assert review(cli, export).code == 0
    assert checked == []
    with export.open("a", encoding="utf-8") as more:
        more.write(said("Z", ("conseiller", "Non.")))
    review(cli, export)
    assert checked == ["Non."]
    # Other phrases: what they say is not what the others said.
    checked.clear()
    assert review(cli, export, "--readers", "phrasebooks").code == 0
    assert len(checked) == 61


def test_a_reframing_made_of_the_message_is_made_again(cli: Cli, export: Path) -> None:
    export.write_text(said("P", ("conseiller", "On ne reprend pas le vélo écarlate.")), "utf-8")
    plain = cli("review", export, *BY, "--format", "csv").out
    assert "Pour le vélo écarlate" in plain
    for _ in range(2):
        assert review(cli, export, "--format", "csv").out == plain
    assert "écarlate".encode() not in Path(HISTORY).read_bytes()
    assert rows("SELECT a_relire, reformulations FROM messages JOIN remarques USING (conversation)") == [(True, [])]


def test_no_text_and_no_name_is_kept_unless_asked(cli: Cli, export: Path) -> None:
    words = ("girafe", "Julie", "Martin", "Dupont", "bordeaux")
    export.write_text(
        said("P", ("client", "Où est ma girafe bordeaux ?"), ("conseiller", "Non, la girafe est à M. Dupont.")), "utf-8"
    )
    review(cli, export)
    data = Path(HISTORY).read_bytes()
    assert not [word for word in words if word.encode() in data]
    assert Path(HISTORY).stat().st_mode & 0o777 == 0o600
    assert rows("SELECT citation FROM remarques") == [(None,)]
    Path(HISTORY).unlink()
    review(cli, export, "--keep-quotes", "--with-names")
    assert one("SELECT citation FROM remarques") == "Non, la girafe est à M. Dupont."
    assert one("SELECT nom FROM messages JOIN conseillers USING (conseiller)") == "Julie Martin"
    Path(HISTORY).unlink()
    review(cli, export, "--keep-quotes")
    assert one("SELECT citation FROM remarques") == "Non, la girafe est à M. [client]."
    assert one("SELECT count(*) FROM conseillers") == 0


def test_two_histories_call_an_adviser_by_two_names(cli: Cli, export: Path) -> None:
    review(cli, export)
    cli("review", export, *BY, "--history", "autre.duckdb")
    here, there = (rows("SELECT DISTINCT conseiller FROM messages", file) for file in (HISTORY, "autre.duckdb"))
    assert len(here) == len(there) == 2
    assert not set(here) & set(there)


def test_an_adviser_is_one_however_the_accents_are_written() -> None:
    assert pseudonym("Élise  Né", b"sel") == pseudonym(normalize("NFD", "élise né"), b"sel") != ""


def test_a_conversation_met_twice_is_counted_as_met_and_kept_once(cli: Cli, export: Path) -> None:
    (export.parent / "copie.jsonl").write_bytes(export.read_bytes())
    found = json.loads(review(cli, ".", "--format", "json").out)
    assert found["scope"]["conversations"] == 120
    assert one("SELECT count(*) FROM conversations") == 60
    assert one("SELECT count(*) FROM lectures") == 120
    assert one("SELECT count(*) FROM actuelles") == 60
    assert rows("SELECT etat, conversations, nouvelles FROM relectures") == [("finie", 120, 60)]


def test_what_a_conversation_has_become_stands_for_it(cli: Cli, export: Path) -> None:
    export.write_text(said("P", ("conseiller", "Non.")) + said("Q", ("conseiller", "Bonjour.")), "utf-8")
    review(cli, export)
    (export.parent / "suite.jsonl").write_text(said("P", ("conseiller", "Bonjour."), ("conseiller", "Merci.")), "utf-8")
    review(cli, "suite.jsonl")
    assert sorted(rows("SELECT messages FROM actuelles")) == [(1,), (2,)]
    assert one("SELECT count(*) FROM conversations") == 3


def write_weeks(file: Path, first: int, last: int, fault_every: int) -> None:
    with file.open("w", encoding="utf-8") as out:
        for number in range(first, last):
            answer = "Vous avez tort." if number % fault_every == 0 else "Bonjour, je vous propose un avoir."
            start = MONDAY.replace(hour=0) + timedelta(hours=2 * number)
            out.write(said(f"C{number}", ("client", "Allô ?"), ("conseiller", f"{answer} N° {number}."), start=start))


def test_the_trend_is_of_the_weeks_that_earlier_reviews_read(cli: Cli, export: Path) -> None:
    write_weeks(export, 0, 84 * 3, 3)
    first = json.loads(review(cli, export, "--format", "json").out)
    assert "past" not in first
    assert "since" not in first
    write_weeks(export, 84 * 3, 84 * 5, 10)
    found = json.loads(review(cli, export, "--format", "json").out)
    assert [week["name"].replace("\u00a0", " ") for week in found["past"]] == [
        "sem. 47 (2026)",
        "sem. 48 (2026)",
        "sem. 49 (2026)",
    ]
    assert [week["messages"] for week in found["past"]] == [84, 84, 84]
    assert found["past"][0]["rate"]["value"] == pytest.approx(1 / 3)
    assert found["past"][0]["rate"]["low"] < 1 / 3 < found["past"][0]["rate"]["high"]
    assert found["past"][0]["categories"]["donner-tort"]["value"] == pytest.approx(1 / 3)
    assert set(found["past"][0]["advisers"]) == {"Conseiller A"}
    since = found["since"]
    assert (since["known"], since["conversations"], since["messages"], since["enough"]) == (0, 168, 168, True)
    assert {change["category"] for change in since["changes"]} == {None, "donner-tort"}
    assert all(change["now"]["high"] < change["before"]["low"] for change in since["changes"])
    out = review(cli, export).out.replace("\u00a0", " ")
    assert "Rien de nouveau : 168 conversations déjà relues." in out


def test_a_gap_that_chance_explains_is_no_change(cli: Cli, export: Path) -> None:
    write_weeks(export, 0, 200, 3)
    review(cli, export)
    write_weeks(export, 200, 400, 4)
    out = review(cli, export).out.replace("\u00a0", " ").replace("\n", " ")
    assert "200 conversations nouvelles (200 messages), 0 conversation déjà relue." in out
    assert "Aucun changement net" in out
    write_weeks(export, 400, 410, 1)
    assert "Données insuffisantes pour comparer" in review(cli, export).out.replace("\u00a0", " ")


def test_what_other_phrases_checked_makes_no_trend(cli: Cli, export: Path) -> None:
    write_weeks(export, 0, 84, 3)
    review(cli, export)
    write_weeks(export, 84, 168, 3)
    found = json.loads(review(cli, export, "--format", "json", "--readers", "phrasebooks").out)
    assert "past" not in found
    assert "since" not in found


def test_a_review_by_other_phrases_does_not_hide_the_trend(cli: Cli, export: Path) -> None:
    write_weeks(export, 0, 84, 3)
    review(cli, export)
    review(cli, export, "--readers", "phrasebooks")
    write_weeks(export, 84, 168, 3)
    found = json.loads(review(cli, export, "--format", "json").out)
    assert [week["messages"] for week in found["past"]] == [84]


def test_a_conversation_that_goes_on_stays_in_its_week(cli: Cli, export: Path) -> None:
    write_weeks(export, 0, 84, 3)
    review(cli, export)
    with export.open("a", encoding="utf-8") as more:
        for number in range(42):
            start = MONDAY.replace(hour=0) + timedelta(hours=2 * number, minutes=5)
            more.write(said(f"C{number}", ("conseiller", "Bonjour."), start=start))
    found = json.loads(review(cli, export, "--format", "json").out)
    assert [(week["conversations"], week["messages"]) for week in found["past"]] == [(84, 126)]
    assert found["since"]["conversations"] == 0


@pytest.mark.parametrize(
    ("age", "before"),
    [
        ("365d", datetime(2025, 3, 31, 12)),
        ("365j", datetime(2025, 3, 31, 12)),
        ("2s", datetime(2026, 3, 17, 12)),
        ("2w", datetime(2026, 3, 17, 12)),
        ("1m", datetime(2026, 2, 28, 12)),
        ("13 M", datetime(2025, 2, 28, 12)),
        ("1a", datetime(2025, 3, 31, 12)),
        ("2y", datetime(2024, 3, 31, 12)),
    ],
)
def test_ages(age: str, before: datetime) -> None:
    assert limit(age, datetime(2026, 3, 31, 12)) == before


@pytest.mark.parametrize("age", ["", "365", "0d", "-3d", "3x", "1.5a", "9999a", "99999a", "d"])
def test_no_age(age: str) -> None:
    with pytest.raises(ConfigError, match="n’est pas une durée"):
        limit(age, datetime(2026, 3, 31, 12))


def test_a_purge_takes_the_bytes_too(cli: Cli, export: Path) -> None:
    now = datetime.now().replace(microsecond=0)
    old = said("P", ("conseiller", "Non, la girafe reste ici."), start=now - timedelta(days=400))
    new = said("Q", ("conseiller", "Non, le zèbre reste ici."), start=now - timedelta(days=300))
    export.write_text(old + new, "utf-8")
    review(cli, export, "--keep-quotes")
    assert b"girafe" in Path(HISTORY).read_bytes()
    called = cli("review", "--history", HISTORY, "--purge-older-than", "365d")
    assert (called.code, called.out) == (0, "")
    assert "1 conversation effacée, avec 1 remarque" in called.err
    data = Path(HISTORY).read_bytes()
    assert b"girafe" not in data
    assert "zèbre".encode() in data
    assert {file.name for file in export.parent.iterdir()} == {"export.jsonl", HISTORY}
    assert Path(HISTORY).stat().st_mode & 0o777 == 0o600
    # What is left is whole, and goes on being used.
    assert one("SELECT count(*) FROM actuelles") == 1
    assert one("SELECT comment FROM duckdb_tables() WHERE table_name = 'remarques'") == "Une ligne par remarque."
    assert review(cli, export).code == 0
    assert "rien à effacer" in cli("review", "--history", HISTORY, "--purge-older-than", "50a").err


def test_undated_conversations_are_as_old_as_their_review(cli: Cli, export: Path) -> None:
    (export.parent / "e.csv").write_text("conversation;role;texte\nT1;conseiller;Non.\n", "utf-8")
    review(cli, "e.csv")
    assert "rien à effacer" in cli("review", "--history", HISTORY, "--purge-older-than", "1d").err
    assert one("SELECT count(*) FROM conversations") == 1


def test_a_date_to_come_keeps_nothing_for_ever(cli: Cli, export: Path) -> None:
    export.write_text(said("P", ("conseiller", "Non."), start=datetime(2206, 1, 1)), "utf-8")
    review(cli, export)
    rows("UPDATE conversations SET enregistree = enregistree - INTERVAL 400 DAY")
    assert "1 conversation effacée" in cli("review", "--history", HISTORY, "--purge-older-than", "365d").err


def test_a_purge_goes_before_a_review(cli: Cli, export: Path) -> None:
    review(cli, export)
    called = review(cli, export, "--purge-older-than", "1a", "--format", "json")
    assert "rien à effacer" in called.err
    assert json.loads(called.out)["scope"]["conversations"] == 60


@pytest.mark.parametrize("arguments", [("--purge-older-than", "1a"), ("x", "--keep-quotes"), ()])
def test_a_history_or_a_path_is_needed(cli: Cli, export: Path, arguments: tuple[str, ...]) -> None:
    called = cli("review", *arguments)
    assert called.code == 2
    assert ("--history" if arguments else "CHEMIN") in called.sentence()


def test_a_purge_of_nothing_makes_no_file(cli: Cli, export: Path) -> None:
    assert "n’existe pas" in cli("review", "--history", HISTORY, "--purge-older-than", "1a").sentence()
    assert not Path(HISTORY).exists()


def test_the_settings_may_name_the_history(cli: Cli, export: Path) -> None:
    (export.parent / "coach.yaml").write_text('historique: "h.duckdb"\nconserver-citations: oui\n', "utf-8")
    cli("review", export, *BY)
    assert one("SELECT count(citation) FROM remarques") == 20
    (export.parent / "coach.yaml").write_text('historique: "h.duckdb"\nconserver-citations: peut-etre\n', "utf-8")
    assert "coach.yaml:2" in cli("review", export, *BY).sentence()


def test_a_link_is_refused(cli: Cli, export: Path) -> None:
    other = export.with_name("autre.txt")
    other.write_text("à moi", "utf-8")
    Path(HISTORY).symlink_to(other)
    called = review(cli, export)
    assert called.code == 2
    assert "c’est un lien" in called.sentence()
    assert other.read_text("utf-8") == "à moi"


def test_another_file_is_refused_and_left_alone(cli: Cli, export: Path) -> None:
    for name in (HISTORY, "m3.csv", "m3.parquet", "m3.json"):
        for content in (b"Bonjour" * 1000, b"a;b\n1;2\n", b"{}", b"PAR1"):
            file = export.with_name(name)
            file.write_bytes(content)
            file.chmod(0o644)
            called = cli("review", export, "--history", file)
            assert called.code == 2
            assert called.sentence().startswith(f"{file} : ce n’est pas un historique de coach")
            assert (file.read_bytes(), file.stat().st_mode & 0o777) == (content, 0o644)


def test_an_empty_file_becomes_a_history(cli: Cli, export: Path) -> None:
    Path(HISTORY).write_bytes(b"")
    assert "n’est pas un historique" in cli("review", "--history", HISTORY, "--purge-older-than", "1a").sentence()
    assert review(cli, export).code == 0
    assert Path(HISTORY).read_bytes()[8:12] == b"DUCK"


def test_a_history_that_others_could_read_is_closed_to_them(cli: Cli, export: Path) -> None:
    review(cli, export)
    Path(HISTORY).chmod(0o664)
    review(cli, export)
    assert Path(HISTORY).stat().st_mode & 0o777 == 0o600


def test_another_base_is_refused(cli: Cli, export: Path) -> None:
    import duckdb

    with duckdb.connect(HISTORY) as base:
        base.execute("CREATE TABLE ventes (montant INTEGER)")
    Path(HISTORY).chmod(0o664)
    assert "pas un historique de coach" in review(cli, export).sentence()
    assert Path(HISTORY).stat().st_mode & 0o777 == 0o664


def test_a_history_of_a_newer_coach_is_refused(cli: Cli, export: Path) -> None:
    review(cli, export)
    rows("UPDATE histoire SET version = 99")
    assert "version plus récente" in review(cli, export).sentence()


def test_a_folder_that_is_not_there(cli: Cli, export: Path) -> None:
    assert "le dossier" in cli("review", export, "--history", "absent/h.duckdb").sentence()
    assert "fichier ordinaire" in cli("review", export, "--history", ".").sentence()


def test_without_duckdb(cli: Cli, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    called = review(cli, export)
    assert called.code == 2
    assert "pip install 'coach-fr[review]'" in called.sentence()


def test_a_history_that_fails_does_not_stop_the_review(cli: Cli, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise HistoryError("h.duckdb : historique inutilisable (le disque est plein)")

    monkeypatch.setattr(Writer, "flush", full)
    called = review(cli, export, "--format", "json")
    assert called.code == 2
    assert "le disque est plein" in called.err
    assert len(called.err.splitlines()) == 1
    assert json.loads(called.out)["team"]["flagged"] == 20


def test_a_history_that_cannot_be_read_does_not_stop_the_review(
    cli: Cli, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_export(export, 700)

    def damaged(*_: object) -> None:
        raise HistoryError("h.duckdb : historique inutilisable (IOException)")

    monkeypatch.setattr(recall, "known_turns", damaged)
    called = review(cli, export, "--format", "json")
    assert called.code == 2
    assert len(called.err.splitlines()) == 1
    assert json.loads(called.out)["scope"]["conversations"] == 700


def test_names_that_are_no_unicode_are_kept_as_far_as_they_are(cli: Cli, export: Path) -> None:
    odd = export.with_name(os.fsdecode(b"caf\xe9.jsonl"))
    odd.write_text(said("P", ("conseiller", "Non.")), "utf-8")
    called = review(cli, odd, "--keep-quotes")
    assert (called.code, called.err) == (0, "")
    assert one("SELECT source FROM lectures").endswith("caf?.jsonl")


_HOLDER = """
import sys, duckdb
base = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


def hold(file: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_two_reviews_at_once(cli: Cli, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(cli, export)
    monkeypatch.setattr(store_module, "PATIENCE", 0.5)
    with hold(HISTORY) as other:
        called = review(cli, export)
        assert called.code == 2
        assert called.out == ""
        waits, says = called.err.splitlines()
        assert "j’attends" in waits
        assert "relancez quand elle sera finie" in says
        # The other one ends meanwhile.
        monkeypatch.setattr(store_module, "PATIENCE", 60.0)
        assert other.stdin is not None
        monkeypatch.setattr(time, "sleep", lambda _: other.communicate("\n") if other.poll() is None else None)
        called = review(cli, export)
        assert called.code == 0
        assert called.err.count("j’attends") == 1


_RUN = """
import sys
from pathlib import Path
from coach import engine
from coach.phrasebook import cache
folder = Path(sys.argv.pop(1))
cache.builtin_folder = engine.builtin_folder = lambda: folder
engine.shipped_model = lambda: None
from coach.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


def test_killed_at_ten_moments_the_history_is_whole(cli: Cli, export: Path, small: Path) -> None:
    write_export(export, 3000)
    moment = random.Random(11)
    command = [sys.executable, "-c", _RUN, str(small), "review", str(export), *BY, "--history", HISTORY]
    met = set()
    for _ in range(10):
        child = subprocess.Popen(
            [*command, "--format", "jsonl"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=export.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert child.stdout is not None
        # So many conversations are done, and as many more as the pipe holds.
        for _ in range(moment.randint(1, 2400)):
            child.stdout.readline()
        child.kill()
        child.communicate()
        met.add(_whole())
    assert len(met) > 1
    plain = cli("review", export, *BY, "--format", "csv")
    assert review(cli, export, "--format", "csv").data == plain.data
    assert _whole() == 3000
    assert one("SELECT count(*) FROM lectures WHERE relecture = 11") == 3000
    assert [state for (state,) in rows("SELECT etat FROM relectures ORDER BY relecture")] == ["interrompue"] * 10 + [
        "finie"
    ]


def _whole() -> int:
    """Return how many conversations the history holds, after checking that they are whole and there once."""
    with opened(Path(HISTORY), pytest.fail) as history:
        return _counted(history)


def _counted(history: Store) -> int:
    count: int = history.rows("SELECT count(*) FROM conversations")[0][0]
    for query in (
        "SELECT count(DISTINCT empreinte) FROM conversations",
        "SELECT count(DISTINCT conversation) FROM lectures",
        "SELECT count(*) FROM (SELECT DISTINCT conversation, numero FROM messages)",
        "SELECT count(*) FROM messages",
    ):
        assert history.rows(query)[0][0] == count, query
    return count


def test_the_queries_of_the_guide_work(cli: Cli, export: Path) -> None:
    text = (ROOT / "phrasebooks" / "guide-formateur.md").read_text("utf-8")
    queries = re.findall(r"^```sql\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(queries) == 3
    write_weeks(export, 0, 200, 3)
    review(cli, export)
    for query in queries:
        assert rows(query), query
