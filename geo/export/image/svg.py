"""The map as one SVG file that needs nothing else: for pictures, slides, handouts and reports."""

import datetime as dt

from geo.export.attribution import description
from geo.export.image.layout import lay_out
from geo.export.image.map_picture import picture
from geo.export.image.svg_tags import document
from geo.map.boxes import Box
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.credits import product
from geo.web.leaflet import digest

SIZE = (1600, 1200)
"""The picture for which the sizes of type and lines are meant; any other is the same, larger or smaller."""
A4_LANDSCAPE = (3508, 2480)
"""Pixels of an A4 page at 300 dots per inch."""
SMALLEST, LARGEST = 160, 20_000  # pixels on either side


def map_svg(atlas: Atlas, selection: Selection, *, width: int = SIZE[0], height: int = SIZE[1],
            furniture: bool = True, title: str | None = None, place_words: str = "",
            date: dt.date | None = None) -> str:  # fmt: skip
    """Draw the map of a selection, `width` wide and `height` high in pixels.

    furniture : with title, sentence, legend, scale bar, source and licence; else the map alone, up to its edges.
    title : in place of the selection's own; place_words : what is said of the chosen place; date : the day to be
    printed as that of making.
    Raises ValueError for a size that cannot be drawn.
    """
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ValueError(f"a picture is {SMALLEST} to {LARGEST} pixels wide and high, not {width} x {height}")
    heading = title or describe(atlas, selection).title
    name = f"m{digest(f'{selection.to_query()} {width} {height} {furniture} {title} {place_words} {date}')}"
    page = Box(0, 0, width, height)
    if furniture:
        layout = lay_out(atlas, selection, page, (heading, place_words), date)
        body = layout.svg + picture(atlas, selection, layout.frame, name, unit=layout.unit)
    else:
        body = picture(atlas, selection, page, name)
    return document(body, (width, height), name, heading, description(atlas, selection), maker=product(atlas))
