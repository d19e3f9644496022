"""The pictures of the trainer's guide: `python tests/guide_pictures.py` takes them anew, from the made-up export.

Needs a Chromium, Playwright and Pillow (`pip install pillow`), which keeps them small.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import team_export

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "phrasebooks" / "images"
BROWSER = "/usr/bin/chromium"
COLOURS = 200


def taken(page: Page, name: str, first: str, last: str, width: int) -> None:
    """Take the picture of a page from the top of one element to the bottom of another."""
    page.set_viewport_size({"width": width, "height": 700})
    edge = "each => document.querySelector(each).getBoundingClientRect()"
    top, bottom = page.evaluate(f"({edge})('{first}').top"), page.evaluate(f"({edge})('{last}').bottom")
    clip = {"x": 0, "y": top, "width": width, "height": bottom - top + 8}
    page.screenshot(path=IMAGES / name, full_page=True, clip=clip)  # type: ignore[arg-type]
    smaller(IMAGES / name)


def smaller(file: Path) -> None:
    """Keep the colours that count."""
    from PIL import Image

    with Image.open(file) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def main() -> None:
    """Review the made-up export and take the pictures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        team_export.write(folder / "export.csv")
        command = ["-m", "coach", "review", "export.csv", "--graine", "42", "--report", "r.html", "--sheets", "fiches"]
        variables = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, *command], cwd=folder, env=variables, check=False, stdout=subprocess.DEVNULL)
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page(color_scheme="light")
        page.goto((folder / "r.html").as_uri())
        taken(page, "rapport-taux.png", "body", "#taux .panels", 1020)
        taken(page, "rapport-conseillers.png", "#conseillers", "#conseillers", 1020)
        page.goto((folder / "fiches" / "fiche-a.html").as_uri())
        taken(page, "fiche-conseiller.png", "body", "body", 860)
        browser.close()


if __name__ == "__main__":
    main()
