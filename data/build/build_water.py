"""Build the lakes and wide rivers of a country from the shorelines of GSHHG.

Input: cache/ the file of shorelines within the box that the country asks for, in degrees, as gmt coast writes them.
Output: geography/water.geojson, EPSG:4326, polygons without properties, the largest first, clipped to the window.

Method: lakes and river-lakes (level 2) less the islands in them (level 3); parts of 5 km2 and more; thinned by
0.002 degrees (about 220 m). The sea is not in it: it is what no land covers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from layers import CACHE, WGS84, BuildError, shown, write_layer

if TYPE_CHECKING:
    from pathlib import Path

    from country import Country

LAKES, ISLANDS = 2, 3  # GSHHG's levels
LEAST = 5.0  # km2
TOLERANCE = 0.002  # degrees
NEAR = 0.001  # degrees; how near to the extract's edge a cut shoreline ends
RING = 4  # points; a ring has no fewer


def read_segments(path: Path, level: int) -> list[shapely.LineString]:
    """Read the pieces of shoreline of one level; gmt writes them cut into bins."""
    segments: list[shapely.LineString] = []
    points: list[tuple[float, float]] = []
    wanted = False
    for line in [*path.read_text(encoding="ascii").splitlines(), ">"]:
        if line.startswith(">"):
            if wanted and len(points) > 1:
                segments.append(shapely.LineString(points))
            points, wanted = [], line.strip().endswith(f"Level {level}")
        else:
            longitude, latitude = line.split()[:2]
            points.append((float(longitude), float(latitude)))
    return segments


def polygons(path: Path, level: int, extract: shapely.Polygon) -> list[shapely.Geometry]:
    """Make polygons of the closed shorelines of one level.

    extract : what the file covers. A river leaves through its edge, so a shoreline that ends there is closed there.
    Raises BuildError where one ends anywhere else.
    """
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(read_segments(path, level))))
    open_ended = [e for line in lines if not line.is_closed for e in line.boundary.geoms]
    astray = [e.coords[0] for e in open_ended if e.distance(extract.boundary) > NEAR]
    if astray:
        message = f"{shown(path)}: shorelines of level {level} end inside the extract, at {astray[:5]}"
        raise BuildError(message)
    # buffer(0) mends rings that touch themselves.
    return [shapely.Polygon(line.coords).buffer(0) for line in lines if len(line.coords) >= RING]


def build_water(country: Country) -> gpd.GeoDataFrame:
    """One row a piece of water within the window, EPSG:4326, the largest first."""
    path, extract = CACHE / country.shorelines, shapely.box(*country.extract)
    lakes, islands = (shapely.union_all(polygons(path, level, extract)) for level in (LAKES, ISLANDS))
    water = lakes.difference(islands).intersection(shapely.box(*country.water_window))
    parts = gpd.GeoSeries(shapely.get_parts(water), crs=WGS84)
    area = parts.to_crs(country.metres).area.sort_values(ascending=False, kind="stable")
    parts = parts[area.index[area > LEAST * 1e6]]
    return gpd.GeoDataFrame(geometry=parts.simplify(TOLERANCE).make_valid().values, crs=WGS84)


def build(country: Country) -> None:
    """Build and write the layer; nothing where no shorelines are asked for."""
    if not country.shorelines:
        return
    water = build_water(country)
    write_layer(country.layer("water"), water)
    square_kilometres = water.to_crs(country.metres).area.sum() / 1e6
    print(f"{shown(country.layer('water'))}: {len(water)} polygons, {square_kilometres:.0f} km2")
