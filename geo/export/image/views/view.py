"""The drawing of a view as a file: the map, or what else its page draws."""

import datetime as dt

from geo.export.image.png import png
from geo.export.image.svg import A4_LANDSCAPE, SIZE, map_svg
from geo.export.image.views.page import DRAWINGS, item_words, page_svg
from geo.record.atlas import Atlas
from geo.selection.view import View
from geo.views.registry import VIEWS, read_view

DOTS_PER_INCH = 300  # on paper


def view_svg(atlas: Atlas, view: View, date: dt.date | None = None, size: tuple[int, int] = SIZE) -> str:
    """Draw a view as an SVG file of a size in pixels; higher than that where the drawing needs it."""
    page = read_view(atlas, view)
    drawing = VIEWS[page.page].drawing
    if drawing in DRAWINGS:
        return page_svg(atlas, page, drawing, size=size, date=date)
    place_words = item_words(page.content)
    return map_svg(atlas, page.selection, width=size[0], height=size[1], place_words=place_words, date=date)


def view_png(atlas: Atlas, view: View, date: dt.date | None = None, *, on_paper: bool = False) -> bytes:
    """Draw the same as a PNG picture: for screens, or for an A4 page. Raises ExportError where it cannot be drawn."""
    if on_paper:
        return png(view_svg(atlas, view, date, A4_LANDSCAPE), A4_LANDSCAPE[0], dots_per_inch=DOTS_PER_INCH)
    return png(view_svg(atlas, view, date), SIZE[0])
