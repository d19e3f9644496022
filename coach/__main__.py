"""The `coach` command: the resident process answers if it runs and can, this one does otherwise."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the console script calls it, and `python -m coach`."""
    try:
        from coach.resident.client import ask

        code = ask(sys.argv[1:])
        if code is None:
            from coach.cli.app import main as here

            here()
    except KeyboardInterrupt:
        # While something is being loaded.
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
