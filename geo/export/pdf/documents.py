"""Documents by Typst: a template of this folder, filled with data, as a tagged PDF file or as a picture of its page.

Data is handed over as JSON and is never spliced into markup.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from geo.export.errors import ExportError
from geo.export.image.outlines import EM, KHMER, outline, words_in
from geo.export.image.png import with_notes
from geo.export.image.svg_tags import tag
from geo.export.image.text_lines import BOLD, REGULAR
from geo.export.image.typesetting import KHMER_FONTS, fonts, typeset
from geo.i18n import gettext as _
from geo.text import has_khmer as holds_khmer

COMMON = "common.typ"  # stands before every template
TEMPLATES = Path(__file__).resolve().parent
LATIN_FONTS = ("Noto Sans", "Source Sans 3", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans")
"""Families that are looked for, the best first; the ones that are there are used."""
ABOVE, BELOW = 130, 100  # how far Khmer letters reach over and under the line, at a type size of EM


@lru_cache(maxsize=4)
def _families(book: typst.Fonts) -> frozenset[str]:
    return frozenset(book.families())


def has_khmer(book: typst.Fonts | None = None) -> bool:
    """Whether Khmer can be set. book : the fonts there are, this machine's where None."""
    return not _families(book or fonts()).isdisjoint(KHMER_FONTS)


def families_for(text: str, book: typst.Fonts) -> list[str]:
    """Name the families to set a text in. Raises ExportError where it holds Khmer and no font for that is there."""
    there = _families(book)
    khmer = [name for name in KHMER_FONTS if name in there]
    if holds_khmer(text) and not khmer:
        raise ExportError(
            _("no Khmer font found: install fonts-noto-core or fonts-khmeros (Debian), or Noto Sans Khmer elsewhere")
        )
    # the typesetter's own serif stands in where none of the others is there
    return [*[name for name in LATIN_FONTS if name in there], *khmer] or ["Libertinus Serif"]


def document(template: str, data: Mapping[str, Any], date: dt.date, book: typst.Fonts | None = None) -> bytes:
    """Set a template of this folder with its data as PDF: tagged, after PDF/UA-1 where the fonts have every letter.

    date : what the file notes as its day of making; book : the fonts to set it in, this machine's where None.
    Raises ExportError where there is no font for what is to be set.
    """
    book = book or fonts()
    inputs = _inputs(data, book)
    stamp = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)

    def compile_pdf(standard: list[Literal["ua-1"]]) -> bytes:
        return typst.compile(
            _source(template), font_paths=book, format="pdf", sys_inputs=inputs, timestamp=stamp,
            pdf_standards=[*standard],
        )  # fmt: skip

    try:
        return compile_pdf(["ua-1"])
    except typst.TypstError:
        # PDF/UA-1 forbids letters that no font has; without it the file is tagged all the same
        try:
            return compile_pdf([])
        except typst.TypstError as error:
            raise _not_set(error) from error


def picture(template: str, data: Mapping[str, Any], dots_per_inch: int, maker: str) -> bytes:
    """Set a template of one page as a PNG picture. Raises ExportError as `document` does."""
    try:
        image = typeset(_source(template).decode(), _inputs(data, fonts()), "png", dots_per_inch=dots_per_inch)
    except typst.TypstError as error:
        raise _not_set(error) from error
    return with_notes(image, maker, dots_per_inch)


def count_pages(template: str, data: Mapping[str, Any], book: typst.Fonts | None = None) -> int:
    """Count the pages that a template has with its data; it says so itself, at its end. Raises as `document` does."""
    book = book or fonts()
    try:
        answer = typst.query(
            _source(template), "<pages>", field="value", one=True, font_paths=book, sys_inputs=_inputs(data, book)
        )
    except typst.TypstError as error:
        raise _not_set(error) from error
    return int(answer)


def _inputs(data: Mapping[str, Any], book: typst.Fonts) -> dict[str, str]:
    text = json.dumps(data, ensure_ascii=False)
    return {"data": text, "fonts": json.dumps(families_for(text, book)), "khmer": json.dumps(_khmer(text))}


def _not_set(error: typst.TypstError) -> ExportError:
    return ExportError(_("the document could not be set: {reason}").format(reason=error.message))


def _khmer(text: str) -> dict[str, list[dict[str, Any]]]:
    """Each stretch of Khmer in a text: its words, and the shapes of each in both weights.

    The typesetter shapes Khmer right, but the text that readers find under it has letters twice.
    """
    stretches = dict.fromkeys(KHMER.findall(text))
    return {stretch: [_shapes(word) for word in words_in(stretch)] for stretch in stretches}


def _shapes(word: str) -> dict[str, Any]:
    return {"text": word, "regular": _drawing(word, REGULAR), "bold": _drawing(word, BOLD)}


def _drawing(word: str, weight: int) -> dict[str, Any]:
    """Draw a word in the colour `ink`, with its width in type sizes; neither where there is no font for it."""
    shape = outline(word, weight)
    if shape is None:
        return {"svg": "", "wide": 0}
    glyphs = (tag("path", d=data, transform=f"translate({x:g} {y:g})") for x, y, data in shape.glyphs)
    box = f"0 {-ABOVE} {max(shape.width, 1):.2f} {ABOVE + BELOW}"
    inside = tag("g", *glyphs, fill="ink", transform="scale(1 -1)")
    return {"svg": tag("svg", inside, xmlns="http://www.w3.org/2000/svg", viewBox=box), "wide": shape.width / EM}


@cache
def _source(template: str) -> bytes:
    return b"\n".join((TEMPLATES / name).read_bytes() for name in (COMMON, template))
