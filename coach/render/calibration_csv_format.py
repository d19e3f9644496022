"""`--format csv` of a calibration: a row a figure's subject; and the sheet of disagreements, for the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.render.csv_format import cell, csv_rows
from coach.render.worksheet_csv import sheet
from coach.training.annotation import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.calibration.agreement import Pair
    from coach.calibration.figures import Calibration
    from coach.render.base import RenderOptions

COLUMNS = (
    "kind", "name", "raters", "messages", "found", "gold", "precision", "precision_low", "precision_high", "recall",
    "recall_low", "recall_high", "f1", "prevalence", "agreement", "kappa", "ac1", "pabak", "alpha",
)  # fmt: skip
DISCUSSED = ("où", "question", "les mots", "oui", "non", "commentaires", "décision du groupe")


def view(options: RenderOptions, calibration: Calibration) -> str:  # noqa: ARG001  the same whatever the screen
    """Return a header row and the rows."""
    return csv_rows([COLUMNS, *_rows(calibration)])


def _rows(found: Calibration) -> Iterator[tuple[str, ...]]:
    for one in found.questions:
        pair = one.pair
        kind = "label" if one.name in LABELS else "category"
        rates = [getattr(each, name) for each in (one.precision, one.recall) for name in ("value", "low", "high")]
        cases = (pair.both + pair.first_only, pair.both + pair.second_only)
        figures = (*rates, one.f1, one.prevalence, *_agreement(pair), one.alpha)
        yield (kind, one.name, "", *map(str, (pair.units, *cases)), *map(_figure, figures))
    for rule in found.rules:
        rates = [rule.precision.value, rule.precision.low, rule.precision.high]
        yield ("rule", rule.rule, "", "", str(rule.found), "", *map(_figure, rates), *[""] * 10)
    for each in found.couples:
        raters = cell(f"{each.first} × {each.second}")
        figures = (each.pair.prevalence, *_agreement(each.pair))
        yield ("pair", each.question, raters, str(each.pair.units), *[""] * 9, *map(_figure, figures), "")


def _agreement(pair: Pair) -> tuple[float | None, ...]:
    return pair.agreement, pair.kappa, pair.ac1, pair.pabak


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def disagreement_sheet(found: Calibration) -> str:
    """Return the disagreements as a sheet to fill together, which French spreadsheets open as it is."""
    rows = [
        (each.ref, each.question, each.quote, ", ".join(each.yes), ", ".join(each.no), " ; ".join(each.comments), "")
        for each in found.disagreements
    ]
    return sheet([DISCUSSED, *rows])
