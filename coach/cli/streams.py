"""Standard output and files: data only, the right encoding, and for their owner only."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.errors import ConfigError
from coach.render import RenderOptions

Write = Callable[[str], object]
_TEXT_FORMATS = ("terminal", "github")


def note(sentence: str) -> None:
    """Print a sentence for a person on standard error, whatever its encoding; no control character passes."""
    shown = "".join(char if char.isprintable() else "�" for char in sentence)
    encoding = sys.stderr.encoding or "utf-8"
    print(f"coach : {shown}".encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def render_options(*, to_file: bool, no_color: bool, show_all: bool, headline: bool) -> RenderOptions:
    """Return how the output is to look, from the options, the environment and the terminal."""
    terminal = not to_file and sys.stdout.isatty()
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
    color = (terminal and os.environ.get("TERM") != "dumb") or (forced and not to_file)
    return RenderOptions(
        width=_width(terminal),
        color=color and not no_color and not os.environ.get("NO_COLOR"),
        unicode=to_file or (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf"),
        show_all=show_all,
        headline=headline,
    )


def _width(terminal: bool) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    return shutil.get_terminal_size().columns if terminal else 80


@contextmanager
def output(file: Path | None, format_name: str) -> Iterator[Write]:
    """Give the function that writes the data. A file appears only once whole, readable by its owner only."""
    if file is None:
        yield _writer(format_name)
        sys.stdout.flush()
        return
    try:
        draft = tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=file.parent, delete=False)  # noqa: SIM115
    except OSError as error:
        raise ConfigError(f"{file} : écriture impossible ({error.strerror})") from None
    try:
        with draft:
            yield draft.write
        Path(draft.name).replace(file)
    except BaseException as error:
        Path(draft.name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ConfigError(f"{file} : écriture impossible ({error.strerror})") from None
        raise


def _writer(format_name: str) -> Write:
    if format_name in _TEXT_FORMATS:
        encoding = sys.stdout.encoding or "utf-8"
        return lambda text: sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    # Data is UTF-8 wherever it goes, and its line ends are its own.
    return lambda text: sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
