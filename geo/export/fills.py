"""The fills of the map as plain shapes: colour, hatching and bands that tell the roles apart, as on the screen.

Hatching is cut out of the area instead of being an SVG pattern: every program that can draw a shape draws it, and
alike, where patterns inside patterns and turned patterns are where office programs and browsers part.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from geo.export.sheet import Sheet, path
from geo.palette import COLOURS

PIXEL = 9  # sheet units that one pixel of the patterns in atlas-map.js stands for
BAND, GAP = 15 * PIXEL, 2 * PIXEL  # of an area with a role in each phase: bands, parted by white
WHITE = "#ffffff"
FAINT = 0.22  # how much of its colour shows of what is outside the filter
SOLID = {"S": COLOURS["sending"], "R": COLOURS["receiving"], "": COLOURS["unnamed"]}


@dataclass(frozen=True, slots=True)
class Hatching:
    """Stripes of one colour on a ground of another. turn : degrees; tile, stripe : sheet units."""

    ground: str
    colour: str
    turn: int
    tile: float
    stripe: float


def _doubtful(role: str) -> Hatching:
    return Hatching(COLOURS["pale"], COLOURS[role], -45, 7 * PIXEL, 2.4 * PIXEL)


HATCHED = {
    "ST": Hatching(COLOURS["transit"], COLOURS["sending"], 45, 9 * PIXEL, 3.4 * PIXEL),
    "S?": _doubtful("sending"),
    "ST?": _doubtful("transit"),
    "R?": _doubtful("receiving"),
}

Layer = tuple[str, str]
"""A colour, and the data of an SVG path that it fills."""


def faint(colour: str) -> str:
    """A colour of what is outside the filter: as the screen shows it through, over the sea."""
    pairs = zip(_channels(colour), _channels(COLOURS["sea"]), strict=True)
    return "#" + "".join(f"{round(FAINT * over + (1 - FAINT) * under):02x}" for over, under in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


@lru_cache(maxsize=512)
def fill_of(drawn: Sheet, code: str, key: str) -> tuple[Layer, ...]:
    """The layers that paint an area by its key, the lowest first."""
    shape = drawn.areas[code]
    return tuple(layers(shape.geometry, key, shape.path))


def layers(geometry: shapely.Geometry, key: str, outline: str = "") -> list[Layer]:
    """The layers that paint a geometry in sheet units by a paint key. outline : its path, if it is at hand."""
    first, _arrow, second = key.partition(">")
    if not (first and second):
        # named in one phase only: that phase's own fill; the letters say which phase
        return _single(geometry, first or second, outline)
    return [
        *_single(geometry, first, outline),
        *_single(_bands(geometry, 0, BAND), second),
        (WHITE, path(shapely.union(_bands(geometry, -GAP / 2, GAP), _bands(geometry, BAND - GAP / 2, GAP)))),
    ]


def _bands(geometry: shapely.Geometry, offset: float, width: float) -> shapely.Geometry:
    """Every second upright band of a geometry. One starts in its middle, so that the smallest area shows both."""
    left, top, right, bottom = geometry.bounds
    middle = (left + right) / 2
    reach = math.ceil((right - left) / (4 * BAND)) + 1
    starts = middle + offset + 2 * BAND * np.arange(-reach, reach)
    return shapely.intersection(geometry, shapely.multipolygons(shapely.box(starts, top, starts + width, bottom)))


def _single(geometry: shapely.Geometry, key: str, outline: str = "") -> list[Layer]:
    outline = outline or path(geometry)
    if key == "N":
        return [(COLOURS["unnamed"], outline), (COLOURS["dot"], _dots(geometry))]
    if key in SOLID:
        return [(SOLID[key], outline)]
    hatching = HATCHED[key]
    return [(hatching.ground, outline), (hatching.colour, path(_stripes(geometry, hatching)))]


def _stripes(geometry: shapely.Geometry, hatching: Hatching) -> shapely.Geometry:
    """The stripes of a hatching inside a geometry. They lie on one grid, so that neighbours hatch alike."""
    across = np.array([math.cos(math.radians(hatching.turn)), math.sin(math.radians(hatching.turn))])
    along = np.array([-across[1], across[0]])
    corners = shapely.get_coordinates(shapely.box(*geometry.bounds))
    low, high = np.min(corners @ across), np.max(corners @ across)
    start, end = np.min(corners @ along), np.max(corners @ along)
    offsets = np.arange(math.floor(low / hatching.tile), math.ceil(high / hatching.tile)) * hatching.tile
    return shapely.intersection(geometry, _bars(offsets, hatching.stripe, (start, end), (across, along)))


def _bars(offsets: Any, width: float, ends: tuple[float, float], axes: tuple[Any, Any]) -> shapely.Geometry:
    across, along = axes
    sides = [(offsets, ends[0]), (offsets + width, ends[0]), (offsets + width, ends[1]), (offsets, ends[1])]
    corners = [side[:, None] * across + end * along for side, end in sides]
    return shapely.multipolygons(shapely.polygons(np.stack(corners, axis=1)))


def _dots(geometry: shapely.Geometry) -> str:
    """Dots on a grid, whole ones only."""
    step, radius = 7 * PIXEL, round(1.2 * PIXEL)
    left, top, right, bottom = geometry.bounds
    grid = np.stack(np.meshgrid(np.arange(left // step, right // step + 1), np.arange(top // step, bottom // step + 1)))
    points = (grid.reshape(2, -1).T + 0.5) * step
    inside = shapely.contains_xy(geometry.buffer(-radius), points)
    return "".join(
        f"M{x - radius} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0z"
        for x, y in np.rint(points[inside]).astype(int).tolist()
    )
