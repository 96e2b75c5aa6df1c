"""What stands around the map in a picture: title and sentence, legend, scale bar, source and licence.

All sizes are pixels of a picture that is 1600 wide and 1200 high; `unit` is how large that pixel is in this one.
"""

import math
from dataclasses import dataclass

import shapely

from geo.export.image.fills import PIXEL, layers
from geo.export.image.font_metrics import parts, width, wrap
from geo.export.image.svg_tags import tag
from geo.export.image.text_lines import Run, line
from geo.i18n import gettext as _
from geo.map.boxes import Box
from geo.map.classification import paint
from geo.map.legend import LegendEntry, legend
from geo.map.palette import COLOURS
from geo.map.projection import path
from geo.map.symbology import NAMED, Symbols, symbols
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.selection.words import capital
from geo.views.empty import answer

QUIET, INK = COLOURS["quiet"], COLOURS["ink"]
LINE = 1.32  # from baseline to baseline, in type sizes
SWATCH, TEXT, SMALL = 30, 24, 16.5
SMALLEST = 0.62  # to which part of its size text shrinks, where there is much of it
ROW = 13  # between two entries of the legend
WIDE, APART = 900, 60  # from which width on the legend has two columns, and how far they are apart
KILOMETRES = (200, 100, 50, 20, 10, 5)


@dataclass(frozen=True, slots=True)
class Block:
    """Markup, and how high it is, in pixels, from the top at which it was set."""

    svg: str
    height: float


def fit_text(text: str, room: float, size: float, most: int, *, bold: bool = False) -> tuple[str, float]:
    """Fit a text into at most so many lines, with the type size for that: smaller first, then with words left out."""
    smaller = size
    while len(wrap(text, room, smaller, bold=bold)) > most and smaller > size * SMALLEST:
        smaller *= 0.94
    lines = wrap(text, room, smaller, bold=bold)
    if len(lines) > most:
        # room for the dots: what is left out is in the file's description
        last = wrap(lines[most - 1], room - smaller, smaller, bold=bold)[0]
        text = " ".join([*lines[: most - 1], f"{last} …"])
    return text, smaller


def paragraph(text: str, at: tuple[float, float], room: float, size: float, *, bold: bool = False, fill: str = INK,
              quiet: str = "") -> Block:  # fmt: skip
    """Text in as many lines as it needs, from a left upper corner on; `quiet` follows it in the quiet colour."""
    loud = len(parts(text))
    lines = wrap(f"{text} {quiet}", room, size, bold=bold)
    elements = []
    for row, words in enumerate(map(parts, lines)):
        first, rest = " ".join(words[:loud]), " ".join(words[loud:])
        loud = max(0, loud - len(words))
        runs = [Run(first, bold, fill)] if first else []
        runs += [Run(f" {rest}" if first else rest, bold, QUIET)] if rest else []
        elements.append(line(runs, (at[0], at[1] + size * (1 + LINE * row)), size))
    return Block("".join(elements), size * LINE * len(lines))


def swatch(looks: Symbols, key: str, at: tuple[float, float], unit: float) -> str:
    """Draw a square that is painted as the map paints an area of this key."""
    scale = 1.6 * unit / PIXEL
    square = _fill_square(looks, key, SWATCH * unit / scale, SWATCH * unit / scale, unit / scale)
    return tag("g", square, transform=f"translate({at[0]:.1f} {at[1]:.1f}) scale({scale:.5f})")


def swatch_picture(looks: Symbols, key: str, pixels: tuple[float, float]) -> str:
    """Draw a swatch as a picture of its own. pixels : how much of the pattern it shows, wide and high on the screen."""
    wide, high = pixels[0] * PIXEL, pixels[1] * PIXEL
    box = f"0 0 {wide} {high}"
    return tag("svg", _fill_square(looks, key, wide, high, PIXEL), xmlns="http://www.w3.org/2000/svg", viewBox=box)


def line_picture(pixels: tuple[float, float], *, in_source: bool) -> str:
    """Draw the sign of a line of the map as a picture of its own. in_source : the source names what it stands for."""
    wide, high = pixels
    colour, thick = (INK, 3.4) if in_source else (COLOURS["border"], 2)
    stroke = tag("path", d=f"M0 {high / 2}h{wide}", fill="none", stroke=colour, stroke_width=thick,
                stroke_dasharray="5 4")  # fmt: skip
    return tag("svg", stroke, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {wide} {high}")


def swatch_shape(looks: Symbols, key: str, pixels: tuple[float, float]) -> str:
    """Draw a swatch of so many pixels as a shape of another picture, from the point 0, 0 on."""
    wide, high = pixels[0] * PIXEL, pixels[1] * PIXEL
    return tag("g", _fill_square(looks, key, wide, high, PIXEL), transform=f"scale({1 / PIXEL:.5f})")


def _fill_square(looks: Symbols, key: str, wide: float, high: float, line: float) -> str:
    square = shapely.box(0, 0, wide, high)
    shapes = "".join(tag("path", d=path(part), fill=colour) for colour, part in layers(looks, square, key))
    return shapes + tag("rect", width=wide, height=high, fill="none", stroke="#000", stroke_opacity=0.25,
                         stroke_width=line)  # fmt: skip


def legend_block(atlas: Atlas, selection: Selection, box: Box, unit: float) -> Block:
    """Draw the legend from the box's upper edge on, in two columns where the box is wide enough for them."""
    # a place that is drawn as a line stands there by its id
    entries: list[LegendEntry | str] = [*legend(atlas, selection), *atlas.layers.lines]
    columns = 2 if box.w > WIDE * unit else 1
    room = (box.w - (columns - 1) * APART * unit) / columns
    elements, highest = [], 0.0
    for column in range(columns):
        x, y = box.x + column * (room + APART * unit), box.y
        # the first column is filled first
        rows = math.ceil(len(entries) / columns)
        for entry in entries[column * rows : (column + 1) * rows]:
            if isinstance(entry, str):
                in_source = paint(atlas, selection)[selection.phase].get(entry) == NAMED
                name = _(atlas.record.place_name(entry, selection.lang))
                block = _line(name, (x, y), room, unit, in_source=in_source)
            else:
                block = _entry(atlas, entry, (x, y), room, unit)
            elements.append(block.svg)
            y += block.height
        highest = max(highest, y - box.y)
    return Block("".join(elements), highest)


def _line(name: str, at: tuple[float, float], room: float, unit: float, *, in_source: bool) -> Block:
    y = at[1] + SWATCH * unit / 2
    colour, wide = (INK, 5) if in_source else (COLOURS["border"], 3)
    dashes = tag("line", x1=at[0], y1=y, x2=at[0] + SWATCH * unit, y2=y, stroke=colour, stroke_width=wide * unit,
               stroke_dasharray=f"{8 * unit:.1f} {6 * unit:.1f}")  # fmt: skip
    words = _("{place}, named in the source").format(place=name) if in_source else name
    label = _beside(words, at, room, unit)
    return Block(dashes + label.svg, label.height)


def _entry(atlas: Atlas, entry: LegendEntry, at: tuple[float, float], room: float, unit: float) -> Block:
    label = _beside(capital(entry.label), at, room, unit, entry.letters)
    end = (at[0] + room, at[1] + _baseline(unit))
    count = line([Run(str(entry.count), fill=QUIET)], end, TEXT * unit, anchor="end")
    return Block(swatch(symbols(atlas), entry.key, at, unit) + label.svg + count, label.height)


def _baseline(unit: float) -> float:
    """Below the upper edge of a swatch, the baseline of the text that is centred beside it."""
    return (SWATCH / 2 + TEXT * 0.36) * unit


def _beside(text: str, at: tuple[float, float], room: float, unit: float, mark: str = "") -> Block:
    """Text beside a swatch, its letters in front, with room for a number after it."""
    size = TEXT * unit
    x = at[0] + (SWATCH + 14) * unit
    head = mark.replace(" ", "\u00a0")  # letters stay in one line
    lines = wrap(f"{head} {text}".strip(), room - (SWATCH + 14 + 48) * unit, size, bold=True)
    elements = []
    for row, words in enumerate(lines):
        with_mark = head and row == 0
        runs = [Run(head, bold=True), Run(words.removeprefix(head))] if with_mark else [Run(words)]
        elements.append(line(runs, (x, at[1] + _baseline(unit) + size * 1.2 * row), size))
    return Block("".join(elements), (SWATCH + ROW) * unit + size * 1.2 * (len(lines) - 1))


def empty_block(atlas: Atlas, selection: Selection, box: Box, unit: float) -> Block:
    """Say what a view says that leaves no area, and which neighbouring views show something; nothing for any other."""
    empty = answer(atlas, selection, "")
    if empty is None:
        return Block("", 0)
    pad = 16 * unit
    inner = box.w - 2 * pad
    text = " ".join(line.title for line in empty.lines)
    title = paragraph(text, (box.x + pad, box.y + pad), inner, TEXT * unit, bold=True)
    near = Block("", 0)
    if empty.ways:
        near = paragraph(empty.tries, (box.x + pad, box.y + pad + title.height), inner, 20 * unit)
    height = title.height + near.height + 2 * pad
    ground = tag("rect", x=box.x, y=box.y, width=box.w, height=height, fill="#fdf6e6")
    edge = tag("rect", x=box.x, y=box.y, width=5 * unit, height=height, fill=COLOURS["caution"])
    return Block(ground + edge + title.svg + near.svg, height + 24 * unit)


def scale_bar(frame: Box, pixels_per_km: float, unit: float) -> tuple[str, Box]:
    """Draw a bar in the map's lower left corner, true at its middle latitude; return it with the box that it takes."""
    length = next((km for km in KILOMETRES if km * pixels_per_km <= frame.w * 0.24), KILOMETRES[-1])
    words = _("about {length} km").format(length=length)
    long, size, pad = length * pixels_per_km, SMALL * unit, 14 * unit
    box = Box(frame.x + pad, frame.y + frame.h - pad - 46 * unit, max(long, width(words, size)) + 2 * pad, 46 * unit)
    x, y = box.x + pad, box.y + box.h - 12 * unit
    ground = tag("rect", x=box.x, y=box.y, width=box.w, height=box.h, rx=6 * unit, fill="#fff", fill_opacity=0.8)
    tick = 6 * unit
    data = f"M{x:.1f} {y - tick:.1f}v{tick:.1f}h{long:.1f}v{-tick:.1f}"
    bar = tag("path", d=data, fill="none", stroke=INK, stroke_width=2 * unit)
    return ground + bar + line([Run(words)], (x, y - 12 * unit), size), box


def north_arrow(beside: Box, unit: float) -> tuple[str, Box]:
    """Draw an arrow to the north right of the scale bar; return it with the box that it takes."""
    box = Box(beside.x + beside.w + 6 * unit, beside.y, 34 * unit, beside.h)
    middle, high = box.x + box.w / 2, 18 * unit
    ground = tag("rect", x=box.x, y=box.y, width=box.w, height=box.h, rx=6 * unit, fill="#fff", fill_opacity=0.8)
    point = f"M{middle:.1f} {box.y + 5 * unit:.1f}l{7 * unit:.1f} {high:.1f}l{-7 * unit:.1f} {-5 * unit:.1f}"
    arrow = tag("path", d=f"{point}l{-7 * unit:.1f} {5 * unit:.1f}z", fill=INK)
    # the letter of the direction, as maps have it
    letter = line([Run(_("N"), bold=True)], (middle, box.y + box.h - 6 * unit), SMALL * unit, anchor="middle")
    return ground + arrow + letter, box
