"""Compiling phrasebooks in a process of its own: it takes seconds and memory, which the one that answers keeps free."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from pathlib import Path

from coach.phrasebook.cache import builtin_folder, is_compiled
from coach.phrasebook.folders import margin_files
from coach.resident.ready import Means

# Nothing but what the cache needs: the process that answers reads everything from there.
_HERE = str(Path(__file__).parents[2])
CODE = f"""import sys
{_HERE!r} in sys.path or sys.path.insert(0, {_HERE!r})
from coach.lsp.compiling import compile_here
compile_here()
"""
_LOOKS_EVERY = 0.05


def needed(means: Means) -> bool:
    """Tell whether the phrasebooks have changed since they were last compiled. Raise PhrasebookError."""
    folders = [builtin_folder(), *means.phrasebooks]
    return not is_compiled(folders, margin_files(folders[0], means.margins))


async def compiled(means: Means) -> None:
    """Compile the phrasebooks of some means; whatever goes wrong, the caller compiles them itself and says so."""
    request = json.dumps([list(map(str, means.phrasebooks)), list(map(str, means.margins))])
    with contextlib.suppress(OSError):
        process = subprocess.Popen(  # noqa: S603  this very code
            # -P: what stands in the folder of the editor is no module of ours, whatever its name.
            [sys.executable, "-P", "-c", CODE, request],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # The processes of asyncio never end when they are cancelled while they begin (seen with 3.11).
        try:
            while process.poll() is None:
                await asyncio.sleep(_LOOKS_EVERY)
        finally:
            # The editor went away meanwhile.
            process.kill()
            process.wait()


def compile_here() -> None:
    """Compile what the last argument asks for, into the cache."""
    from coach.phrasebook.cache import load_book, load_compiled_rules
    from coach.phrasebook.matcher import Matcher

    phrasebooks, margins = json.loads(sys.argv[-1])
    folders = [builtin_folder(), *map(Path, phrasebooks)]
    Matcher(load_book(folders, margin_files(folders[0], map(Path, margins))))
    load_compiled_rules(folders)
