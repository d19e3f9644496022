"""Completion in the shell: asked of real shells where there are some, and of the command line itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.cli.completion import SHELLS

if TYPE_CHECKING:
    from conftest import Cli

ROOT = Path(__file__).parents[1]
COACH = [sys.executable, "-c", "from coach.__main__ import main; main()"]


def completed(*words: str, shell: str = "bash") -> list[str]:
    """Return what completes the last word of a call, as the script of a shell asks for it."""
    asked = {
        "_COACH_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(COACH, capture_output=True, text=True, env={**os.environ, **asked}, check=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("coach", "re"), ["reframe", "review", "resident"]),
        (("coach", "check", "--min"), ["--min-severity"]),
        (("coach", "check", "--format", "js"), ["json", "jsonl"]),
        (("coach", "check", "--fail-on", ""), ["conseil", "a-reprendre", "bloquant"]),
        (("coach", "reframe", "--readers", "p"), ["phrasebooks"]),
        (("coach", "resident", "st"), ["start", "stop", "status"]),
        (("coach", "--inst"), ["--install-completion"]),
    ],
)
def test_words_are_completed(words: tuple[str, ...], expected: list[str]) -> None:
    assert sorted(completed(*words)) == sorted(expected)


def test_nothing_heavy_is_loaded() -> None:
    code = (
        "import sys\nfrom coach.cli.app import run\ntry:\n    run([])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('spacy', 'coach.engine', 'yaml', 'numpy') if name in sys.modules], file=sys.stderr)"
    )
    asked = {"_COACH_COMPLETE": "complete_bash", "COMP_WORDS": "coach ch", "COMP_CWORD": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **asked}, check=True
    )
    assert (done.stdout.split(), done.stderr) == (["check"], "[]\n")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_is_shown_its_script(cli: Cli, shell: str) -> None:
    shown = cli("--show-completion", shell)
    assert shown.code == 0
    assert "_COACH_COMPLETE" in shown.out
    assert shown.out == cli(f"--show-completion={shell}").out


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_an_unknown_shell_is_named(cli: Cli, option: str) -> None:
    refused = cli(option, "csh")
    assert refused.code == 2
    assert refused.sentence() == f"{option} : shell inconnu « csh » ; nommez-le : {', '.join(SHELLS)}"
    assert cli(option, "bash", "zsh").code == 2


def test_a_shell_that_is_not_here_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    refused = cli("--install-completion", "pwsh")
    assert (refused.code, refused.sentence()) == (2, "--install-completion : pwsh n’est pas installé ici")


@pytest.mark.parametrize(("shell", "written"), [("bash", ".bash_completions/coach.sh"), ("fish", None), ("zsh", None)])
def test_it_is_installed_and_works(tmp_path: Path, shell: str, written: str | None) -> None:
    home = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run(
            [*COACH, "--install-completion", shell], capture_output=True, text=True, env=home, check=True
        )
        assert done.stdout.startswith(f"Complétion pour {shell} écrite dans {tmp_path}")
        assert (tmp_path / (written or ".")).exists()
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    script = subprocess.run(
        [*COACH, "--show-completion", shell], capture_output=True, text=True, env=home, check=True
    ).stdout
    (tmp_path / "script").write_text(script)
    # The shell itself reads the script: a mistake in it would be an error.
    options = {"zsh": ["-f", "-n"], "fish": ["--no-execute"], "bash": ["-n"]}[shell]
    read = subprocess.run([shell, *options, str(tmp_path / "script")], capture_output=True, env=home, check=False)
    assert (read.returncode, read.stderr) == (0, b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_completes(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "coach").write_text(f"#!{sys.executable}\nfrom coach.__main__ import main\nmain()\n")
    (folder / "coach").chmod(0o755)
    variables = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    code = (
        'eval "$(coach --show-completion bash)"; COMP_WORDS=(coach che); COMP_CWORD=1; '
        '_coach_completion coach; printf "%s " "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, env=variables, check=False)
    assert (done.stdout, done.stderr) == ("check ", "")
