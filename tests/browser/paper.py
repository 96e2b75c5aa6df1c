"""What comes out of the printer, read back and compared with what stands on the screen."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.opening import pages, run

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


def squeezed(text: str) -> str:
    """A text without spaces, hyphens, ligatures and Khmer, which no reader gets back from a PDF letter by letter."""
    return re.sub(r"[-\s\u00ad\u1780-\u17ff\u200b]+", "", unicodedata.normalize("NFKC", text))


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
