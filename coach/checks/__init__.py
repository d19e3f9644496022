"""Checks over the whole draft: one file a check, found by folder.

A module of this folder that has a function `label(draft)` is a check; it returns a Label or None.
A module that has a function `findings(draft)` adds findings that no pattern of words can express.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

from coach.checks.draft import Draft
from coach.model import Finding, Label

LabelCheck = Callable[[Draft], Label | None]
FindingCheck = Callable[[Draft], Iterable[Finding]]


@cache
def label_checks() -> tuple[LabelCheck, ...]:
    """Return the checks for what a draft lacks, in the order of their files' names."""
    return tuple(module.label for module in _modules() if hasattr(module, "label"))


@cache
def finding_checks() -> tuple[FindingCheck, ...]:
    """Return the checks that add findings of their own."""
    return tuple(module.findings for module in _modules() if hasattr(module, "findings"))


@cache
def _modules() -> tuple[object, ...]:
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


@cache
def label_named(name: str) -> Label:
    """Return a label with what is said of it; raise KeyError for a name that no check knows."""
    known: dict[str, Label] = {module.LABEL.label: module.LABEL for module in _modules() if hasattr(module, "LABEL")}
    return known[name]
