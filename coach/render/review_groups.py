"""Sections of figures: what was read, the rates, advisers, channels, reasons, the method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_document import Block, Figure, Figures, Items, Plot, Section, Table, Text
from coach.render.review_plots import quadrants
from coach.render.wording import SEVERITIES

if TYPE_CHECKING:
    from coach.review.figures import Line, Review, Scope

_CONTENT_LABELS = 8
_WHO = "Pour que les messages sans auteur reconnu soient relus, nommez vos conseillers dans coach.yaml (conseillers:)."


def scope(review: Review) -> Section:
    """Return what was read and what was left out."""
    what = review.scope
    blocks: list[Block] = [Text(_read(what)), Text(_checked(what))]
    if what.skipped.get(say.UNATTRIBUTED):
        blocks.append(Text(_WHO))
    if period := say.period(what):
        blocks.append(Text(f"Période : {period[0].lower()}{period[1:]}."))
    if what.interrupted:
        blocks.append(Text("La revue a été interrompue : le rapport porte sur ce qui était déjà relu."))
    if what.problem_count:
        shown = tuple(say.tidy(str(problem)) for problem in what.problems)
        more = what.problem_count - len(shown)
        if more:
            shown += (f"… et {say.number(more)} de plus (voir la sortie d’erreur)",)
        blocks.append(Items(f"Non lus, ou lus en partie : {say.number(what.problem_count)}", shown))
    return Section("portee", say.SCOPE, tuple(blocks))


def _read(what: Scope) -> str:
    files = say.counted(what.sources, "fichier", "fichiers")
    talks = say.counted(what.conversations, "conversation", "conversations")
    return f"{files}, {talks}, {say.counted(what.read, 'message lu', 'messages lus')}."


def _checked(what: Scope) -> str:
    skipped = ", ".join(say.skipped(reason, count) for reason, count in what.skipped.items())
    words = say.counted(what.words, "mot", "mots")
    checked = say.counted(what.checked, "message de conseiller relu", "messages de conseillers relus")
    left = sum(what.skipped.values())
    aside = f" ; {say.counted(left, 'laissé de côté', 'laissés de côté')} ({skipped})" if left else ""
    return f"{checked} ({words}){aside}."


def rates(review: Review) -> Section:
    """Return how much there is to rephrase: in all, by rule, and what replies lack."""
    team = review.team
    if not team.messages:
        return Section("taux", "Les taux", (Text("Aucun message de conseiller n’a été relu."),))
    blocks: list[Block] = [Figures(_first_figures(team))]
    if not team.enough:
        blocks.append(Text(_too_few(team), note=True))
    if review.categories:
        first = review.categories[0]
        words = f"La famille la plus fréquente : {say.theme_title(first.name)}, {say.share(first.rate)} des messages."
        blocks.append(Plot("rates", "Part des messages, par famille de remarques", words))
        blocks.append(_category_table(review))
        blocks.append(_rule_table(review))
    blocks.append(Plot("marks", "La forme et le fond de chaque message", _in_words(review)))
    blocks.append(_quadrant_table(review))
    if review.labels:
        rows = tuple(
            (say.label_title(label), say.number(count), say.share(rate))
            for label, count, rate in review.labels[:_CONTENT_LABELS]
        )
        blocks.append(Table("Ce que le client attend encore", ("manque", "messages", "part"), rows))
    return Section("taux", "Les taux", tuple(blocks))


def _first_figures(team: Line) -> tuple[Figure, ...]:
    rate, remarks = team.rate, team.remarks
    return (
        Figure("Messages à reprendre", say.percent(rate.value), say.limits(rate, 100)),
        Figure("Remarques pour cent messages", say.number(remarks.value, 1), say.limits(remarks)),
        Figure("Note médiane des messages", f"{team.median}/100", "(la plus basse de la forme et du fond)"),
    )


def _category_table(review: Review) -> Table:
    rows = tuple(
        (say.theme_title(each.name), SEVERITIES[each.severity].lower(), say.number(each.messages), say.share(each.rate))
        for each in review.categories
    )
    head = ("famille", "niveau le plus haut", "messages", "part des messages")
    return Table("Remarques par famille", head, rows, columns=(0, 2, 3), folded=True)


def _rule_table(review: Review) -> Table:
    head = ("règle", "niveau", "messages", "part des messages", "remarques pour cent messages")
    rows = tuple(
        (
            rule.rule,
            SEVERITIES[rule.severity].lower(),
            say.number(rule.messages),
            say.share(rule.rate),
            say.per_hundred(rule.per_hundred),
        )
        for rule in review.rules
    )
    return Table("Remarques par règle", head, rows, brief=0, columns=(0, 2, 3), folded=True)


def _in_words(review: Review) -> str:
    """Return the quadrants of form and content in words."""
    share = quadrants(review.marks)
    return (
        f"Aimables et utiles : {say.percent(share[True, True])} des messages ; aimables, mais où il manque une issue, "
        f"une raison ou une suite : {say.percent(share[True, False])} (seuil : 80/100)."
    )


def _quadrant_table(review: Review) -> Table:
    share = quadrants(review.marks)
    rows = tuple(
        (name, say.percent(share[kind, False]), say.percent(share[kind, True]))
        for kind, name in ((True, "forme aimable"), (False, "forme à reprendre"))
    )
    head = ("", "fond à compléter", "fond utile")
    return Table("La forme et le fond : part des messages", head, rows, brief=0, folded=True)


def _too_few(line: Line) -> str:
    messages = say.counted(line.messages, "message", "messages")
    talks = say.counted(line.conversations, "conversation", "conversations")
    return (
        f"{say.TOO_FEW.capitalize()} ({messages}, {talks}) : lisez ces taux comme des exemples, pas comme une mesure."
    )


def advisers(review: Review) -> Section:
    """Return how advisers stand beside the team, in the order of their names."""
    lines = review.advisers
    if not lines:
        return Section("conseillers", "", ())
    rows = tuple(
        (
            line.name,
            say.number(line.conversations),
            say.number(line.messages),
            say.share(line.rate) if line.enough else "–",
            say.gap(line),
            ", ".join(map(say.strength_title, line.strengths)) or "–",
        )
        for line in lines
    )
    head = ("conseiller", "conversations", "messages", "messages à reprendre", "à côté de l’équipe", "points forts")
    known = sum(line.enough for line in lines)
    words = (
        f"{say.counted(known, 'conseiller a', 'conseillers ont')} assez de messages pour être comparés ; hors de la "
        f"variation normale : {sum(line.gap != 0 for line in lines)}."
    )
    blocks: tuple[Block, ...] = (Table("Par conseiller, sans classement", head, rows, brief=12, columns=(0, 2, 3, 4)),)
    if known:
        blocks = (Plot("funnel", "Chaque conseiller à la taille de son échantillon", words), *blocks)
    return Section("conseillers", "Par conseiller", blocks)


def elsewhere(review: Review) -> Section:
    """Return the figures by channel and by reason of contact."""
    tables: tuple[Block, ...] = tuple(
        Table(caption, ("", "conversations", "messages", "messages à reprendre", "remarques pour cent messages"), rows)
        for caption, lines in (("Par canal", review.channels), ("Par motif de contact", review.reasons))
        if (rows := tuple(map(_group_row, lines)))
    )
    return Section("canaux", "Par canal et par motif", tables)


def _group_row(line: Line) -> tuple[str, ...]:
    figures = (say.share(line.rate), say.per_hundred(line.remarks)) if line.enough else (say.TOO_FEW, "–")
    return (line.name, say.number(line.conversations), say.number(line.messages), *figures)


def method(review: Review) -> Section:
    """Return what the figures mean and don't mean."""
    about = say.NAMED if review.names else say.PSEUDONYMS
    return Section("methode", "Méthode", (Items("", (*say.METHOD, about)),))
