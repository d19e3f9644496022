"""The shape of the package, read from its imports: one direction, one owner a heavy library, small modules."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "coach").rglob("*.py"))

# Imports go down this list only; parts on one line do not import one another.
TIERS = (
    ("__main__",),
    ("cli",),
    ("lsp",),
    ("render",),
    ("calibration", "history"),
    ("training", "review", "resident", "proof"),
    ("engine", "config", "transcripts"),
    ("drafts",),
    ("learned", "reframing"),
    ("checks",),
    ("findings",),
    ("phrasebook",),
    ("french",),
    ("model", "errors", "recent"),
)
TIER_OF = {part: tier for tier, parts in enumerate(TIERS) for part in parts}
OWNERS = {
    "typer": {"cli"},
    "click": {"cli"},
    "rich": {"render"},
    "yaml": {"phrasebook"},
    "spacy": {"french", "phrasebook"},
    "spacy_lookups_data": {"french"},
    "numpy": {"training", "review", "calibration"},
    "scipy": {"training", "review"},
    "sklearn": {"training"},
    "krippendorff": {"calibration"},
    "selectolax": {"transcripts"},
    "pyarrow": {"transcripts"},
    "pygls": {"lsp"},
    "lsprotocol": {"lsp"},
    "pyperclip": {"cli"},
    "watchfiles": {"cli"},
    "duckdb": {"history"},
}
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 60


def part_of(file: Path) -> str:
    """Return the part of the package that a file belongs to: a folder, or a module at the top."""
    first = file.relative_to(ROOT / "coach").parts[0]
    return first.removesuffix(".py")


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Yield all imports of a file with their lines, those inside functions and for type checkers included."""
    package = file.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join([*package[: len(package) - node.level + 1], node.module or ""]) if node.level else node.module
            )
            # `from coach import engine` names a part of the package; `from coach.model import Span` does not.
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def parts_imported(file: Path) -> Iterator[tuple[int, str]]:
    for line, name in imported(file):
        first, _, rest = name.partition(".")
        part = rest.partition(".")[0]
        if first == "coach" and ((ROOT / "coach" / part).is_dir() or (ROOT / "coach" / f"{part}.py").is_file()):
            yield line, part


def shown(file: Path, line: int) -> str:
    return f"{file.relative_to(ROOT)}:{line}"


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_go_down_only(file: Path) -> None:
    part = part_of(file)
    if part == "__init__":
        # The package's own names: it hands out what the parts below the command line offer.
        assert {name for _, name in parts_imported(file)} <= {"engine", "model", "errors"}
        return
    assert part in TIER_OF, f"give {part} its place in TIERS"
    upward = [
        f"{shown(file, line)} : {part} → {other}"
        for line, other in parts_imported(file)
        if other != part and TIER_OF.get(other, -1) <= TIER_OF[part]
    ]
    assert upward == []


def test_each_heavy_library_has_its_owners() -> None:
    strayed = [
        f"{shown(file, line)} : {name}"
        for file in MODULES
        for line, name in imported(file)
        if part_of(file) not in OWNERS.get(name.partition(".")[0], {part_of(file)})
    ]
    assert strayed == []


def test_every_heavy_library_of_the_project_is_owned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {requirement.partition(">")[0].partition("<")[0].strip() for requirement in project["dependencies"]}
    assert {name.lower().replace("-", "_").replace("pyyaml", "yaml") for name in names} <= OWNERS.keys()


def test_modules_and_functions_are_small() -> None:
    large = []
    for file in MODULES:
        text = file.read_text("utf-8")
        if text.count("\n") > MOST_LINES:
            large.append(f"{shown(file, text.count(chr(10)))} : more than {MOST_LINES} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    large.append(f"{shown(file, node.lineno)} : {node.name} has {lines} lines")
    assert large == []


@pytest.mark.parametrize(
    ("imports", "absent"),
    [
        ("import coach", ["coach.engine", "coach.phrasebook", "spacy", "numpy", "typer", "rich", "yaml"]),
        (
            "import coach.cli.app",
            ["coach.engine", "coach.phrasebook.matcher", "spacy", "numpy", "rich", "yaml", "pygls", "watchfiles"],
        ),
        ("from coach import Coach", ["coach.cli", "coach.render", "spacy", "numpy", "typer", "rich"]),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(imports: str, absent: list[str]) -> None:
    code = f"{imports}\nimport sys\nprint('\\n'.join(sys.modules))"
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=variables, check=True)
    assert not set(absent) & set(done.stdout.splitlines())
