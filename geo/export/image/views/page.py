"""A page's drawing as one SVG file that needs nothing else: heading and sentence, the drawing, source and licence."""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from functools import partial

from geo.export.attribution import map_statements, source_of
from geo.export.image.layout import APART, HEADING, HIGH, MARGIN, SAYS, WIDE, choice_block, foot_block
from geo.export.image.map_surround import INK, QUIET, Block, fit_text, paragraph
from geo.export.image.svg_tags import document, tag
from geo.export.image.views.axis import timeline_drawing
from geo.export.image.views.columns import partners_drawing, studies_drawing
from geo.export.image.views.matrix import coverage_drawing
from geo.export.image.views.pair import compare_drawing
from geo.export.image.views.space import Space
from geo.map.boxes import Box
from geo.map.palette import COLOURS
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.phases import covered
from geo.views.credits import licence_line, product
from geo.views.empty import Answer, answer
from geo.views.model import Content
from geo.views.registry import VIEWS, Shown, show_list
from geo.views.undated import undated
from geo.web.leaflet import digest

DRAWINGS: Mapping[str, Callable[[Atlas, Shown], Callable[[Space], Block]]] = {
    "pair": compare_drawing, "matrix": coverage_drawing, "network": partners_drawing, "studies": studies_drawing,
    "axis": timeline_drawing,
}  # fmt: skip
"""What stands on a page besides lines, see views.registry.Page -> what draws it; the map is drawn by export.svg."""
BESIDE_LISTS: Mapping[str, Callable[[Atlas, Shown], Callable[[Space], Block]]] = {
    "matrix": coverage_drawing, "network": partners_drawing, "studies": partial(studies_drawing, mentions=False),
    "pair": compare_drawing,
}  # fmt: skip
"""Those that a document has above its list of the same statements."""
SCALES = (1.25, 1.12, 1.0, 0.9, 0.82, 0.75)
"""Of the drawing, where it then fits on the picture; beyond the last one the picture grows in height."""
TIGHT = (0.6, 0.5, 0.4)
SMALLER = (1.0, 0.9, 0.82, 0.75, 0.68, 0.6)
"""Of a drawing in a document, which can't be longer than a page."""
MAX_HEIGHT = 6.0  # of a picture, in its own widths; what would be higher is drawn smaller
MAX_LINES = 8  # of the sentence


def page_svg(atlas: Atlas, page: Shown, drawing: str, *, size: tuple[int, int], date: dt.date | None = None) -> str:
    """Draw a page, as wide as `size` and as high, or higher where it needs more room.

    drawing : a key of DRAWINGS; size : width and height in pixels; date : the day to be printed as that of making.
    """
    content = show_list(atlas, page.page, page.selection, page.params)
    width, height = size
    unit = min(width / WIDE, height / HIGH)
    inner = Box(0, 0, width, height).expand(-MARGIN * unit)
    head = _head(atlas, page, content, inner, unit)
    lines = (source_of(atlas, _rows(atlas, page, content, drawing)), licence_line(atlas, on_map=drawing == "pair"))
    foot = foot_block(lines, inner, date, unit)
    apart = APART * unit * 0.6
    top = inner.y + head.height + apart
    room = inner.y + inner.h - foot.height - apart - top
    body = _fit(DRAWINGS[drawing](atlas, page), Space(inner.x, top, inner.w, room, unit))
    excess = max(0.0, body.height - room)
    if excess:
        foot = foot_block(lines, Box(inner.x, inner.y, inner.w, inner.h + excess), date, unit)
    high = round(height + excess)
    ground = tag("rect", width=width, height=high, fill=COLOURS["ground"])
    name = f"d{digest(f'{page.page} {page.selection.to_query()} {dict(page.params)} {size} {date}')}"
    svg = ground + head.svg + body.svg + foot.svg
    return document(svg, (width, high), name, content.title, describe_drawing(page, content), maker=product(atlas))


def body_svg(atlas: Atlas, page: Shown, *, width: int, highest: int) -> str:
    """Draw a page alone, for a document that lists below it what it stands for; '' where it is of no use.

    width, highest : in pixels. None for the map, for the axis, which is a list itself, for what is opened, which the
    drawing shows among all else, and where nothing is drawn or it would be higher.
    """
    drawing = VIEWS[page.page].drawing
    if drawing not in BESIDE_LISTS or page.content.opened or page.content.empty:
        return ""
    draw, space = BESIDE_LISTS[drawing](atlas, page), Space(0, 0, width, highest, 1)
    block = next((attempt for scale in SMALLER if (attempt := draw(space.zoom(scale))).height <= highest), None)
    if block is None or not block.height:
        return ""
    content = page.content
    name = f"b{digest(f'{page.page} {page.selection.to_query()} {dict(page.params)} {width}')}"
    size, description = (width, math.ceil(block.height)), describe_drawing(page, content)
    return document(block.svg, size, name, content.title, description, maker=product(atlas))


def _rows(atlas: Atlas, page: Shown, content: Content, drawing: str) -> tuple[Statement, ...]:
    """List the statements on which the drawing rests: of maps those that paint them."""
    if drawing != "pair":
        return content.rows(atlas)
    views = [page.selection.changed(phase=phase) for phase in covered(atlas.record, page.selection.phase)]
    ids = {row.statement_id for view in views for row in map_statements(atlas, view)}
    return tuple(row for row in atlas.statements if row.statement_id in ids)


def _fit(draw: Callable[[Space], Block], space: Space) -> Block:
    """Fit the drawing to the space as large as it allows; longer where it fits in no size that can be read."""
    limit = space.wide * MAX_HEIGHT
    block = Block("", 0)
    for scale in (*SCALES, *TIGHT):
        block = draw(space.zoom(scale))
        if block.height <= space.high or (scale <= SCALES[-1] and block.height <= limit):
            break
    return block


def _head(atlas: Atlas, page: Shown, content: Content, inner: Box, unit: float) -> Block:
    """Heading and sentence of the page; what is opened on it; what it says where it shows nothing."""
    text, size = fit_text(content.title, inner.w, HEADING * unit, 3, bold=True)
    blocks = [paragraph(text, (inner.x, inner.y - 8 * unit), inner.w, size, bold=True)]
    y = inner.y + blocks[0].height

    def add(text: str, size: float, *, quiet: bool = False, before: float = 0) -> None:
        nonlocal y
        y += before
        text, fits = fit_text(text, inner.w, size * unit, MAX_LINES)
        blocks.append(paragraph(text, (inner.x, y), inner.w, fits, fill=QUIET if quiet else INK))
        y += blocks[-1].height

    add(content.sentence, SAYS)
    blocks.append(choice_block(item_words(page.content), Box(inner.x, y, inner.w, 0), unit))
    y += blocks[-1].height
    empty = answer(atlas, page.selection, page.page, page.params)
    way = None if empty else undated(atlas, page.selection, page.page, page.params)
    for words in (*page.notices, *([f"{way}."] if way else [])):
        add(words, 19, quiet=True, before=4 * unit)
    if empty:
        block = _answer(empty, Box(inner.x, y + 14 * unit, inner.w, 0), unit)
        blocks.append(block)
        y += block.height + 14 * unit
    return Block("".join(block.svg for block in blocks), y - inner.y)


def _answer(empty: Answer, box: Box, unit: float) -> Block:
    """Say what the page says where it shows nothing: each line with how sure it is and where it stands."""
    pad, elements = 16 * unit, []
    y = box.y + pad
    for item in empty.items:
        source = f"({'; '.join(item.citation)})" if item.citation else ""
        more = " ".join(filter(None, (item.detail, source, item.note)))
        text, size = fit_text(item.title, box.w - 2 * pad, 22 * unit, MAX_LINES)
        block = paragraph(text, (box.x + pad, y), box.w - 2 * pad, size, quiet=more)
        elements.append(block.svg)
        y += block.height + 4 * unit
    height = y - box.y + pad
    ground = tag("rect", x=box.x, y=box.y, width=box.w, height=height, fill="#fdf6e6")
    edge = tag("rect", x=box.x, y=box.y, width=5 * unit, height=height, fill=COLOURS["caution"])
    return Block(ground + edge + "".join(elements), height)


def describe_drawing(page: Shown, content: Content) -> str:
    """Say the drawing in words, for those who do not see it: the sentence over it, then its lines."""
    lines = [": ".join(filter(None, (item.title, item.note))) for item in content.lines]
    return " ".join(filter(None, [content.sentence, item_words(page.content), "; ".join(lines)]))


def item_words(content: Content) -> str:
    """Say what a page says of what is opened or chosen on it, in a line; '' where nothing is."""
    return f"{content.title}: {content.sentence}" if content.opened else ""
