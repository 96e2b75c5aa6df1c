"""What comes out of the printer, read back and compared with what stands on the screen."""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Page

from tests.support.opening import pages, run
from tests.support.running import settled

SIZES: Mapping[str, tuple[float, float]] = {"A4": (210, 297), "Letter": (215.9, 279.4)}  # millimetres, upright
DOTS_PER_INCH = 96  # a pixel on paper is a pixel on the screen

TEXTS = """(root) => {
  const controls = 'nav, button, label, input, textarea, [role=radiogroup], .screen, .steps, .close, .shut, .paper';
  const seen = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect(), parent = node.parentElement;
    return box.width > 1 && box.height > 1 && getComputedStyle(parent).visibility === 'visible'
      && getComputedStyle(parent).clipPath === 'none';
  };
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest('style, script') || !seen(node)) continue;
    if (root.includes('stMain') && parent.closest(controls + ', .st-key-bar')) continue;
    const upper = getComputedStyle(parent).textTransform === 'uppercase';
    texts.push(upper ? node.data.toUpperCase() : node.data);
  }
  return texts;
}"""
"""A function of the browser: every text that can be seen below a root, without controls where the root is the page."""
INSIDE = """() => [...document.querySelectorAll('path.ticw-area')].map((path) => {
  const box = path.getBoundingClientRect(), map = path.closest('.leaflet-container').getBoundingClientRect();
  return box.left >= map.left && box.right <= map.right && box.top >= map.top && box.bottom <= map.bottom
    && map.right <= innerWidth + 1 && map.bottom <= innerHeight + 1;
})"""
"""A function of the map's frame: for each area, whether it lies in its map, and the map in the frame."""
WITHOUT_MAP = ".coverage, .timeline, .statements, .lines, .slide.list, .start"
HALL = "Asia/Phnom_Penh"  # where the browser is, and whose day is printed


def squeezed(text: str) -> str:
    """Return a text without spaces, hyphens and Khmer, which no reader gets back from a PDF letter by letter."""
    return re.sub(r"[-\s\u00ad\u1780-\u17ff\u200b]+", "", text)


def unfold(page: Page) -> None:
    """Open what is folded, as a person would who reads everything."""
    page.evaluate("document.querySelectorAll('[data-testid=stMain] details').forEach((one) => { one.open = true; })")


def texts_on(page: Page, root: str = "[data-testid=stMain]") -> list[str]:
    """Every text that stands on the page, without controls; of another root, every text below it."""
    found: list[str] = page.evaluate(TEXTS, root)
    return [text for text in map(squeezed, found) if text]


class Printed:
    """A printed page: `text` without spaces, `sheets` as pictures."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = squeezed(run("pdftotext", "-raw", path, "-"))
        self.sheets = pages(path, DOTS_PER_INCH)

    def lacks(self, texts: list[str]) -> list[str]:
        """Which of the texts are not on paper, or fewer times than they are given."""
        return [text for text, count in Counter(texts).items() if self.text.count(text) < count]

    def colours(self) -> Counter[str]:
        """How much of each colour of a map all sheets have, in pixels."""
        return sum((colours(sheet) for sheet in self.sheets), Counter())


def colours(picture: Image.Image) -> Counter[str]:
    """How much a picture has of each colour of a map, in pixels: patterns count by what is warm or blue in them."""
    grounds = {(230, 227, 218): "unnamed", (241, 238, 230): "abroad", (219, 231, 238): "sea"}
    found: Counter[str] = Counter()
    for count, (red, green, blue) in picture.getcolors(1 << 24) or ():
        tone = "warm" if red - blue > 60 else "blue" if blue - red > 40 else grounds.get((red, green, blue), "")
        found[tone] += count
    return found


def chromium_print(page: Page, path: Path, paper: str = "A4") -> Printed:
    """Print as the dialog does at first, without backgrounds; paper : `A4`, `Letter across`."""
    size, _, across = paper.partition(" ")
    page.pdf(path=path, format=size, landscape=bool(across))
    return Printed(path)


def firefox_print(page: Page, path: Path, paper: str = "A4") -> Printed:
    """Print in Firefox, on paper of the same names."""
    size, _, across = paper.partition(" ")
    wide, high = sorted(SIZES[size], reverse=bool(across))
    # Playwright hands Firefox a number of inches, and Firefox takes it for centimetres
    margins: Any = dict.fromkeys(("top", "right", "bottom", "left"), "0in")
    page.pdf(path=path, width=f"{wide / 10}in", height=f"{high / 10}in", margin=margins)
    return Printed(path)


def show(page: Page, address: str) -> Page:
    """Open an address and wait until the page and its map are there."""
    page.goto(address)
    return shown(page)


def shown(page: Page) -> Page:
    """Wait until the page and its map are there."""
    page.locator("[data-testid=stMain] h1").first.wait_for()
    settled(page)
    page.locator(f"[data-testid=stMain] :is(iframe, {WITHOUT_MAP})").first.wait_for()
    if page.locator("[data-testid=stMain] iframe").count():
        page.frame_locator("[data-testid=stMain] iframe").locator("path.ticw-area[data-paint]").first.wait_for()
    return page


def map_for_paper(page: Page) -> Image.Image | None:
    """Return the map as it is fitted for printing, all of its areas inside; None where the page has none."""
    frame = page.locator("[data-testid=stMain] iframe")
    if not frame.count():
        return None
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    inside = page.frames[-1].evaluate(INSIDE)
    assert len(inside) in (24, 48)
    assert all(inside)
    picture = Image.open(io.BytesIO(frame.screenshot())).convert("RGB")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    return picture


def expect_whole(printed: Printed, picture: Image.Image | None) -> None:
    """Of every colour of the map there is as much on paper as on the whole map."""
    if picture is not None:
        whole, on_paper = colours(picture), printed.colours()
        cut = {tone: count for tone, count in whole.items() if tone and count > 600 and on_paper[tone] < 0.93 * count}
        assert cut == {}, on_paper


def expect_document(page: Page, printed: Printed, picture: Image.Image | None) -> None:
    """All that the page shows is on paper, the map whole, nothing of the frame; and where and when it was printed."""
    unfold(page)
    shown = texts_on(page)
    assert printed.lacks(shown) == [], printed.lacks(shown)
    expect_whole(printed, picture)
    # the name stands among the licences as well; the paragraphs that are cited are footnotes; the legend, which an open
    # sidebar is on the screen, stands under the map
    told = squeezed(str(page.evaluate("JSON.stringify(window.ticwEvidence)")))
    legend = squeezed(" ".join(page.locator("[data-testid=stMain] .legend").all_text_contents()))
    assert all(entry in printed.text for entry in map(squeezed, page.locator(".legend li").all_text_contents()))
    said = " ".join([*shown, "TICWAtlas", told, legend])
    frame = {text for text in texts_on(page, "body") if len(text) > 7 and text not in said}
    left = [text for text in frame if text in printed.text]
    assert left == [], left
    assert squeezed(page.url) in printed.text
    assert squeezed(dt.datetime.now(ZoneInfo(HALL)).date().isoformat()) in printed.text
