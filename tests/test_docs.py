from __future__ import annotations

import re

import pytest
from doc_blocks import BLOCK, DOCUMENTS, ROOT, blocks, run

from coach.checks.scores import LOST
from coach.render import FORMATS


@pytest.mark.parametrize(("document", "command", "output"), blocks())
def test_blocks_show_what_the_command_prints(document: str, command: str, output: str) -> None:
    assert run(command) == output, f"{document}: run `python tests/doc_blocks.py`"


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name != "CONTRIBUTING.md"])
def test_documents_show_real_output(document: str) -> None:
    assert BLOCK.search((ROOT / document).read_text("utf-8"))


def test_readme_opens_with_the_two_commands_and_ci_runs_the_second() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^```sh\n(.+?)\n```$", readme, re.MULTILINE | re.DOTALL)[:2]
    assert all("\n" not in command for command in commands)
    assert "coach check" in commands[0]
    for tool in ("pytest", "ruff", "mypy"):
        assert tool in commands[1]
    assert "README.md" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_readme_names_every_format_and_cost() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in FORMATS:
        assert f"`{name}`" in readme
    for label, cost in LOST.items():
        assert re.search(rf"`{label}` \(?−?{cost}\b", readme), label


def test_pictures_are_there_and_small() -> None:
    guide = ROOT / "phrasebooks" / "guide-formateur.md"
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+\.png)\)", guide.read_text("utf-8"))
    assert {f"images/{file.name}" for file in (guide.parent / "images").iterdir()} == {target for _, target in shown}
    for words, target in shown:
        # What a picture shows is said to those who don't see it.
        assert len(words) > 40
        data = (guide.parent / target).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) <= 150_000


def test_links_lead_somewhere() -> None:
    for name in (*DOCUMENTS, "CHANGELOG.md"):
        file = ROOT / name
        for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text("utf-8")):
            assert (file.parent / target).exists(), f"{name}: {target}"
