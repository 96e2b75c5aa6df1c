"""The map as shapes on a sheet: projected once for an atlas, then placed at any size.

Web Mercator as on the screen. Sheet units run right and down from the north-west corner of the areas; the areas are
UNITS wide, so that a unit is about 100 m: finer than the boundaries can tell.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from geo.record.atlas import Atlas

UNITS = 6000
EARTH_KM = 6378.137  # the sphere that Web Mercator takes the earth for
BEYOND = 400  # sheet units kept around a frame, so that no cut edge shows inside it


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """An area in sheet units. at : where its name belongs; width : how much room a name has."""

    geometry: shapely.Geometry
    path: str
    at: tuple[float, float]
    width: float


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """All layers of an atlas in sheet units.

    west, north : the sheet's origin in radians of longitude and of Mercator's northing; per_radian : units in one.
    height : of the areas, whose width is UNITS. lines : by the id of the place that each draws.
    """

    areas: Mapping[str, Shape]
    water: shapely.Geometry
    neighbours: shapely.Geometry
    lines: Mapping[str, shapely.Geometry]
    west: float
    north: float
    per_radian: float
    height: float

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Project a point given in degrees, in sheet units."""
        northing = math.asinh(math.tan(math.radians(latitude)))
        return (math.radians(longitude) - self.west) * self.per_radian, (self.north - northing) * self.per_radian

    def units_per_km(self, y: float) -> float:
        """How many sheet units a kilometre takes at a height of the sheet: more in the north, for it is Mercator."""
        latitude = math.atan(math.sinh(self.north - y / self.per_radian))
        return self.per_radian / (EARTH_KM * math.cos(latitude))


@lru_cache(maxsize=4)
def sheet(atlas: Atlas) -> Sheet:
    """Return the layers of an atlas, projected; made once for each."""
    layers = atlas.layers
    west, south, east, north = _mercator(shapely.union_all(shapely.box(*layers.areas.total_bounds))).bounds
    per_radian = UNITS / (east - west)

    def on_sheet(geometry: shapely.Geometry) -> shapely.Geometry:
        corner, turn = np.array([west, north]), np.array([per_radian, -per_radian])
        return shapely.transform(_mercator(geometry), lambda coords: (coords - corner) * turn)

    geometries = layers.areas.geometry.to_numpy()
    return Sheet(
        areas={code: _shape(on_sheet(shape)) for code, shape in zip(layers.areas.index, geometries, strict=True)},
        water=on_sheet(shapely.union_all(layers.water.geometry.to_numpy())),
        # side by side and not united: the line between two countries is drawn
        neighbours=on_sheet(shapely.geometrycollections(layers.neighbours.geometry.to_numpy())),
        lines={
            place: on_sheet(shapely.line_merge(shapely.union_all(line.geometry.to_numpy())))
            for place, line in layers.lines.items()
        },
        west=west,
        north=north,
        per_radian=per_radian,
        height=(north - south) * per_radian,
    )


def _mercator(geometry: shapely.Geometry) -> shapely.Geometry:
    """From degrees to radians of longitude and Mercator's northing, which is what makes both directions alike."""

    def project(coords: Any) -> Any:
        radians = np.radians(coords)
        return np.column_stack([radians[:, 0], np.arcsinh(np.tan(radians[:, 1]))])

    return shapely.transform(geometry, project)


def _shape(geometry: shapely.Geometry) -> Shape:
    largest = max(shapely.get_parts(geometry), key=lambda part: float(part.area))
    # the middle of the largest circle inside the largest part: where a name fits best, as on the screen
    centre = shapely.maximum_inscribed_circle(largest, tolerance=12).coords[0]
    west, _, east, _ = geometry.bounds
    return Shape(geometry, path(geometry), (centre[0], centre[1]), east - west)


def clipped(geometry: shapely.Geometry, frame: tuple[float, float, float, float]) -> str:
    """Draw what is seen of a layer in a frame (left, top, right, bottom in sheet units), as the data of an SVG path."""
    left, top, right, bottom = frame
    extent = shapely.box(left - BEYOND, top - BEYOND, right + BEYOND, bottom + BEYOND)
    # not clip_by_rect, which fills the islands of a river that it cuts; part by part, so that borders between stay
    return "".join(map(path, shapely.intersection(shapely.get_parts(geometry), extent)))


def path(geometry: shapely.Geometry) -> str:
    """Draw a geometry as the data of an SVG path: whole units, each point relative to the one before."""
    paths = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        lines = shapely.get_rings(part) if part.geom_type == "Polygon" else [part]
        paths += [_line(shapely.get_coordinates(line), closed=part.geom_type == "Polygon") for line in lines]
    return "".join(paths)


def _line(coords: Any, *, closed: bool) -> str:
    points = np.rint(coords).astype(int)
    differs = np.any(np.diff(points, axis=0), axis=1)
    points = points[np.concatenate([[True], differs])]
    if len(points) < 2 + closed:  # a part that is smaller than a unit
        return ""
    if closed:
        points = points[:-1]  # z draws the way back
    steps = "".join(f"{dx} {dy}" if dx < 0 else f" {dx} {dy}" for dx, dy in np.diff(points, axis=0).tolist())
    start_x, start_y = points[0].tolist()
    return f"M{start_x} {start_y}l{steps.lstrip()}{'z' if closed else ''}"
