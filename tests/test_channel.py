"""The channel of a draft, read from its form, and what a rewriting says otherwise for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from coach import Coach
from coach.french.ownership import skipped
from coach.model import CHANNELS
from coach.phrasebook.folders import builtin_folder
from coach.phrasebook.rewriting import load_rules
from coach.reframing.channel import channel
from coach.reframing.words import words_of

if TYPE_CHECKING:
    from pathlib import Path

MAIL = "Bonjour Madame Rey,\n\n{}\n\nCordialement,\nPaul"
LETTER = "Lyon, le 3 mai 2026\n\nMadame,\n\n{}\n\nJe vous prie d’agréer, Madame, mes salutations distinguées."
REVIEW = "Merci d’avoir laissé votre avis. {}"
CHAT = "{} dsl pour l'attente"


@cache
def coach() -> Coach:
    return Coach()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MAIL.format("Le colis part lundi."), "mail"),
        ("Chère Madame,\nLe colis part lundi.\nMeilleures salutations\nPaul", "mail"),
        (LETTER.format("Le colis part lundi."), "lettre"),
        (
            "Objet\u00a0: votre demande\n\nMonsieur,\nVeuillez recevoir, Monsieur, l’expression de ma considération.",
            "lettre",
        ),
        (REVIEW.format("Le colis part lundi."), "avis"),
        ("Bonjour Léa,\nNous avons lu ton commentaire.\nCordialement", "avis"),
        ("slt, le colis part lundi", "chat"),
        (CHAT.format("Le colis part lundi,"), "chat"),
        # One mark alone is no proof.
        ("Le colis part lundi.", None),
        ("Bonjour,\nLe colis part lundi.", None),
        ("Bonjour Madame, le colis part lundi. Cordialement, Paul", None),
        ("Objet : votre colis\nLe colis part lundi.", None),
        ("Le colis part lundi.\nCordialement\nBonjour Madame,", None),
        ("Merci pour votre avis d’imposition.", None),
        ("Merci, à votre avis, quand part le colis ?", None),
        ("Merci pour l’avis de passage, votre colis part lundi.", None),
        ("Le colis part lundi, dsl. " + "Il arrive mardi. " * 20, None),
        ("", None),
        # What the customer wrote says nothing of the draft.
        ("Le colis part lundi.\n\n> Bonjour Madame,\n> J'attends.\n> Cordialement,\n> Zoé", None),
    ],
)
def test_a_channel_is_told_by_a_plain_form_only(text: str, expected: str | None) -> None:
    assert channel(text, words_of(text), skipped(text)) == expected


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("Bonjour. {}", ("m’envoyer un justificatif", "vérifier avec moi")),
        (CHAT, ("m’envoyer un justificatif", "vérifier avec moi")),
        (MAIL, ("m’envoyer un justificatif", "vérifier de votre côté")),
        (LETTER, ("m’envoyer un justificatif", "vérifier de votre côté")),
        (REVIEW, ("m’envoyer en privé un justificatif", "vérifier avec moi")),
    ],
)
def test_a_rewriting_speaks_as_its_channel_does(form: str, said: tuple[str, str]) -> None:
    for fault, words in zip(("Prouvez-le.", "Êtes-vous sûr d’avoir branché la box ?"), said, strict=True):
        draft = form.format(fault)
        rewritten = coach().reframe(draft).best
        assert rewritten != draft
        assert words in rewritten


def test_what_fits_all_channels_names_none_and_greets_nobody() -> None:
    rules = load_rules([builtin_folder()])
    templates = [text for entry in rules.entries if entry.rewriting for _, text in entry.rewriting.templates]
    said = [*templates, *(text for texts in rules.formulas.values() for text in texts)]
    named = re.compile(
        r"\b(?:(?:par|au) téléphone|(?:e-?)?mails?|courriels?|courriers?|lettres?|chat|sms|ici même|"
        r"raccroch\w+|bonjour|bonsoir|cordialement)\b",
        re.IGNORECASE,
    )
    assert [text for text in said if named.search(text)] == []


CHANNEL_RULES = """\
theme: "Essai"
formules:
  "votre essai": ["votre essai", "votre essai", "ton essai", "ton essai"]
canaux:
  mail:
    "votre essai": ["votre mail", "votre mail", "ton mail", "ton mail"]
"""


def team(folder: Path, rules: str) -> Path:
    (folder / "reecritures").mkdir(parents=True)
    (folder / "reecritures" / "equipe.yaml").write_text(rules, "utf-8")
    return folder


def test_a_team_words_a_formula_for_a_channel(tmp_path: Path) -> None:
    rules = load_rules([team(tmp_path, CHANNEL_RULES)])
    assert rules.errors == ()
    assert set(rules.channels) == set(CHANNELS)
    assert rules.channels["mail"] == {"votre essai": ("votre mail", "votre mail", "ton mail", "ton mail")}


def test_a_formula_that_a_team_words_anew_holds_in_every_channel(tmp_path: Path) -> None:
    anew = 'theme: "Essai"\nformules:\n  "votre message": ["votre mot", "votre mot", "ton mot", "ton mot"]\n'
    assert "votre message" in load_rules([builtin_folder()]).channels["lettre"]
    rules = load_rules([builtin_folder(), team(tmp_path, anew)])
    assert not any("votre message" in formulas for formulas in rules.channels.values())


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  mail:", "  mel:", 5, "mail"),
        ('    "votre essai"', '    "votre oubli"', 6, "« votre oubli » n’est pas une formule"),
        ('["votre mail", "votre mail", "ton mail", "ton mail"]', '["votre mail"]', 6, "deux tournures"),
    ],
)
def test_a_broken_channel_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    (error,) = load_rules([team(tmp_path, CHANNEL_RULES.replace(old, new))]).errors
    assert said in str(error)
    assert getattr(error, "line", None) == line


def test_the_channels_of_the_guide_are_read(tmp_path: Path) -> None:
    guide = (builtin_folder() / "guide-formateur.md").read_text("utf-8")
    block = guide.partition('  ```yaml\n  formules:\n    "répondez-nous"')[2].partition("```")[0]
    text = 'theme: "Essai"\nformules:\n  "répondez-nous"' + block.replace("\n  ", "\n")
    rules = load_rules([team(tmp_path, text)])
    assert rules.errors == ()
    assert rules.channels["chat"]["répondez-nous"][0] == "dites-le-moi ici"
    assert rules.channels["avis"]["répondez-nous"][3] == "écris-nous en privé"
