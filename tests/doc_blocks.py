"""The console blocks of the documents: find them, run them, rewrite them.

A block is a fence opened by ```console whose first line is `$ command`; what follows is the command's output.
`python tests/doc_blocks.py` writes the present output into the documents; test_docs.py holds that nothing changed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "phrasebooks/guide-conseiller.md", "phrasebooks/guide-formateur.md")
BLOCK = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command: str) -> str:
    """Return what a command prints on standard output and standard error: `coach …`, or `echo "…" | coach …`."""
    text, _, rest = command.rpartition(" | ")
    arguments = shlex.split(rest)
    assert arguments[0] == "coach", command
    draft = None
    if text:
        echo, draft = shlex.split(text)
        assert echo == "echo", command
    done = subprocess.run(
        [sys.executable, "-m", "coach", *arguments[1:]],
        input=None if draft is None else f"{draft}\n",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "FORCE_COLOR": ""},
        cwd=ROOT,
        check=False,
    )
    out = done.stdout + done.stderr
    assert "Traceback" not in out, out
    return "".join(f"{line.rstrip()}\n" for line in out.replace(f"{ROOT}/", "").splitlines())


def blocks() -> list[tuple[str, str, str]]:
    """Return document, command and written output of each block."""
    found = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text("utf-8")
        found += [(name, match["command"], match["output"]) for match in BLOCK.finditer(text)]
    return found


def update() -> None:
    """Write the present output into each block."""
    for name in DOCUMENTS:
        file = ROOT / name
        text = file.read_text("utf-8")
        fresh = BLOCK.sub(lambda m: f"```console\n$ {m['command']}\n{run(m['command'])}```", text)
        if fresh != text:
            file.write_text(fresh, "utf-8")
            print(f"{name}: updated")


if __name__ == "__main__":
    update()
