"""Compiling phrasebooks in a process of its own: it takes seconds and memory, which the one that answers keeps free."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from pathlib import Path

from coach.phrasebook.cache import builtin_folder, is_compiled
from coach.phrasebook.folders import margin_files
from coach.resident.ready import Means

# Nothing but what the cache needs: the process that answers reads everything from there.
CODE = f"""import sys
sys.path.append({str(Path(__file__).parents[2])!r})
from coach.lsp.compiling import compile_here
compile_here()
"""


def needed(means: Means) -> bool:
    """Tell whether the phrasebooks have changed since they were last compiled. Raise PhrasebookError."""
    folders = [builtin_folder(), *means.phrasebooks]
    return not is_compiled(folders, margin_files(folders[0], means.margins))


async def compiled(means: Means) -> None:
    """Compile the phrasebooks of some means; whatever goes wrong, the caller compiles them itself and says so."""
    request = json.dumps([list(map(str, means.phrasebooks)), list(map(str, means.margins))])
    with contextlib.suppress(OSError):
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            CODE,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await process.communicate(request.encode())
        finally:
            # The editor went away meanwhile.
            if process.returncode is None:
                process.kill()


def compile_here() -> None:
    """Compile what standard input asks for, into the cache."""
    from coach.phrasebook.cache import load_book, load_compiled_rules
    from coach.phrasebook.matcher import Matcher

    phrasebooks, margins = json.load(sys.stdin)
    folders = [builtin_folder(), *map(Path, phrasebooks)]
    Matcher(load_book(folders, margin_files(folders[0], map(Path, margins))))
    load_compiled_rules(folders)
