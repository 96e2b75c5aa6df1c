"""The signs of the matrix, as on the page: a disc, a broken ring, a thin ring, a hatched square, a dot on grey."""

from geo.export.image.map_surround import INK
from geo.export.image.svg_tags import tag
from geo.export.image.text_lines import Run, line
from geo.map.palette import COLOURS
from geo.views.coverage.matrix import Mark

RADIUS = 9.0  # units
WHITE = COLOURS["paper"]


def sign_drawing(sign: str, text: str = "", *, focus: bool = False) -> str:
    """Draw a sign about the point 0, 0, in units. text : a number or a question mark inside it."""
    ring = tag("circle", r=RADIUS + 3, fill="none", stroke=COLOURS["caution"], stroke_width=2.5) if focus else ""
    letter = WHITE if sign == "stated" else INK
    letters = line([Run(text, bold=True, fill=letter)], (0.0, 4.6), 13, anchor="middle") if text else ""
    return _shape(sign, hatch=not text) + letters + ring


def text_of(mark: Mark) -> str:
    """Say what stands inside the sign of a cell."""
    return "?" if mark.unsure else str(mark.count) if mark.count > 1 else ""


def silent_cell(x: float, y: float, wide: float, high: float) -> str:
    """Draw a cell of which the source says nothing, in pixels."""
    dot = tag("circle", cx=x + wide / 2, cy=y + high / 2, r=high * 0.05, fill=COLOURS["dot"])
    return ground(x, y, wide, high) + dot


def ground(x: float, y: float, wide: float, high: float, fill: str = COLOURS["unnamed"]) -> str:
    """Draw the ground of a cell, with a gap to the next ones."""
    return tag("rect", x=x, y=y, width=wide - 1.2, height=high - 1.2, fill=fill)


def _shape(sign: str, *, hatch: bool) -> str:
    if sign == "silent":
        box = tag("rect", x=-RADIUS, y=-RADIUS, width=2 * RADIUS, height=2 * RADIUS, rx=3, fill=COLOURS["unnamed"])
        return box + tag("circle", r=1.6, fill=COLOURS["dot"])
    if sign == "unsure":
        return line([Run("?", bold=True)], (0.0, 6.0), 17, anchor="middle")
    if sign == "project":
        edge = {"x": -8.0, "y": -8.0, "width": 16, "height": 16, "rx": 2, "stroke": INK}
        if not hatch:
            return tag("rect", **edge, fill=WHITE, stroke_width=3)
        lines = tag("path", d="M-8 0L0 -8M-8 8L8 -8M0 8L8 0", stroke=INK, stroke_width=2)
        return tag("rect", **edge, fill=WHITE, stroke_width=2) + lines
    if sign == "stated":
        return tag("circle", r=RADIUS, fill=INK)
    dashes = "4.7 4.7" if sign == "expected" else None
    return tag("circle", r=RADIUS - 1, fill=WHITE, stroke=INK, stroke_width=2 if dashes else 1.2,
               stroke_dasharray=dashes)  # fmt: skip
