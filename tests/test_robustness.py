"""Whatever comes in: no fault, nothing wrong in what is said of it, and a time in proportion to its length."""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import socket
import time
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.engine import Coach
from coach.phrasebook.entry import CATEGORY_SEVERITY
from coach.render import FORMATS, RenderOptions, renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Cli

    from coach.model import Report


@pytest.fixture(scope="module")
def builtin() -> Coach:
    """Return a coach with the built-in phrasebooks."""
    return Coach()


# --- bytes of every kind, through the command line --------------------------------------------------------------------

TEXT = "Désolé, vous avez tort : l’été n’est pas fini.\nÀ bientôt"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", " \t\u00a0\u202f\u3000 \n", "\ufeff"])
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_read(cli: Cli, text: str, name: str) -> None:
    called = cli("check", "--format", name, stdin=text)
    assert called.code == 0
    assert called.err == "coach : entrée standard : ce brouillon est vide, il n’y a rien à relire\n"
    # In a view for a person the note says it all: it is told once.
    assert called.out == "" or name != "terminal"
    if name == "json":
        assert json.loads(called.data)["reports"][0]["findings"] == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("encoding", "start"),
    [
        ("utf-8", 8),
        ("utf-8-sig", 8),
        ("latin-1", 8),
        ("cp1252", 8),
        ("utf-16", 8),
        ("utf-16-le", 8),
        ("utf-16-be", 8),
        ("utf-32", 8),
    ],
)
def test_every_usual_encoding(cli: Cli, encoding: str, start: int) -> None:
    text = TEXT.replace("’", "'") if encoding == "latin-1" else TEXT
    called = cli("check", "--format", "json", stdin=text.encode(encoding))
    (finding,) = json.loads(called.data)["reports"][0]["findings"]
    assert (finding["start"], finding["line"], finding["column"]) == (start, 1, start + 1)
    assert finding["text"] == "vous avez tort"
    assert called.err == ""


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (unicodedata.normalize("NFD", "L’été dernier : ce n’est pas possible."), "ce n’est pas possible"),
        ("Bien.\r\nVous avez\r\ntort.", "Vous avez\r\ntort"),
        ("Bien.\rVous avez\rtort.", "Vous avez\rtort"),
        ("vous\u00a0avez\u202ftort", "vous\u00a0avez\u202ftort"),
        ("Vous av\u200dez to\u200brt.", "Vous av\u200dez to\u200brt"),
        ("\u200evous\u200f avez \u202etort\u202c.", "\u200evous\u200f avez \u202etort\u202c"),
        ("vous\u00ad avez \u2066tort\u2069", "vous\u00ad avez \u2066tort\u2069"),
        ("No\u200dn 👨\u200d👩\u200d👧 !", "No\u200dn"),
        ("👍🏽Vous avez tort👎🏿", "Vous avez tort"),
        ("\x00Non\x00.", "Non"),
        ("\x1b[1;31m Non \x1b[0m.", "Non"),
        ("[/bold]Non[/] [link=http://a.b]", "Non"),
        ("\ud800 Non \udfff.", "Non"),
        ("\udce9t\udce9. Non.", "Non"),
        ("ＶＯＵＳ. Vous avez tort.", "Vous avez tort"),
    ],
)
def test_the_words_are_found_where_they_stand(text: str, words: str) -> None:
    (finding,) = Coach().check(text).findings
    assert finding.text == words
    assert text[finding.span.start : finding.span.end] == words


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "text",
    [
        "On reprend pas http://a.b/“non”",
        "On reprend pas “le vélo” rouge",
        "On reprend pas le http://a.b/“vélo rouge” demain",
        "Ce n'est “pas possible",
        "Vous « avez » tort",
    ],
)
def test_quoted_words_are_in_no_finding(text: str) -> None:
    report = Coach().check(text)
    check_sound(report, text)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("name", ["terminal", "github"])
def test_nothing_that_a_terminal_obeys_comes_through(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str, terminal: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    every = "".join(map(chr, [*range(32), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F)]))
    text = (
        "Bonjour, votre colis part. " * 60
        + f"Vous avez tort.{every}\x1b]0;titre\x07\x1b[2J\x9b31m Non{every}.\nMalheureusement{every} non."
    )
    called = cli("check", "--all", "--titre", "--format", name, stdin=text, terminal=terminal)
    assert called.code == 1
    controls = {char for char in called.out + called.err if unicodedata.category(char) in ("Cc", "Cf")}
    assert controls == {"\n"}


@pytest.mark.usefixtures("small", "drafts")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bytes(range(256)) * 8, "ce fichier est binaire, ce n’est pas un texte"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "ce fichier est binaire, ce n’est pas un texte"),
        (b"\xff\xfeN\x00o", "ce fichier n’est pas en utf-16"),
        (b"\x00\x00\xfe\xff\x00\x11\x00\x00", "ce fichier n’est pas en utf-32"),
    ],
)
def test_files_that_are_no_text(cli: Cli, content: bytes, words: str) -> None:
    Path("a.bin").write_bytes(content)
    called = cli("check", "a.bin")
    assert called.code == 2
    assert called.sentence().startswith("a.bin")
    assert words in called.sentence()


@pytest.mark.usefixtures("small", "drafts")
def test_a_file_that_may_not_be_read(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def closed(self: Path, mode: str = "r", **more: Any) -> IO[Any]:
        if self.name == "rien.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, mode, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", closed)
        called = cli("check", "--config", "rien.txt", "rien.txt")
        assert called.code == 2
        assert called.sentence() == "rien.txt : ce fichier de réglages est illisible (un texte en UTF-8 est attendu)"
        called = cli("check", "rien.txt")
    assert called.code == 2
    assert called.sentence() == "rien.txt : vous n’avez pas le droit de lire ce fichier"


@pytest.mark.usefixtures("small", "drafts")
def test_a_file_too_large_to_be_a_draft(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach import drafts

    monkeypatch.setattr(drafts, "MOST_BYTES", 1 << 20)
    Path("gros.txt").write_bytes(b"a" * (1 << 20) + b"b")
    assert cli("check", "gros.txt").sentence().startswith("gros.txt : ce fichier dépasse 1 Mo")
    called = cli("check", stdin=b"a" * (1 << 20) + b"b")
    assert called.sentence().startswith("entrée standard : ce fichier dépasse 1 Mo")


@pytest.mark.usefixtures("small", "drafts")
def test_file_names_of_every_kind(cli: Cli) -> None:
    names = ["é l'été.txt", "-rien.txt", "a\nb\x1b[31m.txt", os.fsdecode(b"\xe9.txt"), "[bold].txt", "%s{0}.txt"]
    for name in names:
        Path(name).write_text("Vous avez tort.", "utf-8")
    for form in FORMATS:
        called = cli("check", "--format", form, "--", *names)
        assert called.code == 1
        # A spreadsheet is given the name as it is.
        assert form == "csv" or "\x1b" not in called.out
    reports = [json.loads(line) for line in cli("check", "--format", "jsonl", "--", *names).out.splitlines()]
    assert [report["source"] for report in reports] == names
    rows = list(csv.reader(io.StringIO(cli("check", "--format", "csv", "--", *names).out, newline="")))
    assert len(rows) == len(names) + 1


# --- time in proportion to the length ---------------------------------------------------------------------------------

LONG: dict[str, Callable[[int], str]] = {
    "words": lambda n: "non " * n,
    "sentences": lambda n: "non. " * n,
    "lines": lambda n: "Non\r\n" * n,
    "refusals in one sentence": lambda n: "ce n'est pas possible " * n,
    "refusals and ways out in one sentence": lambda n: "ce n'est pas possible, je vous propose un avoir, " * n,
    "ways out, then refusals": lambda n: "Je vous propose un avoir. " * (3 * n) + "Ce n'est pas possible. " * (3 * n),
    "refusals, then ways out": lambda n: "Ce n'est pas possible. " * n + "Je vous propose un avoir. " * n,
    "exceptions in one sentence": lambda n: "si ce n'est pas possible, non seulement, " * n,
    "empathy taken back": lambda n: "je comprends mais, " * (3 * n),
    "no and blame": lambda n: "Non, vous avez tort. " * n,
    "slots": lambda n: "on reprend pas le vélo " * n,
    "one word": lambda n: "a" * (40 * n),
    "hyphens": lambda n: "vous-" * (8 * n),
    "apostrophes": lambda n: "l'" * (20 * n),
    "dots in a word": lambda n: "a." * (10 * n),
    "marks without a word": lambda n: "— " * (10 * n),
    "one kind of mark": lambda n: "-" * (40 * n),
    "spaces": lambda n: "non" + " " * (40 * n) + "non",
    "line ends": lambda n: "\n" * (20 * n),
    "spaces and line ends": lambda n: "\n " * (20 * n),
    "combining accents": lambda n: "e" + "\u0301" * (40 * n),
    "joined emoji": lambda n: "👨\u200d👩\u200d👧 " * n,
    "control characters": lambda n: "\x1b[31m\x00" * n,
    "quotes open": lambda n: "« non " * n,
    "quotes nested": lambda n: "« " * n + "non" + " »" * n,
    "quotes closed": lambda n: "« non » " * n,
    "straight quotes": lambda n: '"non" ' * n,
    "single quotes": lambda n: "'non ' " * n,
    "quoted lines": lambda n: "> non\n" * n,
    "quote marks": lambda n: ">" * (20 * n),
    "brackets": lambda n: "[b]" * n,
    "blanks to fill": lambda n: "[votre nom] " * n,
    "rules to fill": lambda n: "nom ____ " * n,
    "blanks in quotes": lambda n: "« [nom] » [date] " * n,
    "histories": lambda n: "Le 3 mai 2025, Paul a écrit :\n" * n,
    "headers": lambda n: "De : Paul\nObjet : vélo\n" * n,
    "addresses": lambda n: "a@b.fr " * n,
    "at signs": lambda n: "a@" * (10 * n),
    "links": lambda n: "http://" * n,
    "numbers": lambda n: "1," * (10 * n),
    "goodbyes": lambda n: "Cordialement,\nPaul Martin\n" * n,
    "footers": lambda n: "Ce message est confidentiel.\n" * n,
}  # fmt: skip
SIZE = 300
TIMES = 16


def seconds(job: Callable[[], object]) -> float:
    """Return the processor time of a job: what else the machine does weighs little in it."""
    start = time.process_time()
    job()
    return time.process_time() - start


def check_proportion(cost: Callable[[int], float]) -> None:
    """Hold that TIMES the length costs about TIMES the time; the square of the length would cost 16 times that."""
    # What the tests before left in memory is none of the job's: the collector would go over it again and again, but
    # only in the long job.
    gc.collect()
    gc.freeze()
    try:
        # A few milliseconds weigh nothing in a ratio.
        limit = 2.5 * TIMES * (min(cost(SIZE) for _ in range(4)) + 0.002)
        assert cost(SIZE * TIMES) < limit or cost(SIZE * TIMES) < limit
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("name", LONG)
def test_time_grows_as_the_text(name: str, builtin: Coach) -> None:
    check_proportion(lambda size: seconds(lambda: builtin.check(LONG[name](size))))


@pytest.mark.parametrize("text", ["Non.\n", "Ce n'est pas possible. ", "non, vous avez tort, ", "Madame Roy, non. "])
@pytest.mark.parametrize("several", [False, True])
def test_the_time_of_a_rewriting_grows_as_the_text(text: str, builtin: Coach, several: bool) -> None:
    builtin.reframe("Non.")
    check_proportion(lambda size: seconds(lambda: builtin.reframe(text * (size // 10), several=several)))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", ["non, ", "Non.\r\n", "x" * 20, "> non\n", "« non » "])
def test_the_time_of_a_view_grows_as_the_text(name: str, text: str, builtin: Coach) -> None:
    def cost(size: int) -> float:
        report = builtin.check(text * size + "Vous avez tort.")
        return seconds(lambda: renderer(name, RenderOptions(headline=True, show_all=True)).report(report))

    check_proportion(cost)


def test_a_line_of_megabytes(builtin: Coach) -> None:
    text = "Bonjour, votre colis part demain ; " * 60_000 + "vous avez tort"
    assert len(text) > 2_000_000
    assert [finding.text for finding in builtin.check(text).findings if finding.category == "donner-tort"] == [
        "vous avez tort"
    ]


# --- any text ---------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "Non", "non.", "Ce n'est pas possible", "c'est de votre faute", "vous avez tort", "Malheureusement",
    "je comprends, mais", "c pas possible", "jpeux rien faire", "calmez-vous", "voulez-vous", "a-t-il",
    "je vous propose", "un avoir", "d'ici jeudi", "Bonjour Madame,", "Cordialement,", "Paul Martin",
    "Service clients", "-- ", "Ce message est confidentiel.", "Le 3 mai 2025, Paul a écrit :", "De : Paul <a@b.fr>",
    "Objet : vélo", "-----Message d'origine-----", "> ", ">> non", "« ", " »", '"', "“", "”", "'", "’", "‘",
    "[date]", "{{prénom}}", "<NOM>", "____", "[bold]", "39,90 €", "n° 12", "http://a.b/« non »", "a@b.fr", "!", "?",
    "…", ",", ";", ":", "(", ")", "*", "-", "—", "|", "qu'", "aujourd'hui", "l'", "\n", "\n\n", "\r\n", "\r", "\t",
    " ", "  ", "\u00a0", "\u202f", "\u200d", "\u200b", "\u00ad", "\u202e", "\u2028", "\x0b", "\x0c", "\x1c", "\x85",
    "\x00", "\x1b[31m", "\u0301", "👨\u200d👩\u200d👧", "❤\ufe0f", "ﬁ", "İ", "ß", "œ", "Ⅻ", "\ud800", "漢字", "١٢",
])  # fmt: skip
FRENCH = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "\n"])), max_size=30).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)
MUTATIONS: list[Callable[[str], str]] = [
    str,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("'", "’"),
    "\u200d".join,
    lambda text: f"« {text} »",
    lambda text: "".join(f"> {line}" for line in text.splitlines(keepends=True)),
    str.upper,
]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=())), st.builds(lambda f, t: f(t), st.sampled_from(MUTATIONS), FRENCH)
)


def check_sound(report: Report, text: str) -> None:
    """Hold what a report promises whatever the text."""
    assert report.text == text
    spans = [finding.span for finding in report.findings]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for finding in report.findings:
        start, end = finding.span.start, finding.span.end
        assert 0 <= start < end <= len(text)
        assert text[start:end] == finding.text
        assert finding.severity <= CATEGORY_SEVERITY[finding.category]
        assert finding.rule == f"appris.{finding.category}" or finding.rule.startswith(finding.category + ".")
        assert finding.message
        assert "{" not in "".join(finding.reframings).replace("{{", "")
        assert finding.softened_by is None or finding.softened_by in text
        before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
        if text[start - 1 : start + 1] != "\r\n":
            assert finding.line == before.count("\n") + 1
            assert finding.column == len(before) - before.rfind("\n")
    apart = [skipped.span for skipped in report.skipped]
    assert all(before.end <= after.start for before, after in pairwise(apart))
    assert all(0 <= span.start < span.end <= len(text) for span in apart)
    for finding in report.findings:
        # A blank left in the signature is the adviser's all the same.
        inside = [one.reason for one in report.skipped if one.span.meets(finding.span)]
        assert inside == [] or (finding.category == "a-completer" and set(inside) == {"signature"})
    for strength in report.strengths:
        assert text[strength.span.start : strength.span.end] == strength.text != ""
        assert not any(span.meets(strength.span) for span in apart)
    assert report.riskiest is None or 0 <= report.riskiest.start < report.riskiest.end <= len(text)
    assert 0 <= report.scores.total <= 100


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_gives_a_sound_report(builtin: Coach, text: str) -> None:
    report = builtin.check(text)
    check_sound(report, text)
    assert builtin.check(text) == report


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(FORMATS))
def test_any_report_can_be_written(builtin: Coach, text: str, name: str) -> None:
    made = renderer(name, RenderOptions(show_all=True, headline=True))
    shown = made.start() + made.report(builtin.check(text)) + made.end()
    shown.encode()
    if name in ("json", "sarif"):
        json.loads(shown)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_any_bytes_end_with_a_code_and_at_most_one_sentence(cli: Cli, small: Path, data: bytes) -> None:
    called = cli("check", "--format", "json", stdin=data)
    assert called.code in (0, 1, 2)
    assert called.err.count("\n") <= 1
    assert "panne" not in called.err
    json.loads(called.data)


# --- secrecy ----------------------------------------------------------------------------------------------------------

SENTINEL = "Grosbuisson"


@pytest.mark.usefixtures("small")
def test_no_draft_is_kept_anywhere_and_no_network_is_used(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*arguments: object, **more: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    for name in ("cache", "tmp", "home", "ici"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "ici")
    caplog.set_level(0)
    draft = f"Madame {SENTINEL}, on ne reprend pas le vélo de {SENTINEL}. Vous avez tort.\n"
    for name in FORMATS:
        called = cli("check", "--all", "--titre", "--format", name, stdin=draft * 3)
        assert called.code == 1
        assert SENTINEL in called.out
        assert SENTINEL not in called.err
    cli("phrasebook", "try", draft)
    cli("check", "--format", "absent", stdin=draft)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    # The rules of rewriting, beside the phrasebooks: the JSON formats show sentences rewritten.
    assert sorted(file.suffix for file in files) == [".book", ".regex", ".rules"]
    assert not any(SENTINEL.encode() in file.read_bytes() for file in files)
    assert caplog.records == []
