"""The map sheet: one A4 page with a title, key figures, the map, an inset of what is crowded, legend and sources."""

import datetime as dt
from typing import Any

from geo.export.attribution import description, source_line
from geo.export.image.inset import find_inset
from geo.export.image.map_picture import Cut, picture
from geo.export.image.svg_tags import document as svg_document
from geo.export.key_figures import figures_of
from geo.export.pdf import documents, parts
from geo.i18n import current
from geo.i18n import gettext as _
from geo.map.boxes import Box
from geo.record.atlas import Atlas
from geo.selection.view import View
from geo.story.slides import Slide, slide
from geo.views.credits import licence_line, product

PIXELS = 8  # of the maps, to a millimetre
MAP, INSET = (190, 146), (80, 74)  # millimetres, as in map_sheet.typ
UNIT = 1.2  # of the scale bar, see image.map_surround
TITLE, SENTENCE, NOTICE = 160, 420, 200  # letters that stand on the sheet at most; the handout has all of them
DOTS_PER_INCH = 300


def map_sheet(atlas: Atlas, view: View, date: dt.date) -> bytes:
    """Make the sheet of a view of the map as a PDF file, in the language in use. date : the day that is printed."""
    return documents.document("map_sheet.typ", _data(atlas, view, date), date)


def map_sheet_png(atlas: Atlas, view: View, date: dt.date) -> bytes:
    """Make the same as a picture, for print."""
    return documents.picture("map_sheet.typ", _data(atlas, view, date), DOTS_PER_INCH, product(atlas))


def _data(atlas: Atlas, view: View, date: dt.date) -> dict[str, Any]:
    content = slide(atlas, view)
    if current() != "km" and not documents.has_khmer():
        content = parts.without_khmer(atlas, content)
    frame, inner = (Box(0, 0, wide * PIXELS, high * PIXELS) for wide, high in (MAP, INSET))
    inset = find_inset(atlas, content.selection, frame, inner)
    focus = {content.selection.area} if content.selection.area else set()
    cut = Cut(bare=inset.codes - focus, inset=inset.bounds, north=True) if inset else Cut(north=True)
    larger = Cut(inset.bounds, inset.font) if inset else None
    sources = [source_line(atlas, content.selection), licence_line(atlas)]
    data = {
        **parts.properties(atlas, _short(content.title, TITLE), date),
        "sentence": _short(content.sentence, SENTENCE),
        "notices": [_short(notice, NOTICE) for notice in content.notices],
        "shown": _short(_("Shown: {filters}.").format(filters=content.filters), SENTENCE),
        "answer": [_short(item.title, NOTICE) for item in content.lines] if content.empty else [],
        "figures": parts.figures(figures_of(atlas, [content])),
        "map": _map(atlas, content, frame, cut, "map"),
        "inset": _map(atlas, content, inner, larger, "inset") if larger else None,
        "legend": parts.legend_of(atlas, content, lines=True),
        "sources": " ".join(_short(source, SENTENCE * 2) for source in sources),
        "disclaimer": _(
            "The boundaries and names shown and the designations used on this map do not imply any opinion on the legal"
            " status of a place or on where a border runs, nor that anybody endorses or accepts them."
        ),
        "projection": _("Web Mercator; the scale is that of the middle of the map."),
        "words": {"inset": _("The framed part of the map, larger"), "legend": _("Legend")},
    }  # fmt: skip
    safe: dict[str, Any] = parts.clean(data)
    return safe


def _map(atlas: Atlas, content: Slide, frame: Box, cut: Cut, name: str) -> dict[str, Any]:
    body = picture(atlas, content.selection, frame, name, unit=UNIT, cut=cut)
    alt = description(atlas, content.selection) if name == "map" else _("The framed part of the map, larger")
    svg = svg_document(body, (frame.w, frame.h), name, content.title, alt, maker=product(atlas))
    return parts.drawing(svg, (frame.w, frame.h), alt, frame=True)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
