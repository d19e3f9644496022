"""The card of a model: what it learned from, how good it is on authors kept aside, how far to believe its chances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coach.training.annotation import LABELS
from coach.training.lessons import GRAVE
from coach.training.measure import Tally
from coach.training.train import Trained

_FIGURES = ("precision", "rappel", "F1", "exact", "étiquettes", "silence")
_STRENGTHS = (
    "Deux points forts, la reconnaissance et l’issue, sont aussi dits, comme une vraisemblance, là où aucun signal ne "
    "les prévoyait. Personne ne les a annotés : ils s’apprennent des signaux. Sur des auteurs mis de côté, 110 phrases "
    "ainsi trouvées ont été relues une à une par un modèle de langue, qui a aussi choisi les seuils sur elles : "
    "28 reconnaissances sur 30 et 74 issues sur 80 en étaient. La raison et l’engagement daté, justes une fois sur "
    "deux ou deux fois sur trois, ne sont pas dits ainsi."
)
_TENTHS = 10
_WRITTEN = "Écrit par `coach train` : {drafts} brouillons annotés de {authors} auteurs. Ne le modifiez pas à la main."
_ASIDE = (
    "Chaque auteur est mis de côté une fois pendant que les autres enseignent ; ses brouillons sont ensuite relus "
    "comme `coach check` les relit. Ceux d’après lesquels les phrases ont été écrites ({tuned}) enseignent, sans plus."
)
_QUIET = (
    "La part des passages où rien n’est signalé à reprendre, les seuls autres auteurs de français ordinaire ayant été "
    "lus."
)
_BELIEVED = (
    "Parmi les passages auxquels le modèle donne telle chance d’être une faute, la part qu’un formateur a marquée."
)


def card(trained: Trained) -> str:
    """Return the card, in Markdown and French."""
    about = trained.model.card
    alone, both = _of_replies(trained.alone, about), _of_replies(trained.both, about)
    replies = sorted(set(trained.both).difference(about["ordinaires"]))
    quiet = {
        name: {
            "phrases seules": trained.alone[name].row()["silence"],
            "deux lecteurs": trained.both[name].row()["silence"],
        }
        for name in sorted(set(trained.both).intersection(about["ordinaires"]))
    }
    written = _WRITTEN.format(drafts=about["brouillons"], authors=len(about["auteurs"]))
    aside = _ASIDE.format(tuned=", ".join(about["accordés"]))
    return "\n".join(
        [
            "# Fiche du modèle",
            "",
            written,
            "",
            aside,
            "",
            *_table("brouillons", _FIGURES, {"phrases seules": alone.row(), "deux lecteurs": both.row()}),
            "",
            "## Par auteur mis de côté (deux lecteurs)",
            "",
            *_table("auteur", _FIGURES, {name: trained.both[name].row() for name in replies}),
            "",
            "## Sur du français ordinaire, qui ne répond à aucun client",
            "",
            *_table("auteur", ("phrases seules", "deux lecteurs"), quiet),
            "",
            _QUIET,
            "",
            "## Par catégorie et par étiquette (deux lecteurs)",
            "",
            *_table("catégorie", ("precision", "rappel"), _shares(both, "exact", GRAVE)),
            "",
            *_table("étiquette", ("precision", "rappel"), _shares(both, "labels", LABELS)),
            "",
            "## Les points forts",
            "",
            _STRENGTHS,
            "",
            "## Les chances annoncées sont-elles justes ?",
            "",
            _BELIEVED,
            "",
            *reliability(trained.reliability),
            "",
        ]
    )


def _of_replies(tallies: Mapping[str, Tally], about: Mapping[str, Any]) -> Tally:
    """Return the sum of the tallies of those who wrote replies."""
    total = Tally()
    for author, tally in tallies.items():
        if author not in about["ordinaires"]:
            total.counts.update(tally.counts)
    return total


def reliability(chances: Sequence[tuple[float, bool]]) -> list[str]:
    """Return the table of what was announced against what was observed, by tenths."""
    lines = ["| chance annoncée | passages | en moyenne | observée |", "|---|---|---|---|"]
    for tenth in range(_TENTHS):
        inside = [each for each in chances if tenth <= each[0] * _TENTHS < tenth + 1]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            seen = sum(right for _, right in inside) / len(inside)
            bounds = f"{tenth / _TENTHS:.1f} à {(tenth + 1) / _TENTHS:.1f}"
            lines.append(f"| {bounds} | {len(inside)} | {mean:.2f} | {seen:.2f} |")
    return lines


def _shares(tally: Tally, kind: str, names: Iterable[str]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": tally.share(f"{kind} {name} ", "found"),
            "rappel": tally.share(f"{kind} {name} ", "gold"),
        }
        for name in names
    }


def _table(first: str, columns: Sequence[str], rows: Mapping[str, Mapping[str, float]]) -> list[str]:
    lines = [f"| {first} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(f'{row[column]:.2f}' for column in columns)} |" for name, row in rows.items()]
    return lines
