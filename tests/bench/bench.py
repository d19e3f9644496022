"""Print the table of speeds of the design, as ratios. Run it on a quiet machine: `python tests/bench/bench.py`.

Figures, not tests: nothing here fails for being slow.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coach import Coach
from coach.french.tokenizer import Tokens
from coach.phrasebook.cache import builtin_folder

SETS = Path(__file__).parents[1] / "data" / "dev"
RUNS = 7
MANY_WORDS = 10_000_000
_ENTRY = """\
  - id: jargon.essai-{n}
    categorie: jargon
    titre: "Essai {n}"
    pourquoi: "Essai"
    reperer:
{patterns}
    exemples:
      signaler: ["[zut]", "[zut]"]
      laisser: ["a", "b"]
"""


def drafts() -> list[str]:
    """Return the texts of the development drafts, faults and all: the densest text there is."""
    import json

    lines = [line for file in sorted(SETS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


def best(call: Callable[[], object], runs: int = RUNS) -> float:
    """Return the shortest of several runs, in seconds: what else the machine does only adds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def process(*command: str, data: str = "") -> float:
    """Return the time of a whole process."""
    return best(lambda: subprocess.run(command, input=data, text=True, capture_output=True, check=False))


def cold() -> None:
    draft = " ".join(" ".join(drafts()).split()[:60])
    python = sys.executable
    spacy = process(python, "-c", "import spacy")
    ours = process(python, "-m", "coach", "check", "--exit-zero", data=draft)
    print(f"import spacy                       {spacy * 1000:6.0f} ms")
    print(f"coach check, 60 words, cold        {ours * 1000:6.0f} ms   {ours / spacy:.2f} × import spacy (≤ 1.30)")
    print(f"coach --help                       {process(python, '-m', 'coach', '--help') * 1000:6.0f} ms   (≤ 120)")
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(1000):
            file = Path(folder) / f"{number}.txt"
            file.write_text(" ".join(random.Random(number).choices(draft.split(), k=150)), "utf-8")
            files.append(str(file))
        many = best(
            lambda: subprocess.run(
                [python, "-m", "coach", "check", "--format", "jsonl", *files], capture_output=True, check=False
            ),
            3,
        )
    print(f"1,000 files of 150 words           {many:6.2f} s    (≤ 1.5)")


def throughput(coach: Coach) -> float:
    texts = drafts()
    words = sum(len(text.split()) for text in texts)
    alone = best(lambda: [Tokens(text) for text in texts])
    new = best(lambda: [coach.check(text) for coach in [Coach()] for text in texts], 3) - best(Coach, 3)
    all_on = best(lambda: [coach.check(text) for text in texts])
    print(f"tokenising alone                   {words / alone:10,.0f} words/s")
    ratio = f"{all_on / alone:.2f} × tokenising (≥ 400,000 words/s)"
    print(f"coach, everything on               {words / all_on:10,.0f} words/s   {ratio}")
    print(f"the same, words not met before     {words / new:10,.0f} words/s")
    return all_on


def ten_times(all_on: float) -> None:
    """Add nine times as many entries, of words of their own, and measure again."""
    count = sum(file.read_text("utf-8").count("\n  - id:") for file in builtin_folder().glob("*.yaml"))
    letters = random.Random(1)

    def word() -> str:
        return "".join(letters.choices("bcdfglmnprstvaeiou", k=8))

    with tempfile.TemporaryDirectory() as folder:
        entries = [
            _ENTRY.format(n=n, patterns="\n".join(f'      - "vous (ne) {word()} pas {word()}"' for _ in range(4)))
            for n in range(9 * count)
        ]
        (Path(folder) / "dix.yaml").write_text('theme: "Essai"\nentrees:\n' + "".join(entries), "utf-8")
        large = Coach([folder])
    texts = drafts()
    ten = best(lambda: [large.check(text) for text in texts])
    print(f"ten times the entries ({10 * count})       {ten / all_on:10.2f} × the time (≤ 1.20)")


def memory(coach: Coach) -> None:
    """Read ten million words, with new ones among them all the time."""
    texts = drafts()
    words = sum(len(text.split()) for text in texts)
    rng = random.Random(2)
    read, marks = 0, {100_000, 1_000_000, 5_000_000, MANY_WORDS}
    for mark in sorted(marks):
        while read < mark:
            for text in texts:
                coach.check(f"{text} Dossier {rng.randrange(10**9)}.")
            read += words
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory after {mark:10,} words {peak:8.0f} MB")


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["COACH_CACHE_DIR"] = cache
        coach = Coach()
        print(f"{sys.version.split()[0]}, {os.cpu_count()} cores")
        cold()
        ten_times(throughput(coach))
        memory(coach)


if __name__ == "__main__":
    main()
