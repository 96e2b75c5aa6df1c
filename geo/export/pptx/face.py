"""The face of a slide that the record tells: one or two maps or its figures, and native lines beside or below them."""

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from geo.export.attribution import description
from geo.export.image.png import png
from geo.export.image.svg import map_svg
from geo.export.pptx.shapes import Frame, Lines, Run, high, picture, swatch, text_box
from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.symbology import symbols
from geo.record.atlas import Atlas
from geo.selection.phases import phase_name
from geo.selection.words import capital
from geo.story.faces import Point
from geo.story.slides import Slide

GAP, BETWEEN = 14.0, 8.0  # points: beside the picture, between two of them
SHARE = 0.54  # of the width, for the picture
SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
LEGEND, FIGURE, CRISP = 12.0, 60.0, 2100
SCALE = 1.4  # pixels that a map is drawn for, to a point: names as large as the legend
SAFE = 0.9  # of the height: where the type of the deck is missing, another one may be wider
INDENT = 0.9  # of a bullet, in type sizes


def draw_face(atlas: Atlas, slide: Any, content: Slide, frame: Frame) -> None:
    """Fill the room under a slide's title: pictures or figures, and its lines as large as they fit."""
    left, top, wide, high_ = frame
    if content.kind == "map":
        room = wide * SHARE
        below = _legend(atlas, slide, content, (left, top, room, high_))
        _maps(atlas, slide, content, (left, top, room, high_ - below))
        frame = (left + room + GAP, top, wide - room - GAP, high_)
    elif content.figures:
        height = _figures(slide, content.figures, (left, top, wide, high_))
        frame = (left, top + height, wide, high_ - height)
    _points(slide, content, frame)


def _maps(atlas: Atlas, slide: Any, content: Slide, frame: Frame) -> None:
    left, top, wide, height = frame
    phases = content.pair or (content.selection.phase,)
    each = (height - BETWEEN * (len(phases) - 1)) / len(phases)
    for number, phase in enumerate(phases):
        selection = content.selection.changed(phase=phase)
        svg = map_svg(atlas, selection, width=round(wide * SCALE), height=round(each * SCALE), furniture=False)
        place = (left, top + number * (each + BETWEEN), wide, each)
        name = phase_name(atlas.record, phase) if content.pair else _("Map")
        picture(slide, png(svg, CRISP), place, description(atlas, selection), name)
        if content.pair:
            text_box(slide, (place[0] + 8, place[1] + 6, 90, 16), [[Run(name, LEGEND, bold=True)]], name)


def _legend(atlas: Atlas, slide: Any, content: Slide, frame: Frame) -> float:
    """Write the legend at the foot of the frame, in two columns; return how much room it takes."""
    left, top, wide, height = frame
    half, line = wide / 2, LEGEND * 1.6
    rows = -(-len(content.legend) // 2)
    for number, entry in enumerate(content.legend):
        x, y = left + half * (number % 2), top + height - line * (rows - number // 2)
        label = entry.label if entry.letters else capital(entry.label)
        words = [Run(f"{entry.letters} ", LEGEND, bold=True)] if entry.letters else []
        swatch(slide, symbols(atlas), entry.key, (x, y, LEGEND + 1, LEGEND + 1), capital(entry.label))
        text_box(slide, (x + LEGEND + 7, y - 1, half - LEGEND - 8, line), [[*words, Run(label, LEGEND)]], _("Legend"))
    return line * rows + 6


def _figures(slide: Any, figures: Sequence[Point], frame: Frame) -> float:
    left, top, wide, _height = frame
    each, tallest = wide / len(figures), 0.0
    for number, figure in enumerate(figures):
        mark = [Run(f" ({figure.mark})", 14, colour="quiet")] if figure.mark else []
        words: Lines = [[Run(figure.lead, FIGURE, bold=True, colour="accent")], [Run(figure.rest, 17), *mark]]
        room = each - GAP
        tall = high(words, room)
        text_box(slide, (left + number * each, top, room, tall), words, _("Figure"))
        tallest = max(tallest, tall)
    return tallest + GAP


def _points(slide: Any, content: Slide, frame: Frame) -> None:
    left, top, wide, height = frame
    size = next((size for size in SIZES if _tall(content, size, wide) <= height * SAFE), SIZES[-1])
    words = list(_lines(content, size))
    box = text_box(slide, (left, top, wide, min(height, _tall(content, size, wide))), words, _("Lines of the slide"))
    for paragraph, point in zip(box.text_frame.paragraphs, content.text_points, strict=False):
        paragraph.space_after = Pt(size * 0.4)
        if point.level == "line":
            _set_bullet(paragraph, size)


def _tall(content: Slide, size: float, wide: float) -> float:
    lines = list(_lines(content, size))
    return high(lines, wide - size * INDENT) + len(lines) * size * 0.4


def _lines(content: Slide, size: float) -> Iterable[list[Run]]:
    for point in content.text_points:
        lead = [Run(f"{point.lead} " if point.rest else point.lead, size, bold=True)] if point.lead else []
        rest = [Run(point.rest, size, italic=point.silent)] if point.rest else []
        mark = [Run(f" ({point.mark})", max(size * 0.8, SIZES[-1]), colour="quiet")] if point.mark else []
        yield [*lead, *rest, *mark]
    if content.more:
        more = ngettext("and {count} more, see the notes", "and {count} more, see the notes", content.more)
        yield [Run(more.format(count=content.more), size * 0.8, italic=True, colour="quiet")]


def _set_bullet(paragraph: Any, size: float) -> None:
    """Make a paragraph an item of a list; python-pptx knows no bullets."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.set("marL", str(Pt(size * INDENT)))
    properties.set("indent", str(-Pt(size * INDENT)))
    bullet = OxmlElement("a:buChar")
    bullet.set("char", "•")
    properties.append(bullet)
