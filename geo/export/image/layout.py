"""Where everything stands on a picture with title, legend and source: beside the map, or below it on a tall page."""

import datetime as dt
from dataclasses import dataclass

from geo.export.attribution import source_line
from geo.export.image.map_surround import SMALL, Block, empty_block, fit_text, legend_block, paragraph
from geo.export.image.svg_tags import tag
from geo.i18n import gettext as _
from geo.map.boxes import Box
from geo.map.palette import COLOURS
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.credits import licence_line

WIDE, HIGH = 1600, 1200  # the page for which sizes are meant
TALL = 1.1  # a page less wide than so many times its height has its legend below the map
MARGIN, SIDE, APART = 48, 400, 34
HEADING, SAYS = 44, 26
SQUARE = 0.94  # the highest map, in its own widths


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around the map, and the frame that is left for it; unit : see furniture."""

    svg: str
    frame: Box
    unit: float


def lay_out(atlas: Atlas, selection: Selection, page: Box, words: tuple[str, str], date: dt.date | None) -> Layout:
    """Everything but the map, set on the page; all text is in whole lines inside the margins.

    words : the heading, and what is said of the chosen place, '' for none.
    """
    unit = min(page.w / WIDE, page.h / HIGH) if page.w >= TALL * page.h else min(page.w / HIGH, page.h / WIDE)
    inner = page.expand(-MARGIN * unit)
    ground = tag("rect", width=page.w, height=page.h, fill=COLOURS["ground"])
    head = _head(atlas, selection, inner, words, unit)
    foot = foot_block((source_line(atlas, selection), licence_line(atlas)), inner, date, unit)
    top = inner.y + head.height + APART * unit * 0.6
    bottom = inner.y + inner.h - foot.height - APART * unit * 0.6
    rest = Box(inner.x, top, inner.w, bottom - top)
    if page.w >= TALL * page.h:
        side = Box(rest.x + rest.w - SIDE * unit, rest.y, SIDE * unit, rest.h)
        frame = Box(rest.x, rest.y, rest.w - side.w - APART * unit, rest.h)
        beside = _words(atlas, selection, side, unit)
    else:
        high = _words(atlas, selection, rest, unit).height
        # a higher frame would show nothing of the areas, only where the water layer ends
        frame = Box(rest.x, rest.y, rest.w, min(rest.h - high - APART * unit, rest.w * SQUARE))
        beside = _words(atlas, selection, Box(rest.x, frame.y + frame.h + APART * unit, rest.w, high), unit)
    return Layout(ground + head.svg + beside.svg + foot.svg, frame, unit)


def _head(atlas: Atlas, selection: Selection, inner: Box, words: tuple[str, str], unit: float) -> Block:
    heading, place_words = words
    description = describe(atlas, selection)
    text, size = fit_text(heading, inner.w, HEADING * unit, 3, bold=True)
    title = paragraph(text, (inner.x, inner.y - 8 * unit), inner.w, size, bold=True)
    at = (inner.x, inner.y + title.height)
    text, size = fit_text(f"{description.sentence} {description.silence}", inner.w, SAYS * unit, 8)
    # the silence stands in the quiet colour, unless there is so much said that its end is left out
    whole = text.endswith(description.silence)
    loud, quiet = (description.sentence, description.silence) if whole else (text, "")
    sentence = paragraph(loud, at, inner.w, size, quiet=quiet)
    height = title.height + sentence.height
    place = choice_block(place_words, Box(inner.x, inner.y + height, inner.w, 0), unit)
    return Block(title.svg + sentence.svg + place.svg, height + place.height)


def choice_block(words: str, box: Box, unit: float) -> Block:
    """Draw what is said of what a person has chosen, under the sentence of the view; nothing for no words."""
    if not words:
        return Block("", 0)
    text, size = fit_text(_("Chosen: {what}").format(what=words), box.w, 22 * unit, 8)
    block = paragraph(text, (box.x, box.y + 6 * unit), box.w, size)
    return Block(block.svg, block.height + 6 * unit)


def _words(atlas: Atlas, selection: Selection, box: Box, unit: float) -> Block:
    """Draw what a view without areas says, then the legend."""
    empty = empty_block(atlas, selection, box, unit)
    below = Box(box.x, box.y + empty.height, box.w, box.h)
    legend = legend_block(atlas, selection, below, unit)
    return Block(empty.svg + legend.svg, empty.height + legend.height)


def foot_block(lines: tuple[str, str], inner: Box, date: dt.date | None, unit: float) -> Block:
    """Draw the source and the licences, from the lower margin upwards."""
    source, licence = lines
    if date:
        dated = _("Made on {date}.").format(date=date.isoformat())
        source = f"{source} {dated}"
    size, texts = SMALL * unit, (source, licence)
    height = sum(paragraph(text, (0, 0), inner.w, size).height for text in texts)
    blocks, y = [], inner.y + inner.h - height
    for text in texts:
        block = paragraph(text, (inner.x, y), inner.w, size, fill=COLOURS["quiet"])
        blocks.append(block.svg)
        y += block.height
    return Block("".join(blocks), height)
