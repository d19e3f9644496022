from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import InputError
from coach.training.annotation import builtin_corpus, parse, read_corpus, roles

HERE = Path("essai.txt")


def test_a_draft_is_read_with_its_faults_and_labels() -> None:
    text = "### a-1 | chat | mode | sans-issue, sans-suite\nBonjour,\n[[non-sec|Non]] et [[reproche|fallait lire]].\n"
    (draft,) = parse(text, HERE)
    assert draft.text == "Bonjour,\nNon et fallait lire."
    assert [(draft.text[span.start : span.end], name) for span, name in draft.faults] == [
        ("Non", "non-sec"),
        ("fallait lire", "reproche"),
    ]
    assert draft.labels == {"sans-issue", "sans-suite"}
    assert (draft.name, draft.author) == ("a-1", "essai")


def test_a_draft_may_say_less_of_itself() -> None:
    (draft,) = parse("### seul\nBonjour.", HERE)
    assert (draft.labels, draft.faults) == (frozenset(), ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "essai.txt:1 : aucun brouillon"),
        ("Bonjour", "essai.txt:1 : aucun brouillon"),
        ("\nBonjour\n### a\nx", "essai.txt:2 : ce texte n’est à aucun brouillon"),
        ("### | chat\nx", "essai.txt:1 : cette ligne s’écrit « ### nom | canal"),
        ("### a | chat | sans-issue\nx", "essai.txt:1 : cette ligne s’écrit « ### nom | canal"),
        ("### a | chat | x | sans-issue | y\nx", "essai.txt:1 : cette ligne s’écrit « ### nom | canal"),
        ("### a\n\n### b\nx", "essai.txt:1 : le brouillon « a » est vide"),
        ("### a\nx\n### a\ny", "essai.txt:3 : deux brouillons s’appellent « a »"),
        ("### a\nx\n\n[[reproches|fallait]]", "essai.txt:4 : catégorie inconnue « reproches » ; vouliez-vous dire"),
        ("### a | chat | x | sans-isue\nx", "essai.txt:1 : étiquette inconnue « sans-isue » ; vouliez-vous dire"),
        ("### a\n\n\n[[reproches|fallait]]", "essai.txt:4 : catégorie inconnue « reproches »"),
        ("### a\n[[reproche|fallait lire", "essai.txt:2 : crochets doubles mal fermés"),
        ("### a\nx\n[[reproche|oui] non.\n[[reproche|fallait]]", "essai.txt:3 : crochets doubles mal fermés"),
        ("### a\n[[reproche|oui]]\nnon]]", "essai.txt:3 : crochets doubles mal fermés"),
        ("### a\nx\n[[fallait]]", "essai.txt:3 : crochets doubles mal fermés, ou sans catégorie"),
        ("### a\n[[reproche| ]] x", "essai.txt:2 : crochets doubles mal fermés, ou sans catégorie ou sans mots"),
    ],
)
def test_what_is_malformed_is_named_with_its_line(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        list(parse(text, HERE))
    assert str(caught.value).startswith(words)


def test_folders_are_read_in_order_and_what_is_missing_is_named(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(f"### {name}\nBonjour.", "utf-8")
    assert [draft.author for draft in read_corpus([tmp_path])] == ["a", "b"]
    with pytest.raises(InputError, match="n’existe pas"):
        read_corpus([tmp_path / "absent"])
    (tmp_path / "c.txt").write_bytes(b"### c\nBonjour\r\n\xe9")
    with pytest.raises(InputError, match=r"c\.txt:3 : ce fichier n’est pas en UTF-8"):
        read_corpus([tmp_path])
    (empty := tmp_path / "vide").mkdir()
    with pytest.raises(InputError, match=r"vide : aucun fichier \.txt"):
        read_corpus([tmp_path, empty])


def test_a_file_of_notepad_keeps_its_first_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("### un\r\nDéjà.\r\n\r\n###deux\r\nOui.\r\n".encode("utf-8-sig"))
    assert [(draft.name, draft.text) for draft in read_corpus([tmp_path])] == [("un", "Déjà."), ("deux", "Oui.")]


def test_the_corpus_is_whole_and_its_roles_name_its_authors() -> None:
    corpus = builtin_corpus()
    drafts = read_corpus([corpus])
    authors = {draft.author for draft in drafts}
    assert len(drafts) >= 2_600
    known = roles([corpus])
    assert known.tuned
    assert known.plain
    assert known.tuned | known.plain <= authors
    # What is ordinary French holds no fault.
    assert not any(draft.faults for draft in drafts if draft.author in known.plain)


def test_no_draft_of_the_development_sets_is_in_the_corpus() -> None:
    import json

    dev = Path(__file__).parent / "data" / "dev"
    lines = [line for file in sorted(dev.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    evaluated = {json.loads(line)["text"].strip() for line in lines}
    assert evaluated.isdisjoint(draft.text.strip() for draft in read_corpus([builtin_corpus()]))
