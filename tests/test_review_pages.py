"""The pages of a review, looked at in a real browser: nothing overflows, nothing is fetched, nothing complains."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import team_export
from review_samples import reviewed, with_past

from coach.render import RenderOptions, review_renderer
from coach.review.quotes import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from coach.review.figures import Sheet, Theme

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FOUND = next(filter(None, map(shutil.which, BROWSERS)), None)
pytestmark = pytest.mark.skipif(FOUND is None, reason="no Chromium is installed: apt-get install chromium")
# Names of people and of reasons as no page would like them.
LONG = "X" * 70
PAGES = ("report", "hard", "sheet", "full", "few")
SCREENS = (320, 390, 768, 1280)
# A4 without its margins.
PAPER = (700,)
SCHEMES = ("light", "dark", "print")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write a full report, one of names without end, a sheet, and a sheet of somebody who wrote little."""
    from coach.render.review_sheet import sheet_page

    folder = tmp_path_factory.mktemp("pages")
    team_export.write(folder / "export.csv", 240)
    review = with_past(reviewed(folder / "export.csv"), 9)
    text = (folder / "export.csv").read_text("utf-8").replace("Bruno Castel", LONG).replace(";retour", f";{LONG}")
    (folder / "hard.csv").write_text(text.replace("49,90", LONG), "utf-8")
    hard = reviewed(folder / "hard.csv", names=True)
    few = next(each for each in review.sheets if not each.line.enough)
    written = {
        "report": review_renderer("html", RenderOptions()).end(review),
        "hard": review_renderer("html", RenderOptions()).end(hard),
        "sheet": sheet_page(review.sheets[0], review),
        "full": sheet_page(filled(review.sheets[0]), review),
        "few": sheet_page(few, review),
    }
    for name, page in written.items():
        (folder / f"{name}.html").write_text(page, "utf-8")
    return {name: folder / f"{name}.html" for name in written}


def filled(sheet: Sheet) -> Sheet:
    """Return a sheet whose quotes are as long as quotes may be."""

    def longer(theme: Theme) -> Theme:
        words = ("un mot " * LONGEST)[:LONGEST]
        quotes = (replace(each, text=words, reframings=tuple(words for _ in each.reframings)) for each in theme.quotes)
        return replace(theme, quotes=tuple(quotes))

    return replace(sheet, praises=tuple(map(longer, sheet.praises)), themes=tuple(map(longer, sheet.themes)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser that can reach nothing but files."""
    driver = pytest.importorskip("playwright.sync_api")
    with driver.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=FOUND, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(browser: Browser, file: Path, scheme: str, said: list[str], width: int = 1280) -> Page:
    """Return a page as one look has it; what it fetches and complains of is put into `said`."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.emulate_media(
        media="print" if scheme == "print" else "screen", color_scheme="dark" if scheme == "dark" else "light"
    )
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_fetched_and_nothing_overflows(
    browser: Browser, pages: dict[str, Path], name: str, scheme: str
) -> None:
    said: list[str] = []
    page = opened(browser, pages[name], scheme, said)
    for width in PAPER if scheme == "print" else SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # A wide table scrolls inside its own frame; no word of a plot stands outside of it.
        assert page.evaluate(OUTSIDE) == []
    page.context.close()
    assert [each for each in said if not each.startswith("data:")] == [pages[name].as_uri()]


OUTSIDE = """[...document.querySelectorAll('svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    const across = box.left < frame.left - 1 || box.right > frame.right + 1;
    return across || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map(text => text.textContent);
})"""

# Every element that holds words of its own, with its colour and the first colour behind it.
COLOURS = """[...document.querySelectorAll('body *')].filter(each =>
  [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) && each.getClientRects().length
  && !each.closest('svg title, svg desc')
).map(each => {
  const none = 'rgba(0, 0, 0, 0)';
  let behind = each, back = none;
  for (; behind && back === none; behind = behind.parentElement) back = getComputedStyle(behind).backgroundColor;
  const style = getComputedStyle(each);
  return [each.tagName + ' ' + each.textContent.slice(0, 30), each.closest('svg') ? style.fill : style.color, back];
})"""


def luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["report", "few"])
def test_words_stand_out(browser: Browser, pages: dict[str, Path], name: str, scheme: str) -> None:
    page = opened(browser, pages[name], scheme, [])
    words = page.evaluate(COLOURS)
    page.context.close()
    assert len(words) > 20
    pale = []
    for what, ink, back in words:
        dark, light = sorted((luminance(ink), luminance("(255,255,255)" if back == "rgba(0, 0, 0, 0)" else back)))
        if (light + 0.05) / (dark + 0.05) < 4.5:
            pale.append((what, ink, back))
    assert pale == []


@pytest.mark.parametrize("name", PAGES)
def test_a_voice_finds_its_way(browser: Browser, pages: dict[str, Path], name: str) -> None:
    page = opened(browser, pages[name], "light", [])
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.evaluate("document.querySelectorAll('main, header').length") == 2
    unnamed = "[...document.querySelectorAll('svg')].filter(each => !each.querySelector('title + desc'))"
    assert page.evaluate(f"{unnamed}.length") == 0
    bare = (
        "[...document.querySelectorAll('table')].filter(each => !each.caption || !each.querySelector('th[scope=col]'))"
    )
    assert page.evaluate(f"{bare}.length") == 0
    page.context.close()


@pytest.mark.parametrize("name", ["sheet", "full", "few"])
def test_a_sheet_holds_on_one_page_of_paper(browser: Browser, pages: dict[str, Path], name: str) -> None:
    page = opened(browser, pages[name], "print", [])
    paper = page.pdf(prefer_css_page_size=True)
    page.context.close()
    assert paper.count(b"/Type /Page\n") == 1


def test_what_is_folded_is_open_on_paper(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["report"], "print", [])
    assert page.locator("details").count() > 3
    assert page.locator("details:not([open]) td").first.is_visible()
    page.context.close()
