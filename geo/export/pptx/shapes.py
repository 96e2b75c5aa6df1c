"""The parts of a slide as native, editable shapes: text, legend swatches, tables, the picture. Sizes are points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import shapely
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from geo.export.image.fills import PIXEL, layers
from geo.export.image.font_metrics import wrap
from geo.export.letters import clean
from geo.map.palette import COLOURS
from geo.map.symbology import Symbols
from geo.text import has_khmer

PADDING, GUTTER = 2.5, 10  # of the cells of a table: above and below the text, and right of it
NARROWER = 1.05  # how much more fits into a line of Arial than of the type that geo.export.image.font_metrics measures
LINE = 1.2  # distance of lines, in type sizes
FINE = 1.3  # pixels of a pattern to a point of a swatch, so that it shows more than one tile
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the table style that adds nothing of its own
_BREAKS = re.compile("[\t\n]+")

Frame = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. colour : a name in geo.map.palette."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "ink"


Lines = Sequence[Sequence[Run]]
"""Paragraphs, each of runs."""


def colour_of(name: str) -> RGBColor:
    """Return a colour: a name in geo.map.palette, or `#rrggbb`."""
    number = int(COLOURS.get(name, name).removeprefix("#"), 16)
    return RGBColor(number >> 16, number >> 8 & 0xFF, number & 0xFF)  # type: ignore[no-untyped-call]  # the package's own


def high(paragraphs: Lines, room: float) -> float:
    """How high paragraphs become in a column as wide as `room`; a little more than most fonts need."""
    total = 0.0
    for runs in paragraphs:
        size = max(run.size for run in runs)
        text = " ".join(run.text for run in runs)
        wide = room if has_khmer(text) else room * NARROWER
        total += (len(wrap(text, wide, size, bold=runs[0].bold)) or 1) * size * LINE
    return total


def fill_text(frame: Any, paragraphs: Lines, *, right: bool = False) -> None:
    """Write paragraphs into a text frame without margins, in place of what it holds."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for run in runs:
            _add_run(paragraph, run)


def _add_run(paragraph: Any, run: Run) -> None:
    target = paragraph.add_run()
    target.text = _BREAKS.sub(" ", clean(run.text))
    font = target.font
    font.size, font.bold, font.italic = Pt(run.size), run.bold, run.italic
    font.color.rgb = colour_of(run.colour)
    # python-pptx has a language_id, but its code for Khmer is not the one that programs know
    target._r.get_or_add_rPr().set("lang", "km-KH" if has_khmer(run.text) else "en-GB")  # noqa: SLF001


def text_box(slide: Any, frame: Frame, paragraphs: Lines, name: str, *, right: bool = False) -> Any:
    """Add a text box. name : what a screen reader and the list of objects call it."""
    box = slide.shapes.add_textbox(*map(Pt, frame))
    box.name = name
    box.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    fill_text(box.text_frame, paragraphs, right=right)
    return box


def describe_shape(shape: Any, text: str) -> None:
    """Give a shape the text that stands for it where it is not seen."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", clean(text))


def picture(slide: Any, png: bytes, frame: Frame, alt: str, name: str) -> None:
    """Add a picture with a fine line around it."""
    left, top, wide, tall = map(Pt, frame)
    shape = slide.shapes.add_picture(BytesIO(png), left, top, wide, tall)
    shape.name = name
    shape.line.color.rgb = colour_of("line")
    shape.line.width = Pt(0.75)
    describe_shape(shape, alt)


def swatch(slide: Any, looks: Symbols, key: str, frame: Frame, name: str) -> None:
    """Draw what an area with this paint key looks like: the shapes that paint it, in one group, a line around them."""
    left, top, wide, tall = frame
    group = slide.shapes.add_group_shape()
    group.name = name
    units = PIXEL * FINE  # to a point
    for colour, part in layers(looks, shapely.box(0, 0, wide * units, tall * units), key):
        shape = _draw_geometry(group, part, (Pt(left), Pt(top)), Pt(1) / units)
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(colour)
        shape.line.fill.background()
    edge = _plain(group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Pt, frame)))
    edge.fill.background()
    edge.line.color.rgb, edge.line.width = colour_of("coast"), Pt(0.5)


def _draw_geometry(group: Any, part: shapely.Geometry, corner: tuple[int, int], unit: float) -> Any:
    """Draw a geometry as one shape. unit : how long one of its units is on the slide."""
    rings = [polygon.exterior.coords[:-1] for polygon in shapely.get_parts(part)]
    builder = group.shapes.build_freeform(*rings[0][0], scale=unit)
    for number, ring in enumerate(rings):
        if number:
            builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=True)
    return _plain(builder.convert_to_shape(*corner))


def _plain(shape: Any) -> Any:
    """Strip a shape of the shadow that the theme's style would give it."""
    for style in shape.element.xpath("./p:style"):
        shape.element.remove(style)
    return shape


def table(slide: Any, frame: Frame, columns: Sequence[float], rows: Sequence[Sequence[Lines]], name: str) -> None:
    """Add a table, its first row the heading, with a fine line under each row.

    columns : their widths; rows : cells of paragraphs. The program that shows it makes rows higher where they need it.
    """
    left, top, wide, tall = map(Pt, frame)
    shape = slide.shapes.add_table(len(rows), len(columns), left, top, wide, tall)
    shape.name = name
    grid = shape.table
    grid.horz_banding = False
    shape.element.xpath(".//a:tableStyleId")[0].text = NO_STYLE
    for number, column in enumerate(columns):
        grid.columns[number].width = Pt(column)
    for number, cells in enumerate(rows):
        grid.rows[number].height = Pt(row_height(cells, columns))
        for place, paragraphs in enumerate(cells):
            cell = grid.cell(number, place)
            fill_text(cell.text_frame, paragraphs)
            cell.margin_left, cell.margin_right = Pt(0), Pt(GUTTER)
            cell.margin_top = cell.margin_bottom = Pt(PADDING)
            _underline(cell, "dot" if number == 0 else "line")


def row_height(cells: Sequence[Lines], columns: Sequence[float]) -> float:
    """How high a row of a table becomes."""
    return max(high(cell, column - GUTTER) for cell, column in zip(cells, columns, strict=True)) + 2 * PADDING


def _underline(cell: Any, colour: str) -> None:
    """Draw a line under a cell and none elsewhere: python-pptx has no words for borders."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        line = OxmlElement(side)
        if side == "a:lnB":
            line.set("w", str(Pt(0.75)))
            fill = OxmlElement("a:solidFill")
            shade = OxmlElement("a:srgbClr")
            shade.set("val", str(colour_of(colour)))
            fill.append(shade)
            line.append(fill)
        else:
            line.append(OxmlElement("a:noFill"))
        properties.append(line)
