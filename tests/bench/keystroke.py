"""Print what a keystroke costs in an editor, and what the language server holds in memory.

Run it on a quiet machine: `python tests/bench/keystroke.py`. Figures, not tests: nothing here fails for being slow.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

sys.path += [str(Path(__file__).parents[1])]

from bench import drafts
from lsp_client import REAL, Client, place

from coach import Coach

URI = "untitled:Untitled-1"
WORDS = 200
KEYS = 600
# Drafts that an adviser opens and closes in some days.
MANY = 300


def memory(client: Client) -> float:
    """Return the resident memory of the server, in megabytes; 0 where the system does not say."""
    file = Path(f"/proc/{client.process.pid}/statm")
    return int(file.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if file.exists() else 0.0


def processor(client: Client) -> float:
    """Return the processor time of the server, in seconds; 0 where the system does not say."""
    file = Path(f"/proc/{client.process.pid}/stat")
    if not file.exists():
        return 0.0
    return sum(map(int, file.read_text("ascii").split()[13:15])) / os.sysconf("SC_CLK_TCK")


def keystrokes(client: Client, text: str) -> None:
    client.open(URI, text)
    findings = len(client.diagnostics(URI, 1))
    client.actions(URI, place(0, 0, 500))
    letters, times, spent = random.Random(1), [], processor(client)
    for version in range(2, KEYS + 2):
        key = letters.choice("aeinrst ")
        start = time.perf_counter()
        client.change(URI, version, {"range": place(0, 300), "text": key})
        client.diagnostics(URI, version)
        times.append((time.perf_counter() - start) * 1000)
    spent = (processor(client) - spent) / KEYS * 1000
    times.sort()
    print(f"a draft of {len(text.split())} words, {findings} findings")
    print(f"keystroke to diagnostics, median   {times[KEYS // 2]:6.1f} ms   (≤ 15)")
    print(f"                          95 %     {times[KEYS * 95 // 100]:6.1f} ms")
    print(f"processor time a keystroke         {spent:6.1f} ms")
    client.close(URI)


def days(client: Client, texts: list[str]) -> None:
    print(f"memory after the first draft       {memory(client):6.0f} MB   (≤ 150)")
    for number in range(MANY):
        uri = f"untitled:{number}"
        text = " ".join(texts[at % len(texts)] for at in range(4 * number, 4 * number + 4))
        client.open(uri, text)
        client.diagnostics(uri, 1)
        client.actions(uri, place(0, 0))
        client.close(uri)
        if number + 1 in (10, 100, MANY):
            print(f"after {number + 1:4} more drafts             {memory(client):6.0f} MB")


def main() -> None:
    """Print every figure."""
    texts, coach = drafts(), Coach()
    words = " ".join(text for text in texts if not coach.check(text).skipped).split()[:WORDS]
    with Client(REAL) as client:
        client.start()
        keystrokes(client, " ".join(words))
        days(client, texts)
        client.end()


if __name__ == "__main__":
    main()
