"""A calibration as sections of blocks, for the formats that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coach.calibration.figures import (
    FEWEST_CASES,
    FEWEST_MESSAGES,
    LEAST_PRECISION,
    NOTEWORTHY_BIAS,
)
from coach.render import review_wording as say
from coach.render.calibration_tables import agreement, by_label, by_place, by_question, by_rule, couples
from coach.render.review_document import Block, Items, Section, Table, Text
from coach.render.wording import quote
from coach.review.summary import NOTEWORTHY

if TYPE_CHECKING:
    from coach.calibration.figures import Bias, Calibration, Disagreement, RuleFigure

TITLE: Final = "Calibrage"
_METHOD = (
    "Un calibrage compare des lectures, il ne note personne : un désaccord montre d’abord une consigne à préciser.\n"
    "Précision : part des remarques de coach que les personnes confirment. Rappel : part des fautes annotées que coach "
    "trouve. À plusieurs, l’avis de la majorité sert de référence ; à égalité, le message est « partagé » et ne "
    "compte pas.\n"
    "Les crochets donnent l’intervalle de Wilson à 95 % : la vraie valeur s’y trouve très probablement.\n"
    "κ (Cohen) et α (Krippendorff) mesurent l’accord au-delà du hasard : 0,80 est bon, 0,667 le moins qu’on accepte. "
    "Quand une faute est rare, κ baisse sans que l’on soit moins d’accord ; AC1 (Gwet) n’a pas ce défaut : lisez les "
    "deux.\n"
    f"« Insuffisant » : données insuffisantes, moins de {FEWEST_MESSAGES} messages pour un accord ou moins de "
    f"{FEWEST_CASES} cas pour un taux ; le hasard y pèse plus que la pratique.\n"
    "« Sévère » ou « indulgent » compare la part de messages jugés à reprendre à celle des autres personnes, sur les "
    "mêmes messages, quand le hasard ne suffit pas à expliquer l’écart (test des signes)."
)
METHOD: Final = tuple(_METHOD.split("\n"))
_DISCUSSED = 500
# The rules of the learned reader stand in no file.
_LEARNED = "appris."


def document(calibration: Calibration) -> tuple[Section, ...]:
    """Return the sections; those with nothing to say are left out."""
    sections = (
        _scope(calibration),
        _places(calibration),
        _questions(calibration),
        _rules(calibration),
        _raters(calibration),
        _discussion(calibration),
        Section("methode", "Méthode", (Items("", METHOD),)),
    )
    return tuple(section for section in sections if section.blocks)


def _scope(found: Calibration) -> Section:
    raters = ", ".join(f"{rater} ({say.number(count)})" for rater, count in found.raters.items())
    blocks: list[Block] = [
        Text(f"{say.counted(found.messages, 'message comparé', 'messages comparés')} ; coach et : {raters}.")
        if found.messages
        else Text("Aucun message annoté n’a été lu.")
    ]
    if 0 < found.messages < FEWEST_MESSAGES:
        blocks.append(Text(f"{say.TOO_FEW.capitalize()} : lisez ces chiffres comme des exemples.", note=True))
    if found.problems:
        blocks.append(
            Items(
                f"Non lus : {say.number(len(found.problems))}",
                tuple(say.tidy(str(problem)) for problem in found.problems[:_DISCUSSED]),
            )
        )
    return Section("portee", "Ce qui a été comparé", tuple(blocks))


def _places(found: Calibration) -> Section:
    if found.places is None:
        return Section("passages", "", ())
    places = found.places
    quiet = f"Brouillons sans faute laissés tranquilles : {say.number(places.quiet)} sur {say.number(places.clean)}."
    return Section("passages", "Au passage près", (*by_place(places), Text(quiet), by_label(places)))


def _questions(found: Calibration) -> Section:
    if not found.questions:
        return Section("categories", "", ())
    # Where every fault has its place, the section before has said how right coach is, and more closely.
    placed = found.places is not None and found.places.drafts == found.messages
    blocks: list[Block] = [] if placed else [by_question(found.questions)]
    if any(one.enough for one in found.questions):
        blocks.append(agreement(found.questions))
    else:
        blocks.append(Text(f"Pour parler d’accord, il faut {FEWEST_MESSAGES} messages : {say.TOO_FEW}."))
    return Section("categories", "Message par message", tuple(blocks))


def _rules(found: Calibration) -> Section:
    if not found.rules:
        return Section("regles", "", ())
    doubtful = [rule for rule in found.rules if rule.doubtful]
    blocks: list[Block] = [by_rule(found.rules)]
    if doubtful:
        advice = tuple(map(_advice, doubtful))
        blocks.append(Items("À adoucir", advice))
    return Section("regles", "Règle par règle", tuple(blocks))


def _advice(rule: RuleFigure) -> str:
    right = f"{rule.rule} : {say.percent(rule.precision.value)}, sur {say.number(rule.found)}"
    if rule.rule.startswith(_LEARNED):
        return f"{right} ; apprenez-lui ces cas (coach train --add), ou relisez sans lui (--readers phrasebooks)"
    least = say.number(LEAST_PRECISION, 2)
    return f"{right} ; une règle sous {least} de précision : passez-la en conseil (« gravite: conseil »)"


def _raters(found: Calibration) -> Section:
    if not found.couples:
        return Section("lecteurs", "", ())
    blocks: list[Block] = [couples(found.couples)]
    if len(found.raters) > 1 or any(bias.others is not None for bias in found.biases):
        head = ("qui", "messages", "à reprendre", "les autres", "écart (points)")
        rows = tuple(map(_bias, found.biases))
        blocks.append(Table("Sévère ou indulgent ?", head, rows, columns=(0, 2, 3, 4), rest="--all"))
    return Section("lecteurs", "Entre lecteurs", tuple(blocks))


def _bias(bias: Bias) -> tuple[str, ...]:
    row = (bias.rater, say.number(bias.messages), say.percent(bias.share))
    gap = bias.gap
    if gap is None or bias.others is None:
        return (*row, "–", "–")
    points = f"{'+' if gap > 0 else '−' if gap < 0 else ''}{say.number(abs(100 * gap), 1)}"
    if bias.messages < FEWEST_MESSAGES:
        word = "insuffisant"
    elif abs(gap) < NOTEWORTHY_BIAS or bias.chance >= NOTEWORTHY:
        word = "comme les autres"
    else:
        word = "plus sévère" if gap > 0 else "plus indulgent"
    return (*row, say.percent(bias.others), f"{points} ({word})")


def _discussion(found: Calibration) -> Section:
    every = found.disagreements
    if not every:
        return Section("desaccords", "", ())
    words = f"{say.counted(len(every), 'désaccord', 'désaccords')}, du plus grave au plus léger."
    items = [_disagreement(each) for each in every[:_DISCUSSED]]
    if len(every) > _DISCUSSED:
        items.append(f"… et {say.number(len(every) - _DISCUSSED)} de plus : --desaccords, ou --format json")
    return Section("desaccords", "À discuter", (Text(words), Items("", tuple(items))))


def _disagreement(each: Disagreement) -> str:
    said = f"oui : {', '.join(each.yes)} ; non : {', '.join(each.no)}"
    where = f" ({each.ref})" if each.ref else ""
    comments = f" — {' ; '.join(each.comments)}" if each.comments else ""
    return f"{each.question}, {said}{where} — {quote(each.quote)}{comments}"
