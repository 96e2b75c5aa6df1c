"""The timeline as a picture: years along a line from the top, and beside it what is planned or has no year."""

from collections.abc import Callable, Iterable

from geo.export.image.map_surround import INK, QUIET, Block
from geo.export.image.svg_tags import tag
from geo.export.image.views.space import TEXT, Sign, Space, add_hint, rows_of, sign_row, text_block, translate
from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.palette import COLOURS
from geo.record.atlas import Atlas
from geo.views.model import Item
from geo.views.registry import Shown
from geo.views.timeline import Dated, Timeline, Year, precisions, timeline

AXIS, APART = 0.6, 44  # the axis as a part of the width; units between it and what has no year
DOT, INDENT = 7, 30  # units
MARK, MARK_STEP, FIRST_MARK, MAX_MARKS = 6, 19, 66, 20  # units of a mark, to the next, after the year; marks of a year
QUIET_TEXT = 15.5  # units of type
MAX_ENTRIES = 80  # dated, and as many others; the tables have all
MAX_LINES = 6  # of one text
AXIS_COLOUR = "#c9c4b6"


def timeline_drawing(atlas: Atlas, page: Shown) -> Callable[[Space], Block]:
    """Make the axis and what stands beside it, ready to be set at any size."""
    content = timeline(atlas, page.selection)

    def draw(space: Space) -> Block:
        if not content.size:
            return Block("", 0)
        apart = APART * space.unit
        keys = {entry.precision for year in content.years for entry in year.entries}
        signs = sign_row([Sign(_mark(key), name) for key, name in precisions().items() if key in keys], space)
        top = space.y + signs.height
        wide = (space.wide - apart) * (AXIS if content.years and content.undated else 1)
        axis = _axis(content.years, Space(space.x, top, wide, space.high, space.unit))
        left = space.x + wide + apart if content.years else space.x
        beside = _draw_beside(content, Space(left, top, space.x + space.wide - left, space.high, space.unit))
        return Block(signs.svg + axis.svg + beside.svg, signs.height + max(axis.height, beside.height))

    return draw


def _axis(years: Iterable[Year], space: Space) -> Block:
    unit, y, room = space.unit, space.y, MAX_ENTRIES
    x = space.x + DOT * unit
    elements, last = [], y
    for year in years:
        last = y + 12 * unit
        dot = {"fill": INK, "stroke": INK} if year.entries else {"fill": COLOURS["ground"], "stroke": AXIS_COLOUR}
        elements.append(tag("circle", cx=x, cy=last, r=DOT * unit, stroke_width=2.5 * unit, **dot))
        head = text_block([str(year.year)], (space.x + INDENT * unit, y), 21 * unit, bold=True)
        marks = (translate(_mark(entry.precision), (x + (INDENT + FIRST_MARK + MARK_STEP * number) * unit, last), unit)
                 for number, entry in enumerate(year.entries[:MAX_MARKS]))  # fmt: skip
        elements += [head.svg, *marks]
        y += head.height + 2 * unit
        inside = Space(space.x + INDENT * unit, y, space.wide - INDENT * unit, 0, unit)
        entries = year.entries[:room]
        room -= len(entries)
        blocks = _stack((_entry_texts(entry) for entry in entries), [entry.item for entry in entries], inside)
        if not year.entries:
            blocks = text_block([_("Nothing dated to this year")], (inside.x, y), QUIET_TEXT * unit, fill=QUIET)
        more = _more(len(year.entries) - len(entries), inside.below(blocks.height))
        elements += [blocks.svg, more.svg]
        y += blocks.height + more.height + 12 * unit
    line = tag("line", x1=x, x2=x, y1=space.y + 12 * unit, y2=last, stroke=AXIS_COLOUR, stroke_width=2.5 * unit)
    return Block(line + "".join(elements), y - space.y)


def _draw_beside(content: Timeline, space: Space) -> Block:
    unit, y, room = space.unit, space.y, MAX_ENTRIES
    elements = []
    for heading, items in content.undated:
        head = text_block(rows_of(f"{heading} {len(items)}", space.wide, TEXT * unit, MAX_LINES, bold=True),
                          (space.x, y), TEXT * unit, bold=True)  # fmt: skip
        y += head.height + 3 * unit
        visible = items[:room]
        room -= len(visible)
        block = _stack((_item_texts(item) for item in visible), visible, Space(space.x, y, space.wide, 0, unit))
        more = _more(len(items) - len(visible), Space(space.x, y + block.height, space.wide, 0, unit))
        elements += [head.svg, block.svg, more.svg]
        y += block.height + more.height + 12 * unit
    return Block("".join(elements), y - space.y)


def _mark(precision: str) -> str:
    """Draw how a year is known about the point 0, 0, in units: as on the page a disc, half of one, a ring."""
    ring = {"r": MARK, "stroke": INK, "stroke_width": 2}
    half = tag("path", d=f"M0 {-MARK}A{MARK} {MARK} 0 0 0 0 {MARK}Z", fill=INK) if precision == "early" else ""
    return tag("circle", **ring, fill=INK if precision == "stated" else COLOURS["ground"]) + half


def _entry_texts(entry: Dated) -> tuple[str, str]:
    return _item_texts(entry.item)


def _item_texts(item: Item) -> tuple[str, str]:
    return item.title, _details(item.detail, item)


def _details(how: str, item: Item) -> str:
    source = f"({'; '.join(item.citation)})" if item.citation else ""
    words = f"{how} {source}".strip()
    return f"{words} {item.note}".strip()


def _stack(texts: Iterable[tuple[str, str]], items: Iterable[Item], space: Space) -> Block:
    """Entries under each other: a title, and a quieter text of how sure it is and where it stands."""
    unit, y, elements = space.unit, space.y, []
    for (title, how), item in zip(texts, items, strict=True):
        size = 17 * unit
        first = text_block(rows_of(title, space.wide, size, MAX_LINES), (space.x, y), size)
        at = (space.x, y + first.height)
        lines = rows_of(how, space.wide, QUIET_TEXT * unit, MAX_LINES)
        rest = text_block(lines, at, QUIET_TEXT * unit, fill=QUIET)
        elements.append(add_hint(f"{title} {how}", first.svg, rest.svg, data_statements=" ".join(item.statements)))
        y += first.height + rest.height + 7 * unit
    return Block("".join(elements), y - space.y)


def _more(count: int, space: Space) -> Block:
    if count < 1:
        return Block("", 0)
    words = ngettext("{count} more in the table of statements", "{count} more in the table of statements", count)
    return text_block([words.format(count=count)], (space.x, space.y), QUIET_TEXT * space.unit, bold=True, fill=QUIET)
