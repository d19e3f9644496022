"""The manual page: what the help says, in the language of man."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from coach.cli.manual import manual

PAGE = Path(__file__).parents[1] / "coach" / "cli" / "coach.1"


def test_the_page_is_the_one_of_this_version() -> None:
    assert PAGE.read_text("utf-8") == manual(), "python -m coach.cli.manual > coach/cli/coach.1"


def test_it_names_commands_options_and_codes() -> None:
    page = manual()
    for name in ("coach check", "coach reframe", "coach review", "coach phrasebook try", "coach resident start"):
        assert f'.SS "{name}' in page
    assert r".B \-\-fail\-on NIVEAU" in page
    assert "resident serve" not in page  # hidden
    for title in ("NOM", "SYNOPSIS", "COMMANDES", "CODES DE SORTIE", "ENVIRONNEMENT", "FICHIERS", "EXEMPLES"):
        assert f".SH {title}" in page.replace('"', "")


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_groff_reads_it_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-k", "-man", "-Tutf8", "-ww", str(PAGE)], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Relit un brouillon" in done.stdout
