"""Standard output and files: data only, the right encoding, and for their owner only."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from coach.errors import ConfigError, reason
from coach.render.terminal_glyphs import AsciiTable

Write = Callable[[str], object]
# The format of what the commands write themselves, with no renderer to make it harmless.
PLAIN = "plain"
# The format of a draft: a terminal gets it harmless, everything else exactly as it is, in its own encoding.
DRAFT = "draft"
_TEXT_FORMATS = ("terminal", "github", PLAIN)
# No-break spaces are not « printable » to Python, and French cannot do without.
_SPACES = "\u00a0\u202f"


def note(sentence: str) -> None:
    """Print a sentence for a person on standard error; no control character passes."""
    tell(f"coach : {harmless(sentence)}\n")


def tell(text: str) -> None:
    """Write lines for a person, which are fit for a terminal, on standard error, whatever its encoding."""
    with suppress(BrokenPipeError):
        sys.stderr.write(fitting(text, sys.stderr.encoding))
        sys.stderr.flush()


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


@contextmanager
def output(file: Path | None, format_name: str, encoding: str = "utf-8") -> Iterator[Write]:
    """Give the function that writes the data. A file appears only once whole, readable by its owner only.

    On standard output each piece goes out as it is written; when the reader has gone away (`| head`), the block ends
    there, quietly.
    """
    if file is None:
        with suppress(BrokenPipeError):
            yield _writer(format_name, encoding)
        return
    try:
        # A device or a pipe is written to; to replace it by a file would take it away from everybody.
        special = file.exists() and not file.is_file()
        with file.open("w", encoding=encoding, newline="") if special else _whole(file.resolve(), encoding) as draft:
            yield draft.write
    except OSError as error:
        raise ConfigError(f"{file} : écriture impossible ({reason(error)})") from None


@contextmanager
def _whole(file: Path, encoding: str) -> Iterator[IO[str]]:
    """Give a file beside `file` that takes its place at the end, or goes away if the end is not reached."""
    # Hidden: a folder that is being read may be the one that is written to.
    with tempfile.NamedTemporaryFile(
        "w", encoding=encoding, newline="", dir=file.parent, prefix=".coach-", suffix=".tmp", delete=False
    ) as draft:
        try:
            yield draft
            draft.close()
            Path(draft.name).replace(file)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise


def _writer(format_name: str, encoding: str) -> Write:
    as_text = format_name in _TEXT_FORMATS or (format_name == DRAFT and sys.stdout.isatty())

    def write(text: str) -> None:
        try:
            if not as_text:
                # Data is UTF-8 wherever it goes, unless it came otherwise, and its line ends are its own.
                sys.stdout.buffer.write(text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "strict"))
            else:
                shown = {PLAIN: _plain, DRAFT: _on_screen}.get(format_name, str)(text)
                sys.stdout.write(fitting(shown, sys.stdout.encoding))
            sys.stdout.flush()
        except OSError as error:
            leave_stdout()
            if isinstance(error, BrokenPipeError):
                raise
            raise ConfigError(f"sortie standard : écriture impossible ({reason(error)})") from None

    return write


def _plain(text: str) -> str:
    return harmless(text, "\n")


def _on_screen(draft: str) -> str:
    """Return a draft as a terminal may get it, with the line ends it wants, one at the end included."""
    lines = draft.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return harmless(lines if lines.endswith("\n") or not lines else f"{lines}\n", "\n\t")


def leave_stdout() -> None:
    """Send what is left to flush nowhere, so that the end of the process does not complain about it again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
