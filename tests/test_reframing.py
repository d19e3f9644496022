"""The parts of a rewriting: words, clauses, facts, French at the seams, templates, and sentences put together."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from coach import Coach
from coach.french.conjugation import FormTable
from coach.model import Span
from coach.phrasebook.cache import load_compiled_rules
from coach.phrasebook.folders import builtin_folder
from coach.phrasebook.rewriting import load_rules
from coach.reframing import morphology
from coach.reframing.clauses import Role, clauses
from coach.reframing.examples import check_rules
from coach.reframing.facts import facts, kept
from coach.reframing.removal import removed
from coach.reframing.template import Context, filled, is_template
from coach.reframing.voice import voice
from coach.reframing.words import words_of

if TYPE_CHECKING:
    from pathlib import Path


@cache
def forms() -> FormTable:
    return FormTable(load_compiled_rules([builtin_folder()])["forms"])


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("rembourser", "i"),
        ("remboursons", "f"),
        ("remboursé", "p"),
        ("étant", "g"),
        ("pull", ""),
        ("Êtes", "f"),
        ("fait", "pf"),
    ],
)
def test_a_form_is_what_its_verb_makes_of_it(word: str, kinds: str) -> None:
    assert "".join(kind for _, kind in forms().readings(word)) == kinds


@pytest.mark.parametrize("word", ["", "\t", "zzzz", "0", "\n", "été", "mai"])
def test_a_word_that_is_no_verb_has_no_reading(word: str) -> None:
    assert forms().readings(word) == []


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Le colis part jeudi, car le stock est arrivé", [Role.MAIN, Role.REASON]),
        ("Bonjour Madame Rey, votre dossier est complet", [Role.ADDRESS, Role.MAIN]),
        ("Le délai étant dépassé, nous gardons le colis", [Role.BECAUSE, Role.MAIN]),
        ("En raison d'un incident, le train est arrêté", [Role.BECAUSE, Role.MAIN]),
        ("Nous gardons le colis, que vous pouvez reprendre", [Role.MAIN, Role.DEPENDENT]),
        ("Une avance sur mai, je peux pas", [Role.FRAGMENT, Role.MAIN]),
        ("Je comprends mais le magasin ferme", [Role.MAIN, Role.MAIN]),
        ("On garde le lit parce que le chat l'a griffé", [Role.MAIN, Role.REASON]),
        ("Le prix (12 € par mois) reste le même", [Role.MAIN]),
        ("Si vous voulez, je vous rappelle", [Role.DEPENDENT, Role.MAIN]),
        ("Votre livre, la commande et la livraison", [Role.FRAGMENT, Role.FRAGMENT]),
    ],
)
def test_a_sentence_is_cut_into_clauses_that_can_do_what_their_role_says(sentence: str, roles: list[Role]) -> None:
    assert [clause.role for clause in clauses(words_of(sentence), forms())] == roles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le 3 mai, 45 € à Nathalie Roy", {"3", "mai", "45", "nathalie", "roy"}),
        ("Votre commande AB-12 part mardi", {"ab-12", "mardi"}),
        ("Écrivez à sav@exemple.fr ou sur https://exemple.fr", {"sav@exemple.fr", "https://exemple.fr"}),
        ("Trois jours après, Monsieur", {"trois"}),
        ("Nous livrons.", set()),
        ("Le règlement le dit. Nous le suivons.", set()),
        ("La SNCF l'a dit", {"sncf"}),
    ],
)
def test_facts_are_numbers_dates_addresses_and_names(text: str, found: set[str]) -> None:
    assert facts(text) == found


def test_a_lost_amount_is_a_lost_fact() -> None:
    assert kept("Nous gardons les 45 €.", "Les 45 € restent dus.")
    assert not kept("Nous gardons les 45 €.", "La somme reste due.")


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ("Plutôt que de ", "accorder", "Plutôt que d’accorder"),
        ("Plutôt que de ", "hausser", "Plutôt que de hausser"),
        ("Plutôt que de ", "héberger", "Plutôt que d’héberger"),
        ("je te ", "écris", "je t’écris"),
        ("le guide ", "arrive", "le guide arrive"),
        ("", "avoir", "avoir"),
    ],
)
def test_words_elide_where_french_elides(left: str, right: str, both: str) -> None:
    assert morphology.joined(left, right) == both


@pytest.mark.parametrize(
    ("preposition", "group", "both"),
    [
        ("de", "le pull", "du pull"),
        ("de", "les frais", "des frais"),
        ("de", "un avoir", "d’un avoir"),
        ("de", "l’échange", "de l’échange"),
        ("de", "votre colis", "de votre colis"),
        ("de", "des achats", "d’achats"),
        ("à", "le guichet", "au guichet"),
        ("à", "les clients", "aux clients"),
        ("à", "la banque", "à la banque"),
    ],
)
def test_prepositions_contract(preposition: str, group: str, both: str) -> None:
    assert morphology.contracted(preposition, group) == both


@pytest.mark.parametrize(
    ("group", "plural"),
    [
        ("les frais", True),
        ("votre pull", False),
        ("2 billets", True),
        ("le pull et la veste", True),
        ("1 billet", False),
    ],
)
def test_the_number_of_a_group_is_read_from_its_determiner(group: str, plural: bool) -> None:
    assert morphology.is_plural(group) is plural


@pytest.mark.parametrize(
    ("phrase", "positive"),
    [
        ("vous rembourser ce pull", "vous rembourser ce pull"),
        ("accorder aucun délai", "accorder un délai"),
        ("accorder aucune remise", "accorder une remise"),
        ("faire de geste", "faire un geste"),
        ("faire de zébulon", None),
        ("rien faire", None),
        ("le pull", None),
        ("", None),
    ],
)
def test_what_was_negated_is_said_positively_or_not_at_all(phrase: str, positive: str | None) -> None:
    assert morphology.infinitive_phrase(phrase, forms(), {"geste": "un"}) == positive


@pytest.mark.parametrize(
    ("phrase", "verb"),
    [
        ("remboursons", "rembourser"),
        ("vous livre", "vous livrer"),
        ("l'échange", "l’échanger"),
        ("pull", None),
        ("est", None),
    ],
)
def test_a_finite_verb_becomes_an_infinitive_with_its_pronouns(phrase: str, verb: str | None) -> None:
    made = morphology.infinitive(phrase, forms())
    assert (made or "").replace("'", "’") == (verb or "")


def test_a_capital_is_for_a_name_or_the_first_word() -> None:
    assert morphology.lowered("Le magasin", forms()) == "le magasin"
    assert morphology.lowered("Nathalie Roy", forms()) == "Nathalie Roy"
    assert morphology.lowered("SNCF", forms()) == "SNCF"
    assert morphology.capitalised("« le magasin") == "« Le magasin"
    assert morphology.capitalised("[date] au plus tard") == "[date] au plus tard"


def context(voice: int = 0, **known: str) -> Context:
    formulas = {"je peux": ["je peux", "nous pouvons", "je peux", "nous pouvons"]}
    return Context(forms(), formulas, {"rembourser": "le remboursement"}, voice, known)


@pytest.mark.parametrize(
    ("template", "slots", "said"),
    [
        (
            "Plutôt que de {suite:inf}, {je peux} aider.",
            {"suite": "accorder ce délai"},
            "Plutôt que d’accorder ce délai, je peux aider.",
        ),
        ("{avant:groupe:de} à voir.", {"avant": "Le remboursement"}, "Du remboursement à voir."),
        ("{avant:groupe} {avant:accord:est/sont} là.", {"avant": "les frais"}, "Les frais sont là."),
        ("{verbe:nom} attend.", {"verbe": "remboursons"}, "Le remboursement attend."),
        ("{suite:phrase}.", {"suite": "Le colis part"}, "Le colis part."),
        ("{suite:phrase}.", {"suite": "de votre pull"}, None),
        ("{suite:groupe}.", {"suite": "que vous dites"}, None),
        ("{objet:mot}.", {"objet": "un mot de trop ici"}, None),
        ("{suite}", {}, None),
        ("{je peux} proposer {offre}.", {}, "Je peux proposer [solution]."),
    ],
)
def test_a_template_says_what_its_slots_allow(template: str, slots: dict[str, str], said: str | None) -> None:
    assert filled(template, slots, context()) == said


def test_the_margins_and_the_person_fill_a_template() -> None:
    assert filled("{je peux} proposer {offre}.", {}, context(1, offre="un avoir")) == "Nous pouvons proposer un avoir."


@pytest.mark.parametrize("template", ["{je pourrai}", "{suite:infinitiv}"])
def test_a_slot_that_nothing_fills_is_told(template: str) -> None:
    assert is_template(template, {"je peux": ()})
    assert not is_template("{je peux} {suite:inf} {avant:accord:est/sont}", {"je peux": ()})


@pytest.mark.parametrize(
    ("draft", "sentence", "number"),
    [
        ("Je vous écris", "", 0),
        ("Nous vous écrivons", "", 1),
        ("Je t'écris, tu vois", "", 2),
        ("On te dit", "", 3),
        ("Je vous dis", "on voit", 1),
    ],
)
def test_the_person_is_that_of_the_sentence_and_the_register_that_of_the_draft(
    draft: str, sentence: str, number: int
) -> None:
    assert voice(words_of(draft), words_of(sentence)) == number


@pytest.mark.parametrize(
    ("text", "sentence", "left"),
    [
        ("Un. Deux. Trois.", "Deux.", "Un. Trois."),
        ("Un. Deux.", "Deux.", "Un."),
        ("Un. Deux.\nTrois.", "Deux.", "Un.\nTrois."),
        ("Un.\nDeux.\nTrois.", "Deux.", "Un.\nTrois."),
        ("Un.\r\nDeux.\r\nTrois.", "Deux.", "Un.\r\nTrois."),
        ("Un.\nDeux.", "Deux.", "Un."),
        ("Deux. Trois.", "Deux.", "Trois."),
        ("Deux.", "Deux.", ""),
    ],
)
def test_a_sentence_taken_out_leaves_no_hole(text: str, sentence: str, left: str) -> None:
    at = text.index(sentence)
    span = removed(text, Span(at, at + len(sentence)))
    assert text[: span.start] + text[span.end :] == left


def test_every_rule_makes_of_its_examples_what_it_says() -> None:
    coach = Coach()
    rules = load_rules([builtin_folder()])
    assert rules.entries
    assert check_rules(rules, lambda text: coach.reframe(text, granted=False).best) == []


RULES = """\
theme: "Essai"
entrees:
  - id: essai.regle
    pour: [reproche]
    reperer: ["vous avez mal cliqué"]
    devient:
      - fait: "{suite:inconnu}."
    note: "Une note."
    exemples:
      - avant: "Vous avez mal cliqué."
        apres: "Autre chose."
"""


def team(folder: Path, rules: str) -> Path:
    (folder / "reecritures").mkdir()
    (folder / "reecritures" / "equipe.yaml").write_text(rules, "utf-8")
    return folder


def test_a_rule_that_does_not_do_what_it_says_is_named_with_its_line(tmp_path: Path) -> None:
    rules = load_rules([team(tmp_path, RULES)])
    found = check_rules(rules, lambda text: text)
    assert [(error.line, "inconnu" in str(error)) for error in found] == [(3, True), (10, False)]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("pour: [reproche]", "pour: [reproches]", 4, "vouliez-vous dire « reproche »"),
        ("devient:", "devien:", 6, "vouliez-vous dire « devient »"),
        ("- fait:", "- faits:", 7, "vouliez-vous dire « fait »"),
        ('"vous avez mal cliqué"', '"vous avez [mal cliqué"', 5, "[mal cliqué"),
        ('"vous avez mal cliqué"', '"…"', 5, "aucun mot"),
        ('note: "Une note."', "note: Une note", 8, "guillemets"),
    ],
)
def test_a_broken_rule_is_named_and_the_others_stand(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    good = RULES.partition("entrees:\n")[2].replace("essai.regle", "essai.autre")
    rules = load_rules([team(tmp_path, RULES.replace(old, new, 1) + good)])
    assert [entry.id for entry in rules.entries] == ["essai.autre"]
    (error,) = rules.errors
    assert said in str(error)
    assert f"equipe.yaml:{line}" in str(error)


def test_a_teams_rules_come_with_its_phrasebooks(tmp_path: Path) -> None:
    rules = RULES.replace("{suite:inconnu}", "Le bouton est à droite")
    made = Coach([team(tmp_path, rules)]).reframe("Bonjour Madame Rey. Vous avez mal cliqué.")
    assert made.best in {"Bonjour Madame Rey. Le bouton est à droite.", made.best}
    assert "Le bouton est à droite." in [one.text for passage in made.passages for one in passage.rewrites]


def test_the_rule_of_the_guide_does_what_the_guide_says(tmp_path: Path) -> None:
    guide = (builtin_folder() / "guide-formateur.md").read_text("utf-8")
    rule = guide.partition('```yaml\ntheme: "Réécrire chez nous"')[2].partition("```")[0]
    folder = team(tmp_path, 'theme: "Réécrire chez nous"' + rule)
    coach = Coach([folder])
    assert check_rules(load_rules([folder]), lambda text: coach.reframe(text, granted=False).best) == []
    assert not coach.problems
