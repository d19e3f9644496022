"""Where models are."""

from __future__ import annotations

from pathlib import Path

MODEL_NAME = "appris.model"
_SHIPPED = Path(__file__).with_name(MODEL_NAME)


def shipped_model() -> Path | None:
    """Return the model that comes with coach, or None in a copy of the sources where it was not trained yet."""
    return _SHIPPED if _SHIPPED.is_file() else None
