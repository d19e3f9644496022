"""Sections on whole conversations: what stays open, tension, promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.review_document import Block, Items, Plot, Section, Table, Text
from coach.render.review_themes import listed
from coach.render.wording import quote

if TYPE_CHECKING:
    from coach.review.figures import Review, Trips
    from coach.review.samples import Incident, Pledge


def resolution(review: Review) -> Section:
    """Return the exchanges per case, and the conversations left open."""
    facts = review.facts
    trips = facts.trips
    total = sum(trips.counted.values())
    if not total:
        return Section("resolution", "", ())
    words = (
        f"Allers-retours par conversation : médiane {trips.median}, neuf sur dix n’en passent pas {trips.ninetieth} ; "
        f"plus de {trips.expected} (attendu) : {say.number(trips.above_expected)}, plus de {trips.alert} (alerte) : "
        f"{say.number(trips.alerts)}."
    )
    if trips.channels:
        own = ", ".join(f"{name} {each.expected} et {each.alert}" for name, each in trips.channels.items())
        words += f" Des seuils propres valent pour : {own}."
    blocks: list[Block] = [Plot("trips", "Allers-retours par conversation", words), _trips_table(trips)]
    open_ones = say.counted(facts.unresolved, "conversation", "conversations")
    blocks.append(Text(f"Aimable, mais sans action faite, ni issue, ni date au dernier message : {open_ones}."))
    blocks.append(
        Text(
            "Question du client restée sans réponse à la fin : "
            f"{say.counted(facts.unanswered, 'conversation', 'conversations')}."
        )
    )
    for title, refs in (
        ("Exemples d’échanges aimables et non résolus", facts.unresolved_refs),
        ("Exemples de questions sans réponse", facts.unanswered_refs),
        ("Les conversations aux allers-retours les plus nombreux", facts.trips.longest if trips.alerts else ()),
    ):
        if refs:
            blocks.append(Items(title, tuple(map(listed, refs))))
    return Section("resolution", "Résolution", tuple(blocks))


def _trips_table(trips: Trips) -> Table:
    rows = tuple((say.number(each), say.number(count)) for each, count in trips.counted.items())
    head = ("allers-retours", "conversations")
    return Table("Conversations par nombre d’allers-retours", head, rows, brief=0, folded=True)


def tension(review: Review) -> Section:
    """Return the abuse that came, and whether a limit was set; never to be counted against an adviser."""
    counts = review.facts.tensions
    if not counts.get("reçue"):
        return Section("tension", "", ())
    talks = say.counted(counts["reçue"], "conversation", "conversations")
    words = (
        f"Insultes ou menaces reçues : {talks} ; cadre posé : {counts.get('cadre', 0)} ; plusieurs messages injurieux "
        f"sans cadre posé : {counts.get('cadre-absent', 0)} ; riposte : {counts.get('riposte', 0)}."
    )
    note = (
        "C’est un signal de protection : il ne compte pas contre le conseiller. Proposez un relais, parlez-en ensemble."
    )
    rows = tuple(map(_incident, review.facts.incidents))
    head = ("conversation", "conseiller", "le client", "messages injurieux", "cadre")
    table = Table("Conversations tendues", head, rows, columns=(0, 3, 4))
    return Section("tension", "Tension", (Text(words), Text(note, note=True), table))


def _incident(incident: Incident) -> tuple[str, ...]:
    found = incident.tension
    limit = "posé" if found.limit_set else "à poser"
    return (
        say.place(incident.ref),
        ", ".join(incident.ref.advisers),
        quote(found.quote),
        say.number(found.abusive_turns),
        f"{limit}, avec riposte" if found.riposte else limit,
    )


def pledges(review: Review) -> Section:
    """Return the register of commitments."""
    facts = review.facts
    total = sum(facts.kept.values())
    if not total:
        return Section("engagements", "", ())
    parts = ", ".join(f"{say.number(count)}{say.NBSP}{kept.value}" for kept, count in facts.kept.items())
    words = f"{say.counted(total, 'engagement daté', 'engagements datés')} : {parts}."
    if facts.repeated:
        words += f" Promis de nouveau dans la même conversation : {say.number(facts.repeated)}."
    rows = tuple(map(_pledge, facts.pledges))
    caption = "Registre des engagements"
    if total > len(rows):
        caption += f" (les {len(rows)} premiers à regarder)"
    head = ("engagement", "qui", "dit le", "pour le", "tenu ?", "conversation")
    return Section("engagements", "Engagements", (Text(words), Table(caption, head, rows, columns=(0, 3, 4))))


def _pledge(pledge: Pledge) -> tuple[str, ...]:
    given = pledge.commitment
    state = f"{given.kept.value} (redit)" if given.repeated else given.kept.value
    dates = (say.moment(given.at), say.moment(given.due))
    return (quote(given.quote), given.adviser, *dates, state, say.place(pledge.ref))
