"""The margins that come with coach: read, proved, cautious, and told apart from what merely looks alike."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from coach.learned.wording import WORDINGS
from coach.phrasebook.entry import Entry, Phrasebook
from coach.phrasebook.examples import ExampleBook, check_examples
from coach.phrasebook.folders import builtin_folder, margin_files
from coach.phrasebook.loader import load_phrasebooks
from coach.phrasebook.margins_schema import margins_schema
from coach.phrasebook.slots import filled, granted_words
from coach.phrasebook.topics import FRAMES, check_topics, offering

FILE = builtin_folder() / "marges.yaml"
BAD = """\
marges:
  - sujet: essai
    reperer: ["[zorglub | schtroumpf]", "glop glop"]
    offres: ["un zorglub"]
    raison: "vous avez tort"
    exemples:
      reperer: ["Un zorglub.", "Un gargamel."]
      laisser: ["Le schtroumpf est parti.", "Un lutin."]
"""


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return load_phrasebooks([builtin_folder()], margin_files(builtin_folder()))


@pytest.fixture(scope="module")
def tried(book: Phrasebook) -> ExampleBook:
    return ExampleBook(book)


@pytest.fixture(scope="module")
def topics(book: Phrasebook) -> list[Entry]:
    return [entry for entry in book.entries if entry.margin]


def test_every_topic_is_read_and_says_all_it_should(book: Phrasebook, topics: list[Entry]) -> None:
    assert book.errors == ()
    assert len(topics) >= 40
    for entry in topics:
        assert entry.margin
        assert len(entry.margin.offers) >= 2, entry.id
        assert entry.margin.reason, entry.id
        assert entry.margin.tip, entry.id
        assert min(len(entry.to_flag), len(entry.to_leave)) >= 2, entry.id


def test_the_contract_holds(tried: ExampleBook) -> None:
    frames = offering(text for entry in tried.book.entries for text in entry.reframings)
    assert len(frames) > len(FRAMES)
    assert [str(error) for error in check_topics(tried, frames)] == []


def test_the_likelihoods_of_the_learned_reader_take_them_too(tried: ExampleBook, topics: list[Entry]) -> None:
    for template in {template for wording in WORDINGS.values() for template in wording.reframings}:
        for entry in topics:
            text = filled(template, granted_words(entry.margin))
            assert tried.grave(re.sub(r"\[[^]]+\]", "cela", text)) == [], text


def test_offers_are_noun_groups_and_promise_no_sum(topics: list[Entry]) -> None:
    said = [(entry.id, offer) for entry in topics if entry.margin for offer in entry.margin.offers]
    assert [one for one in said if not re.match(r"(?:un|une|le|la|les|l’)\b ?\w", one[1])] == []
    texts = [text for entry in topics if entry.margin for text in (*entry.margin.offers, entry.margin.limit)]
    assert [text for text in texts if re.search(r"[€%\d]|gratuit|offert", text)] == []


def test_no_topic_offers_what_its_own_words_may_be_refusing(tried: ExampleBook, topics: list[Entry]) -> None:
    # A call in the place of a visit, parts in the place of the whole, are another thing.
    other = {("rendez-vous", "un rendez-vous téléphonique"), ("paiement", "un paiement en trois fois")}
    caught = {
        (entry.margin.topic, offer)
        for entry in topics
        if entry.margin
        for offer in entry.margin.offers
        for span in tried.spans(entry, f"Non à {offer}.")
        if span.start < len("Non à ") + len(" ".join(offer.split()[:2]))
    }
    assert caught == other


def test_reasons_tips_and_contacts_fit_their_sentences(topics: list[Entry]) -> None:
    for margin in (entry.margin for entry in topics if entry.margin):
        assert not re.search(r"[.!?]$", margin.reason + margin.tip + margin.contact), margin.topic
        assert re.match(r"\w+(?:er|ir|re)\b", margin.tip), margin.tip
        assert not margin.contact or re.match(r"(?:le|la|l’)", margin.contact), margin.contact
        assert "'" not in "".join((*margin.offers, margin.reason, margin.tip, margin.contact)), margin.topic


def test_no_topic_fires_on_a_quarter_of_the_look_alikes(tried: ExampleBook, topics: list[Entry]) -> None:
    left = [example.text for entry in topics for example in entry.to_leave]
    for entry in topics:
        caught = [text for text in left if tried.spans(entry, text)]
        assert len(caught) < len(left) / 4, (entry.id, caught)


def test_a_breach_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "marges.yaml"
    file.write_text(BAD, "utf-8")
    (tmp_path / "refus.yaml").write_text(
        'theme: "x"\nentrees:\n  - {id: donner-tort.x, categorie: donner-tort, titre: "x", pourquoi: "x", '
        'reperer: ["vous avez tort"], exemples: {signaler: ["[vous avez tort]", "oui, [vous avez tort]"], '
        'laisser: ["oui", "tort"]}}\n',
        "utf-8",
    )
    found = [str(error).rpartition("/")[2] for error in check_examples(load_phrasebooks([tmp_path], [file]))]
    assert found == [
        "marges.yaml:7 : marge.essai : le sujet n’est pas reconnu dans « Un gargamel. »",
        "marges.yaml:8 : marge.essai : « schtroumpf » est reconnu dans « Le schtroumpf est parti. », à tort",
        "marges.yaml:3 : marge.essai : aucun exemple n’a besoin du motif « glop glop »",
        "marges.yaml:2 : marge.essai : « Nous en sommes là parce que vous avez tort. » est signalé (donner-tort.x)",
    ]


def test_the_schema_accepts_what_is_loaded() -> None:
    schema = margins_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    text = FILE.read_text("utf-8")
    validator.validate(yaml.safe_load(text))
    assert not validator.is_valid(yaml.safe_load(text.replace("    offres:", "    offre:", 1)))
    assert validator.is_valid({"marges": [{"sujet": "x", "offres": []}], "remplace": "tout"})
    assert not validator.is_valid({"marges": [{"sujet": "x", "offres": ["un y"]}]})


def test_the_example_of_the_guide_holds(tmp_path: Path) -> None:
    folder = builtin_folder()
    guide = (folder / "guide-formateur.md").read_text("utf-8")
    example = next(block for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "marges:" in block)
    file = tmp_path / "equipe" / "marges.yaml"
    file.parent.mkdir()
    file.write_text(example, "utf-8")
    (tmp_path / "lexique.yaml").write_text((folder / "lexique.yaml").read_text("utf-8"), "utf-8")
    book = load_phrasebooks([tmp_path], [FILE, file])
    assert [str(error) for error in (*book.errors, *check_examples(book))] == []
    assert {entry.margin.topic for entry in book.entries if entry.margin and not entry.margin.offers} == {"découvert"}
    jsonschema.Draft202012Validator(margins_schema()).validate(yaml.safe_load(example))
