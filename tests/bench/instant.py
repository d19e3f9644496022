"""Print what a whole `coach check` takes when the resident process answers, beside peers, in one run, turn by turn.

`python tests/bench/instant.py`: figures, not tests. It starts a resident process of its own, in a folder of its own.
proselint and write-good are timed when they are found on the PATH, on an English text as long as ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

RUNS = 21
MANY = 10_000
FRENCH = (
    "Bonjour Madame Roy, je comprends votre agacement, mais ce n'est pas possible de rembourser un article soldé. Vous "
    "auriez dû vérifier la taille avant d'acheter le 12 mars. C'est la procédure chez nous. Je vous propose toutefois "
    "un échange en boutique contre une autre taille, sur présentation du ticket n° 48213, jusqu'à samedi. Bien à vous, "
    "Paul."
)
ENGLISH = (
    "Hello Mrs Roy, I understand that you are very annoyed, but it is basically not possible to refund an item that "
    "was bought on sale. You should have checked the size before you bought it on the 12th of March. It is what it is. "
    "I can however offer you an exchange in the shop for another size, with ticket number 48213, until Saturday. Paul."
)
COACH = [sys.executable, "-c", "from coach.__main__ import main; main()"]


def timed(command: list[str], text: str, variables: dict[str, str]) -> float:
    """Return the time of a whole process, in milliseconds."""
    start = time.perf_counter()
    subprocess.run(command, input=text, text=True, capture_output=True, env=variables, check=False)
    return (time.perf_counter() - start) * 1000


def rows(variables: dict[str, str]) -> None:
    """Time the commands in turns, so that what else the machine does falls on all of them."""
    alone = {**variables, "COACH_RESIDENT": "0"}
    script = shutil.which("coach")
    ours = [script] if script else COACH
    commands = {
        "python -c pass": ([sys.executable, "-c", "pass"], "", variables),
        "coach check, resident": ([*ours, "check"], FRENCH, variables),
        "coach reframe, resident": ([*ours, "reframe"], FRENCH, variables),
        "coach check, alone": ([*ours, "check"], FRENCH, alone),
    }
    for peer in ("proselint", "write-good"):
        if found := shutil.which(peer):
            argument = ["check"] if peer == "proselint" else ["/dev/stdin"]
            commands[peer] = ([found, *argument], ENGLISH, variables)
        else:
            print(f"{peer} is not here")
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(timed(*command))
    for name, each in times.items():
        each.sort()
        print(f"{name:26} median {each[RUNS // 2]:6.1f} ms   95 % {each[RUNS * 95 // 100]:6.1f} ms")
    start = time.perf_counter()
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: timed([*ours, "check"], FRENCH, variables), range(20)))
    print(f"{'twenty at once':26} all in {(time.perf_counter() - start) * 1000:6.1f} ms")


def memory(process: int) -> str:
    """Return what a process takes, and what of it is its own share, in MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    found = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines[1:]}
    return f"{found['Rss']} MB (share {found['Pss']} MB)"


def drafts() -> None:
    """Have many different drafts read, and tell the memory before and after."""
    from coach.resident import client, control

    found = control.status()
    assert found is not None
    print(f"memory at first            {memory(found.process)}")
    reading, writing = sys.stdin, sys.stdout
    for number in range(MANY):
        with tempfile.TemporaryFile("w+") as source, tempfile.TemporaryFile("w+") as target:
            source.write(FRENCH.replace("48213", str(number)).replace("Roy", f"R{number}oy"))
            source.seek(0)
            sys.stdin, sys.stdout = source, target
            code = client.ask(["check"])
            sys.stdin, sys.stdout = reading, writing
        assert code == 1
    print(f"memory after {MANY:,} drafts  {memory(found.process)}")


def main() -> None:
    """Print the table."""
    folder = Path(tempfile.mkdtemp(prefix="coach-", dir="/tmp"))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    os.environ.pop("COACH_RESIDENT", None)
    try:
        subprocess.run([*COACH, "resident", "start"], check=True)
        rows(dict(os.environ))
        drafts()
    finally:
        subprocess.run([*COACH, "resident", "stop"], check=False)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
