"""The formats: found by name, imported only when asked for, written piece by piece."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import render_samples as samples

import coach.render
from coach.render import CALIBRATION_FORMATS, FORMATS, REVIEW_FORMATS, Renderer, RenderOptions, renderer


def test_every_format_module_is_listed() -> None:
    modules = {path.name.removesuffix("_format.py") for path in Path(coach.render.__file__).parent.glob("*_format.py")}
    # « html » is written by --report, not by --format.
    reviews = {f"review_{name}" for name in (*REVIEW_FORMATS, "html")}
    calibrations = {f"calibration_{name}" for name in CALIBRATION_FORMATS}
    assert modules == set(FORMATS) | reviews | calibrations


@pytest.mark.parametrize("name", FORMATS)
def test_a_renderer_gives_text_for_every_part(name: str) -> None:
    made = renderer(name, RenderOptions())
    assert isinstance(made, Renderer)
    whole = made.start() + made.report(samples.refusal()) + made.report(samples.clean()) + made.end()
    assert whole.endswith("\n")
    assert "Le client entend une porte qui se ferme." in whole


@pytest.mark.parametrize("name", FORMATS)
def test_a_renderer_can_be_used_again(name: str) -> None:
    made = renderer(name, RenderOptions())
    runs = [made.start() + made.report(samples.refusal()) + made.end() for _ in range(2)]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("name", ["xml", "", "terminal_wrap", "JSON"])
def test_an_unknown_format_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        renderer(name, RenderOptions())


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "terminal"])
def test_data_formats_do_without_rich(name: str) -> None:
    code = (
        "import sys\n"
        "from coach.render import RenderOptions, renderer\n"
        f"renderer({name!r}, RenderOptions())\n"
        "sys.exit(any(module.split('.')[0] == 'rich' for module in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parent.parent).returncode == 0


def test_the_terminal_takes_only_the_widths_from_rich() -> None:
    code = (
        "import sys\n"
        "import coach.render.terminal_format\n"
        "sys.exit('rich.console' in sys.modules or 'rich.cells' not in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parent.parent).returncode == 0


def test_options_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        RenderOptions().width = 40  # type: ignore[misc]
