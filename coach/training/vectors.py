"""From features to numbers: the rows that training reads, and the weights that come out by feature."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from coach.errors import ModelError
from coach.learned.table import Table, make

# A feature met once teaches nothing about other drafts; one that weighs next to nothing only takes another's place.
_LEAST = 2
_NEGLIGIBLE = 0.004
_SEED = 0
# The log odds of what has no counter-example.
CERTAIN = 5.0


class Fitted(NamedTuple):
    """A table of weights with the bias of each of its outputs."""

    table: Table
    biases: tuple[float, ...]


class Rows:
    """Rows of features, each with its value, the draft it comes from, and the answers that training is to find."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._columns = array("i")
        self._values = array("f")
        self._ends = array("i", [0])
        self._drafts: list[int] = []
        self._answers: list[Any] = []

    def add(self, draft: int, features: Iterable[tuple[str, float]], answer: object) -> None:
        """Add one row."""
        numbers = self._numbers
        for name, value in features:
            self._columns.append(numbers.setdefault(name, len(numbers)))
            self._values.append(value)
        self._ends.append(len(self._columns))
        self._drafts.append(draft)
        self._answers.append(answer)

    def matrix(self) -> Matrix:
        """Return the rows as a matrix. Raise ModelError where scikit-learn is missing."""
        try:
            import numpy as np
            import sklearn.linear_model  # noqa: F401
            from scipy.sparse import csr_matrix
        except ImportError:
            raise ModelError("l’entraînement demande scikit-learn : pip install 'coach-fr[train]'") from None
        values, columns, ends = (np.frombuffer(a, dtype=a.typecode) for a in (self._values, self._columns, self._ends))
        made = csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(self._numbers)))
        return Matrix(made, np.array(self._drafts), np.array(self._answers), self._numbers)


class Matrix:
    """Rows to train on, all of them or those of some drafts."""

    def __init__(self, rows: Any, drafts: Any, answers: Any, numbers: Mapping[str, int]) -> None:  # noqa: ANN401
        self.rows, self.drafts, self.answers, self.numbers = rows, drafts, answers, numbers

    def fit(self, left_out: Collection[int], alpha: float, rounds: int, bits: int) -> Fitted:
        """Return the weights that find the answers, learned from all drafts but some: one output an answer."""
        import numpy as np

        kept = ~np.isin(self.drafts, list(left_out))
        rows, answers = self.rows[kept], self.answers[kept]
        columns = answers.T if answers.ndim == 2 else [answers]
        weights, biases = [], []
        for column in columns:
            weight, bias = descended(rows, column, alpha, rounds)
            weights.append(weight)
            biases.append(bias)
        by_name = heavy(np.array(weights), rows.getnnz(axis=0), self.numbers)
        return Fitted(make(by_name, bits, len(weights)), tuple(biases))


def heavy(weights: Any, counts: Any, numbers: Mapping[str, int]) -> dict[str, list[float]]:  # noqa: ANN401
    """Return the weights, one an output, by feature: of those that were met often enough and weigh something."""
    import numpy as np

    heaviest = np.abs(weights).max(axis=0)
    kept = (counts >= _LEAST) & (heaviest > _NEGLIGIBLE * heaviest.max())
    return {name: weights[:, at].tolist() for name, at in numbers.items() if kept[at]}


def descended(
    rows: Any,  # noqa: ANN401
    answers: Any,  # noqa: ANN401
    alpha: float,
    rounds: int,
    counts: Any = None,  # noqa: ANN401
) -> tuple[Any, float]:
    """Return the weights and the bias that find the answers; where all are alike, the bias alone says so.

    `counts` says how much each row counts.
    """
    from sklearn.linear_model import SGDClassifier

    if answers.min() == answers.max():
        return [0.0] * rows.shape[1], CERTAIN if answers.all() else -CERTAIN
    fitted = SGDClassifier(loss="log_loss", alpha=alpha, max_iter=rounds, tol=None, random_state=_SEED, average=True)
    fitted.fit(rows, answers, sample_weight=counts)
    return fitted.coef_[0], float(fitted.intercept_[0])


def matrix_of(rows: Sequence[Mapping[str, float]]) -> tuple[Any, list[str]]:
    """Return rows of named numbers as a matrix, with the names of its columns, sorted."""
    from scipy.sparse import csr_matrix

    names = sorted({name for row in rows for name in row})
    number = {name: at for at, name in enumerate(names)}
    cells = [(at, number[name], value) for at, row in enumerate(rows) for name, value in row.items()]
    heights, widths, values = zip(*cells, strict=True)
    return csr_matrix((values, (heights, widths)), shape=(len(rows), len(names))), names
