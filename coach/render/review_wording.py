"""The French of a review: figures, names, and what is said for the method."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from coach.render.wording import NBSP, category_title, label_title, plural, tidy

if TYPE_CHECKING:
    from coach.review.figures import Line, Scope
    from coach.review.samples import Ref
    from coach.review.statistics import Interval

TITLE: Final = "Revue des échanges"
SCOPE: Final = "Ce qui a été relu"
TOO_FEW: Final = "données insuffisantes"
_STRENGTHS = {
    "reconnaissance": "Reconnaître ce que vit le client",
    "raison": "Expliquer pourquoi",
    "issue": "Proposer une issue",
    "engagement-date": "S’engager avec une date",
    "prevention": "Aider pour la prochaine fois",
    "reformulation": "Reformuler la demande",
}
UNATTRIBUTED: Final = "non attribué"
_SKIPPED = {
    "client": "du client",
    "robot": "d’un robot",
    "système": "du système",
    "note interne": "notes internes",
    UNATTRIBUTED: "sans auteur reconnu",
    "vide": "vides",
}
_METHOD = (
    "Ce rapport repère des formulations. Il ne juge ni l’exactitude de la réponse, ni la personne qui l’a écrite : "
    "relisez l’échange avant d’en parler.\n"
    "Un message est « à reprendre » quand il porte au moins une remarque « à reprendre » ou « bloquant » ; un "
    "simple conseil n’en fait pas un.\n"
    "Les crochets donnent l’intervalle à 95 % : la vraie valeur s’y trouve très probablement. Taux : Wilson ; "
    "remarques pour cent messages : Poisson exact ; équipe : tirage répété des conversations (bootstrap), car les "
    "messages d’une même conversation se ressemblent.\n"
    "En dessous de 30 messages ou de 10 conversations, on lit « données insuffisantes » : le hasard y pèse plus que "
    "la pratique.\n"
    "Les conseillers ne sont pas classés. Chacun est comparé à l’équipe à la taille de son échantillon (entonnoir) ; "
    "l’écart n’est signalé que s’il résiste à la correction de Benjamini-Hochberg (5 %).\n"
    "« Tenu » veut dire que la suite de la conversation montre l’action faite avant la date ; « à vérifier », que "
    "l’export s’arrête avant.\n"
    "Le tirage à réécouter est stratifié : chaque conseiller, chaque canal et chaque motif y a sa part, et au moins "
    "une conversation tant que le tirage le permet. Il sert à l’écoute, jamais aux taux ; les plus graves et les plus "
    "exemplaires sont choisies à part.\n"
    "Le calibrage entre formateurs se fait à part (coach calibrate)."
)
METHOD: Final = tuple(_METHOD.split("\n"))
PSEUDONYMS: Final = (
    "Noms, adresses, téléphones, IBAN, cartes et références sont masqués. Un nom cité au milieu d’une phrase peut "
    "échapper au masque : relisez avant de diffuser."
)
NAMED: Final = "Ce rapport porte des noms (--with-names) : ne le diffusez qu’à qui doit les connaître."


def number(value: float, digits: int = 0) -> str:
    """Return a figure as French writes it."""
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",")


def percent(share: float) -> str:
    """Return a share, to the point where it means something."""
    return f"{number(100 * share, 1)}{NBSP}%"


def share(interval: Interval) -> str:
    """Return a rate and its interval."""
    return f"{percent(interval.value)} {limits(interval, 100)}"


def per_hundred(interval: Interval) -> str:
    """Return a number of remarks for 100 messages and its interval."""
    return f"{number(interval.value, 1)} {limits(interval)}"


def limits(interval: Interval, times: int = 1) -> str:
    """Return between what a figure very probably is; it stays on one line."""
    low, high = (number(times * each, 1) for each in (interval.low, interval.high))
    return f"[{low}{NBSP};{NBSP}{high}]"


def spaced(text: str) -> str:
    """Return a text on one line, its blanks unbreakable where French wants them."""
    return tidy(text)


def counted(count: int, one: str, many: str) -> str:
    """Return a count, its thousands apart, and its noun."""
    return plural(count, one, many).replace(str(count), number(count), 1).replace(" ", NBSP, 1)


def skipped(reason: str, count: int) -> str:
    """Say how many turns were left out for a reason."""
    return f"{number(count)}{NBSP}{_SKIPPED.get(reason, reason)}"


def strength_title(strength: str) -> str:
    """Return what a strength is called."""
    return _STRENGTHS.get(strength) or label_title(strength)


def theme_title(name: str) -> str:
    """Return what a category is called."""
    return category_title(name)


def date(at: datetime | None) -> str:
    """Return a date as French writes it; a dash when there is none."""
    return f"{at:%d/%m/%Y}" if at else "–"


def period(scope: Scope) -> str:
    """Return of when a report is; "" when the export does not say."""
    return f"Du {date(scope.first)} au {date(scope.last)}" if scope.first and scope.last else ""


def moment(at: datetime | None) -> str:
    """Return a date and its time."""
    return f"{at:%d/%m/%Y %H:%M}" if at else "–"


def place(ref: Ref) -> str:
    """Say where a conversation is to be found again."""
    # Where the file is the conversation, its name says all.
    parts = [ref.source, "" if ref.id in ("", "1") or ref.id in ref.source else f"n°{NBSP}{ref.id}", ref.place]
    return ", ".join(filter(None, parts))


def gap(line: Line) -> str:
    """Say how an adviser stands beside the team."""
    if not line.enough:
        return TOO_FEW
    if line.gap > 0:
        return "au-dessus de l’équipe"
    if line.gap < 0:
        return "en dessous de l’équipe : à féliciter"
    return "dans la variation normale"


__all__ = ["NBSP", "category_title", "label_title", "tidy"]
