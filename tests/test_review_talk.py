"""What a review reads in whole conversations: the entries of `conversation/`, and the questions asked of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from review_samples import write_export

from coach.engine import Coach
from coach.phrasebook import cache
from coach.phrasebook.entry import TALK_SIGNALS, Phrasebook
from coach.phrasebook.examples import check_examples
from coach.phrasebook.folders import builtin_folder
from coach.phrasebook.loader import load_phrasebooks, load_talk
from coach.review.language import TalkReader

if TYPE_CHECKING:
    from conftest import Cli

TEAM = """\
theme: "Chez nous"
listes:
  fete: ["la revoyure", "la fraîche"]
entrees:
  - id: conge.chez-nous
    signal: conge
    titre: "Notre au revoir"
    reperer: ["(@adverbe) à @fete"]
    exemples:
      signaler: ["[À la revoyure] !", "Allez, [à la fraîche]."]
      laisser: ["La revoyure est une fête.", "À la revue."]
"""


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return load_talk([builtin_folder()])


@pytest.fixture(scope="module")
def reader() -> TalkReader:
    return TalkReader()


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Return the file of a team's folder `conversation/`."""
    file = tmp_path / "equipe" / "conversation" / "chez-nous.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(TEAM, "utf-8")
    return file


# --- the entries ------------------------------------------------------------------------------------------------------


def test_every_example_pattern_and_exception_holds(book: Phrasebook) -> None:
    assert [str(error) for error in (*book.errors, *check_examples(book))] == []


def test_every_signal_has_entries_and_no_example_comes_twice(book: Phrasebook) -> None:
    assert {entry.signal for entry in book.entries} == set(TALK_SIGNALS)
    count = Counter((entry.id, each.text) for entry in book.entries for each in (*entry.to_flag, *entry.to_leave))
    assert [example for example, times in count.items() if times > 1] == []


def test_the_ordinary_phrasebooks_hold_nothing_of_it() -> None:
    signals = {entry.signal for entry in load_phrasebooks([builtin_folder()]).entries}
    assert not signals & set(TALK_SIGNALS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("signal: conge", "signal: issue", "chez-nous.yaml:6 : le signal « issue » ne sert pas dans un dossier"),
        ("signal: conge", "signal: congé", "chez-nous.yaml:6 : signal : « congé » n’existe pas ; vouliez-vous"),
        ("signal: conge", "categorie: jargon", "chez-nous.yaml:5 : une entrée d’un dossier « conversation/ » a un"),
        ("titre:", "gravite: conseil\n    titre:", "chez-nous.yaml:7 : clé inconnue « gravite »"),
        ("@fete", "@fetes", "chez-nous.yaml:8 : liste inconnue « @fetes » ; vouliez-vous dire « @fete » ?"),
    ],
)
def test_a_faulty_entry_is_named_with_its_line(team: Path, old: str, new: str, said: str) -> None:
    team.write_text(TEAM.replace(old, new), "utf-8")
    (error,) = load_talk([builtin_folder(), team.parents[1]]).errors
    assert said in str(error)


def test_its_signals_are_named_where_they_do_not_belong(team: Path) -> None:
    misplaced = team.parents[1] / "equipe.yaml"
    misplaced.write_text(TEAM, "utf-8")
    (error,) = load_phrasebooks([builtin_folder(), misplaced.parent]).errors
    assert "equipe.yaml:6 : le signal « conge » ne sert que dans un dossier « conversation/ »" in str(error)


def test_a_team_adds_its_own(team: Path, reader: TalkReader) -> None:
    ours = TalkReader([team.parents[1]])
    assert ours.takes_leave("À la revoyure !")
    assert not reader.takes_leave("À la revoyure !")
    assert ours.takes_leave("Au revoir.")


def test_the_folder_of_a_team_is_proved(cli: Cli, small: Path, team: Path) -> None:
    called = cli("phrasebook", "test", team.parents[1])
    assert called.code == 2
    # The small phrasebook has no lexicon: @adverbe is nowhere.
    assert "chez-nous.yaml:8 : liste inconnue « @adverbe »" in called.err
    team.write_text(TEAM.replace("(@adverbe) ", ""), "utf-8")
    called = cli("phrasebook", "test", team.parents[1])
    assert (called.code, called.out) == (0, "1 entrée de conversation, 0 entrée, 4 exemples : tout tient\n")
    team.write_text(TEAM.replace("(@adverbe) ", "").replace("[À la revoyure] !", "À [la revoyure] !"), "utf-8")
    called = cli("phrasebook", "test", team.parents[1])
    assert called.code == 2
    assert "chez-nous.yaml:10 : conge.chez-nous : « [À la revoyure] ! » est ce qui est signalé" in called.err


@pytest.mark.usefixtures("small")
def test_a_review_names_what_is_broken_and_goes_on(cli: Cli, team: Path, tmp_path: Path) -> None:
    team.write_text(TEAM.replace("signal: conge", "signal: conga"), "utf-8")
    write_export(tmp_path / "export.jsonl", 6)
    called = cli("review", tmp_path / "export.jsonl", "--phrasebook", team.parents[1], "--format", "jsonl", "--jobs", 1)
    assert called.code == 2
    assert "chez-nous.yaml:6 : signal : « conga » n’existe pas" in called.err
    assert called.out.count("\n") >= 6


def test_a_check_does_not_load_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "load_talk_book", lambda _: pytest.fail("loaded"))
    assert Coach(readers="phrasebooks").check("Bonjour, vous avez tort.").findings


def test_it_is_compiled_once(team: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    first = cache.load_talk_book([team.parents[1]])
    monkeypatch.setattr("coach.phrasebook.compiled.compile_book", lambda _: pytest.fail("compiled twice"))
    assert cache.load_talk_book([team.parents[1]])["entries"] == first["entries"]


# --- the questions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "VOUS ETES DES VOLEURS",
        "Vous n’êtes que des menteurs.",
        "vs êtes tous nuls",
        "T'es con ou quoi",
        "Nuls !",
        "J'ai encore affaire à des incompétents.",
        "Vous êtes nuls, vous n'êtes pas humains.",
        "Je sais où vous travaillez.",
        "On vous retrouvera.",
    ],
)
def test_abuse(reader: TalkReader, text: str) -> None:
    assert reader.is_abusive(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vous n’êtes pas des voleurs, mais où est mon argent ?",
        "Je ne dis pas que vous êtes des menteurs.",
        "Vous êtes incapables de me répondre.",
        "Votre livreur m'a traité de connard.",
        "Je vais vous retrouver la facture.",
        "Vous allez le payer en trois fois ?",
        "Quel service de merde, j'en ai marre !",
        "Je saisis mon avocat et je porte plainte.",
    ],
)
def test_anger_complaint_and_denial_are_no_abuse(reader: TalkReader, text: str) -> None:
    assert not reader.is_abusive(text)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Je vous ai remboursé ce matin.", True),
        ("j ai debloque ton compte", True),
        ("Notre équipe a bien corrigé la facture.", True),
        ("Votre compte a été réactivé.", True),
        ("Je viens de vous renvoyer le lien.", True),
        ("C'est fait.", True),
        ("Je ne vous ai pas encore remboursé.", False),
        ("Rien n'a été envoyé.", False),
        ("Le virement n'est toujours pas parti.", False),
        ("Dès que c'est réglé, je vous écris.", False),
        ("Est-ce que c'est réglé ?", False),
        ("Votre demande a bien été enregistrée.", False),
        ("Nous avons bien reçu votre message.", False),
        ("Le retour est remboursé sous dix jours.", False),
        ("Je vous rembourse demain.", False),
    ],
)
def test_what_is_done_and_what_is_not(reader: TalkReader, text: str, done: bool) -> None:
    assert reader.is_done(text) is done


@pytest.mark.parametrize(
    ("text", "satisfied"),
    [
        ("Parfait, merci.", True),
        ("ok ça marche", True),
        ("Merci de m'avoir rappelé.", True),
        ("Merci pour votre aide, bonne soirée.", True),
        ("Merci de me rembourser.", False),
        ("Merci d'avance.", False),
        ("Je n'ai toujours rien reçu. Merci.", False),
        ("Je ne suis pas d'accord.", False),
        ("Ça ne marche pas.", False),
        ("Super, encore un retard.", False),
        ("Merci, et ma facture ?", False),
    ],
)
def test_a_customer_who_has_what_was_wanted(reader: TalkReader, text: str, satisfied: bool) -> None:
    assert reader.is_satisfied(text) is satisfied


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Je veux vous aider, et j'ai besoin que nous nous parlions sans insultes.", True),
        ("Puis-je vous demander de rester courtois ?", True),
        ("Si les insultes continuent, je mettrai fin à cet appel.", True),
        ("Je ne peux pas poursuivre dans ces conditions.", True),
        ("Restez poli.", False),
        ("Je vous invite à nous écrire, cordialement.", False),
        ("Je mets fin à votre contrat le 3.", False),
    ],
)
def test_a_limit_is_set_calmly(reader: TalkReader, text: str, limit: bool) -> None:
    assert reader.sets_limit(text) is limit


@pytest.mark.parametrize(
    ("text", "leaves", "only"),
    [
        ("Avec plaisir, bonne journée !", True, True),
        ("Je reste à votre entière disposition pour toute question. Excellente soirée à vous.", True, True),
        ("Veuillez agréer, Madame, l'expression de mes salutations distinguées.\nJulie Martin", True, True),
        # What follows a goodbye is a signature at most; what is done is no mere goodbye.
        ("C'est fait, bonne journée !", True, False),
        ("Je regarde votre dossier avec notre atelier et je vous écris. Bonne journée !", True, False),
        ("Merci de nous envoyer la photo.", False, False),
        ("Merci pour votre message, je regarde.", False, False),
        ("Au revoir. " + "Le colis part de notre entrepôt. " * 20, True, False),
    ],
)
def test_a_goodbye_and_nothing_else(reader: TalkReader, text: str, leaves: bool, only: bool) -> None:
    assert (reader.takes_leave(text), reader.is_farewell(text)) == (leaves, only)


@pytest.mark.parametrize(
    ("text", "greets"),
    [
        ("Réf. 4512. Dossier clos.\nBonjour Madame, voici la suite.", True),
        ("Oui bonjour, je vous écoute.", True),
        ("Chers Monsieur et Madame Payet,\nLe four est prêt.", True),
        ("Monsieur Petit viendra.", False),
        ("Votre colis part. " * 30 + "Bonjour à tous.", False),
    ],
)
def test_a_greeting_stands_at_the_head(reader: TalkReader, text: str, greets: bool) -> None:
    assert reader.greets(text) is greets
