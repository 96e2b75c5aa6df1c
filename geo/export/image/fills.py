"""The fills of the map as plain shapes: grounds, patterns and bands of geo/map/symbology.py, as on the screen.

Patterns are cut out of the area instead of being SVG patterns: every program that can draw a shape draws it, and
alike, where patterns inside patterns are where office programs and browsers part.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from geo.map.palette import COLOURS
from geo.map.projection import Sheet, path
from geo.map.symbology import BAND, GAP, Mark, Symbols, parts

PIXEL = 9  # sheet units that one pixel of a pattern stands for
TURNS = {"rising": 45, "falling": -45}  # degrees, of the line across a stripe
ROUND = 3  # corners of a quarter of a dot

Layer = tuple[str, shapely.Geometry]
"""A colour, and what it fills."""


@lru_cache(maxsize=512)
def fill_of(base: Sheet, looks: Symbols, code: str, key: str) -> tuple[tuple[str, str], ...]:
    """List the layers that paint an area by its key, the lowest first: colour, and data of an SVG path."""
    shape = base.areas[code]
    fills = layers(looks, shape.geometry, key)
    return tuple((colour, shape.path if part is shape.geometry else path(part)) for colour, part in fills)


def layers(looks: Symbols, geometry: shapely.Geometry, key: str) -> Iterator[Layer]:
    """Yield the layers that paint a geometry in sheet units by a paint key, the lowest first."""
    keys = parts(key)
    count = max(len(keys), 2)
    left, _top, right, _bottom = geometry.bounds
    # two looks are as wide in the smallest area as in any; of three, the smallest shows each
    repeat = 2 * BAND * PIXEL if count == 2 else min(2 * BAND * PIXEL, right - left)  # noqa: PLR2004
    starts = [(number - count / 2) * repeat / count for number in range(count)]
    for number, part in enumerate(keys):
        # the first one shows wherever no other lies over it
        band = _bands(geometry, starts[number], repeat / count, repeat) if number else geometry
        yield from _single(looks, band, part)
    if len(keys) > 1:
        edges = [_bands(geometry, start - GAP * PIXEL / 2, GAP * PIXEL, repeat) for start in starts]
        yield COLOURS["paper"], shapely.union_all(edges)


def _bands(geometry: shapely.Geometry, offset: float, width: float, repeat: float) -> shapely.Geometry:
    """Cut upright bands out of a geometry, counted from its middle, so that the smallest area shows several looks."""
    left, top, right, bottom = geometry.bounds
    middle = (left + right) / 2
    reach = math.ceil((right - left) / (2 * repeat)) + 1
    starts = middle + offset + repeat * np.arange(-reach, reach)
    return shapely.intersection(geometry, shapely.multipolygons(shapely.box(starts, top, starts + width, bottom)))


def _single(looks: Symbols, geometry: shapely.Geometry, key: str) -> Iterator[Layer]:
    symbol = looks.by_key[key]
    yield symbol.ground, geometry
    for mark in symbol.marks:
        draw = _dots if mark.kind == "dots" else _stripes
        yield mark.colour, draw(geometry, mark, symbol.tile * PIXEL)


def _stripes(geometry: shapely.Geometry, mark: Mark, tile: float) -> shapely.Geometry:
    """Cut the stripes of a pattern to a geometry. They lie on one grid, so that neighbours are hatched alike."""
    turn = math.radians(TURNS[mark.kind])
    across, along = np.array([math.cos(turn), math.sin(turn)]), np.array([-math.sin(turn), math.cos(turn)])
    corners = shapely.get_coordinates(shapely.box(*geometry.bounds))
    low, high = np.min(corners @ across), np.max(corners @ across)
    start, end = np.min(corners @ along), np.max(corners @ along)
    step = tile / math.sqrt(2)  # a tile's side seen across the stripes
    middles = (np.arange(math.floor(low / step) - 1, math.ceil(high / step) + 1) + 0.5) * step
    return shapely.intersection(geometry, _bars(middles, mark.size * PIXEL, (start, end), (across, along)))


def _bars(middles: Any, width: float, ends: tuple[float, float], axes: tuple[Any, Any]) -> shapely.Geometry:
    across, along = axes
    low, high = middles - width / 2, middles + width / 2
    sides = [(low, ends[0]), (high, ends[0]), (high, ends[1]), (low, ends[1])]
    corners = [side[:, None] * across + end * along for side, end in sides]
    return shapely.multipolygons(shapely.polygons(np.stack(corners, axis=1)))


def _dots(geometry: shapely.Geometry, mark: Mark, tile: float) -> shapely.Geometry:
    """Dots on a grid, whole ones only."""
    radius = mark.size * PIXEL / 2
    left, top, right, bottom = geometry.bounds
    grid = np.meshgrid(np.arange(left // tile, right // tile + 1), np.arange(top // tile, bottom // tile + 1))
    points = (np.stack(grid).reshape(2, -1).T + 0.5) * tile
    inside = points[shapely.contains_xy(geometry.buffer(-radius), points)]
    return shapely.multipolygons(shapely.buffer(shapely.points(inside), radius, quad_segs=ROUND))
