"""Standard output and files: data only, the right encoding, and for their owner only."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from coach.errors import ConfigError, reason
from coach.render import RenderOptions
from coach.render.terminal_glyphs import AsciiTable

Write = Callable[[str], object]
# The format of what the commands write themselves, with no renderer to make it harmless.
PLAIN = "plain"
_TEXT_FORMATS = ("terminal", "github", PLAIN)
# No-break spaces are not « printable » to Python, and French cannot do without.
_SPACES = "\u00a0\u202f"


def note(sentence: str) -> None:
    """Print a sentence for a person on standard error, whatever its encoding; no control character passes."""
    with suppress(BrokenPipeError):
        print(fitting(f"coach : {harmless(sentence)}", sys.stderr.encoding), file=sys.stderr, flush=True)


def harmless(text: str, keep: str = "") -> str:
    """Return `text` without control characters, which could drive the terminal, nor lone surrogates."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in _SPACES or char in keep else "�" for char in text)


def fitting(text: str, encoding: str | None) -> str:
    """Return `text` as an encoding can hold it, the rest in the nearest ASCII: « é » as e, « ’ » as '."""
    encoding = encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        table = AsciiTable()
        lacking = {char for char in text[error.start :] if not _holds(encoding, char)}
        return "".join(char.translate(table) if char in lacking else char for char in text)
    return text


def _holds(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


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
    """Give the function that writes the data. A file appears only once whole, readable by its owner only.

    On standard output each piece goes out as it is written; when the reader has gone away (`| head`), the block ends
    there, quietly.
    """
    if file is None:
        with suppress(BrokenPipeError):
            yield _writer(format_name)
        return
    try:
        # A device or a pipe is written to; to replace it by a file would take it away from everybody.
        special = file.exists() and not file.is_file()
        with file.open("w", encoding="utf-8", newline="") if special else _whole(file.resolve()) as draft:
            yield draft.write
    except OSError as error:
        raise ConfigError(f"{file} : écriture impossible ({reason(error)})") from None


@contextmanager
def _whole(file: Path) -> Iterator[IO[str]]:
    """Give a file beside `file` that takes its place at the end, or goes away if the end is not reached."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=file.parent, delete=False) as draft:
        try:
            yield draft
            draft.close()
            Path(draft.name).replace(file)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise


def _writer(format_name: str) -> Write:
    def write(text: str) -> None:
        try:
            if format_name not in _TEXT_FORMATS:
                # Data is UTF-8 wherever it goes, and its line ends are its own.
                sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
            else:
                shown = harmless(text, "\n") if format_name == PLAIN else text
                sys.stdout.write(fitting(shown, sys.stdout.encoding))
            sys.stdout.flush()
        except OSError as error:
            leave_stdout()
            if isinstance(error, BrokenPipeError):
                raise
            raise ConfigError(f"sortie standard : écriture impossible ({reason(error)})") from None

    return write


def leave_stdout() -> None:
    """Send what is left to flush nowhere, so that the end of the process does not complain about it again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
