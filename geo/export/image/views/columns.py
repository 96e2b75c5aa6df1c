"""The drawings of Partners and Studies as pictures: boxes in three columns, tied from left to right."""

from collections.abc import Callable, Sequence
from typing import Any

from geo.export.image.font_metrics import wrap
from geo.export.image.map_surround import INK, QUIET, Block, paragraph
from geo.export.image.svg_tags import tag
from geo.export.image.text_lines import Run, line
from geo.export.image.views.space import TEXT, Sign, Space, add_hint, sign_row, text_block
from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.palette import COLOURS
from geo.record.atlas import Atlas
from geo.views.diagram import PADDING, Box, Drawing
from geo.views.partners.network import Network, network
from geo.views.partners.relations import bands
from geo.views.registry import Shown
from geo.views.studies.diagram import overview
from geo.views.studies.inventory import COUNTED, UNNUMBERED, Group, groups

PIXEL = 1.4  # units that one pixel of the drawing stands for
GAP, MIDDLE = 44, 1.35  # pixels between two columns; how much wider than the others the middle one is
FONT, SUB, ROW = 13.5, 12.5, 17.0  # pixels of type, and from line to line
HEADS, APART = 26, 16  # units
SMALLEST = 0.5  # to which part of its size the text of a box shrinks
NEAR = COLOURS["accent"]
LOOKS: dict[str, dict[str, Any]] = {
    "partner": {"fill": COLOURS["paper"], "stroke": QUIET},
    "activity": {"fill": COLOURS["side"], "stroke": COLOURS["line"]},
    "relation": {"fill": COLOURS["side"], "stroke": COLOURS["line"]},
    "place": {"fill": COLOURS["pale"], "stroke": "none"},
    "study": {"fill": COLOURS["paper"], "stroke": QUIET},
    "study uncounted": {"fill": COLOURS["paper"], "stroke": QUIET, "stroke_dasharray": "5 4"},
}
"""The kinds of boxes -> how they look, as in pages/partners.css."""


def partners_drawing(atlas: Atlas, page: Shown) -> Callable[[Space], Block]:
    """Make the network of each band that the page shows, ready to be set at any size."""
    item, area = page.params.get("item", ""), page.selection.area
    networks = [network(atlas, band, item, area) for band in bands(atlas, page.selection)]
    active = bool(page.selection.active)

    def draw(space: Space) -> Block:
        signs = _focus_signs(space, focus=any(content.focused for content in networks))
        elements, y = [signs.svg], signs.height
        for content in networks:
            block = _network(content, space.below(y), active=active)
            elements.append(block.svg)
            y += block.height + APART * space.unit
        return Block("".join(elements), y)

    return draw


def studies_drawing(atlas: Atlas, page: Shown, *, mentions: bool = True) -> Callable[[Space], Block]:
    """Where, what, and what it is to inform, ready to be set at any size; below it, what is only mentioned."""
    lists = groups(atlas, page.selection)
    diagram = overview(atlas, lists, page.params.get("item", ""), page.selection.area)
    headings = (_("Where"), _("Survey or assessment"), _("To inform"))

    def draw(space: Space) -> Block:
        elements, y = [], 0.0
        if diagram.total:
            words = _("Drawn: {drawn} of {total}. The list has the others.").format(
                drawn=diagram.drawn, total=diagram.total
            )
            signs = _focus_signs(space, focus=diagram.focused)
            block = _columns(diagram.drawing, headings, space.below(signs.height))
            y = signs.height + block.height
            rest = _words(words if diagram.drawn < diagram.total else "", space.below(y))
            elements, y = [signs.svg, block.svg, rest.svg], y + rest.height + APART * space.unit
        for group in lists:
            if mentions and group.what not in (COUNTED, UNNUMBERED):
                block = _mentions(group, space.below(y))
                elements.append(block.svg)
                y += block.height + APART * space.unit
        return Block("".join(elements), y)

    return draw


def _mentions(group: Group, space: Space) -> Block:
    """Studies that are not drawn, as the list below the drawing has them, each in a line."""
    unit, y = space.unit, space.y
    heading = paragraph(group.heading, (space.x, y), space.wide, TEXT * unit, bold=True)
    elements, y = [heading.svg], y + heading.height
    for entry in group.entries:
        places = ", ".join(name for _place, name in entry.places)
        aims = ", ".join(target.label for target in entry.targets)
        aims = _("to inform: {aims}").format(aims=aims) if aims else ""
        when = entry.when or _("year not stated")
        details = " · ".join(filter(None, (places, when, entry.how, aims, f"({'; '.join(entry.study.citation)})")))
        label = _(entry.study.label)
        block = paragraph(label, (space.x, y), space.wide, 16.5 * unit, quiet=details)
        elements.append(add_hint(f"{label} {details}", block.svg, data_statements=entry.study.study_id))
        y += block.height + 2 * unit
    if group.more:
        block = _words(_("and {count} more in the record").format(count=group.more), space.below(y - space.y))
        elements.append(block.svg)
        y += block.height
    return Block("".join(elements), y - space.y)


def _focus_signs(space: Space, *, focus: bool) -> Block:
    """Explain what the edges of boxes say where something is chosen."""
    if not focus:
        return Block("", 0)
    shapes = [
        tag("rect", x=-11, y=-8, width=22, height=16, rx=4, fill=COLOURS["paper"], stroke=colour, stroke_width=wide)
        for colour, wide in ((INK, 3), (NEAR, 1.8))
    ]
    row = sign_row([Sign(shapes[0], _("chosen")), Sign(shapes[1], _("tied to what is chosen"))], space)
    return Block(row.svg, row.height + 8 * space.unit)


def _network(content: Network, space: Space, *, active: bool) -> Block:
    unit = space.unit
    heading = text_block([content.band.heading], (space.x, space.y), TEXT * 1.1 * unit, bold=True)
    below = space.below(heading.height + 4 * unit)
    if not content.drawn:
        words = _("Nothing here fits the filters") if active else _("No organisation is named here")
        notice = _words(words, below)
        return Block(heading.svg + notice.svg, heading.height + 4 * unit + notice.height)
    headings = (_("Organisation"), _("Relation or activity"), _("With whom, where"))
    block = _columns(content.drawing, headings, below)
    rest = _words(_omissions(content), below.below(block.height))
    return Block(heading.svg + block.svg + rest.svg, heading.height + 4 * unit + block.height + rest.height)


def _omissions(content: Network) -> str:
    if content.drawn == content.total and not content.cut:
        return ""
    words = _("Drawn: {drawn} of {total} relations, those with the most ties. The directory has the others.")
    words = words.format(drawn=content.drawn, total=content.total)
    if content.cut:
        more = ngettext("{count} organisation or place that they name is left out of the drawing as well.",
                        "{count} organisations and places that they name are left out of the drawing as well.",
                        content.cut)  # fmt: skip
        words = f"{words} {more.format(count=content.cut)}"
    return words


def _words(words: str, space: Space) -> Block:
    if not words:
        return Block("", 0)
    return paragraph(words, (space.x, space.y + 4 * space.unit), space.wide, 16.5 * space.unit, fill=QUIET)


def _columns(drawing: Drawing, headings: Sequence[str], space: Space) -> Block:
    """Draw a drawing as wide as its space, under the headings of its columns."""
    unit, pixel = space.unit, PIXEL * space.unit
    gap = GAP * pixel
    part = (space.wide - 2 * gap) / (2 + MIDDLE)
    wide = (part, part * MIDDLE, part)
    left = [space.x, space.x + part + gap, space.x + part + gap + part * MIDDLE + gap]
    top = space.y + HEADS * unit
    heads = [
        line([Run(heading, fill=QUIET)], (x, space.y + 17 * unit), 16.5 * unit)
        for x, heading in zip(left, headings, strict=True)
    ]
    wires = [
        _wire((left[number] + wide[number], top + wire.start * pixel), (left[number + 1], top + wire.end * pixel),
              pixel, near=wire.near)
        for number, group in enumerate(drawing.gaps)
        # what is tied to something chosen lies over the rest
        for wire in sorted(group, key=lambda wire: wire.near)
    ]  # fmt: skip
    boxes = [
        _box(box, (left[number], top + box.top * pixel), (wide[number], box.height * pixel), pixel)
        for number, column in enumerate(drawing.columns)
        for box in column
    ]
    return Block("".join([*heads, *wires, *boxes]), HEADS * unit + drawing.height * pixel)


def _wire(start: tuple[float, float], end: tuple[float, float], pixel: float, *, near: bool) -> str:
    (x, y), (to_x, to_y) = start, end
    middle = (x + to_x) / 2
    data = f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    return tag("path", d=data, fill="none", stroke=NEAR if near else QUIET, stroke_width=pixel * (2.4 if near else 1.2))


def _box(box: Box, at: tuple[float, float], size: tuple[float, float], pixel: float) -> str:
    (x, y), (wide, high) = at, size
    look = dict(LOOKS[box.kind])
    stroke = 1.0
    if box.chosen:
        look, stroke = {**look, "stroke": INK, "stroke_dasharray": None}, 3.0
    elif box.near:
        look, stroke = {**look, "stroke": NEAR}, 1.6
    corner = min(20 * pixel, high / 2) if box.kind == "place" else 8 * pixel
    edge = tag("rect", x=x, y=y, width=wide, height=high, rx=corner, stroke_width=stroke * pixel, **look)
    pad = (12 if box.kind == "place" else 8) * pixel
    bold = box.kind in ("partner", "study", "study uncounted")
    shrunk, texts = 1.0, _lines(box, wide - 2 * pad, pixel, bold=bold)
    while len(texts) * ROW * shrunk * pixel > high - PADDING / 2 * pixel and shrunk > SMALLEST:
        shrunk *= 0.94
        texts = _lines(box, wide - 2 * pad, pixel * shrunk, bold=bold)
    scale = pixel * shrunk
    first = y + (high - len(texts) * ROW * scale) / 2
    rows = [
        line([Run(text, bold and not quiet, COLOURS["ink"] if not quiet else "#3f4854")],
             (x + pad, first + (ROW * number + ROW * 0.76) * scale), (SUB if quiet else FONT) * scale)
        for number, (text, quiet) in enumerate(texts)
    ]  # fmt: skip
    return add_hint(" · ".join(filter(None, (box.title, box.sub))), edge, *rows, data_box=box.ref)


def _lines(box: Box, room: float, pixel: float, *, bold: bool) -> list[tuple[str, bool]]:
    """Break the text of a box into lines, each with whether it is of the quieter text."""
    title = wrap(box.title, room, FONT * pixel, bold=bold)
    return [(text, False) for text in title] + [(text, True) for text in wrap(box.sub, room, SUB * pixel)]
