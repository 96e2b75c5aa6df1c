"""Opens what the app makes with the programs that people have: LibreOffice, a PDF reader, a browser."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.support.find_browser import find_browser

ALIKE = 0.85
"""How alike a word looks at least where two programs shape it right; unshaped, it is a third of that."""

PACKAGES = {
    "soffice": "libreoffice-impress libreoffice-writer", "pdftotext": "poppler-utils", "pdftoppm": "poppler-utils",
    "pdfinfo": "poppler-utils", "pdfimages": "poppler-utils", "zbarimg": "zbar-tools",
}  # fmt: skip


def run(program: str, *arguments: str | Path) -> str:
    """Return what a program prints. The test fails with one line where the program is missing or fails."""
    path = shutil.which(program)
    if not path:
        pytest.fail(f"{program} is missing: apt-get install {PACKAGES[program]}", pytrace=False)
    done = subprocess.run([path, *map(str, arguments)], capture_output=True, timeout=180, check=False)
    if done.returncode:
        pytest.fail(f"{program} could not open the file: {done.stderr.decode(errors='replace')[-300:]}", pytrace=False)
    return done.stdout.decode(errors="replace")


def as_pdf(document: Path) -> Path:
    """Print a document with LibreOffice, beside the document."""
    profile = (document.parent / "profile").as_uri()  # its own, so that an open LibreOffice does not swallow the order
    run("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir",
        document.parent, document)  # fmt: skip
    return document.with_suffix(".pdf")


def pages(pdf: Path, dots_per_inch: int = 60) -> list[Image.Image]:
    """Every page of a PDF file as a picture."""
    stem = pdf.with_suffix("")
    run("pdftoppm", "-r", str(dots_per_inch), "-png", pdf, stem)
    return [Image.open(path).convert("RGB") for path in sorted(pdf.parent.glob(f"{stem.name}-*.png"))]


def text_of(pdf: Path, page: int | None = None) -> str:
    """Read the text of a PDF file, or of one of its pages from 1, with plain spaces, in the order of its writing."""
    chosen = ["-f", str(page), "-l", str(page)] if page else []
    return " ".join(run("pdftotext", "-raw", *chosen, pdf, "-").split())


def ink(picture: Image.Image) -> Image.Image:
    """Cut a picture down to what is not white, in grey."""
    grey = picture.convert("L")
    box = ImageChops.invert(grey).point(lambda level: 255 if level > 40 else 0).getbbox()
    assert box, "the picture is blank"
    return grey.crop(box)


def browser_picture(html: str, folder: Path, size: tuple[int, int]) -> Image.Image:
    """Draw an HTML page as Chromium shows it, at a scale of 4."""
    path = find_browser()
    if not path:
        pytest.fail("no Chromium or Chrome: run `make browser`, or set TICW_BROWSER", pytrace=False)
    page, shot = folder / "page.html", folder / "page.png"
    page.write_text(html, encoding="utf-8")
    command = [
        path, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=4",
        f"--user-data-dir={folder / 'browser'}", f"--window-size={size[0]},{size[1]}", f"--screenshot={shot}",
        page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return Image.open(shot).convert("RGB")


def first_line(picture: Image.Image) -> Image.Image:
    """Return the first line of text on a page: what stands above the first empty row under it."""
    dark = ImageChops.invert(ink(picture)).point(lambda level: 255 if level > 40 else 0)
    rows = [dark.crop((0, row, dark.width, row + 1)).getbbox() is not None for row in range(dark.height)]
    return ink(picture).crop((0, 0, dark.width, rows.index(False) if False in rows else dark.height))


def likeness(one: Image.Image, other: Image.Image) -> float:
    """How alike two words look, from 0 to 1: the ink that both share, of the ink that either has, at one size."""
    first, second = ink(one), ink(other)
    size = (first.width * 120 // first.height, 120)
    dark = [picture.resize(size).point(lambda level: 255 if level < 128 else 0) for picture in (first, second)]
    both, either = ImageChops.darker(*dark), ImageChops.lighter(*dark)
    return both.histogram()[255] / either.histogram()[255]


def khmer_page(word: str, weight: int, *, shaped: bool = True) -> str:
    """Return a page with a Khmer word in the font that documents use; unshaped, each of its letters stands alone."""
    said = word if shaped else "".join(f"<i>{letter}</i>" for letter in word)
    style = f"font: {weight} 40px 'Noto Sans Khmer'; margin: 20px; color: #1c2530"
    return (
        f'<!doctype html><meta charset="utf-8"><style>i {{ display: inline-block; font-style: normal }}</style>'
        f'<div style="{style}">{said}</div>'
    )
