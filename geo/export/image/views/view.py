"""The drawing of a view as a file: the map, or what else its page draws."""

import datetime as dt

from geo.export.image.png import png
from geo.export.image.svg import A4_LANDSCAPE, SIZE, map_svg
from geo.export.image.views.page import DRAWINGS, page_svg, words_of_opened
from geo.record.atlas import Atlas
from geo.selection.view import View
from geo.views.registry import VIEWS, read_view

DOTS_PER_INCH = 300  # on paper


def view_svg(atlas: Atlas, view: View, made: dt.date | None = None, size: tuple[int, int] = SIZE) -> str:
    """Draw a view as an SVG file of a size in pixels; higher than that where the drawing needs it."""
    shown = read_view(atlas, view)
    drawing = VIEWS[shown.page].drawing
    if drawing in DRAWINGS:
        return page_svg(atlas, shown, drawing, size=size, made=made)
    chosen = words_of_opened(shown.content)
    return map_svg(atlas, shown.selection, width=size[0], height=size[1], chosen=chosen, made=made)


def view_png(atlas: Atlas, view: View, made: dt.date | None = None, *, on_paper: bool = False) -> bytes:
    """Draw the same as a PNG picture: for screens, or for an A4 page. Raises ExportError where it cannot be drawn."""
    if on_paper:
        return png(view_svg(atlas, view, made, A4_LANDSCAPE), A4_LANDSCAPE[0], dots_per_inch=DOTS_PER_INCH)
    return png(view_svg(atlas, view, made), SIZE[0])
