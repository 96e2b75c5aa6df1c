"""The room for a drawing on a picture, and the signs that explain it."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.export.image.font_metrics import width, wrap
from geo.export.image.map_surround import INK, QUIET, Block
from geo.export.image.svg_tags import escape, tag
from geo.export.image.text_lines import Run, line

TEXT = 18.0  # units of type
LINE = 1.24  # from baseline to baseline, in type sizes
APART, BESIDE = 26, 9  # units between two signs of a legend, and between a sign and its words


@dataclass(frozen=True, slots=True)
class Space:
    """Where a drawing goes: from a left upper corner on. room : that it should fill, `high` as far as it can.

    unit : pixels; what is a pixel in a picture of 1600 by 1200.
    """

    x: float
    y: float
    wide: float
    high: float
    unit: float

    def zoom(self, scale: float) -> "Space":
        """Return the same room for type and signs that are so many times as large."""
        return Space(self.x, self.y, self.wide, self.high, self.unit * scale)

    def below(self, height: float) -> "Space":
        """Return what is left under something."""
        return Space(self.x, self.y + height, self.wide, max(0.0, self.high - height), self.unit)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a legend: its drawing as markup about the point 0, 0, in units, its words, and how often it stands."""

    drawing: str
    words: str
    count: str = ""


def sign_row(signs: Sequence[Sign], space: Space) -> Block:
    """Signs beside each other, in as many rows as they need; the words of a long one are broken into lines."""
    unit, size = space.unit, 16.5 * space.unit
    x, y, tall = space.x, space.y, 30 * unit
    elements = []
    for sign in signs:
        lines = wrap(sign.words, space.wide - 60 * unit, size)
        wide = max(width(text, size) for text in lines) + (24 + BESIDE) * unit
        wide += width(f" {sign.count}", size) if sign.count else 0
        if x > space.x and x + wide > space.x + space.wide:
            x, y, tall = space.x, y + tall, 30 * unit
        middle = y + 14 * unit
        elements.append(translate(sign.drawing, (x + 12 * unit, middle), unit))
        for row, text in enumerate(lines):
            runs = [Run(text)]
            if sign.count and row == len(lines) - 1:
                runs.append(Run(f" {sign.count}", fill=QUIET))
            elements.append(line(runs, (x + (24 + BESIDE) * unit, middle + size * (0.36 + LINE * row)), size))
        tall = max(tall, 30 * unit + size * LINE * (len(lines) - 1))
        x += wide + APART * unit
    return Block("".join(elements), y + tall - space.y if signs else 0)


def translate(drawing: str, to: tuple[float, float], unit: float) -> str:
    """Markup in units about the point 0, 0, at a place in pixels."""
    return tag("g", drawing, transform=f"translate({to[0]:.2f} {to[1]:.2f}) scale({unit:.4f})")


def add_hint(hint: str, *children: str, **attributes: object) -> str:
    """Group elements with words that show where a pointer rests on them, and that are read out."""
    return tag("g", tag("title", escape(hint)), *children, **attributes)


def rows_of(text: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Break a text into lines; keep the first `most`, with dots for the rest: a hint has all of it."""
    lines = wrap(text, room, size, bold=bold)
    if len(lines) <= most:
        return lines
    last = wrap(lines[most - 1], room - size, size, bold=bold)[0]
    return [*lines[: most - 1], f"{last} …"]


def text_block(lines: Sequence[str], at: tuple[float, float], size: float, *, bold: bool = False,
               fill: str = INK) -> Block:  # fmt: skip
    """Lines of text from a left upper corner on."""
    elements = [
        line([Run(text, bold, fill)], (at[0], at[1] + size * (0.96 + LINE * row)), size)
        for row, text in enumerate(lines)
    ]
    return Block("".join(elements), size * LINE * len(lines))
